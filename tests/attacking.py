"""An attacker who has everything but what is destroyed: dumps over time, files, keys, other chats.

The main keys are in the attacker's hands, and what happened when is known to the transaction. What
the attacker does not have is a look into the running machine: no phase key, and not the chat of the
one person who is after all the author.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import sqrt
from pathlib import Path
from random import Random
from typing import Any

from cryptography.exceptions import InvalidTag
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.engine import Engine

from storage.keyring import Keys
from storage.tables import Table

#: What people wrote: every word that counts is one of a kind.
TOKEN = re.compile(r"wort[a-z]{8}")

Rows = list[dict[str, Any]]

#: Something about everybody, or about every answer, to be put into an order by it.
Trait = Mapping[Any, Any]


@dataclass(frozen=True)
class Dump:
    """All tables as they lay there, row after row, and how long the files were."""

    tables: Mapping[str, Rows]
    sizes: Mapping[str, int]


@dataclass
class Attacker:
    """Whoever looks on. ``after`` says who had just done something when a dump was taken."""

    url: str
    folder: Path
    dumps: list[Dump] = field(default_factory=list)
    after: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._engine = _opened(self.url)
        self._keys = Keys.in_folder(self.folder / "keys")

    def look(self, person: int = 0) -> None:
        """Take a dump of everything."""
        sizes = {path.name: path.stat().st_size for path in self.folder.glob("reihum.db*")}
        self.dumps.append(Dump(dict(self._tables()), sizes))
        self.after.append(person)

    def copy(self, number: int) -> None:
        """Copy the files of the database as they are."""
        for path in self.folder.glob("reihum.db*"):
            shutil.copyfile(path, self.folder / f"copy-{number}-{path.name}")

    def copies(self) -> bytes:
        """Return everything that was copied, and what lies there now."""
        return b"".join(path.read_bytes() for path in sorted(self.folder.glob("*reihum.db*")))

    def read(self, table: str, row: Mapping[str, Any]) -> str:
        """Return everything that a row says to who has the main keys."""
        return " ".join(self._read(table, column, value) for column, value in row.items())

    def close(self) -> None:
        """Be gone."""
        self._engine.dispose()

    def _tables(self) -> Iterator[tuple[str, Rows]]:
        place = "rowid AS place" if self._engine.dialect.name == "sqlite" else _PLACE
        with self._engine.connect() as connection:
            for table in Table.metadata.sorted_tables:
                rows = connection.execute(text(f'SELECT {place}, * FROM "{table.name}"'))  # noqa: S608
                yield table.name, [dict(row._mapping) for row in rows]  # noqa: SLF001 - so it is called

    def _read(self, table: str, column: str, value: object) -> str:
        if not isinstance(value, bytes):
            return str(value)
        key = self._keys.sealing.get(int.from_bytes(value[:2]))
        purpose = f"{table}.{column}".encode()
        try:
            words = key.decrypt(value[2:14], value[14:], purpose) if key else b""
        except InvalidTag:
            return ""
        return words.decode(errors="replace")


#: Where PostgreSQL has put a row, and which transaction has written it.
_PLACE = "ctid::text AS place, xmin::text::bigint AS written_by"


def _opened(url: str) -> Engine:
    address = make_url(url)
    if address.get_backend_name() == "postgresql":
        address = address.set(drivername="postgresql+psycopg")
    return create_engine(address)


# --- What can be put into an order ---------------------------------------------------------------


def ordered(trait: Trait, chance: Random) -> list[Any]:
    """Return people or answers by something about them; chance decides where it is the same."""
    known = [each for each in trait if trait[each] is not None]
    return sorted(chance.sample(known, len(known)), key=lambda each: trait[each])


@dataclass
class Score:
    """What a strategy has come to over all rounds, and what would have been chance.

    ``right`` counts matches, ``by_chance`` how many were to be expected. ``gain`` adds up how much
    better than chance each guess was, and ``spread`` its variance where there is nothing in it.
    """

    right: float = 0.0
    tried: int = 0
    by_chance: float = 0.0
    gain: float = 0.0
    spread: float = 0.0

    @property
    def sigmas(self) -> float:
        """How far from chance it is, in standard deviations, in either direction."""
        return abs(self.gain) / sqrt(self.spread) if self.spread else 0.0


def matched(
    people: Sequence[int], answers: Sequence[str], truth: Mapping[str, int], score: Score
) -> None:
    """Match people with answers, the first with the first, and see how often that is right."""
    theirs = [truth[each] for each in answers if each in truth]
    some = [each for each in people if each in set(theirs)]
    n = len(some)
    if n < 2 or n != len(theirs):
        return
    score.tried += n
    score.by_chance += 1
    score.right += sum(a == b for a, b in zip(some, theirs, strict=True))
    score.gain += _agreement(some, theirs)
    score.spread += 1 / (n - 1)


def _agreement(one: Sequence[int], other: Sequence[int]) -> float:
    """Return Spearman's rank correlation of two orders."""
    places = {each: n for n, each in enumerate(one)}
    n = len(one)
    apart = sum((places[each] - m) ** 2 for m, each in enumerate(other))
    return 1 - 6 * apart / (n * (n * n - 1))


def guessed(
    suspects: Mapping[str, set[int]], everybody: set[int], truth: Mapping[str, int], score: Score
) -> None:
    """Guess at one of the suspects for each answer, and see how often that is right."""
    n = len(everybody)
    for token, author in truth.items():
        some = (suspects.get(token, set()) & everybody) or everybody
        right = (author in some) / len(some)
        score.tried += 1
        score.right += right
        score.by_chance += 1 / n
        score.gain += right - 1 / n
        score.spread += (1 - len(some) / n) / (len(some) * n)


def changes(dumps: Sequence[Dump], table: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield every row that is new or another one since the dump before, with the dump's number."""
    for number, (before, after) in enumerate(pairwise(dumps), 1):
        known = {tuple(row.values()) for row in before.tables[table]}
        yield from (
            (number, row) for row in after.tables[table] if tuple(row.values()) not in known
        )
