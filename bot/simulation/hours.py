"""When somebody is at work, and when they get round to something."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from dialogs.schedule import at_wall
from dialogs.workdays import Land, is_working_day


@dataclass(frozen=True, slots=True)
class WorkingWeek:
    """On which days of the week somebody works, Monday being 0, and from when to when."""

    days: frozenset[int]
    opens: time
    closes: time


#: Monday to Friday, as most offices work.
OFFICE = WorkingWeek(frozenset(range(5)), time(8), time(16, 30))


def hours_later(
    week: WorkingWeek, hours: float, at: datetime, zone: ZoneInfo, land: Land | None
) -> datetime:
    """Return when somebody has been at work for so many hours since ``at``."""
    wall = at.astimezone(zone).replace(tzinfo=None)
    left = timedelta(hours=hours)
    for day in (wall.date() + timedelta(days=n) for n in count()):
        if day.weekday() not in week.days or not is_working_day(day, land):
            continue
        begins = max(wall, datetime.combine(day, week.opens))
        ends = datetime.combine(day, week.closes)
        if begins + left <= ends:
            return max(at, at_wall(begins + left, zone))
        left -= max(timedelta(), ends - begins)
    raise AssertionError("everybody works some time")
