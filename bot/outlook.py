"""What is computed before a round begins: its days, who is invited, and what speaks against it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from bot.planned import CIRCLE, TALK, Kind, Planned, is_small_circle
from dialogs.asking import concerns
from dialogs.calm import Calm
from dialogs.round import READERS, Seat
from dialogs.script import LEVELS, Script
from dialogs.text import Text
from dialogs.workdays import Calendar, Span

#: Nobody takes part in more rounds at a time.
MOST_ROUNDS = 2

#: From so many people on a level is shown, and so many make a picture of a group.
SHOWN, PICTURE = 5, 10


class Found(StrEnum):
    """What there is to say of a plan. What stands here first keeps a round from beginning."""

    MISSING = "missing"
    PAST = "past"
    TOO_FEW = "too-few"
    TOO_MANY = "too-many"
    FEW_LEVELS = "few-levels"
    PART = "part"
    BUSY = "busy"

    UNCONFIRMED = "unconfirmed"
    LEVEL_MISSING = "level-missing"
    OUTSIDE = "outside"
    NONE_COUNTED = "none-counted"
    NOT_COUNTED = "not-counted"
    NOBODY_ASKED = "nobody-asked"
    HIDDEN_LEVELS = "hidden-levels"
    SMALL = "small"
    ONE_READER = "one-reader"
    NO_DEPUTY = "no-deputy"
    HOLIDAYS_NOW = "holidays-now"
    HOLIDAYS = "holidays"
    TALK_EARLY = "talk-early"
    OTHER_ROUND = "other-round"


#: What keeps a round from beginning.
BLOCKS = frozenset(list(Found)[: list(Found).index(Found.UNCONFIRMED)])


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to say of a plan. What it is about is filled in where that is known."""

    found: Found
    n: int = 0
    limit: int = 0
    levels: tuple[str, ...] = ()
    title: Text | None = None
    day: date | None = None
    later: date | None = None

    @property
    def blocks(self) -> bool:
        """Whether the round cannot begin like this."""
        return self.found in BLOCKS


@dataclass(frozen=True, slots=True)
class Situation:
    """What a network is like when a round is to begin in it.

    ``members`` are all confirmed members as they would sit in it, by membership; ``invited`` is
    what the coordination has entered. ``busy`` says in how many rounds members are, ``others``
    which those are.
    """

    now: datetime
    calm: Calm
    members: Mapping[int, Seat]
    invited: Mapping[str, int]
    promised: datetime | None
    unconfirmed: int = 0
    desk: int = 1
    deputy: bool = False
    busy: Mapping[int, int] = field(default_factory=dict)
    others: tuple[Text, ...] = ()


class Stretch(NamedTuple):
    """A phase, and the day on which it ends if nothing has to be waited for.

    ``holidays`` are school holidays that lie in it; what would end in them ends after them.
    """

    title: Text
    day: date
    holidays: Span | None = None


@dataclass(frozen=True, slots=True)
class Outlook:
    """What will come of a plan."""

    stretches: tuple[Stretch, ...]
    returns: date | None
    #: Who takes part, by level, and how many of the level were invited, where that is known.
    levels: Mapping[str, int]
    invited: Mapping[str, int]
    findings: tuple[Finding, ...]

    @property
    def people(self) -> int:
        """How many people it goes to."""
        return sum(self.levels.values())

    @property
    def can_begin(self) -> bool:
        """Whether nothing speaks against it that cannot be helped later."""
        return not any(each.blocks for each in self.findings)


def taking_part(planned: Planned, members: Collection[int]) -> list[int]:
    """Return the memberships of those a round is for: everybody, or the circle that was named."""
    if not is_small_circle(planned.script.people):
        return sorted(members)
    return sorted(planned.chosen(CIRCLE).intersection(members))


def invited(levels: Mapping[str, int], entered: Mapping[str, int]) -> Mapping[str, int]:
    """Return how many were invited by level: never fewer than are there."""
    names = dict.fromkeys((*levels, *entered))
    return {name: max(levels.get(name, 0), entered.get(name, 0)) for name in names}


def outlook(planned: Planned, at: Situation) -> Outlook:
    """Return what will come of a plan in this situation."""
    levels = Counter(at.members[each].level for each in taking_part(planned, at.members))
    small = is_small_circle(planned.script.people)
    found = (
        *_of_the_plan(planned, at),
        *_of_people(planned, at, levels),
        *_of_levels(planned.script, at, levels),
        *_of_phases(planned, at),
        *_of_the_desk(planned.script, at),
        *_of_days(planned, at),
    )
    places = list(Found)
    return Outlook(
        stretches=tuple(stretches(planned.script, at.now, at.calm.calendar)),
        returns=None if at.promised is None else at.promised.date(),
        levels=levels,
        invited=levels if small else invited(levels, at.invited),
        findings=tuple(sorted(found, key=lambda each: places.index(each.found))),
    )


