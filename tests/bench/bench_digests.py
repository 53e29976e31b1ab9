"""What the weekly digest of everybody costs in a network of 5,000 people.

Run ``python -m tests.bench.bench_digests``, or with another number of people behind it. A round is
open for everybody, so that everybody has something to read. What is compared is one message that
is only put into the outbox, for each in a transaction of its own.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from random import Random
from time import perf_counter

from sqlalchemy.orm import Session

from bot.facilitator import Facilitator, digesting, founding
from bot.facilitator.here import Here
from bot.run import premises
from bot.sheet import read
from dialogs import engine
from dialogs.events import Beginning, Started
from dialogs.round import Seat
from dialogs.schedule import Planned
from dialogs.script import LEVELS
from storage import memberships, nudges, outbox, people, rounds, schedules, scripts
from storage.database import Database
from storage.memberships import Membership
from storage.networks import Network
from storage.outbox import Priority
from storage.schedules import Schedule
from tests.bench import groups
from tests.bench.bench_storage import MESSAGE, every_database
from tests.bench.measuring import table
from tests.planning_desk import SHEET

PEOPLE = 5000

#: A Thursday, two days after the round has opened.
THURSDAY = groups.NOW + timedelta(days=2)
SLOT = Planned(slot=date(2026, 12, 3), at=THURSDAY)

#: The dialogs that come along are read once, as when the bot starts.
_PREMISES = premises("bot")

_SCRIPT = (Path(__file__).parent / "many_things.yaml").read_bytes()


class Town:
    """A network of many people, and a round that is open for all of them."""

    def __init__(self, database: Database, size: int) -> None:
        self._database = database
        self._ids = (f"{n:016x}" for n in count(1))
        with database.writing() as here:
            sheet, flaws = read(SHEET.read_bytes(), groups.NOW.date())
            assert sheet is not None, flaws
            where = Network("Bench", "de", sheet.zone, sheet.land, sheet=sheet.model_dump_json())
            network = founding.found(here, where, groups.NOW)
            self._schedule: Schedule = next(
                each
                for each in schedules.of_network(here, network)
                if each.name == digesting.MEMBERS
            )
            self.people = [people.add(here, f"{n}", "de", groups.NOW) for n in range(size)]
            members = {
                n: memberships.add(here, _member(network, person, LEVELS[n % len(LEVELS)]))
                for n, person in enumerate(self.people, start=1)
            }
            seats = [Seat(n, LEVELS[n % len(LEVELS)]) for n in members]
            given = Beginning(given={"things": ("a thing",)})
            before = engine.begin(seats, given)
            round = groups.happen(before, Started())
            digest = scripts.put(here, _SCRIPT)
            number = rounds.begin(here, network, digest, before, members, groups.NOW)
            rounds.save(here, number, before, round, [], groups.NOW)

    def wish(self) -> None:
        """Let the slot come."""
        with self._database.writing() as session:
            digesting.begin(self._here(session), self._schedule, SLOT)

    def compose(self) -> None:
        """Put everybody's digest together, and send none."""
        with self._database.reading() as session:
            here = self._here(session)
            for number in self.people:
                (wish,) = nudges.of(session, number)
                assert digesting.message(here, people.get(session, number), wish)

    def write(self) -> None:
        """Write to everybody who has something to read, as the ticker does."""
        facilitator = Facilitator(
            self._database, _PREMISES, lambda: THURSDAY, Random(1), self._fresh
        )
        while asyncio.run(facilitator.wake(THURSDAY)):
            pass

    def plain(self) -> None:
        """Put one message for each into the outbox, and think about nothing."""
        for number in self.people:
            with self._database.writing() as session:
                outbox.put(session, number, MESSAGE, now=THURSDAY, priority=Priority.UNPROVOKED)

    def _here(self, session: Session) -> Here:
        return Here(session, _PREMISES, THURSDAY, Random(1), self._fresh)

    def _fresh(self) -> str:
        return next(self._ids)


def _member(network: int, person: int, level: str) -> Membership:
    return Membership(
        network=network,
        person=person,
        roles=frozenset({"member"}),
        level=level,
        name=f"Person {person}",
        body="Amt",
        agreed_at=groups.NOW,
        notice="1",
        confirmed_at=groups.NOW,
    )


def main(size: int = PEOPLE) -> None:
    """Measure every step once: it is long enough."""
    rows = []
    with every_database() as opened:
        for name, database in opened.items():
            town = Town(database, size)
            works: dict[str, Callable[[], None]] = {
                "the slot comes: a wish for each": town.wish,
                "each digest put together": town.compose,
                "all of it: decided, put together, kept": town.write,
                "only a message kept for each": town.plain,
            }
            for what, work in works.items():
                begun = perf_counter()
                work()
                spent = perf_counter() - begun
                rows.append((name, what, f"{spent:.1f}", f"{spent / size * 1e3:.2f}"))
    head = ("", f"digests for {size} people", "s", "ms each")
    table("A digest for everybody is put together from one look at the network", head, rows)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE)
