"""When something that comes again is planned: a rule on local calendars and clocks.

No answer depends on when it is asked for, and the next slot is worked out from the one that was
planned before, so that nothing ever drifts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import NamedTuple, assert_never
from zoneinfo import ZoneInfo

from dateutil.rrule import DAILY, MONTHLY, WEEKLY, YEARLY, rrule, weekday

from dialogs.recurrence import AtWork, Daily, Days, Monthly, Recurrence, Weekly, Yearly
from dialogs.workdays import Land, is_working_day, on_or_after, on_or_before

#: How soon after a meeting its check-in comes.
AFTER_MEETING = timedelta(hours=2)

#: More slots than anybody plans ahead or looks back on.
MOST_SLOTS = 1000

#: No free days in a row are more than this.
_REACH = timedelta(days=14)

#: A rule without any slot in so long a time has none (Christmas Day, skipped on free days).
_HORIZON = timedelta(days=3660)

#: What was not acted on within a year is not even noted.
_LOOK_BACK = timedelta(days=366)

_MINUTE = timedelta(minutes=1)


class Planned(NamedTuple):
    """One time that something comes.

    ``slot`` is the day by the rule, before free days move it. It stays the same when the Land,
    the zone or the hour change, so (kind, subject, slot) names an occurrence for ever.
    """

    slot: date
    at: datetime


@dataclass(frozen=True, slots=True)
class Arrears:
    """What came due while nobody looked: the one to act on, and those passed over."""

    act: Planned | None
    skipped: tuple[Planned, ...]


def at_wall(wall: datetime, zone: ZoneInfo) -> datetime:
    """Return the moment at which clocks show this time.

    Where they show it twice it is the first, where they skip it the first minute after.
    """
    assert wall.tzinfo is None
    by_old, by_new = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if by_old <= by_new:
        return by_old
    minutes = range((by_old - by_new) // _MINUTE + 1)
    skipped = bisect_left(minutes, wall, key=lambda n: _wall(by_new + n * _MINUTE, zone))
    return by_new + skipped * _MINUTE


def next_occurrence(
    recurrence: Recurrence, after: datetime, zone: ZoneInfo, land: Land | None
) -> Planned | None:
    """Return what is planned next; None where free days swallow every slot for ten years.

    ``after`` is the planned moment of the slot before, never the moment of asking.
    """
    begins = at_wall(datetime.combine(recurrence.begins, time()), zone)
    until = max(after.astimezone(UTC), begins) + _HORIZON
    return next(occurrences(recurrence, zone, land, after=after, until=until), None)


def occurrences(
    recurrence: Recurrence,
    zone: ZoneInfo,
    land: Land | None,
    *,
    after: datetime,
    until: datetime,
    limit: int = MOST_SLOTS,
) -> Iterator[Planned]:
    """Yield what is planned later than ``after`` and at the latest ``until``, in order."""
    assert after.tzinfo is not None
    return islice(_between(recurrence, zone, land, after, until), limit)


def arrears(
    recurrence: Recurrence, zone: ZoneInfo, land: Land | None, *, since: datetime, now: datetime
) -> Arrears:
    """Return what came due since the slot planned for ``since``: at most one to act on.

    After a standstill only the newest counts, and not even that when it is too late by now.
    """
    looked = max(since.astimezone(UTC), now.astimezone(UTC) - _LOOK_BACK)
    due = tuple(occurrences(recurrence, zone, land, after=looked, until=now))
    if not due or too_late(recurrence, due[-1], now):
        return Arrears(None, due)
    return Arrears(due[-1], due[:-1])


def too_late(recurrence: Recurrence, planned: Planned, now: datetime) -> bool:
    """Tell whether the time for it has passed: the rarer something is, the longer it keeps."""
    return now - planned.at > _tolerance(recurrence.every.days)


def once(at: datetime, zone: ZoneInfo) -> Planned:
    """Return the only slot of something that comes once."""
    return Planned(_wall(at, zone).date(), at.astimezone(UTC))


def after_meeting(ended: datetime, zone: ZoneInfo) -> Planned:
    """Return when those who have met are asked how it was."""
    return once(ended.astimezone(UTC) + AFTER_MEETING, zone)


# --- The rule ----------------------------------------------------------------------------------


def _between(
    recurrence: Recurrence, zone: ZoneInfo, land: Land | None, after: datetime, until: datetime
) -> Iterator[Planned]:
    earliest = max(recurrence.begins, _wall(after, zone).date() - _REACH)
    for slot in _slots(recurrence, earliest):
        if datetime.combine(slot, time(), UTC) - 2 * _REACH > until:
            return
        day = _moved(recurrence, slot, land)
        if day is None or day < recurrence.begins:
            continue
        at = at_wall(datetime.combine(day, recurrence.every.at), zone)
        if after < at <= until:
            yield Planned(slot, at)


def _slots(recurrence: Recurrence, earliest: date) -> Iterator[date]:
    """Yield the days of the rule, without counting through all the years since it began."""
    start = earliest
    if isinstance(recurrence.every.days, Weekly):
        ahead = (recurrence.every.days.weekday - recurrence.begins.weekday()) % 7
        first = recurrence.begins + timedelta(days=ahead)
        fortnights = max(0, (earliest - first).days // 14)
        start = first + fortnights * timedelta(days=14)
    return (wall.date() for wall in _rule(recurrence.every.days, start))


def _rule(days: Days, start: date) -> rrule:
    first = datetime.combine(start, time())
    match days:
        case Daily():
            return rrule(DAILY, first, byweekday=range(5))
        case Weekly(weekday=day, weeks=weeks):
            return rrule(WEEKLY, first, interval=weeks, byweekday=day)
        case Monthly(place=place, weekday=day):
            return rrule(MONTHLY, first, bymonth=_months(days), byweekday=weekday(day)(place))
        case AtWork(place=place):
            return rrule(MONTHLY, first, bymonth=_months(days), bymonthday=place)
        case Yearly(month=month, day=day):
            there_is = range(min(day, 28), day + 1)
            return rrule(YEARLY, first, bymonth=month, bymonthday=there_is, bysetpos=-1)
        case _:
            assert_never(days)


def _months(days: Monthly | AtWork) -> range:
    """Return the months in which the counted day lies: a quarter ends with its third."""
    if days.span == "month":
        return range(1, 13)
    return range(3 if days.place < 0 else 1, 13, 3)


def _moved(recurrence: Recurrence, slot: date, land: Land | None) -> date | None:
    """Return the working day on which the slot falls; None where it falls on none."""
    if is_working_day(slot, land):
        return slot
    match recurrence.every.days, recurrence.on_free_days:
        case (Daily(), _) | (Weekly() | Monthly() | Yearly(), "skipped"):
            return None
        case (AtWork(place=-1), _) | (Weekly() | Monthly() | Yearly(), "earlier"):
            return on_or_before(slot, land)
        case _:
            return on_or_after(slot, land)


def _tolerance(days: Days) -> timedelta:
    match days:
        case Daily():
            return timedelta(hours=6)
        case Weekly(weeks=weeks):
            return timedelta(days=weeks)
        case Monthly() | AtWork():
            return timedelta(days=3)
        case Yearly():
            return timedelta(days=7)
        case _:
            assert_never(days)


def _wall(at: datetime, zone: ZoneInfo) -> datetime:
    """Return what clocks show at this moment."""
    return at.astimezone(zone).replace(tzinfo=None)
