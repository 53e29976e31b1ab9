"""Digests: whom the slot of a schedule is for, and what stands in theirs when it is sent.

A slot only leaves wishes to write. What a digest says is put together when it goes out, so that
nothing stands in it that has been dealt with; where there is nothing to say, nothing goes out.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.facilitator import gathering, scenes
from bot.facilitator.here import Here
from bot.language import translator
from bot.message import Message
from bot.roles import DESK, STEERING
from bot.wording import digests as words
from dialogs.calm import Kind, Nudge
from dialogs.facts import Week
from dialogs.habits import Habit, comes_to, wants
from dialogs.schedule import Planned
from storage import habits, memberships, nudges, people
from storage.memberships import Membership
from storage.nudges import Waiting
from storage.people import Person
from storage.schedules import Schedule

MEMBERS, COORDINATION, STEERING_GROUP = "members", "coordination", "steering"

#: How long a digest may wait for a decent hour and a free place in the week. After that it would
#: come shortly before the next one.
_KEEPS = {
    MEMBERS: timedelta(days=1),
    COORDINATION: timedelta(days=2),
    STEERING_GROUP: timedelta(days=14),
}

#: Who reads which digest. Two in a week would leave those at the desk no room for anything else:
#: theirs holds what everybody reads.
_READS: dict[str, Callable[[Membership], bool]] = {
    MEMBERS: lambda member: not member.roles & DESK,
    COORDINATION: lambda member: bool(member.roles & DESK),
    STEERING_GROUP: lambda member: STEERING in member.roles,
}

#: Who knows by which digest that a decision is lacking.
_KNOWS = {
    STEERING_GROUP: gathering.STEERING_KNOWS,
    COORDINATION: gathering.DESK_KNOWS,
}


def begin(here: Here, schedule: Schedule, planned: Planned) -> None:
    """Wish to write to everybody for whom this slot is."""
    settled = scenes.filled_in_of(here, schedule.network).calm
    for person, member, habit in readers(here, schedule, planned):
        earliest = planned.at
        if schedule.name == MEMBERS:
            earliest = comes_to(habit, planned.at, settled.zone, _zone(person), settled.land)
        nudge = Nudge(
            person=person.id,
            kind=Kind.DIGEST,
            subject=f"{schedule.name}/{member.id}/{planned.slot.isoformat()}",
            earliest=earliest,
            latest=max(earliest, planned.at) + _KEEPS[schedule.name],
        )
        nudges.put(here.session, nudge, schedule.network, (), now=here.now)


def count(here: Here, schedule: Schedule, planned: Planned) -> int:
    """Return to how many a slot goes at most: who has nothing to read gets nothing."""
    return len(readers(here, schedule, planned))


def readers(
    here: Here, schedule: Schedule, planned: Planned
) -> list[tuple[Person, Membership, Habit]]:
    """Return for whom a slot is: who belongs to it, is confirmed, and wants this one."""
    everybody = [
        each
        for each in memberships.of_network(here.session, schedule.network)
        if each.confirmed_at is not None and each.body and _READS[schedule.name](each)
    ]
    numbers = [each.person for each in everybody]
    wished = habits.several(here.session, numbers, Kind.DIGEST)
    known = people.several(here.session, numbers)
    mine = schedule.name != MEMBERS
    return [
        (known[each.person], each, wished[each.person])
        for each in everybody
        if mine or wants(wished[each.person].rhythm, planned.slot)
    ]


def message(here: Here, person: Person, wish: Waiting) -> tuple[Message, Membership] | None:
    """Return a digest as it is to be read now; None where there is nothing to say, or no reader."""
    which, member_id, _ = wish.nudge.subject.split("/")
    mine = memberships.of_person(here.session, person.id)
    member = next((each for each in mine if str(each.id) == member_id), None)
    if member is None or not _READS[which](member):
        return None
    said = _composed(here, person, wish.network, which)
    return None if said is None else (said, member)


def went_out(here: Here, wish: Waiting) -> None:
    """Note what its readers know from now on."""
    which, _, _ = wish.nudge.subject.partition("/")
    if which in _KNOWS:
        gathering.told(here, wish.network, _KNOWS[which])


def _composed(here: Here, person: Person, network: int, which: str) -> Message | None:
    page, t = scenes.filled_in_of(here, network), translator(person.language)
    host = page.host(here.premises.transport)
    if which == STEERING_GROUP:
        return words.for_steering(gathering.month(here, network), host, t)
    week = _week(here, network)
    own = gathering.own(here, person, network)
    if which == COORDINATION:
        return words.for_coordination(week, gathering.desk(here, network), own, host, t)
    return words.for_actors(week, own, host, here.premises.doors, t)


def _week(here: Here, network: int) -> Week:
    """Return the week of a network, put together once for all who read it in the same beat."""
    if network not in here.weeks:
        here.weeks[network] = gathering.week(here, network)
    return here.weeks[network]


def _zone(person: Person) -> ZoneInfo | None:
    return ZoneInfo(person.zone) if person.zone else None
