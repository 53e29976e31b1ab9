"""A network moves to another zone: what was to be at an hour on its clocks still is.

People were told days and hours, such as until when a part is open. A day stays a day for them, so
it is the instants behind these that move. What has happened stays where it was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from dialogs.round import Opening, Round, Status, Waiting
from dialogs.schedule import at_wall
from storage import moments, nudges, rounds

_UNDER_WAY = (Status.OPEN, Status.WAITING, Status.RETURNING)

_Moved = Callable[[datetime], datetime]


def move(session: Session, network: int, before: ZoneInfo, after: ZoneInfo, now: datetime) -> None:
    """Move all that a network waits for from the clocks of one zone to those of another."""
    if before == after:
        return

    def moved(at: datetime) -> datetime:
        return at_wall(at.astimezone(before).replace(tzinfo=None), after)

    for number in rounds.of_network(session, network, _UNDER_WAY):
        rounds.lock(session, number)
        round = rounds.load(session, number)
        rounds.save(session, number, round, _round(round, moved), (), now)
    moments.move(session, network, moved)
    nudges.move(session, network, moved, now)


def _round(round: Round, moved: _Moved) -> Round:
    return replace(
        round,
        opening=None if round.opening is None else _opening(round.opening, moved),
        waiting=None if round.waiting is None else _waiting(round.waiting, moved),
        returns_on=None if round.returns_on is None else moved(round.returns_on),
    )


def _opening(opening: Opening, moved: _Moved) -> Opening:
    fills = {
        name: moved(fill) if isinstance(fill, datetime) else fill
        for name, fill in opening.fills.items()
    }
    return replace(opening, ends=moved(opening.ends), fills=fills)


def _waiting(waiting: Waiting, moved: _Moved) -> Waiting:
    return replace(waiting, opens=moved(waiting.opens), until=moved(waiting.until))
