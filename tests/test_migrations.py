"""The steps from the first release on lead to the tables that the program works with."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from storage import migrating
from storage.database import Database
from storage.tables import Table
from tests import databases

#: The last step of every release, the first one as it is being made.
RELEASES = {"0.1.0": "0001"}


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


@pytest.mark.parametrize("release", RELEASES)
def test_every_release_can_be_upgraded(release: str, tmp_path: Path) -> None:
    database = databases.opened(f"sqlite:///{tmp_path / 'old.db'}", tmp_path)
    migrating.migrate(database, until=RELEASES[release])
    migrating.migrate(database)
    assert migrating.missing(database) == []
    assert migrating.differences(database) == []
    database.close()


def test_two_who_migrate_at_once_do_it_once(url: str, tmp_path: Path) -> None:
    both = [databases.opened(url, tmp_path) for _ in range(2)]
    with both[0].writing() as session:
        for table in reversed(Table.metadata.sorted_tables):
            session.connection().exec_driver_sql(f'DROP TABLE "{table.name}"')
        session.connection().exec_driver_sql("DROP TABLE alembic_version")
    with ThreadPoolExecutor(2) as threads:
        taken = list(threads.map(migrating.migrate, both))
    assert sorted(map(len, taken)) == [0, 1]
    assert migrating.differences(both[1]) == []
    for database in both:
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
