"""The engine: two pure functions, one for what a person says and one for what touches everyone.

``now`` comes in the network's own time zone: its date is what people there call today, and a
phase of some days ends at the hour at which it began, whatever the clocks do in between.
"""

from __future__ import annotations

from collections.abc import Iterable

from dialogs.engine.course import advance
from dialogs.engine.replies import Reply, reply
from dialogs.events import Beginning
from dialogs.round import Round, Seat

__all__ = ["Reply", "advance", "begin", "reply"]


def begin(seats: Iterable[Seat], beginning: Beginning) -> Round:
    """Return a round that is planned: who is invited, and what the coordination filled in."""
    return Round(
        seats={seat.number: seat for seat in seats},
        part=beginning.part,
        turn=beginning.turn,
        invited=beginning.invited,
        given=beginning.given,
        carried=beginning.carried,
    )
