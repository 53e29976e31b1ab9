"""How a round stood at the end of its last day: counts that are shown the day after."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogs.report import Participation
from storage import sealed
from storage.once import put as put_row
from storage.tables import Standings
from storage.values import from_json, to_bytes

SEALED = "standings.sealed"


def put(session: Session, round: int, day: date, reached: Participation) -> None:
    """Keep how a round stood, in the place of how it stood the day before."""
    words = sealed.of(session).seal(SEALED, to_bytes(reached, Participation))
    put_row(session, Standings, {"round": round, "day": day, "sealed": words})


def get(session: Session, round: int) -> tuple[date, Participation] | None:
    """Return the day and how the round stood at its end; None before there was such a day."""
    row = session.execute(
        select(Standings.day, Standings.sealed).where(Standings.round == round)
    ).first()
    if row is None:
        return None
    return row.day, from_json(sealed.of(session).open(SEALED, row.sealed), Participation)
