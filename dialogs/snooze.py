"""When to remind somebody who says "later": at hours at which we may write, of their choice."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from dialogs.calm import Calm
from dialogs.schedule import at_wall
from dialogs.workdays import is_working_day, next_working_day

#: When the afternoon begins in which people find some time.
AFTERNOON = time(15)

#: Nobody is reminded of what they have put off just now.
SOON = timedelta(hours=1)

#: So many mornings are offered.
MOST = 6


def this_afternoon(calm: Calm, zone: ZoneInfo, now: datetime, until: datetime) -> datetime | None:
    """Return this afternoon, where there is one before ``until`` at which we may write."""
    today = now.astimezone(zone).date()
    at = at_wall(datetime.combine(today, AFTERNOON), zone)
    may = is_working_day(today, calm.land) and calm.hours.opens <= AFTERNOON < calm.hours.closes
    return at if may and now + SOON <= at < until else None


def mornings(calm: Calm, zone: ZoneInfo, now: datetime, until: datetime) -> list[datetime]:
    """Return the mornings of the next working days before ``until``, a few of them."""
    day, found = now.astimezone(zone).date(), list[datetime]()
    while len(found) < MOST:
        day = next_working_day(day, calm.land)
        at = at_wall(datetime.combine(day, calm.hours.opens), zone)
        if at >= until:
            break
        found.append(at)
    return found
