"""Telling somebody something: into the outbox, in the transaction in which it came about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.channels import writing
from bot.channels.heard import Ours
from bot.channels.outgoing import Edit, Key, Outgoing, Strip, to_bytes
from bot.facilitator import listening
from bot.facilitator.here import Here
from bot.facilitator.listening import Asked, Over
from bot.message import Message, Single
from dialogs.round import AskNumber
from storage import listening as listened
from storage import outbox, shown
from storage.keyring import Phase
from storage.outbox import Priority
from storage.shown import About as Shown


@dataclass(frozen=True, slots=True)
class About:
    """What a message to somebody is about.

    ``opening`` is the phase under whose key it is sealed until it is sent: everything is that may
    name an untied answer. ``acted_on`` is the message under which the person has pressed something,
    ``replies_to`` one of theirs. ``whose`` is the membership or invitation that its menu is for.
    What is not ``provoked`` has been wished for by nobody and waits for those that have; what does
    not repeat is rather lost than said twice. One that ``pins`` is kept in view.
    """

    round: int | None = None
    opening: int | None = None
    acted_on: Ours | None = None
    replies_to: int | None = None
    whose: str = ""
    provoked: bool = True
    repeats: bool = True
    expires: datetime | None = None
    pins: bool = False


def tell(here: Here, person: int, message: Message, about: About) -> None:
    """Put a message into the outbox; what is typed from now on means what it says."""
    keys = writing.keys(message, about.round, about.whose)
    edit = _record(here, person, message, about)
    if edit is not None:
        put(here, person, replace(edit, keys=keys), about, keeps=_shown(message, about))
    else:
        text = writing.RECORD + message.text if message.completes else message.text
        *first, last = writing.sends(text, keys, replies_to=about.replies_to)
        for each in first:
            put(here, person, each, about)
        put(here, person, replace(last, pins=about.pins), about, keeps=_shown(message, about))
    _listen(here, person, message, about)


def put(
    here: Here, person: int, outgoing: Outgoing, about: About, *, keeps: Shown | None = None
) -> None:
    """Put into the outbox exactly what will be sent."""
    phase = None
    if about.round is not None and about.opening is not None:
        phase = Phase(about.round, about.opening)
    outbox.put(
        here.session,
        person,
        to_bytes(outgoing),
        now=here.now,
        priority=Priority.PROVOKED if about.provoked else Priority.UNPROVOKED,
        about=keeps,
        keeps=keeps is not None,
        repeats=about.repeats,
        phase=phase,
        expires_at=about.expires,
    )


def strip(here: Here, person: int, message: int) -> None:
    """Take the buttons off a message, some time."""
    outbox.put(
        here.session,
        person,
        to_bytes(Strip(message)),
        now=here.now,
        priority=Priority.TIDYING_UP,
    )
    shown.forget(here.session, person, message)


def tick(here: Here, person: int, under: Ours, data: str, about: About) -> None:
    """Put what was chosen below the message that offered it, in the place of its buttons.

    Inside a phase it is sealed under its key: what somebody chose may be part of an untied answer.
    """
    every = (key for row in under.keys for key in row if isinstance(key, Key))
    label = next((key.label for key in every if key.data == data), "")
    text = writing.written(f"{under.text}\n\n{writing.RECORD}{label}")
    put(here, person, Edit(under.message, text, ()), about)
    shown.forget(here.session, person, under.message)


# --- What it leaves behind -----------------------------------------------------------------------


def _record(here: Here, person: int, message: Message, about: About) -> Edit | None:
    """Return the edit that turns a question into the record of its answer.

    Older messages about the same question lose their buttons: it has its place in one of them.
    """
    if message.completes is None or about.round is None:
        return None
    stand = shown.messages(here.session, person, about.round, message.completes)
    pressed = about.acted_on.message if about.acted_on else None
    at = pressed if pressed in stand else max(stand, default=None)
    for other in stand:
        if other != at:
            strip(here, person, other)
    return None if at is None else writing.record(message, at, ())


def _shown(message: Message, about: About) -> Shown | None:
    """Return what to remember of a message with buttons, so that they can be taken off again.

    The question itself is remembered by its number, everything else by its phase alone.
    """
    answered = message.listens is not None or message.completes is not None
    if about.round is None or (message.keyboard == Single() and not answered):
        return None
    number = _number(message)
    if number is None:
        return None
    asks = message.listens is not None and message.listens.to == "answer"
    itself = asks or message.completes is not None
    if itself:
        return Shown(about.round, number)
    # What belongs to an answer shows that there is one, and which kind it is.
    betrays = message.listens is not None
    return Shown(about.round, number._replace(step=shown.HIDDEN if betrays else shown.NO_STEP))


def _number(message: Message) -> AskNumber | None:
    if message.completes is not None:
        return message.completes
    if message.listens is not None:
        return message.listens.number
    if not isinstance(message.keyboard, Single):
        return message.keyboard.number
    return next((each.press.number for each in message.buttons() if each.press.number), None)


def _listen(here: Here, person: int, message: Message, about: About) -> None:
    """Settle what the next words mean: what this message asks, or nothing when it ends it."""
    if message.listens is not None and about.round is not None:
        asked = listening.to_bytes(Asked(about.round, message.listens))
        phase = Phase(about.round, message.listens.number.opening)
        listened.put(here.session, person, asked, phase=phase)
    elif message.ends_it:
        listened.put(here.session, person, listening.to_bytes(Over()))
    elif message.completes is not None:
        now = heard_next(here, person)
        if isinstance(now, Asked) and now.listens.number == message.completes:
            listened.clear(here.session, person)


def heard_next(here: Here, person: int) -> listening.Listening | None:
    """Return what this person's next words mean, as far as it is known."""
    kept = listened.get(here.session, person)
    return None if kept is None else listening.from_bytes(kept)
