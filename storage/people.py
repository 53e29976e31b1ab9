"""People whom we can reach: where, in which language, and when they would rather not."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, insert, or_, select, update
from sqlalchemy.orm import Session

from storage import sealed
from storage.tables import People

ADDRESS = "people.address"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom we can reach. The address is asked for by itself, where it is needed."""

    id: int
    language: str
    zone: str | None
    reachable: bool
    paused_until: datetime | None
    snoozed_until: datetime | None
    #: The last day on which they did anything.
    seen_on: date
    #: Until when they are away.
    away: date | None
    restricted: bool
    asked_on: date | None


def add(session: Session, address: str, language: str, now: datetime) -> int:
    """Take in somebody and return their number."""
    seals = sealed.of(session)
    statement = insert(People).values(
        address_hash=seals.keys.look_up(address),
        address=seals.seal_text(ADDRESS, address),
        language=language,
        reachable=True,
        seen_on=now.date(),
        restricted=False,
    )
    return session.execute(statement.returning(People.id)).scalar_one()


def by_address(session: Session, address: str) -> Person | None:
    """Return who has this address."""
    hashed = sealed.of(session).keys.look_up(address)
    row = session.execute(_BY_ADDRESS, {"hashed": hashed}).first()
    return _person(row) if row else None


def get(session: Session, id: int) -> Person:
    """Return somebody."""
    return _person(session.execute(_ONE, {"of": id}).one())


def several(session: Session, ids: Collection[int]) -> dict[int, Person]:
    """Return these people by their numbers."""
    rows = session.execute(select(*_COLUMNS).where(People.id.in_(ids)))
    return {row.id: _person(row) for row in rows}


def change(session: Session, id: int, **fields: Any) -> None:  # noqa: ANN401 - see Person
    """Change some fields of somebody."""
    session.execute(update(People).where(People.id == id).values(**fields))


def seen(session: Session, id: int, on: date) -> None:
    """Note on which day somebody did something; who was asked whether to stay has answered."""
    which = (People.id == id, or_(People.seen_on != on, People.asked_on.is_not(None)))
    session.execute(update(People).where(*which).values(seen_on=on, asked_on=None))


def address(session: Session, id: int) -> str:
    """Return where to reach somebody."""
    closed = session.execute(select(People.address).where(People.id == id)).scalar_one()
    return sealed.of(session).open_text(ADDRESS, closed)


def migrate(session: Session, old: str, new: str) -> None:
    """Reach somebody at a new address from now on."""
    seals = sealed.of(session)
    moved = update(People).where(People.address_hash == seals.keys.look_up(old))
    session.execute(
        moved.values(address_hash=seals.keys.look_up(new), address=seals.seal_text(ADDRESS, new))
    )


_COLUMNS = (
    People.id,
    People.language,
    People.zone,
    People.reachable,
    People.paused_until,
    People.snoozed_until,
    People.seen_on,
    People.away,
    People.restricted,
    People.asked_on,
)
_ONE = select(*_COLUMNS).where(People.id == bindparam("of"))
_BY_ADDRESS = select(*_COLUMNS).where(People.address_hash == bindparam("hashed"))


def _person(row: Any) -> Person:  # noqa: ANN401 - a row of the columns above
    return Person(**row._mapping)  # noqa: SLF001 - its public name
