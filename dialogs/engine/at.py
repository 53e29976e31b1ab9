"""What every event of a round comes with: the script, the time, and chance."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple

from dialogs.effects import Effect, SetMoment
from dialogs.round import Opening, Round, Seat, Standing
from dialogs.script import Phase, Script

#: The moment at which a phase ends that everybody is done with.
SETTLED = "settled"

#: The last person too can change an answer before a phase ends early.
GRACE = timedelta(minutes=10)

Turn = tuple[Round, list[Effect]]


class At(NamedTuple):
    """The script that is played, now, and the dice."""

    script: Script
    now: datetime
    chance: Random

    def phase(self, round: Round, index: int) -> Phase:
        """Return the phase at this place of the part that the round plays."""
        return self.script.phases_of(round.part)[index]


def present(round: Round) -> list[Seat]:
    """Return the seats of everybody who has not left, in a fixed order."""
    return [seat for _, seat in sorted(round.seats.items()) if seat.standing is not Standing.LEFT]


def settling(phase: Phase, opening: Opening, now: datetime) -> list[SetMoment]:
    """Let a phase that everybody is done with settle for some minutes before it ends."""
    return [SetMoment(SETTLED, min(now + GRACE, opening.ends))] if phase.ends_early else []