def stretches(script: Script, start: datetime, calendar: Calendar) -> Iterator[Stretch]:
    """Yield the phases with the days on which they end, if each opens as soon as it can."""
    at = start
    for n, phase in enumerate(script.phases):
        if n or phase.opens_after:
            at = calendar.open_day(at + (phase.opens_after or timedelta()))
        ends = calendar.open_day(at + phase.lasts)
        yield Stretch(phase.title, ends.date(), calendar.closing(at.date(), ends.date()))
        at = ends


# --- What speaks against it ----------------------------------------------------------------------


def _of_the_plan(planned: Planned, at: Situation) -> Iterator[Finding]:
    if missing := planned.missing():
        yield Finding(Found.MISSING, n=len(missing))
    for name, day in planned.days.items():
        if day < at.now.date():
            yield Finding(Found.PAST, day=day)
        elif name == TALK and at.promised is not None and day < at.promised.date():
            yield Finding(Found.TALK_EARLY, day=day, later=at.promised.date())
    parts = [each for each in planned.points if each.kind is Kind.PEOPLE and each.text is not None]
    for point in parts:
        n = len(planned.chosen(point.name) & at.members.keys())
        if n < point.least:
            yield Finding(Found.PART, n=n, limit=point.least, title=point.text)


def _of_people(planned: Planned, at: Situation, levels: Mapping[str, int]) -> Iterator[Finding]:
    wanted, n = planned.script.people, sum(levels.values())
    if n < wanted.min:
        yield Finding(Found.TOO_FEW, n=n, limit=wanted.min)
    elif n > wanted.max:
        yield Finding(Found.TOO_MANY, n=n, limit=wanted.max)
    elif n < PICTURE and not _is_named(planned.script):
        yield Finding(Found.SMALL, n=n, limit=planned.script.threshold)
    if len(levels) < wanted.levels:
        yield Finding(Found.FEW_LEVELS, n=len(levels), limit=wanted.levels)
    mine = taking_part(planned, at.members)
    full = sum(at.busy.get(each, 0) >= MOST_ROUNDS for each in mine)
    if full:
        yield Finding(Found.BUSY, n=full, limit=MOST_ROUNDS)
    elif any(at.busy.get(each, 0) for each in mine):
        for title in at.others:
            yield Finding(Found.OTHER_ROUND, title=title)
    if at.unconfirmed:
        yield Finding(Found.UNCONFIRMED, n=at.unconfirmed)


def _of_levels(script: Script, at: Situation, levels: Mapping[str, int]) -> Iterator[Finding]:
    if is_small_circle(script.people):
        return
    everybody = invited(levels, at.invited)
    if missing := tuple(each for each in script.audience if not everybody.get(each)):
        yield Finding(Found.LEVEL_MISSING, levels=missing)
    if outside := tuple(each for each in LEVELS if each in levels and each not in script.audience):
        yield Finding(Found.OUTSIDE, levels=outside)
    if not at.invited:
        yield Finding(Found.NONE_COUNTED)
    elif unknown := tuple(each for each in LEVELS if each in levels and each not in at.invited):
        yield Finding(Found.NOT_COUNTED, levels=unknown)
    shows = any(script.anonymity_of(each) == "role" for each in script.questions.values())
    hidden = tuple(each for each in LEVELS if 0 < everybody.get(each, 0) < SHOWN)
    if shows and hidden:
        yield Finding(Found.HIDDEN_LEVELS, levels=hidden, limit=SHOWN)


def _of_phases(planned: Planned, at: Situation) -> Iterator[Finding]:
    """Name the parts in which nobody would be asked, such as a steering group that nobody is in."""
    seats = [
        replace(at.members[each], parts=at.members[each].parts | planned.parts_of(each))
        for each in taking_part(planned, at.members)
    ]
    for phase in planned.script.phases:
        asked = (question.who for question in phase.questions.values())
        if seats and not any(concerns(who, seat) for who in asked for seat in seats):
            yield Finding(Found.NOBODY_ASKED, title=phase.title)


def _of_the_desk(script: Script, at: Situation) -> Iterator[Finding]:
    if at.desk < READERS and any(each.wordy for each in script.questions.values()):
        yield Finding(Found.ONE_READER)
    if not at.deputy:
        yield Finding(Found.NO_DEPUTY)


def _of_days(planned: Planned, at: Situation) -> Iterator[Finding]:
    today = at.now.date()
    if now := at.calm.calendar.closing(today, today):
        yield Finding(Found.HOLIDAYS_NOW, later=now.last)
    for title, day, holidays in stretches(planned.script, at.now, at.calm.calendar):
        if holidays is not None and holidays is not now:
            yield Finding(Found.HOLIDAYS, title=title, day=day, later=holidays.last)


def _is_named(script: Script) -> bool:
    modes = {script.anonymity_of(each) for each in script.questions.values()}
    return modes <= {"named", "private"}
