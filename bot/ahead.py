"""What goes out in a network in the coming weeks, as its coordination sees it in a calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from dialogs.text import Text

WEEK = timedelta(days=7)


class What(StrEnum):
    """What goes out, or happens."""

    OPENS = "opens"
    REMINDS = "reminds"
    ENDS = "ends"
    RETURNS = "returns"
    FOLLOWS = "follows"
    TALK = "talk"
    CHECK_IN = "check-in"
    DIGEST = "digest"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in the calendar. ``at`` is on the clocks of the network."""

    at: datetime
    what: What
    #: The number of the round or of the schedule, and in it the moment or the slot.
    subject: int
    name: str
    #: The round or the check-in, and the part of the round. A digest has a name of ours instead.
    title: Text | None = None
    part: Text | None = None
    digest: str = ""
    #: To how many it goes at most; None where a number would tell who has something open.
    people: int | None = None
    #: Whether it shall not come, and whether it comes on another day than the rule has it.
    skipped: bool = False
    moved: bool = False
    #: Whether this is when it comes if nothing has to be waited for.
    expected: bool = False


@dataclass(frozen=True, slots=True)
class Week:
    """A week from its Monday on, with what happens in it and which days of it are free."""

    monday: date
    entries: tuple[Entry, ...]
    free: tuple[tuple[date, str], ...]


def weeks(
    entries: Iterable[Entry], free: Iterable[tuple[date, str]], first: date, n: int
) -> Iterator[Week]:
    """Yield ``n`` weeks from the one in which the day ``first`` lies, each in order."""
    every, holidays = (
        sorted(entries, key=lambda each: (each.at, each.what, each.subject)),
        sorted(free),
    )
    monday = first - timedelta(days=first.weekday())
    for start in (monday + k * WEEK for k in range(n)):
        end = start + WEEK
        yield Week(
            start,
            tuple(each for each in every if start <= each.at.date() < end),
            tuple(each for each in holidays if start <= each[0] < end),
        )
