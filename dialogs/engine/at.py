"""What every event of a round comes with: the script, the time, and chance."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple

from dialogs.effects import Effect, SetMoment
from dialogs.round import Opening, Round, Seat, Standing
from dialogs.script import Phase, Script
from dialogs.workdays import Calendar

#: The moment at which a phase ends that everybody is done with.
SETTLED = "settled"

#: The last person too can change an answer before a phase ends early.
GRACE = timedelta(minutes=10)

Turn = tuple[Round, list[Effect]]


class At(NamedTuple):
    """The script that is played, now, the dice, and the days; without these all are alike."""

    script: Script
    now: datetime
    chance: Random
    calendar: Calendar | None = None

    def phase(self, round: Round, index: int) -> Phase:
        """Return the phase at this place of the part that the round plays."""
        return self.script.phases_of(round.part)[index]

    def open_day(self, at: datetime) -> datetime:
        """Return this moment, or the same hour of the next day on which parts begin and end."""
        return at if self.calendar is None else self.calendar.open_day(at)

    def day_before(self, at: datetime) -> datetime:
        """Return the same hour of the last day before this one on which people are at work."""
        before = at - timedelta(days=1)
        return before if self.calendar is None else self.calendar.working_day(before)

    def day_for_results(self, at: datetime) -> datetime:
        """Return this moment, or the same hour of the next day on which results go out."""
        return at if self.calendar is None else self.calendar.day_for_results(at)


def present(round: Round) -> list[Seat]:
    """Return the seats of everybody who has not left, in a fixed order."""
    return [seat for _, seat in sorted(round.seats.items()) if seat.standing is not Standing.LEFT]


def settling(phase: Phase, opening: Opening, now: datetime) -> list[SetMoment]:
    """Let a phase that everybody is done with settle for some minutes before it ends."""
    return [SetMoment(SETTLED, min(now + GRACE, opening.ends))] if phase.ends_early else []
