"""The steps from the first release on lead to the tables that the program works with."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage import migrating
from storage.database import Database
from tests import databases


def test_migrations_and_tables_agree(database: Database) -> None:
    assert migrating.missing(database) == []
    assert migrating.differences(database) == []


def test_migrating_twice_changes_nothing(database: Database) -> None:
    assert migrating.migrate(database) == []


def test_a_new_database_takes_every_step(tmp_path: Path) -> None:
    database = databases.opened(f"sqlite:///{tmp_path / 'new.db'}", tmp_path)
    told: list[str] = []
    steps = migrating.missing(database)
    assert migrating.migrate(database, told.append) == steps == told
    assert steps[0] == "0001"
    database.close()


def test_a_database_of_a_newer_program_is_refused(database: Database) -> None:
    with database.writing() as session:
        session.connection().exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    try:
        with pytest.raises(migrating.TooNew, match="9999"):
            migrating.migrate(database)
        with pytest.raises(migrating.TooNew, match="9999"):
            migrating.missing(database)
    finally:
        with database.writing() as session:
            session.connection().exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
