"""Backups: one file that holds a database as it was at one moment, whichever kind it is.

The file is a SQLite database with our tables, as sealed as they are: there is no key in it. What
was sealed under the key of a phase can be read for as long as that phase is open, and never again.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from cryptography.exceptions import InvalidTag
from sqlalchemy import (
    Column,
    Connection,
    Engine,
    MetaData,
    NullPool,
    String,
    create_engine,
    delete,
    func,
    insert,
    inspect,
    select,
    text,
)
from sqlalchemy import Table as AnyTable
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from dialogs.calm import Kind
from dialogs.engine.opening import FIRST_REMINDER, LAST_REMINDER
from storage import moments, sealed
from storage.columns import Instant
from storage.database import Database
from storage.keyring import Keys, PhaseKeys
from storage.sealed import BY_PHASE, NUMBER, Seals
from storage.tables import Moments, Nudges, Outbox, People, Table

#: So many rows are taken at a time.
BATCH = 500

#: So many numbers are left free for what was made since a backup: buttons in people's chats go on
#: naming it, and must not mean something else.
GAP = 1_000

_ABOUT = AnyTable("backup", MetaData(), Column("made_at", Instant), Column("step", String))

#: Is told how many rows are done, and of how many.
Told = Callable[[int, int], None]


class Why(StrEnum):
    """Why a backup cannot be made or restored, for the operator."""

    THERE = "there is a file of this name already"
    NO_BACKUP = "it is no backup of Reihum, or not a whole one"
    NOT_EMPTY = "the database is not empty"
    OTHER_KEYS = "it was made with other keys"


class Refused(Exception):  # noqa: N818 - for the operator to mend, not an error of the program
    """A backup that cannot be made or restored."""

    def __init__(self, why: Why) -> None:
        """Say why."""
        super().__init__(why)
        self.why = why


def back_up(database: Database, file: Path, now: datetime, told: Told) -> int:
    """Write everything as it is at this moment into a new file; return how many rows there were.

    The file can be read by its owner only, and is there whole or not at all; raises Refused.
    """
    beside = file.with_name(f".{file.name}.part")
    if file.exists():
        raise Refused(Why.THERE)
    beside.unlink(missing_ok=True)
    os.close(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        with database.snapshot() as session, _written(beside) as target:
            rows = _copy(session.connection(), target, told)
            step = session.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
            target.execute(insert(_ABOUT).values(made_at=now, step=step))
        _settle(beside)
        beside.rename(file)
    finally:
        beside.unlink(missing_ok=True)
    return rows


@contextmanager
def opened(file: Path, home: Path, keys: Keys, phase_keys: PhaseKeys) -> Iterator[Database]:
    """Give a backup as a database, a copy of which is in the home meanwhile; raises Refused."""
    copy = home / ".restoring"
    copy.unlink(missing_ok=True)
    os.close(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        shutil.copyfile(file, copy)
        _be_backup(copy)
        database = Database(f"sqlite:///{copy}", keys, phase_keys)
        try:
            yield database
        finally:
            database.close()
    finally:
        for each in home.glob(f"{copy.name}*"):
            each.unlink()


def made_at(backup: Session) -> datetime:
    """Return when a backup was made."""
    at = backup.execute(select(_ABOUT.c.made_at)).scalar_one()
    assert isinstance(at, datetime)
    return at


def restore(session: Session, backup: Session, now: datetime, told: Told) -> int:
    """Put everything from a backup into an empty database; return how many rows; raises Refused.

    What was to be sent is sent again where it asks or answers, as in every case of doubt; reminders
    whose time has come since then are not.
    """
    for table in Table.metadata.sorted_tables:
        if session.execute(select(table).limit(1)).first() is not None:
            raise Refused(Why.NOT_EMPTY)
    if not _fits(backup):
        raise Refused(Why.OTHER_KEYS)
    rows = _copy(backup.connection(), session.connection(), told)
    _leave_room(session)
    session.execute(delete(Outbox).where(~Outbox.repeats))
    once = (Kind.REMINDER.value, Kind.DIGEST.value)
    session.execute(delete(Nudges).where(Nudges.kind.in_(once), Nudges.earliest <= now))
    reminders = (Moments.kind == moments.ROUND, Moments.name.in_((FIRST_REMINDER, LAST_REMINDER)))
    session.execute(delete(Moments).where(*reminders, Moments.at <= now))
    return rows


# --- Rows ----------------------------------------------------------------------------------------


def _copy(source: Connection, target: Connection, told: Told) -> int:
    tables = Table.metadata.sorted_tables
    total = sum(
        source.execute(select(func.count()).select_from(table)).scalar_one() for table in tables
    )
    done = 0
    for table in tables:
        rows = source.execute(select(table).order_by(*table.primary_key)).mappings()
        for some in rows.partitions(BATCH):
            target.execute(insert(table), [dict(row) for row in some])
            done += len(some)
            told(done, total)
    return done


def _leave_room(session: Session) -> None:
    """Have numbers go on well above those that are there."""
    embedded = session.get_bind().dialect.name == "sqlite"
    for table in Table.metadata.sorted_tables:
        number = table.autoincrement_column
        if number is None:
            continue
        newest = session.execute(select(func.max(number))).scalar() or 0
        if not embedded:
            counter = func.pg_get_serial_sequence(table.name, number.name)
            session.execute(select(func.setval(counter, newest + GAP)))
        elif table.dialect_options["sqlite"]["autoincrement"]:
            said = {"name": table.name, "seq": newest + GAP}
            session.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), said)
            session.execute(text("INSERT INTO sqlite_sequence VALUES (:name, :seq)"), said)


def _fits(backup: Session) -> bool:
    """Tell whether our keys are those with which a backup was made."""
    seals = sealed.of(backup)
    for table in Table.metadata.sorted_tables:
        for column in table.columns:
            if not column.info.get("sealed"):
                continue
            under_main = func.substr(column, 1, NUMBER) != BY_PHASE
            words = backup.execute(select(column).where(under_main).limit(1)).scalar()
            if words is not None and not _opens(seals, f"{table.name}.{column.name}", words):
                return False
    person = backup.execute(select(People.address, People.address_hash).limit(1)).first()
    if person is None:
        return True
    address = seals.open_text("people.address", person.address)
    hashed: bytes = person.address_hash
    return seals.keys.look_up(address) == hashed


def _opens(seals: Seals, purpose: str, words: bytes) -> bool:
    try:
        seals.open(purpose, words)
    except (InvalidTag, KeyError):
        return False
    return True


# --- Files ---------------------------------------------------------------------------------------


@contextmanager
def _written(file: Path) -> Iterator[Connection]:
    """Give a connection to a new backup, which is whole when the block ends."""
    engine = _engine(file)
    try:
        with engine.begin() as connection:
            Table.metadata.create_all(connection)
            _ABOUT.metadata.create_all(connection)
            connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32))"))
            yield connection
            connection.execute(text("INSERT INTO alembic_version SELECT step FROM backup"))
    finally:
        engine.dispose()


def _be_backup(file: Path) -> None:
    engine = _engine(file)
    try:
        with engine.connect() as connection:
            whole = (
                inspect(connection).has_table("backup") and connection.execute(select(_ABOUT)).all()
            )
    except DatabaseError:
        whole = False
    finally:
        engine.dispose()
    if not whole:
        raise Refused(Why.NO_BACKUP)


def _engine(file: Path) -> Engine:
    return create_engine(f"sqlite:///{file}", poolclass=NullPool)


def _settle(file: Path) -> None:
    descriptor = os.open(file, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
