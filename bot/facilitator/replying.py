"""What one person says in a round: one seat, a few counts, and an answer at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.channels.heard import Ours
from bot.channels.outgoing import Strip
from bot.facilitator import away, scenes
from bot.facilitator.here import Here
from bot.facilitator.telling import About, put, tell, tick
from bot.message import Press
from bot.wording import worded
from dialogs import engine
from dialogs.effects import Effect, Refuse
from dialogs.engine.replies import Reply
from dialogs.round import Answer, AskNumber, Seat
from dialogs.said import Promise, Reason, Refusal, Releasing, Show, Why
from storage import rounds, shown
from storage.keyring import Phase
from storage.people import Person
from storage.rounds import Head

#: The seat of those who have none: whatever they press, nothing is there.
_NOBODY = Seat(0, "")


def reply(
    here: Here,
    person: Person,
    number: int,
    press: Press,
    *,
    acted_on: Ours | None = None,
    pressed: str = "",
    typed_as: int | None = None,
) -> bool:
    """Hand on what somebody says in a round, and answer it; return whether it counts.

    ``acted_on`` is the message under which ``pressed`` was; ``typed_as`` the one in which it was
    typed, to which a question about it is a reply.
    """
    rounds.lock(here.session, number)
    head, seat = rounds.head(here.session, number), _seat(here, number, person)
    if head.opening is None or seat is None:
        refused = Refuse(0, Refusal(Why.CLOSED), press.number)
        _answer(here, person, head, seat or _NOBODY, [refused], About(number))
        return False
    told = Reply(
        ask=press.number or seat.open or AskNumber(head.opening.number, 0, 0),
        said=press.said,
        id=here.fresh(),
        stored=_stored(here, head, press),
    )
    page = scenes.filled_in_of(here, head.network)
    script = scenes.script(here, number)
    after, tally, effects = engine.reply(
        script, head.opening, seat, head.tally, told, scenes.local(here, page)
    )
    rounds.save_reply(here.session, number, seat, after, tally, effects, here.now)
    counts = not any(isinstance(effect, Refuse) for effect in effects)
    about = About(number, head.opening.number, acted_on=acted_on, replies_to=typed_as)
    if counts and isinstance(press.said, Reason | Releasing | Promise | Show):
        _settle(here, person, about, pressed)
    _answer(here, person, head, after, effects, about)
    if tally.waiting < head.tally.waiting:
        away.settle(here, number)
    return counts


def refuse(here: Here, person: Person, number: int, why: Refusal, ask: AskNumber | None) -> None:
    """Tell somebody why what they said does not count."""
    head = rounds.head(here.session, number)
    opening = head.opening.number if head.opening else None
    _answer(here, person, head, _NOBODY, [Refuse(0, why, ask)], About(number, opening))


def show(here: Here, person: Person) -> bool:
    """Show what is open, the newest first; return whether there is anything."""
    for number, _ in rounds.open_for(here.session, person.id):
        return reply(here, person, number, Press(Show()))
    return False


def _settle(here: Here, person: Person, about: About, pressed: str) -> None:
    """Take the buttons off what asked for more: the engine makes no record of it.

    What was pressed stays below its message; what was typed leaves no mark there.
    """
    if about.acted_on is not None:
        tick(here, person.id, about.acted_on, pressed, about)
    elif about.round is not None and about.opening is not None:
        phase = Phase(about.round, about.opening)
        for message in shown.hidden_from(here.session, person.id, phase):
            put(here, person.id, Strip(message), about)


def _seat(here: Here, number: int, person: Person) -> Seat | None:
    seat = rounds.seat_of(here.session, number, person.id)
    return None if seat is None else rounds.seat(here.session, number, seat)


def _stored(here: Here, head: Head, press: Press) -> Answer | None:
    if press.answer is None or head.opening is None:
        return None
    return rounds.named(here.session, head.number, press.answer, head.opening.number)


def _answer(
    here: Here, person: Person, head: Head, seat: Seat, effects: Sequence[Effect], about: About
) -> None:
    scene = replace(scenes.in_reply(here, head, None), seat=seat)
    for message in worded(effects, scene, person.language):
        # Only what asks for more about the words just typed is a reply to them: what is pressed
        # below brings them back.
        to = about.replies_to if message.listens and message.listens.to == "until" else None
        tell(here, person.id, message, replace(about, replies_to=to))
