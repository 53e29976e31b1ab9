"""Rows that are there once, whoever else writes the same at the same time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.tables import Table


def insert_once(session: Session, table: type[Table], values: Mapping[str, Any]) -> bool:
    """Insert a row unless there is one with its key; return whether there was none."""
    embedded = session.get_bind().dialect.name == "sqlite"
    insert = sqlite.insert(table) if embedded else postgresql.insert(table)
    statement = insert.values(**values).on_conflict_do_nothing().returning(*_key(table))
    return session.execute(statement).first() is not None


def put(session: Session, table: type[Table], values: Mapping[str, Any]) -> None:
    """Insert a row, or put it in the place of the one with its key."""
    embedded = session.get_bind().dialect.name == "sqlite"
    insert = sqlite.insert(table) if embedded else postgresql.insert(table)
    keys = [column.name for column in _key(table)]
    rest = {name: value for name, value in values.items() if name not in keys}
    statement = insert.values(**values)
    session.execute(statement.on_conflict_do_update(index_elements=keys, set_=rest))


def _key(table: type[Table]) -> list[Any]:
    return list(table.__table__.primary_key.columns)  # type: ignore[attr-defined]
