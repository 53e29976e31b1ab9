"""A post office for tests: the local Bot API server, our client, a database, a sender."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import select
from telegram import Bot

from bot.channels.outgoing import Outgoing, Send, to_bytes
from bot.channels.request import READ, Request
from bot.pacing import Pacing
from bot.sandbox.clock import Clock as TelegramClock
from bot.sandbox.faults import Rule, Trouble
from bot.sandbox.phones import Phone
from bot.sandbox.server import Sandbox, serving
from bot.sandbox.world import World
from bot.sender import Sender
from storage import outbox, people
from storage.columns import METADATA
from storage.database import Database
from storage.keyring import Keys, PhaseKeys
from storage.outbox import Priority
from storage.tables import Outbox

MORNING = datetime(2026, 12, 1, 9, tzinfo=UTC)


@asynccontextmanager
async def telegram(read: float = READ) -> AsyncIterator[tuple[Sandbox, Bot, Request]]:
    """Serve Telegram in small, and give a client of it."""
    world = World(TelegramClock(MORNING), Random(1))
    request = Request(read)
    async with serving(world) as sandbox:
        await request.initialize()
        bot = Bot(sandbox.token, sandbox.bot_url, request=request, get_updates_request=request)
        try:
            yield sandbox, bot, request
        finally:
            await request.shutdown()


@dataclass(slots=True)
class Watch:
    """A clock that shows what a test wants; civil and monotonic time go together."""

    begun: float = field(default_factory=time.monotonic)
    ahead: float = 0.0

    def monotonic(self) -> float:
        return time.monotonic() + self.ahead

    def now(self) -> datetime:
        return MORNING + timedelta(seconds=self.monotonic() - self.begun)


@dataclass(slots=True)
class Office:
    """Everything that there is in the post office."""

    sandbox: Sandbox
    bot: Bot
    request: Request
    database: Database
    phases: PhaseKeys
    watch: Watch
    pacing: Pacing = field(default_factory=Pacing)

    def sender(self) -> Sender:
        return Sender(
            self.bot,
            self.database,
            self.pacing,
            now=self.watch.now,
            monotonic=self.watch.monotonic,
        )

    @asynccontextmanager
    async def sending(self) -> AsyncIterator[Sender]:
        """Have a sender at work."""
        sender = self.sender()
        running = asyncio.create_task(sender.run())
        try:
            yield sender
        finally:
            sender.stop()
            await running

    def person(self, name: str, *, started: bool = True) -> tuple[Phone, int]:
        """Return the phone of a new person, and who they are for us."""
        phone = self.sandbox.phone(name)
        if started:
            phone.start()
        with self.database.writing() as session:
            number = people.add(session, str(phone.person.id), "de", MORNING)
        return phone, number

    def put(self, person: int, what: Outgoing | str, **how: Any) -> int:  # noqa: ANN401 - as in outbox.put
        """Put something into the outbox."""
        body = to_bytes(Send(what) if isinstance(what, str) else what)
        how = {"priority": Priority.PROVOKED, "now": self.watch.now(), **how}
        with self.database.writing() as session:
            return outbox.put(session, person, body, **how)

    def left(self) -> bool:
        """Tell whether anything is still to be sent."""
        with self.database.reading() as session:
            return outbox.oldest(session, self.watch.now()) is not None

    def failures(self) -> list[str | None]:
        """Return why messages were given up."""
        with self.database.reading() as session:
            given_up = select(Outbox.failed).where(Outbox.failed.is_not(None))
            return list(session.scalars(given_up.order_by(Outbox.id)))

    def attempts(self) -> int:
        """Return how often the oldest message has been tried in vain."""
        with self.database.reading() as session:
            return session.scalars(select(Outbox.attempts).order_by(Outbox.id)).first() or 0

    def pass_time(self, seconds: float) -> None:
        """Let time pass at once, for everybody here but Telegram."""
        self.watch.ahead += seconds
        with self.database.writing():
            pass  # a commit wakes the sender

    async def until(self, condition: Callable[[], bool], within: float = 5.0) -> None:
        """Wait until something is so."""
        async with asyncio.timeout(within):
            while not condition():  # noqa: ASYNC110 - it may become so in another thread
                await asyncio.sleep(0.005)

    async def sent(self) -> None:
        """Wait until nothing is left in the outbox."""
        await self.until(lambda: not self.left())

    async def met(self, rule: Rule) -> None:
        """Wait until something has gone wrong as it shall, and the sender has taken it in."""
        await self.until(lambda: rule.met > 0 and not self.trying())

    def fault(
        self,
        trouble: Trouble,
        method: str = "sendMessage",
        *,
        chat: int | None = None,
        count: int | None = 1,
    ) -> Rule:
        """Have a call go wrong."""
        return self.sandbox.api.faults.add(Rule(trouble, method, chat, count=count))

    def trying(self) -> bool:
        """Tell whether anything is on its way."""
        with self.database.reading() as session:
            tried = select(Outbox.id).where(Outbox.trying_since.is_not(None))
            return session.scalars(tried.where(Outbox.failed.is_(None))).first() is not None


def office(play: Callable[[Office], Awaitable[None]]) -> Callable[[Path], None]:
    """Make a test of what happens in a post office."""

    async def run(folder: Path) -> None:
        keys = Keys.in_folder(folder / "keys")
        phases = PhaseKeys(folder / "keys" / "phases")
        database = Database(f"sqlite:///{folder / 'reihum.db'}", keys, phases)
        with database.writing() as session:
            METADATA.create_all(session.connection())
        try:
            async with telegram() as (sandbox, bot, request):
                await play(Office(sandbox, bot, request, database, phases, Watch()))
        finally:
            database.close()

    def test(tmp_path: Path) -> None:
        asyncio.run(run(tmp_path))

    test.__doc__ = play.__doc__
    return test


def texts(phone: Phone) -> list[str]:
    """Return what the bot has written to somebody, oldest first."""
    return [shown.text for shown in phone.screen() if shown.sender.is_bot and shown.text]


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        port: int = tried.getsockname()[1]
        return port
