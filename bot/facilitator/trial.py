"""Trial runs: a dialog played at once by a few who have agreed to it, of which nothing remains.

Nothing in them waits for calm, nobody is counted, and words go on without the two readers: all
who play know it. When one is over, or after two days, everything about it is deleted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.facilitator import scenes
from bot.facilitator.here import Here
from bot.facilitator.listening import Blank
from bot.facilitator.telling import About, heard_next, strip, tell
from bot.language import translator
from bot.message import Single
from bot.wording import trial as words
from bot.wording import worded
from dialogs import calm
from dialogs.effects import Effect, News, Remind, Tell
from dialogs.events import Event, Read
from dialogs.round import Opening, Round, Status
from dialogs.text import Text
from storage import listening, memberships, moments, people, plans, rounds, scripts, shown
from storage.memberships import Membership
from storage.people import Person

#: Where the frame of a round says that it is a trial, and through which membership it is led.
TRIAL = "trial"

#: Who was asked to play, and who has agreed.
ASKED, AGREED = "asked", "agreed"

#: After so long a time it is over, finished or not.
LASTS = timedelta(hours=48)

_OVER = (Status.ENDED, Status.CANCELLED)

#: News that a part is left out; in a trial mostly because so few people play.
_LEFT_OUT = (News.SKIPPED_TOO_FEW, News.SKIPPED_NOTHING, News.SKIPPED_UNREAD)


def is_one(here: Here, number: int) -> bool:
    """Tell whether a round is a trial."""
    return TRIAL in rounds.frame(here.session, number)


def limit(here: Here, number: int, since: datetime) -> None:
    """Let a trial end after two days, however far it has come."""
    at = since + LASTS
    moments.plan(here.session, moments.TRIAL, str(number), "", at, round=number)


def leader(here: Here, number: int) -> Membership | None:
    """Return who leads a trial, while they are there."""
    which = int(rounds.frame(here.session, number)[TRIAL])
    return memberships.several(here.session, [which]).get(which)


def named(frame: Mapping[str, str], what: str) -> frozenset[int]:
    """Return the memberships that are noted of a trial."""
    return frozenset(map(int, filter(None, frame.get(what, "").split(","))))


def note(here: Here, number: int, what: str, members: frozenset[int]) -> None:
    """Note memberships of a trial."""
    rounds.note(here.session, number, what, ",".join(map(str, sorted(members))))


# --- Whether somebody plays ----------------------------------------------------------------------


def ask_when_open(here: Here, number: int) -> datetime:
    """Ask those who were chosen as soon as people may be written to; return when that is."""
    network = rounds.head(here.session, number).network
    at = calm.opens(scenes.filled_in_of(here, network).calm, here.now)
    limit(here, number, since=at)
    if at <= here.now:
        ask(here, number)
    else:
        moments.plan(here.session, moments.ASKING, str(number), at.isoformat(), at, round=number)
    return at


def ask(here: Here, number: int) -> None:
    """Ask those who were chosen whether they play."""
    first, session = leader(here, number), here.session
    script = scenes.script(here, number)
    chosen = memberships.several(session, named(rounds.frame(session, number), ASKED))
    for each in chosen.values():
        if first is not None and each.left_on is None:
            person = people.get(session, each.person)
            question = words.will_you(number, script, first.name, translator(person.language))
            tell(here, person.id, question, About(whose=str(each.id), provoked=False))


def answered(here: Here, person: Person, to: tuple[str, ...], *, agrees: bool) -> None:
    """Take in whether somebody who was asked plays, and tell whoever leads."""
    whose, number = int(to[0]), int(to[1])
    rounds.lock(here.session, number)
    t = translator(person.language)
    mine = memberships.of_person(here.session, person.id)
    member = next((each for each in mine if each.id == whose), None)
    if member is None or not _waits_for(here, number, member):
        tell(here, person.id, words.too_late(t), About())
        return
    agreed = named(rounds.frame(here.session, number), AGREED)
    note(here, number, AGREED, agreed | {whose} if agrees else agreed - {whose})
    tell(here, person.id, words.thanks(number, t, agrees=agrees), About(whose=str(whose)))
    first = leader(here, number)
    if first is not None:
        to_whom = people.get(here.session, first.person)
        told = words.has_answered(number, member.name, translator(to_whom.language), agrees=agrees)
        tell(here, to_whom.id, told, About(whose=str(first.id)))


def _waits_for(here: Here, number: int, member: Membership) -> bool:
    session = here.session
    if not rounds.exists(session, number):
        return False
    planned = rounds.head(session, number).status is Status.PLANNED
    return planned and member.id in named(rounds.frame(session, number), ASKED)


# --- What is said in it --------------------------------------------------------------------------


def tell_players(
    here: Here,
    number: int,
    round: Round,
    opening: Opening | None,
    readers: Mapping[tuple[int, int | None], Sequence[Effect]],
) -> None:
    """Tell everybody who plays what there is to tell, at once."""
    for (person, seat), effects in readers.items():
        theirs = [each for each in effects if not isinstance(each, Remind)]
        if seat is None or not theirs:
            continue
        scene = scenes.for_all(here, number, round, opening, theirs)
        language = people.get(here.session, person).language
        for message in worded(theirs, replace(scene, seat=round.seats.get(seat)), language):
            # What could be pressed in the end would be about something that is gone.
            last = replace(message, keyboard=Single(), listens=None)
            tell(here, person, last if round.status in _OVER else message, About(number))
    first = leader(here, number)
    told = [each for effects in readers.values() for each in effects if isinstance(each, Tell)]
    for title in dict.fromkeys(each.phase for each in told if each.news in _LEFT_OUT):
        if first is not None and title is not None:
            _show_questions(here, number, first, title)


def _show_questions(here: Here, number: int, first: Membership, title: Text) -> None:
    """Show whoever leads what a part would have asked that needs more people than play here."""
    script, person = scenes.script(here, number), people.get(here.session, first.person)
    for phase in script.phases:
        if phase.title == title:
            message = words.would_ask(phase, translator(person.language))
            tell(here, person.id, message, About())


def reads(round: Round) -> Iterator[Event]:
    """Yield what the two readers would do with words in a real round: here nobody reads first."""
    for each in round.queue:
        if each.decided:
            continue
        if each.shown:
            yield Read(each.key, 1, "release")
            yield Read(each.key, 2, "release")
        else:
            yield Read(each.key, 1, "turn-away")


def goes_on(here: Here, number: int, before: Round, after: Round) -> None:
    """Show whoever leads where a trial stands now, and end it when all of it is over."""
    if after.status in _OVER:
        end(here, number)
    elif _stands(before) != _stands(after):
        show(here, number, after)


def show(here: Here, number: int, round: Round) -> None:
    """Show whoever leads where a trial stands, with what leads on."""
    first = leader(here, number)
    if first is not None:
        person = people.get(here.session, first.person)
        script = scripts.get(here.session, rounds.head(here.session, number).digest)
        message = words.stands(number, script, round, translator(person.language))
        tell(here, person.id, message, About(whose=str(first.id)))


def end(here: Here, number: int) -> None:
    """Tell everybody that a trial is over, and delete all that was kept of it."""
    session = here.session
    first, head = leader(here, number), rounds.head(session, number)
    script = scripts.get(session, head.digest)
    for opening in range(1, rounds.load(session, number).openings + 1):
        for each in shown.of_opening(session, number, opening):
            strip(here, each.person, each.message)
    players = {each.person: each for each in rounds.members(session, number).values()}
    agreed = named(rounds.frame(session, number), AGREED)
    if head.status is Status.PLANNED:
        players |= {each.person: each for each in memberships.several(session, agreed).values()}
    if first is not None:
        players[first.person] = first
    for person in players:
        if not isinstance(heard_next(here, person), Blank):
            listening.clear(session, person)
    plans.discard(session, number)
    for person, member in players.items():
        leads = first is not None and member.id == first.id
        t = translator(people.get(session, person).language)
        tell(here, person, words.over(script, t, leads=leads), About(whose=str(member.id)))


def _stands(round: Round) -> tuple[Status, int, frozenset[str] | None]:
    waits = None if round.waiting is None else round.waiting.drafts
    return round.status, round.openings, waits
