"""An installation as it runs, and everybody's phones: over HTTP, with a clock that can be moved.

Telegram's limits are not waited for: monotonic time runs a million times as fast here.
"""

from __future__ import annotations

import asyncio
import logging
import re
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from random import Random

from pydantic import SecretStr
from typer.testing import CliRunner

from bot import status
from bot.cli import app
from bot.installation import opened, prepare
from bot.run import Running, Surroundings, run
from bot.sandbox.api import Call
from bot.sandbox.clock import Clock as TelegramClock
from bot.sandbox.phones import Phone
from bot.sandbox.server import Sandbox, serving
from bot.sandbox.values import Message
from bot.sandbox.world import World
from bot.settings import Settings
from storage import outbox
from storage.database import Database

#: A Tuesday morning in a week without holidays.
START = datetime(2026, 12, 1, 9, tzinfo=UTC)

SHEET = Path(__file__).parent.parent / "sheets" / "beispielstadt.yaml"

#: So long nothing takes that is meant to come to an end, in seconds.
PATIENCE = 30.0

_LINK = re.compile(r"https://t\.me/\S+\?start=[\w-]+")


def hasty() -> float:
    """Return monotonic time as it would pass if nobody had to wait."""
    return time.monotonic() * 1_000_000


@dataclass
class Installation:
    """Everything there is. Tests act through phones and commands; the database is only waited for.

    ``phones`` are those of everybody, by their names.
    """

    folder: Path
    sandbox: Sandbox
    database: Database
    running: Running
    phones: dict[str, Phone] = field(default_factory=dict)
    #: What the operator has filled in for a network.
    sheet: Path = SHEET

    # --- People and commands ----------------------------------------------------------------

    def phone(self, name: str, *, language: str = "de") -> Phone:
        """Return the phone of somebody, who gets one if they have none."""
        if name not in self.phones:
            first, _, last = name.partition(" ")
            self.phones[name] = self.sandbox.phone(first, last, language=language)
        return self.phones[name]

    def file(self, shown: Message) -> bytes:
        """Return what is in the file that somebody got."""
        return self.sandbox.world.files[shown.content["document"]["file_id"]].upload.content

    async def command(self, *words: str) -> str:
        """Type a command of `reihum` at the machine of the operator; return what it prints."""
        env = {
            "REIHUM_HOME": str(self.folder),
            "REIHUM_TOKEN": self.sandbox.token,
            "REIHUM_API_URL": self.sandbox.url,
            "REIHUM_LANGUAGE": "de",
            "COLUMNS": "200",
        }
        # In a thread of its own: the command may ask Telegram, which is served by this one.
        typed = await asyncio.to_thread(CliRunner().invoke, app, words, env=env)
        assert typed.exit_code == 0, typed.output
        return typed.output

    async def add_network(self, name: str = "", *, file: Path = SHEET) -> str:
        """Take in a network, and return the link for its coordination."""
        named = (name,) if name else ()
        return link_in(await self.command("network", "add", *named, "--file", str(file)))

    # --- Time ---------------------------------------------------------------------------------

    @property
    def now(self) -> datetime:
        """Civil time, in UTC."""
        return self.running.clock.now()

    async def settle(self) -> None:
        """Wait until everything that people did has been acted on and answered."""
        async with asyncio.timeout(PATIENCE):
            while not await self._settled():  # noqa: ASYNC110 - it is so in another thread
                await asyncio.sleep(0.01)

    async def walk(self, by: timedelta) -> None:
        """Let time pass; what comes due on the way happens at its time, and arrives."""
        until = self.now + by
        last = None
        while (due := await self.database.read(status.next_at)) is not None and due < until:
            if due == last:
                raise AssertionError(f"what was due at {due} does not go away")
            last = due
            await self._to(due)
        await self._to(until)

    async def _to(self, at: datetime) -> None:
        self.sandbox.world.clock.move(max(at - self.now, timedelta()))
        await self.running.ticker.walk(max(at, self.now))
        await self.settle()

    async def _settled(self) -> bool:
        world = self.sandbox.world
        if world.updates.count(world.clock.now()):
            return False
        return await self.database.read(outbox.oldest, self.now) is None


