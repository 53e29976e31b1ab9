"""Rows that are there once, whoever else writes the same at the same time."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Executable
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.tables import Table


def insert_once(session: Session, table: type[Table], values: Mapping[str, Any]) -> bool:
    """Insert a row unless there is one with its key; return whether there was none."""
    statement = _unless_there(session.get_bind().dialect.name, table)
    return session.execute(statement, values).first() is not None


def put(session: Session, table: type[Table], values: Mapping[str, Any]) -> None:
    """Insert a row, or put it in the place of the one with its key."""
    statement = _in_its_place(session.get_bind().dialect.name, table, tuple(values))
    session.execute(statement, values)


_Insert = postgresql.Insert | sqlite.Insert


@cache
def _unless_there(dialect: str, table: type[Table]) -> Executable:
    inserted = _insert(dialect, table).on_conflict_do_nothing()
    return inserted.returning(*table.__table__.primary_key)


@cache
def _in_its_place(dialect: str, table: type[Table], names: tuple[str, ...]) -> Executable:
    insert = _insert(dialect, table)
    keys = [column.name for column in table.__table__.primary_key]
    rest = {name: insert.excluded[name] for name in names if name not in keys}
    return insert.on_conflict_do_update(index_elements=keys, set_=rest)


def _insert(dialect: str, table: type[Table]) -> _Insert:
    made = sqlite.insert if dialect == "sqlite" else postgresql.insert
    return made(table.__table__)  # type: ignore[arg-type]
