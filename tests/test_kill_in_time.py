"""The real process is killed when something has come due, and neither loses nor doubles it.

Two networks, and nobody does anything: in the one a round is under way, whose digest comes on the
Thursday and whose reminder on the Monday after; in the other one everybody wants check-ins, on
Mondays at ten. Civil time is moved to when each of these is due, and the process dies there.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from random import Random

from sqlalchemy import select

from bot.facilitator import recurring
from bot.facilitator.digesting import MEMBERS
from bot.facilitator.founding import begin_digest
from bot.sandbox.clock import Clock
from bot.sandbox.phones import Phone
from bot.sandbox.server import serving
from bot.sandbox.world import World
from dialogs.calm import Kind, Rhythm
from dialogs.habits import Habit
from dialogs.recurrence import Recurrence
from storage import habits, memberships, moments, people, rounds
from storage.database import Database
from storage.schedules import CHECK_IN, Schedule
from storage.tables import Occurrences
from tests import crowd, databases
from tests.http.mortal import Ledger, Mortal, Noting, move

SCRIPT = (Path(__file__).parent / "scripts" / "killed.yaml").read_bytes()

#: A Tuesday morning; how many people there are in each network, the two at the desk among them.
START = datetime(2026, 12, 1, 9, tzinfo=UTC)
PEOPLE = 8

#: When the digest is due, and when the reminder and the check-in are.
THURSDAY = datetime(2026, 12, 3, 14, 0, 5, tzinfo=UTC)
MONDAY = datetime(2026, 12, 7, 9, 0, 5, tzinfo=UTC)

#: How long it lives when something is due, in seconds: before, while and after it acts.
LIVES = (0.0, 0.25)

#: So long everything may take to come to rest, in seconds.
REST = 30.0


@dataclass
class Play:
    """Everything that a play needs."""

    bot: Mortal
    ledger: Ledger
    busy: list[Phone]
    curious: list[Phone]


def test_what_comes_by_itself_comes_once_wherever_the_process_dies(
    url: str, tmp_path: Path
) -> None:
    asyncio.run(_play(url, tmp_path))


async def _play(url: str, home: Path) -> None:
    world, chance = World(Clock(START), Random(1)), Random(2)
    async with serving(world) as sandbox:
        faults = sandbox.api.faults = Noting(Random(3))
        phones = [sandbox.phone(f"Person{n}") for n in range(2 * PEOPLE)]
        for each in phones:
            each.start()
        world.updates.clear()
        database = databases.opened(url, home)
        _found(database, phones)
        bot = Mortal(home, url, sandbox, faults)
        play = Play(bot, Ledger(sandbox), phones[:PEOPLE], phones[PEOPLE:])
        try:
            for due, deaths in ((START, 0), (THURSDAY, 1), (MONDAY, 2)):
                move(sandbox, due)
                for _ in range(deaths):
                    await bot.lives(chance.uniform(*LIVES))
                await _rest(bot)
            _each_came_once(play, database)
            _each_was_acted_on_once(database)
        finally:
            bot.close()
            database.close()


def _found(database: Database, phones: list[Phone]) -> None:
    """Begin a round in one network, and let check-ins come in the other."""
    chats = [str(each.person.id) for each in phones]
    with database.writing() as session:
        busy = crowd.settle(session, chats[:PEOPLE], START)
        crowd.begin_round(session, SCRIPT, busy, START, chance=Random(4))
        begin_digest(session, memberships.get(session, busy[0]).network, MEMBERS, START)
        curious = [
            memberships.get(session, n) for n in crowd.settle(session, chats[PEOPLE:], START)
        ]
        mondays = Recurrence.model_validate({"every": "monday 8:00", "begins": date(2026, 12, 1)})
        weekly = Schedule(curious[0].network, CHECK_IN, "checkin_woechentlich", mondays, START)
        recurring.settle(session, weekly)
        for each in curious:
            habits.put(session, each.person, Kind.CHECK_IN, Habit(Rhythm.WEEKLY, 0, time(10)))


async def _rest(bot: Mortal) -> None:
    """Let it live until nothing more is to be sent, then stop it."""
    await bot.start()
    async with asyncio.timeout(REST):
        quiet = 0
        while quiet < 3:
            await asyncio.sleep(0.2)
            quiet = 0 if bot.unsent() else quiet + 1
    await bot.stop()


# --- What must be true ---------------------------------------------------------------------------


def _each_came_once(play: Play, database: Database) -> None:
    """Everything has come, unless it may have been on its way; only questions come again then."""
    with database.reading() as session:
        found = {
            each.person.id: people.by_address(session, str(each.person.id))
            for each in (*play.busy, *play.curious)
        }
    maybe = {chat: play.bot.maybe[str(person.id)] for chat, person in found.items() if person}
    twice = Counter(chat for chat, _ in play.ledger.twice())
    for readers, words, again in (
        (play.busy, "„Unterbrochen“\n\nWillkommen.", True),
        (play.busy[2:], "Ihre Woche in", False),
        (play.busy, "dass hier noch etwas offen ist", False),
        (play.curious, "„Eine Frage zur Woche“", True),
    ):
        for phone in readers:
            chat = phone.person.id
            came = [each.text for each in phone.screen() if words in each.text]
            least = 1 if again else 1 - maybe[chat]
            assert least <= len(came) <= (1 + maybe[chat] if again else 1), (chat, words, came)
    assert all(n <= maybe[chat] for chat, n in twice.items()), twice


def _each_was_acted_on_once(database: Database) -> None:
    """Each slot has been noted, and has begun what it begins, once."""
    with database.reading() as session:
        rows = session.scalars(select(Occurrences).where(Occurrences.kind == moments.SCHEDULE))
        assert sorted(row.slot for row in rows) == ["2026-12-03", "2026-12-07"]
        assert len(rounds.of_network(session, 2)) == 1
