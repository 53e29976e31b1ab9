"""What somebody settles on for what comes again, and letters that ask them about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from bot.facilitator import checking_in, scenes
from bot.facilitator.here import Here
from bot.facilitator.telling import About, tell
from bot.language import translator
from bot.message import Message
from bot.wording import rhythm as words
from bot.wording.rhythm import AS_IT_IS, ASKS, DAY, FITS, HOUR, HOURS, KINDS, OFTEN, ZONE, ZONES
from dialogs.calm import Kind, Nudge, Rhythm
from dialogs.habits import Habit
from storage import habits, memberships, nudges, people
from storage.memberships import Membership
from storage.nudges import Waiting
from storage.people import Person

_WEEKDAYS = 5


def settle(here: Here, person: Person, member: Membership, detail: str) -> None:
    """Take what was chosen, and ask or show what comes next."""
    t = translator(person.language)
    what, equals, value = detail.partition("=")
    message = None
    if what == AS_IT_IS:
        message = words.stays(t)
    elif what == ZONE and value in ZONES:
        people.change(here.session, person.id, zone=value)
    elif what == ZONE:
        message = words.which_zone(ZONES, t)
    elif what[:1] in KINDS:
        message = _of_kind(here, person, what[0], what[1:], value if equals else None)
    _say(here, person, member, message or _page(here, people.get(here.session, person.id), member))


def _of_kind(
    here: Here, person: Person, letter: str, what: str, value: str | None
) -> Message | None:
    """Take one choice about check-ins or overviews; return what is asked next, if anything is."""
    kind, t = KINDS[letter], translator(person.language)
    habit = habits.get(here.session, person.id, kind)
    match what, value:
        case str(), None if what == OFTEN:
            return words.how_often(letter, t)
        case str(), None if what == DAY:
            return words.which_day(letter, t)
        case str(), str() if what == OFTEN and value in list(Rhythm):
            habits.put(here.session, person.id, kind, habit.with_rhythm(Rhythm(value)))
        case str(), str() if what == DAY and value in map(str, range(_WEEKDAYS)):
            usual = habit.at or time(HOURS[0])
            settled = Habit(habit.rhythm, int(value), usual)
            habits.put(here.session, person.id, kind, settled)
            return words.which_hour(letter, t)
        case str(), str() if what == HOUR and value in map(str, HOURS):
            habits.put(here.session, person.id, kind, replace(habit, at=time(int(value))))
        case _:  # a button of another version
            pass
    return None


def _page(here: Here, person: Person, member: Membership) -> Message:
    check_ins, digests = (habits.get(here.session, person.id, kind) for kind in KINDS.values())
    page = scenes.filled_in_of(here, member.network)
    return words.page(
        check_ins,
        digests,
        person.zone or page.zone,
        translator(person.language),
        there_are=checking_in.there_are(here, member.network),
        own=person.zone is not None,
    )


def _say(here: Here, person: Person, member: Membership, message: Message) -> None:
    tell(here, person.id, message, About(whose=str(member.id)))


# --- Letters -------------------------------------------------------------------------------------


def ask_all(here: Here, network: int) -> None:
    """Wish to ask everybody who has never been asked whether they would like check-ins."""
    for member in memberships.of_network(here.session, network):
        if member.body and member.confirmed_at:
            ask(here, member)


def ask(here: Here, member: Membership) -> None:
    """Wish to ask somebody whether they would like check-ins, once for ever."""
    if habits.has_chosen(here.session, member.person, Kind.CHECK_IN):
        return
    usual = habits.get(here.session, member.person, Kind.CHECK_IN)
    habits.put(here.session, member.person, Kind.CHECK_IN, usual)
    subject = f"{ASKS}/{member.id}"
    nudge = Nudge(member.person, Kind.REMINDER, subject, here.now, None)
    nudges.put(here.session, nudge, member.network, (), now=here.now)


def message(here: Here, person: Person, wish: Waiting) -> tuple[Message, Membership] | None:
    """Return what a letter asks; None where its reader is not there any more."""
    what, _, number = wish.nudge.subject.partition("/")
    mine = memberships.of_person(here.session, person.id)
    member = next((each for each in mine if str(each.id) == number), None)
    if member is None:
        return None
    t = translator(person.language)
    return (words.still_fits(t) if what == FITS else words.would_you(t)), member
