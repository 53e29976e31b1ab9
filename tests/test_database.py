"""Transactions: all or nothing, one after the other, and on the disk before they count as done."""

from __future__ import annotations

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError
from sqlalchemy.orm import Session

from storage import inbox, networks
from storage.database import Database
from storage.tables import Inbox, Networks
from tests.peopled import NOW, member, network

ROOT = Path(__file__).parent.parent


def test_only_one_file_commits() -> None:
    files = [
        *ROOT.glob("storage/**/*.py"),
        *ROOT.glob("bot/**/*.py"),
        *ROOT.glob("dialogs/**/*.py"),
    ]
    commits = [file.name for file in files if re.search(r"\bcommit\(", file.read_text("utf-8"))]
    assert commits == ["database.py"]


def test_what_fails_leaves_nothing(database: Database) -> None:
    def fail(session: Session) -> None:
        network(session)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        database.transact(fail)
    with database.reading() as session:
        assert networks.every(session) == []


def test_who_reads_cannot_write(database: Database) -> None:
    with database.reading() as session, pytest.raises(DBAPIError, match=r"read-?only"):
        network(session)


def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    with (
        database.writing() as session,
        pytest.raises(StatementError, match="has no time zone"),
    ):
        inbox.admit(session, "a", datetime(2026, 12, 1))  # noqa: DTZ001 - this is the point


def test_times_come_back_in_utc(database: Database) -> None:
    with database.writing() as session:
        inbox.admit(session, "a", NOW)
    with database.reading() as session:
        at = session.execute(select(Inbox.at)).scalar_one()
    assert at == NOW
    assert at.tzinfo is UTC


def test_rows_point_somewhere(database: Database) -> None:
    with database.writing() as session, pytest.raises(IntegrityError):
        member(session, of=1, who=1)


def test_sqlite_waits_for_the_disk_and_wipes_what_is_deleted(sqlite: Database) -> None:
    with sqlite.writing() as session:
        connection = session.connection()
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys")
        }
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one() >= 5_000
    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "secure_delete": 1,
        "foreign_keys": 1,
    }


def test_whoever_writes_is_alone_on_sqlite_from_the_beginning(sqlite: Database) -> None:
    """Who reads first and writes later would otherwise overwrite what was written in between."""
    with sqlite.writing() as session:
        session.execute(select(Networks.id)).all()
        state = session.connection().connection.driver_connection
        assert state is not None
        assert state.in_transaction


def test_counting_at_once_loses_nothing(database: Database) -> None:
    with database.writing() as session:
        number = network(session)

    def one_more(session: Session) -> None:
        locked = select(Networks.invited).where(Networks.id == number).with_for_update()
        count = len(session.execute(locked).scalar_one())
        counted = update(Networks).where(Networks.id == number)
        session.execute(counted.values(invited="x" * (count + 1)))

    with database.reading() as session:
        before = len(session.execute(select(Networks.invited)).scalar_one())
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: database.transact(one_more), range(80)))
    with database.reading() as session:
        assert len(session.execute(select(Networks.invited)).scalar_one()) == before + 80


def test_from_the_loop_transactions_run_in_threads(database: Database) -> None:
    woken: list[str] = []
    database.on_commit.append(lambda: woken.append("committed"))

    async def work() -> list[str]:
        await asyncio.gather(*(database.write(_admit, f"k{n}") for n in range(8)))
        return await database.read(_keys)

    assert asyncio.run(work()) == [f"k{n}" for n in range(8)]
    assert woken == ["committed"] * 8


def test_the_sender_is_woken_only_by_what_is_committed(database: Database) -> None:
    woken: list[str] = []
    database.on_commit.append(lambda: woken.append("committed"))
    with pytest.raises(ZeroDivisionError):
        asyncio.run(database.write(_fail))
    assert woken == []


def _admit(session: Session, key: str) -> bool:
    return inbox.admit(session, key, NOW)


def _fail(session: Session) -> None:
    inbox.admit(session, "never", NOW)
    raise ZeroDivisionError


def _keys(session: Session) -> list[str]:
    return sorted(session.execute(select(Inbox.key)).scalars())
