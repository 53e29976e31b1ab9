"""What comes again in networks: when, and what it starts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from dialogs.recurrence import Recurrence
from storage.tables import Schedules

#: What a schedule starts: a round of a check-in, or a digest.
CHECK_IN, DIGEST = "check-in", "digest"

#: A check-in that follows every result; it has no recurrence.
AFTER_ROUND = "after-round"


@dataclass(frozen=True, slots=True)
class Schedule:
    """A recurrence, and what it starts: which check-in or which digest is its ``name``."""

    network: int
    kind: str
    name: str
    #: None where it does not come any more.
    recurrence: Recurrence | None
    #: What was planned for until then has been acted on, or passed over.
    since: datetime
    id: int = 0


def put(session: Session, schedule: Schedule) -> int:
    """Keep a schedule, in the place of the one for the same; return its number."""
    row = {"recurrence": _written(schedule.recurrence), "since": schedule.since}
    same = (
        Schedules.network == schedule.network,
        Schedules.kind == schedule.kind,
        Schedules.name == schedule.name,
    )
    changed = update(Schedules).where(*same).values(**row).returning(Schedules.id)
    found = session.execute(changed).scalar()
    if found is not None:
        return found
    keys = {"network": schedule.network, "kind": schedule.kind, "name": schedule.name}
    return session.execute(
        insert(Schedules).values(**keys, **row).returning(Schedules.id)
    ).scalar_one()


def find(session: Session, id: int) -> Schedule | None:
    """Return a schedule; None where its network is gone."""
    return next(iter(_all(session, Schedules.id == id)), None)


def of_network(session: Session, network: int) -> list[Schedule]:
    """Return everything that comes again in a network, or has."""
    return _all(session, Schedules.network == network)


def remove(session: Session, id: int) -> None:
    """Forget a schedule."""
    session.execute(delete(Schedules).where(Schedules.id == id))


def acted(session: Session, id: int, until: datetime) -> None:
    """Note that what was planned for until then has been acted on, or passed over."""
    session.execute(update(Schedules).where(Schedules.id == id).values(since=until))


def _all(session: Session, *which: Any) -> list[Schedule]:  # noqa: ANN401 - conditions
    rows = select(Schedules).where(*which).order_by(Schedules.id)
    return [
        Schedule(row.network, row.kind, row.name, _read(row.recurrence), row.since, row.id)
        for row in session.scalars(rows.execution_options(populate_existing=True))
    ]


def _written(recurrence: Recurrence | None) -> str | None:
    return None if recurrence is None else recurrence.model_dump_json()


def _read(written: str | None) -> Recurrence | None:
    return None if written is None else Recurrence.model_validate_json(written)
