"""What 10,000 due moments cost, and a look at the clock when 100,000 are not due.

Run ``python -m tests.bench.bench_moments``; ``--help`` says what can be chosen. Each moment is the
first reminder of a round of its own: the round is loaded, asked and saved, and whoever has not
answered is written to. What is compared is one message that is only put into the outbox, for each
in a transaction of its own; and a look at the clock when a hundred moments are not due.
"""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path
from random import Random
from resource import getpagesize
from time import perf_counter

from sqlalchemy import insert

from bot.facilitator import Facilitator, founding
from bot.run import premises
from bot.sheet import read
from dialogs import engine
from dialogs.events import Beginning, Started
from dialogs.round import Seat
from storage import memberships, moments, outbox, people, rounds, scripts
from storage.database import Database
from storage.memberships import Membership
from storage.networks import Network
from storage.outbox import Priority
from storage.tables import Moments
from tests.bench import groups
from tests.bench.bench_storage import MESSAGE, every_database
from tests.bench.measuring import measured, table
from tests.planning_desk import SHEET

DUE, NOT_DUE = 10_000, 100_000

#: Half of the first phase was over on Friday evening; on Monday morning it may be said.
MONDAY = groups.NOW + timedelta(days=5, hours=23)

#: The dialogs that come along are read once, as when the bot starts.
_PREMISES = premises("bot")
_SCRIPT = (Path(__file__).parent / "many_things.yaml").read_bytes()


class Land:
    """Many rounds, each with one person, who has not answered."""

    def __init__(self, database: Database, size: int) -> None:
        self.database = database
        self._ids = (f"{n:016x}" for n in count(1))
        with database.writing() as here:
            sheet, flaws = read(SHEET.read_bytes(), groups.NOW.date())
            assert sheet is not None, flaws
            where = Network("Bench", "de", sheet.zone, sheet.land, sheet=sheet.model_dump_json())
            network = founding.found(here, where, groups.NOW)
            digest = scripts.put(here, _SCRIPT)
            before = engine.begin([Seat(1, "praxis")], Beginning(given={"things": ("a thing",)}))
            after, effects = engine.advance(
                groups.script(), before, Started(), groups.NOW, Random(1)
            )
            self.people = [people.add(here, f"{n}", "de", groups.NOW) for n in range(size)]
            for person in self.people:
                member = memberships.add(here, _member(network, person))
                number = rounds.begin(here, network, digest, before, {1: member}, groups.NOW)
                rounds.save(here, number, before, after, effects, groups.NOW)
        self.facilitator = Facilitator(
            database, _PREMISES, lambda: MONDAY, Random(1), lambda: next(self._ids)
        )

    def wake(self) -> int:
        """Look at the clock once, and do what has come due."""
        return asyncio.run(self.facilitator.wake(MONDAY))

    def plain(self) -> None:
        """Put one message for each into the outbox, and think about nothing."""
        for number in self.people:
            with self.database.writing() as session:
                outbox.put(session, number, MESSAGE, now=MONDAY, priority=Priority.UNPROVOKED)

    def wait_for(self, many: int, name: str) -> None:
        """Let many moments stand there that are not due for a year."""
        at = MONDAY + timedelta(days=365)
        rows = [
            {"kind": moments.ROUND, "subject": f"{name}/{n}", "slot": "", "name": name}
            | {"round": None, "at": at + timedelta(minutes=n), "payload": b""}
            for n in range(many)
        ]
        with self.database.writing() as session:
            session.execute(insert(Moments), rows)


def _member(network: int, person: int) -> Membership:
    return Membership(
        network=network,
        person=person,
        roles=frozenset({"member"}),
        level="praxis",
        name=f"Person {person}",
        body="Amt",
        agreed_at=groups.NOW,
        notice="1",
        confirmed_at=groups.NOW,
    )


def memory() -> float:
    """Return how much memory this process has in use now, in MiB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * getpagesize() / 2**20


def _acted_on(land: Land, due: int) -> Iterator[tuple[str, str, str, str]]:
    """Act on all that is due, and tell how it went by tenths."""
    done, begun, told, before = 0, perf_counter(), 1, memory()
    while done < 2 * due:  # the moment, and the person who is written to
        did = land.wake()
        assert did, "all of it comes due"
        done += did
        if done >= told * due / 5:
            spent = perf_counter() - begun
            share = f"{min(done // 2, due)} acted on"
            yield share, f"{spent:.1f}", f"{spent / done * 2e3:.2f}", f"{memory() - before:+.1f}"
            told = 10 if told == 1 else told + 10


def main(due: int = DUE, not_due: int = NOT_DUE) -> None:
    """Measure the moments once, for it is long enough, and looks at the clock in turns."""
    acted, looked = [], []
    with every_database() as opened:
        for name, database in opened.items():
            land = Land(database, due)
            acted += [(name, *cells) for cells in _acted_on(land, due)]
            begun = perf_counter()
            land.plain()
            spent = perf_counter() - begun
            cells = ("only a message kept for each", f"{spent:.1f}", f"{spent / due * 1e3:.2f}")
            acted.append((name, *cells, ""))
            for many, word in ((100, "few"), (not_due, "many")):
                land.wait_for(many, word)
                spent = measured({"look": land.wake}, times=5, each=20)["look"]
                looked.append((name, f"{many} not due", f"{spent / 1e3:.2f}"))
    head = ("", f"{due} moments are due", "s", "ms each", "MiB more")
    table("Every moment costs the same, and leaves nothing in memory", head, acted)
    table("A look at the clock", ("", "", "ms"), looked)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--due", type=int, default=DUE, help="moments that are due (%(default)s)")
    parser.add_argument(
        "--not-due", type=int, default=NOT_DUE, help="moments that are not (%(default)s)"
    )
    chosen = parser.parse_args()
    main(chosen.due, chosen.not_due)
