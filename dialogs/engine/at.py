"""What every event of a round comes with: the script, the time, and chance."""

from __future__ import annotations

from datetime import datetime
from random import Random
from typing import NamedTuple

from dialogs.effects import Effect
from dialogs.round import Round, Seat, Standing
from dialogs.script import Phase, Script

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
