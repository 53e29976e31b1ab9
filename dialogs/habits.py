"""When a person likes what comes again: how often, on which weekday, at what time of day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dialogs.asking import concerns
from dialogs.calm import APART, Kind, Rhythm
from dialogs.round import Seat
from dialogs.schedule import at_wall
from dialogs.script import Script
from dialogs.workdays import Land, working_days_between

#: How many weeks lie between two digests, for who does not want one every week.
_EVERY_SECOND = 2

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Habit:
    """What somebody has chosen for one kind of what comes again.

    Where there is no weekday or no time, it comes when the network has settled it.
    """

    rhythm: Rhythm
    weekday: int | None = None
    at: time | None = None

    def with_rhythm(self, rhythm: Rhythm) -> Habit:
        """Return the same day and time, so often."""
        return replace(self, rhythm=rhythm)


#: What holds for whoever has chosen nothing: check-ins come to those who have asked for them.
USUAL = {
    Kind.CHECK_IN: Habit(Rhythm.NONE, weekday=1, at=time(10)),
    Kind.DIGEST: Habit(Rhythm.WEEKLY),
}

#: The rhythms of scripts that leave day and hour to everybody themselves; the others come when
#: something has happened, or so seldom that they have a day of their own.
HABITUAL = ("weekly", "monthly")


def is_check_in(script: Script) -> bool:
    """Tell whether a script comes again beside rounds; one with a question a day is a round."""
    return script.rhythm not in (None, "daily")


def is_wished_for(script: Script) -> bool:
    """Tell whether a script comes again to those who have chosen it.

    What is asked of a coordination or a steering group alone comes to whoever has that part.
    """
    return script.rhythm in HABITUAL and is_for_anybody(script)


def is_for_anybody(script: Script) -> bool:
    """Tell whether a script asks those who have no part but that they belong to a network."""
    anybody = Seat(0, script.audience[0])
    asked = (each.who for phase in script.phases for each in phase.questions.values())
    return any(concerns(who, anybody) for who in asked)


def comes_to(
    habit: Habit, planned: datetime, network: ZoneInfo, own: ZoneInfo | None, land: Land | None
) -> datetime:
    """Return when something that is planned for a network comes to one person, in UTC.

    It is the day and time they have chosen, on their own clocks, in the week that begins with the
    day on which it is planned. Where free days have put it off and theirs was among these, it
    comes on the first day after them.
    """
    if habit.weekday is None and habit.at is None:
        return planned.astimezone(UTC)
    wall = planned.astimezone(network)
    weekday = wall.weekday() if habit.weekday is None else habit.weekday
    day = wall.date() + (weekday - wall.weekday()) % 7 * _DAY
    theirs = day - _WEEK
    if not working_days_between(theirs - _DAY, wall.date() - _DAY, land):
        day = wall.date()
    return at_wall(datetime.combine(day, habit.at or wall.time()), own or network)


def has_turn(rhythm: Rhythm, last: date | None, today: date) -> bool:
    """Tell whether it is somebody's turn again, after a check-in on the day ``last``."""
    if rhythm is Rhythm.NONE:
        return False
    return last is None or today - last >= APART[rhythm]


def wants(rhythm: Rhythm, slot: date) -> bool:
    """Tell whether the weekly digest of this slot is one for somebody with this rhythm.

    It is every second, or the first of a month: which ones depends on nothing but the calendar.
    """
    match rhythm:
        case Rhythm.WEEKLY:
            return True
        case Rhythm.FORTNIGHTLY:
            return slot.toordinal() // _WEEK.days % _EVERY_SECOND == 0
        case Rhythm.MONTHLY:
            return slot.month != (slot - _WEEK).month
        case Rhythm.NONE:
            return False
