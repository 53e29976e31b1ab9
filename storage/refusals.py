"""How many texts were not accepted, by network and day. No words, and nobody's name."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.once import insert_once
from storage.tables import Occurrences

#: The kind of occurrence that one text is that was not accepted.
REFUSED = "refused"


def note(session: Session, network: int, fresh: str, day: date) -> None:
    """Count one text; ``fresh`` is an id that nobody has had before."""
    row = {"kind": REFUSED, "subject": str(network), "slot": fresh, "acted_at": _midnight(day)}
    insert_once(session, Occurrences, row)


def count(session: Session, network: int, since: date) -> int:
    """Return how many texts of a network were not accepted since a day."""
    rows = select(func.count()).select_from(Occurrences)
    mine = (Occurrences.kind == REFUSED, Occurrences.subject == str(network))
    return session.execute(rows.where(*mine, Occurrences.acted_at >= _midnight(since))).scalar_one()


def _midnight(day: date) -> datetime:
    """Return the beginning of a day: when somebody wrote is not kept."""
    return datetime.combine(day, time(), UTC)