@asynccontextmanager
async def installation(
    folder: Path, *, url: str | None = None, start: datetime = START, seed: int = 1
) -> AsyncIterator[Installation]:
    """Run everything while the block runs, on SQLite in the folder or the database at ``url``."""
    world = World(TelegramClock(start), Random(seed))
    with _nothing_fails():
        async with serving(world) as sandbox:
            settings = Settings(
                home=folder,
                database=None if url is None else SecretStr(url),
                token=SecretStr(sandbox.token),
                api_url=sandbox.url,
            )
            with opened(settings) as database:
                await asyncio.to_thread(prepare, database)
                async with _running(settings, database, start) as running:
                    yield Installation(folder, sandbox, database, running)
            assert _mistakes(sandbox) == [], "Telegram would not have done this"


def _mistakes(sandbox: Sandbox) -> list[Call]:
    """Return calls that were refused, but for those that nobody can know to be in vain before."""
    return [
        call
        for call in sandbox.api.refused
        if call.code != HTTPStatus.FORBIDDEN and "not modified" not in call.description
    ]


@contextmanager
def _nothing_fails() -> Iterator[None]:
    """See to it that nothing fails which the bot steps over, with a line in its log."""
    failures = _Failures(logging.ERROR)
    logging.getLogger().addHandler(failures)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(failures)
        if failures.first is not None:
            record = failures.first
            cause = record.exc_info[1] if record.exc_info else None
            raise AssertionError(f"the bot has failed: {record.getMessage()}") from cause


class _Failures(logging.Handler):
    """Keeps the first failure that is logged."""

    first: logging.LogRecord | None = None

    def emit(self, record: logging.LogRecord) -> None:
        self.first = self.first or record


@asynccontextmanager
async def _running(
    settings: Settings, database: Database, start: datetime
) -> AsyncIterator[Running]:
    began: asyncio.Future[Running] = asyncio.get_running_loop().create_future()
    stop = asyncio.Event()

    def begin(running: Running) -> None:
        running.clock.begin(start)
        began.set_result(running)

    around = Surroundings(monotonic=hasty)
    work = asyncio.create_task(run(settings, database, stop, begin, surroundings=around))
    try:
        await asyncio.wait((work, began), return_when=asyncio.FIRST_COMPLETED)
        yield began.result()
    finally:
        stop.set()
        await work


# --- What phones show ----------------------------------------------------------------------------


def link_in(text: str) -> str:
    """Return the link that stands in a text."""
    found = _LINK.search(text)
    assert found is not None, text
    return found[0]


def texts(phone: Phone) -> list[str]:
    """Return what the bot has written to somebody and what still stands there, oldest first."""
    return [shown.text for shown in phone.screen() if shown.sender.is_bot and shown.text]


async def changes(world: World, shown: Message) -> None:
    """Wait until a message looks different, as it does soon after a mark was pressed."""
    async with asyncio.timeout(PATIENCE):
        while world.chats[shown.chat].messages.get(shown.id) == shown:
            await world.next_change()


def newest(phone: Phone) -> Message:
    """Return the newest message of the bot."""
    return [shown for shown in phone.screen() if shown.sender.is_bot][-1]


def with_button(phone: Phone, label: str) -> Message:
    """Return the newest message with this button."""
    for shown in reversed(phone.screen()):
        if any(label in row for row in shown.labels):
            return shown
    raise AssertionError(f"no button {label!r}:\n{chat(phone)}")


def chat(phone: Phone) -> str:
    """Return the chat as it stands on the phone now, for whoever wants to read it."""
    lines: list[str] = []
    for shown in phone.screen():
        words = shown.text or f"[{', '.join(sorted(shown.content))}]"
        lines.append(("< " if shown.sender.is_bot else "> ") + words.replace("\n", "\n  "))
        lines += ["  " + " ".join(f"[{label}]" for label in row) for row in shown.labels]
    return "\n".join(lines)


def labels(shown: Message) -> Sequence[str]:
    """Return what stands on the buttons of a message."""
    return [label for row in shown.labels for label in row]
