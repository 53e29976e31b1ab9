"""Transactions. This is the only place in the project where something is committed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from storage import sealed
from storage.departures import Departures
from storage.keyring import Keys, PhaseKeys
from storage.known import Known
from storage.sealed import Seals
from storage.shelf import Shelf

P = ParamSpec("P")
T = TypeVar("T")

#: So many transactions can go on at once where the database lets several write.
WRITERS = 4
READERS = 4

#: So long one who writes waits for the one who writes already, in milliseconds.
PATIENCE = 10_000

#: So often a transaction is tried that was given up for the sake of another one.
TRIES = 5

#: By this number PostgreSQL knows that somebody changes the tables.
_MIGRATION = 7_344_861

#: How PostgreSQL says that a transaction was given up, and would have succeeded alone.
_GIVEN_UP = ("40001", "40P01")


class Database:
    """Where everything is kept: SQLite in a file, or PostgreSQL."""

    def __init__(
        self, url: str, keys: Keys, phase_keys: PhaseKeys, departures: Departures | None = None
    ) -> None:
        """Open the database; it is read only when something is asked of it.

        Whoever leaves is noted in ``departures``, where there are backups.
        """
        address = _address(url)
        self._address = address
        self.embedded = address.get_backend_name() == "sqlite"
        self._keys = keys
        self._phase_keys = phase_keys
        self.departures = departures
        self._shelf = Shelf()
        self.writes = _engine(address, 1 if self.embedded else WRITERS, writes=True)
        self._reading = _engine(address, READERS, writes=False)
        self._writers = ThreadPoolExecutor(1 if self.embedded else WRITERS, "writing")
        self._readers = ThreadPoolExecutor(READERS, "reading")
        #: Called after each commit, in the thread in which it was committed.
        self.on_commit: list[Callable[[], None]] = []

    async def write(
        self, function: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run one transaction in a thread of its own, and return what it returns."""
        work = partial(self.transact, function, *args, **kwargs)
        return await asyncio.get_running_loop().run_in_executor(self._writers, work)

    async def read(
        self, function: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Look something up in a thread of its own; nothing can be changed."""

        def work() -> T:
            with self.reading() as session:
                return function(session, *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._readers, work)

    def transact(
        self, function: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run one transaction here and now; one that had to give way is run again."""
        for _ in range(TRIES - 1):
            try:
                with self.writing() as session:
                    return function(session, *args, **kwargs)
            except OperationalError as error:
                if getattr(error.orig, "sqlstate", None) not in _GIVEN_UP:
                    raise
        with self.writing() as session:
            return function(session, *args, **kwargs)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Give a session whose changes are committed in the end, all of them or none."""
        with self._session(self.writes, writes=True) as session:
            yield session
            if self.departures is not None and session.info["departures"]:
                self.departures.note(session.info["departures"])
            session.commit()
        for phase in sealed.of(session).closing:
            self._phase_keys.destroy(phase)
        if session.info["erased"]:
            self._wipe()
        for call in self.on_commit:
            call()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that changes nothing."""
        with self._session(self._reading, writes=False) as session:
            yield session

    @contextmanager
    def snapshot(self) -> Iterator[Session]:
        """Give a session that sees everything as it is at this moment, whoever goes on writing."""
        with self.reading() as session:
            if not self.embedded:  # SQLite knows no other way of reading
                session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
            yield session

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """Give a connection that changes the tables, all of it or nothing, alone.

        On SQLite a table is changed by making it anew, and foreign keys are in the way then; they
        are looked at in the end.
        """
        engine = _engine(self._address, 1, writes=True)
        if self.embedded:
            event.listen(engine, "connect", _without_foreign_keys)
        try:
            with engine.begin() as connection:
                if not self.embedded:
                    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATION})")
                yield connection
                if self.embedded:
                    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
                    assert not broken, f"rows that point nowhere: {broken}"
        finally:
            engine.dispose()

    def close(self) -> None:
        """Let go of the database, when everything that was begun is done."""
        self._writers.shutdown()
        self._readers.shutdown()
        self.writes.dispose()
        self._reading.dispose()

    def _wipe(self) -> None:
        """Wipe what a transaction has erased out of the log of SQLite as well.

        PostgreSQL writes over it in time; until then it is sealed.
        """
        if not self.embedded:
            return
        connection = self.writes.raw_connection()
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()

    @contextmanager
    def _session(self, engine: Engine, *, writes: bool) -> Iterator[Session]:
        info = {
            "seals": Seals(self._keys, self._phase_keys),
            "shelf": self._shelf,
            "known": Known(),
            "writes": writes,
            "erased": False,
            "departures": [],
        }
        with Session(engine, expire_on_commit=False, autoflush=False, info=info) as session:
            yield session


def _address(url: str) -> URL:
    address = make_url(url)
    if address.get_backend_name() == "postgresql":
        return address.set(drivername="postgresql+psycopg")
    return address


def _engine(address: URL, size: int, *, writes: bool) -> Engine:
    options = {} if writes else {"postgresql_readonly": True}
    engine = create_engine(
        address,
        pool_size=size,
        max_overflow=0,
        pool_timeout=60,
        execution_options=options,
        hide_parameters=True,  # an error is logged, and its words with it
    )
    if address.get_backend_name() == "sqlite":
        event.listen(engine, "connect", partial(_settle_on_sqlite, writes=writes))
        event.listen(engine, "begin", _begin_to_write if writes else _begin_to_read)
    return engine


def _settle_on_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry, *, writes: bool) -> None:
    """Have every commit on the disk before it is called one, and nothing left that was deleted."""
    connection.isolation_level = None  # we begin transactions ourselves
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout = {PATIENCE}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "secure_delete = ON",
        "foreign_keys = ON",
        f"query_only = {'OFF' if writes else 'ON'}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _without_foreign_keys(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = OFF")
    cursor.close()


def _begin_to_write(connection: Connection) -> None:
    """Take the lock at once: one who reads first and writes later would overwrite others' work."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_to_read(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
