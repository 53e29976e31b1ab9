"""What a reply and a change of phase cost when they are kept, in groups of every size.

Run ``python -m tests.bench.bench_storage``. A reply goes the whole way: the update is admitted, the
head and the seat are read, the engine is asked, what changed is written with two messages, and all
of it is on the disk. PostgreSQL waits for the disk here, as an operator has it.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count, cycle
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter, process_time

from sqlalchemy import event
from sqlalchemy.orm import Session

from dialogs import engine
from dialogs.events import Event, Moved
from dialogs.round import Round
from dialogs.said import Show
from storage import inbox, networks, outbox, people, rounds, scripts
from storage.database import Database
from storage.networks import Network
from storage.outbox import Priority
from tests import databases
from tests.bench import groups
from tests.bench.measuring import table

#: A message as long as they usually are.
MESSAGE = b"x" * 600

_SCRIPT = (Path(__file__).parent / "many_things.yaml").read_bytes()


class Kept:
    """A group in the middle of a round that is kept in a database."""

    def __init__(self, database: Database, round: Round) -> None:
        self._database = database
        self._ids = (f"{n:016x}" for n in count())
        self._seats = cycle(sorted(round.seats))
        bare = replace(round, opening=None, closed={}, queue=(), untied=())
        with database.writing() as session:
            digest = scripts.put(session, _SCRIPT)
            network = networks.add(session, Network("Bench", "de", "UTC", "ST"), groups.NOW)
            self._person = people.add(session, f"bench {network}", "de", groups.NOW)
            self._number = rounds.begin(session, network, digest, bare, {}, groups.NOW)
            rounds.save(session, self._number, bare, round, [], groups.NOW)

    def reply(self) -> None:
        """Let the next person answer what is open for them."""
        self._database.transact(self._reply, next(self._seats), next(self._ids))

    def happen(self, event: Event) -> None:
        """Let something happen that touches everybody."""
        self._database.transact(self._happen, event)

    def _reply(self, session: Session, number: int, fresh: str) -> None:
        assert inbox.admit(session, f"{self._number} {fresh}", groups.NOW)
        head, seat = rounds.head(session, self._number), rounds.seat(session, self._number, number)
        assert head.opening is not None
        said = groups.answer(head.opening, seat) if seat.open else Show()
        ask = seat.open or next(iter(seat.marks))
        reply = engine.Reply(ask, said, fresh)
        after, tally, effects = engine.reply(
            groups.script(), head.opening, seat, head.tally, reply, groups.NOW
        )
        rounds.save_reply(session, self._number, seat, after, tally, effects, groups.NOW)
        for _ in range(2):
            outbox.put(session, self._person, MESSAGE, now=groups.NOW, priority=Priority.PROVOKED)

    def _happen(self, session: Session, event: Event) -> None:
        before = rounds.load(session, self._number)
        after, effects = engine.advance(groups.script(), before, event, groups.NOW, Random(1))
        rounds.save(session, self._number, before, after, effects, groups.NOW)


@contextmanager
def every_database() -> Iterator[dict[str, Database]]:
    """Give an empty database of each kind."""
    with databases.postgresql(durable=True) as url, tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        urls = {"SQLite": f"sqlite:///{home / 'bench.db'}", "PostgreSQL": url}
        opened = {
            name: databases.opened(databases.migrated(each, home / name), home / name)
            for name, each in urls.items()
        }
        yield opened
        for database in opened.values():
            database.close()


def statements(database: Database, kept: Kept) -> int:
    """Return how many statements a reply is made of."""
    counts: Counter[str] = Counter()

    def counted(*_: object) -> None:
        counts["statements"] += 1

    event.listen(database.writes, "after_cursor_execute", counted)
    kept.reply()
    event.remove(database.writes, "after_cursor_execute", counted)
    return counts["statements"]


def main(times: int = 400, each: int = 3) -> None:
    """Measure replies one after the other, and phases that close and open."""
    replies, phases = [], []
    with every_database() as opened:
        for name, database in opened.items():
            for size in groups.SIZES:
                kept = Kept(database, groups.weighing(size))
                asked = statements(database, kept)
                worked = process_time()
                spent = sorted(_spent(kept) for _ in range(times))
                worked = (process_time() - worked) / times
                middle, worst = median(spent), spent[int(len(spent) * 0.99)]
                cells = (f"{middle * 1e3:.2f}", f"{worst * 1e3:.2f}", f"{worked * 1e3:.2f}")
                replies.append((name, f"{size} people", *cells, str(asked)))
                moved = median(_moved(database, size) for _ in range(each))
                phases.append((name, f"{size} people", f"{moved * 1e3:.0f}"))
    head = ("a reply", "", "ms", "ms at worst (1 %)", "ms of our own work", "statements")
    table("A reply that is kept costs the same in every group", head, replies)
    table("A phase that closes when all has been answered", ("", "", "ms"), phases)


def _spent(kept: Kept) -> float:
    begun = perf_counter()
    kept.reply()
    return perf_counter() - begun


def _moved(database: Database, size: int) -> float:
    kept = Kept(database, groups.weighed(size))
    begun = perf_counter()
    kept.happen(Moved())
    return perf_counter() - begun


if __name__ == "__main__":
    main()
