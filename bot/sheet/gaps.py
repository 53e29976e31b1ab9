"""Where the numbers for emergencies leave a gap: days and times at which nobody answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import time
from itertools import pairwise

from bot.operator import WORKING_WEEK, Day, Shift

_DAY = 24 * 60


def gaps(shifts: Iterable[Shift]) -> tuple[Shift, ...]:
    """Return when nobody answers in a week without holidays, and on a holiday."""
    shifts = tuple(shifts)
    before = {day: {_before(day)} for day in Day}
    # A holiday comes after Sunday to Thursday, or after another one.
    before[Day.HOLIDAY] = {_before(day) for day in WORKING_WEEK} | {Day.HOLIDAY}
    return _together(
        (day, span)
        for day, days_before in before.items()
        for span in _spans(set().union(*(_open(shifts, day, each) for each in days_before)))
    )


def gaps_after_holidays(shifts: Iterable[Shift]) -> tuple[Shift, ...]:
    """Return when nobody answers on the day after a holiday, and somebody does on others."""
    shifts = tuple(shifts)
    return _together(
        (day, span)
        for day in Day
        if _before(day) in WORKING_WEEK
        for span in _spans(_open(shifts, day, Day.HOLIDAY) - _open(shifts, day, _before(day)))
    )


def _before(day: Day) -> Day:
    return Day((day - 1) % Day.HOLIDAY)


def _open(shifts: Iterable[Shift], day: Day, day_before: Day) -> set[int]:
    """Return the minutes of a day in which nobody answers."""
    minutes = {*range(_DAY)}
    for shift in shifts:
        opens, closes = (60 * at.hour + at.minute for at in (shift.opens, shift.closes))
        past_midnight = closes <= opens
        if day in shift.days:
            minutes -= {*range(opens, _DAY if past_midnight else closes)}
        if day_before in shift.days and past_midnight:
            minutes -= {*range(closes)}
    return minutes


def _spans(minutes: set[int]) -> Iterator[tuple[time, time]]:
    """Yield the stretches that minutes make up."""
    edges = [minute for minute in range(_DAY + 1) if (minute in minutes) != (minute - 1 in minutes)]
    for begins, ends in list(pairwise(edges))[::2]:
        yield _clock(begins), _clock(ends)


def _clock(minute: int) -> time:
    return time(minute // 60 % 24, minute % 60)


def _together(found: Iterable[tuple[Day, tuple[time, time]]]) -> tuple[Shift, ...]:
    """Return what is the same on several days as one."""
    days: dict[tuple[time, time], set[Day]] = defaultdict(set)
    for day, span in found:
        days[span].add(day)
    return tuple(Shift(frozenset(each), *span) for span, each in days.items())
