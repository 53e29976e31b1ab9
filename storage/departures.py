"""Whoever has left is noted outside the database, so that no backup brings them back.

A line holds when somebody left and a keyed hash of what went: nobody can read out of it who that
was. It is written before the commit: one departure too many does less harm than one too few.
"""

from __future__ import annotations

import fcntl
import hmac
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from secrets import token_bytes

from sqlalchemy.orm import Session

from storage import keyring

#: A transaction that began so long before a backup may have been committed after it.
UNSURE = timedelta(minutes=10)

#: How the first line begins, which says since when departures are noted.
_SINCE = "since "

_WHOLE = re.compile(r"\S+ [0-9a-f]{64}")


def member(number: int, *, erase: bool) -> str:
    """Return what is noted when somebody leaves a network, with their words or without."""
    return f"member {number} {'erase' if erase else 'keep'}"


def seat(round: int, number: int) -> str:
    """Return what is noted when somebody has deleted what they said in a round."""
    return f"seat {round}/{number}"


def note(session: Session, what: str, now: datetime) -> None:
    """Have it noted that something goes, when this transaction is committed."""
    session.info["departures"].append((what, now))


@dataclass(frozen=True, slots=True)
class Gone:
    """What has gone since some time, as keyed hashes."""

    hashes: frozenset[str]
    key: bytes

    def __contains__(self, what: str) -> bool:
        """Tell whether something, as it is noted, has gone."""
        return _hash(self.key, what) in self.hashes


class Departures:
    """The list of those who have left, in a file beside the database, with a key of its own."""

    def __init__(self, home: Path) -> None:
        """Use the list in this folder; it begins with the first that is noted."""
        self._file = home / "erased"
        self._key = home / "keys" / "erased"

    @property
    def since(self) -> datetime | None:
        """Since when every departure is known; None where there is no list."""
        if not self._file.exists():
            return None
        return datetime.fromisoformat(self._lines()[0].removeprefix(_SINCE))

    def note(self, gone: Iterable[tuple[str, datetime]]) -> None:
        """Write down what goes; it is on the disk when this returns."""
        entries = list(gone)
        with self._alone():
            self._begin(min(at for _, at in entries))
            key = keyring.read(self._key)
            with self._file.open("a", encoding="ascii") as file:
                file.writelines(f"{at.isoformat()} {_hash(key, what)}\n" for what, at in entries)
                file.flush()
                os.fsync(file.fileno())

    def begin(self, now: datetime) -> None:
        """Begin the list if there is none."""
        with self._alone():
            self._begin(now)

    def keep_from(self, first: datetime, now: datetime) -> None:
        """Begin the list if there is none, and forget what is older than every backup."""
        with self._alone():
            self._begin(now)
            since = max(self.since or now, min(first, now))
            entries = [line for at, line in self._entries() if at >= since]
            self._write(since, entries)

    def gone_since(self, at: datetime) -> Gone:
        """Return what has gone since then, or shortly before; raises KeyTrouble without a key."""
        if self.since is None:
            return Gone(frozenset(), b"")
        lines = [line for noted, line in self._entries() if noted >= at - UNSURE]
        return Gone(frozenset(line.partition(" ")[2] for line in lines), keyring.read(self._key))

    def _begin(self, now: datetime) -> None:
        if self._file.exists():
            return
        self._key.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not self._key.exists():
            keyring.write(self._key, token_bytes(keyring.SIZE))
        self._write(now, [])

    def _entries(self) -> Iterator[tuple[datetime, str]]:
        """Yield every line that was written whole."""
        for line in self._lines()[1:]:
            if _WHOLE.fullmatch(line):
                yield datetime.fromisoformat(line.partition(" ")[0]), line

    def _lines(self) -> list[str]:
        return self._file.read_text("ascii").splitlines()

    def _write(self, since: datetime, entries: list[str]) -> None:
        lines = [f"{_SINCE}{since.isoformat()}", *entries]
        keyring.write(self._file, "".join(f"{line}\n" for line in lines).encode())

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Let no other process write to the list meanwhile."""
        home = self._file.parent
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(home / "erased.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)


def _hash(key: bytes, what: str) -> str:
    return hmac.new(key, what.encode(), sha256).hexdigest()
