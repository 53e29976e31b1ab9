"""One `run` at a time: two of them would send everything twice, and Telegram refuses both."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from sqlalchemy import create_engine, make_url, text
from sqlalchemy.pool import NullPool

from bot.trouble import DATABASE_AWAY

#: What the lock is called on PostgreSQL; any number will do that nobody else uses there.
NUMBER = 0x5265_6968_756D

#: So often the lock is tried, and so long we wait in between, in seconds.
TRIES, PAUSE = 15, 0.1


class Running(Exception):  # noqa: N818 - a state of affairs, told to the operator
    """Somebody else holds the lock."""


@contextmanager
def alone(home: Path, database: str) -> Iterator[None]:
    """Hold the lock of an installation; raises `Running`. It goes when the process goes.

    The file keeps a second one off on this machine, and the database one on any other machine. Who
    only looks holds it for a moment, and so does a server that has not noticed yet that somebody
    died: therefore it is tried for a while.
    """
    with _insisted(home, database):
        yield


def is_held(home: Path, database: str) -> bool:
    """Tell whether somebody holds the lock at this moment."""
    try:
        with _taken(home, database):
            return False
    except Running:
        return True


def _insisted(home: Path, database: str) -> ExitStack:
    for _ in range(TRIES - 1):
        with suppress(Running):
            return _taken(home, database)
        time.sleep(PAUSE)
    return _taken(home, database)


def _taken(home: Path, database: str) -> ExitStack:
    """Take the lock, and return what gives it back when it is closed; raises `Running`."""
    with ExitStack() as taking:
        taking.enter_context(_file(home))
        taking.enter_context(_database(database))
        return taking.pop_all()


@contextmanager
def _file(home: Path) -> Iterator[None]:
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(home / "run.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Running from None
        yield
    finally:
        os.close(descriptor)


@contextmanager
def _database(url: str) -> Iterator[None]:
    address = make_url(url)
    if address.get_backend_name() != "postgresql":
        yield
        return
    engine = create_engine(
        address.set(drivername="postgresql+psycopg"),
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
    )
    with engine.connect() as connection:
        if not connection.scalar(text("SELECT pg_try_advisory_lock(:n)"), {"n": NUMBER}):
            raise Running
        yield
        # Given back by hand: a server takes its time to notice that a connection has ended.
        with suppress(*DATABASE_AWAY):
            connection.execute(text("SELECT pg_advisory_unlock(:n)"), {"n": NUMBER})
