"""New keys: everything is sealed anew under them, then the old ones are destroyed.

It can be interrupted at any time and begun again: what is sealed under the newest key already is
not looked at once more. Only the proofs of agreement of people who are gone cannot be found by
address any more; nobody knows those addresses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, and_, func, or_, select, update
from sqlalchemy.orm import Session

from storage import sealed
from storage.database import Database
from storage.keyring import Keys, PhaseKeys, drop_older
from storage.tables import Networks, People
from storage.tables import Table as Tables

#: So many rows are sealed anew in one transaction.
BATCH = 500

#: Is told how many rows are done, and of how many.
Told = Callable[[int, int], None]


def rotate(url: str, folder: Path, told: Told) -> int:
    """Change the keys of a database and return how many rows were sealed; raises KeyTrouble.

    Nobody else may use the database meanwhile.
    """
    database = Database(url, Keys.with_newer(folder), PhaseKeys(folder / "phases"))
    try:
        done = _seal_all(database, told)
        database.transact(_hash_addresses)
    finally:
        database.close()
    drop_older(folder)
    return done


def _seal_all(database: Database, told: Told) -> int:
    with database.reading() as session:
        total = sum(_count(session, table) for table in _tables())
    done = 0
    told(done, total)
    for table in _tables():
        while sealed_now := database.transact(_seal_some, table):
            done += sealed_now
            told(done, total)
    return done


def _tables() -> Iterator[Table]:
    for table in Tables.metadata.sorted_tables:
        if _sealed(table):
            yield table


def _sealed(table: Table) -> list[Column[Any]]:
    return [column for column in table.columns if column.info.get("sealed")]


def _count(session: Session, table: Table) -> int:
    rows = select(func.count()).select_from(table).where(_under_old_keys(session, table))
    return session.execute(rows).scalar_one()


def _seal_some(session: Session, table: Table) -> int:
    """Seal some rows anew under the newest key, and return how many."""
    seals, key = sealed.of(session), list(table.primary_key.columns)
    old = select(*key, *_sealed(table)).where(_under_old_keys(session, table)).limit(BATCH)
    rows = session.execute(old).all()
    for row in rows:
        found = row._mapping  # noqa: SLF001 - its public name
        anew = {
            column.name: seals.reseal(f"{table.name}.{column.name}", found[column])
            for column in _sealed(table)
            if found[column]
        }
        which = and_(*(column == found[column] for column in key))
        session.execute(update(table).where(which).values(**anew))
    return len(rows)


def _under_old_keys(session: Session, table: Table) -> ColumnElement[bool]:
    """Tell which rows are sealed neither under the newest key nor under that of a phase."""
    seals = sealed.of(session)
    return or_(*(~_begins(column).in_(seals.current()) for column in _sealed(table)))


def _begins(column: Column[Any]) -> ColumnElement[bytes]:
    return func.substr(column, 1, sealed.NUMBER)


def _hash_addresses(session: Session) -> None:
    """Have people and group chats found by the newest look-up key, all at once or none."""
    seals = sealed.of(session)
    for table, purpose, closed, hashed in (
        (People, "people.address", People.address, People.address_hash),
        (Networks, "networks.group", Networks.group, Networks.group_hash),
    ):
        for id, words in session.execute(select(table.id, closed)).all():
            if words is not None:
                anew = seals.keys.look_up(seals.open_text(purpose, words))
                session.execute(update(table).where(table.id == id).values({hashed: anew}))
