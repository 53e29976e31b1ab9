"""The network to try, as it runs: a Telegram of our own, the product, and everybody's phones."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

from pydantic import SecretStr
from sqlalchemy.orm import Session

from bot import sheet as sheets
from bot.demo.cast import OTHERS, PLAYED, Part
from bot.demo.company import Company, Other
from bot.demo.pressing import choose
from bot.demo.reader import Reader
from bot.demo.respondent import Manner, Respondent
from bot.facilitator.founding import found
from bot.installation import opened, prepare
from bot.language import translator
from bot.menu import Command
from bot.roles import DEPUTY, MEMBER
from bot.run import Running, run
from bot.sandbox.clock import Clock as TelegramClock
from bot.sandbox.phones import Phone
from bot.sandbox.server import Sandbox, serving
from bot.sandbox.world import World
from bot.settings import Settings
from bot.sheet.kept import columns
from bot.sheet.model import Sheet
from bot.simulation.vocabulary import Deck, vocabulary
from bot.wording.arriving import AGREE, BRIEF
from bot.wording.registration import FIELD, LEVEL
from storage import invitations, outbox
from storage.database import Database
from storage.networks import Network

#: The Monday morning on which everybody joins; the demonstration begins a day later.
JOINS: Final = datetime(2027, 1, 11, 8, tzinfo=UTC)
BEGINS: Final = JOINS + timedelta(days=1)

#: How long invitations hold here.
_HOLDS = timedelta(days=365)

_SHEETS = files("bot") / "demo"

#: So long nothing takes that is meant to come to an end, in seconds.
_PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Wishes:
    """How the demonstration shall be. ``own`` are dialogs beside those that come along."""

    home: Path
    seed: int
    language: str
    own: Mapping[str, bytes]


@dataclass
class Stage:
    """Everything there is. Whoever plays acts through phones; the database is only waited for."""

    sandbox: Sandbox
    database: Database
    running: Running
    company: Company
    #: The phones that are played at the browser, with who they belong to.
    played: list[tuple[Part, Phone]]
    #: What lets the last of them into the network.
    invitation: str
    zone: ZoneInfo

    @property
    def now(self) -> datetime:
        """Civil time, in UTC."""
        return self.running.clock.now()

    async def due(self) -> datetime | None:
        """Return when there is something to act on next, for the bot or for the others."""
        waits = (await self.running.ticker.next_at(), self.company.next_at())
        return min((at for at in waits if at is not None), default=None)

    async def go_to(self, at: datetime) -> None:
        """Move time ahead, and let everybody do what is to be done by then."""
        self.sandbox.world.clock.move(max(at - self.now, timedelta()))
        await self.running.ticker.walk(max(at, self.now))
        await self.settle()
        await self.company.act(self.now)

    async def settle(self) -> None:
        """Wait until everything that people did has been acted on and answered."""
        await settled(self.sandbox.world, self.database, self.running)


@asynccontextmanager
async def staged(wishes: Wishes, said: Callable[[str], None]) -> AsyncIterator[Stage]:
    """Set everything up and let it run while the block runs; ``said`` hears how far we are."""
    t = translator(wishes.language)
    world = World(TelegramClock(JOINS), Random(wishes.seed))  # noqa: S311 - worth nothing
    async with serving(world) as sandbox:
        settings = Settings(
            home=wishes.home, token=SecretStr(sandbox.token), api_url=sandbox.url, _env_file=None
        )
        with opened(settings) as database:
            await asyncio.to_thread(prepare, database)
            sheet = read_sheet(wishes.language)
            tokens = await database.write(partial(_found, sheet=sheet, world=world))
            async with _running(settings, database, wishes.own) as running:
                said(t.gettext("The invented members join."))
                stage = await _peopled(wishes, sandbox, database, running, tokens)
                await stage.go_to(BEGINS)
                yield stage


async def settled(world: World, database: Database, running: Running) -> None:
    """Wait until everything that people did has been acted on and answered."""
    async with asyncio.timeout(_PATIENCE):
        while not await _settled(world, database, running):  # noqa: ASYNC110 - in another thread
            await asyncio.sleep(0.004)


async def _settled(world: World, database: Database, running: Running) -> bool:
    if world.updates.count(world.clock.now()):
        return False
    return await database.read(outbox.oldest, running.clock.now()) is None


def read_sheet(language: str) -> Sheet:
    """Return the facts of the invented network, as they are told in this language."""
    written = (_SHEETS / f"musterkreis.{language}.yaml").read_bytes()
    sheet, flaws = sheets.read(written, JOINS.date())
    assert sheet is not None, flaws
    return sheet


def _found(session: Session, sheet: Sheet, world: World) -> dict[str, str]:
    """Found the network; return what lets people in, by their roles."""
    number = found(session, Network(**columns(sheet)), JOINS)
    return {
        role: invitations.make(
            session,
            number,
            {MEMBER, role},
            uses=None,
            expires=JOINS + _HOLDS,
            fresh=lambda: world.key(22),
        )
        for role in {each.role: None for each in (*PLAYED, *OTHERS)}
    }


@asynccontextmanager
async def _running(
    settings: Settings, database: Database, own: Mapping[str, bytes]
) -> AsyncIterator[Running]:
    """Run the product as `reihum run` does, by a clock that begins when everybody joins."""
    began: asyncio.Future[Running] = asyncio.get_running_loop().create_future()
    stop = asyncio.Event()

    def begin(running: Running) -> None:
        running.clock.begin(JOINS)
        began.set_result(running)

    work = asyncio.create_task(run(settings, database, stop, begin, monotonic=_hasty, own=own))
    try:
        await asyncio.wait((work, began), return_when=asyncio.FIRST_COMPLETED)
        if work.done():
            await work
        yield began.result()
    finally:
        stop.set()
        await work


def _hasty() -> float:
    """Return a time by which nobody has to wait for Telegram's limits; there is no Telegram."""
    return time.monotonic() * 1_000_000


async def _peopled(
    wishes: Wishes,
    sandbox: Sandbox,
    database: Database,
    running: Running,
    tokens: Mapping[str, str],
) -> Stage:
    """Give everybody a phone, and let all join but the last of those who are played."""
    settle = partial(settled, sandbox.world, database, running)
    played = [(part, _phone(sandbox, part, wishes.language)) for part in PLAYED]
    deck = Deck(vocabulary(wishes.language))
    others = [_other(sandbox, part, wishes, deck, settle) for part in OTHERS]
    readers = [each.reader for each in others if each.reader is not None]
    members = [(each.part, each.respondent.phone) for each in others]
    # Those at the desk come last, so that the first thing they see is not who has joined.
    for group in (
        [each for each in (*played[1:-1], *members) if not each[0].at_desk],
        [each for each in members if each[0].at_desk],
        played[:1],
    ):
        await asyncio.gather(
            *(_join(phone, part, tokens[part.role], settle) for part, phone in group)
        )
        if any(part.role == DEPUTY for part, _ in group):
            await readers[0].work()
    sheet = read_sheet(wishes.language)
    zone = ZoneInfo(sheet.zone)
    company = Company(others, zone, sheet.land, settle)
    sandbox.world.watchers.append(lambda change: company.told(change, running.clock.now()))
    return Stage(sandbox, database, running, company, played, tokens[MEMBER], zone)


def _phone(sandbox: Sandbox, part: Part, language: str) -> Phone:
    first, _, last = part.name.partition(" ")
    return sandbox.phone(first, last, language=language)


def _other(
    sandbox: Sandbox,
    part: Part,
    wishes: Wishes,
    deck: Deck,
    settle: Callable[[], Awaitable[None]],
) -> Other:
    temperament = part.temperament
    assert temperament is not None, f"{part.name} is played by somebody"
    phone = _phone(sandbox, part, wishes.language)
    chance = Random(f"{wishes.seed} {part.name}")  # noqa: S311 - which words somebody chooses
    manner = Manner(
        declines=temperament.declines,
        skips=1 - temperament.answers,
        reasons=0.6,
    )
    respondent = Respondent(phone, chance, manner, part.name, deck)
    reader = None
    if part.at_desk:
        reader = Reader(phone, chance, deck.words, translator(wishes.language), settle)
    return Other(part, temperament, respondent, chance, reader)


async def _join(
    phone: Phone, part: Part, token: str, settle: Callable[[], Awaitable[None]]
) -> None:
    """Follow an invitation, agree, and answer the four questions about oneself."""
    phone.start(token)
    await choose(phone, Command.START, BRIEF)
    await choose(phone, Command.START, AGREE)
    await choose(phone, Command.CORRECT, f"{LEVEL}={part.level}")
    await choose(phone, Command.CORRECT, f"{FIELD}={part.field}")
    t = translator(phone.person.language_code)
    for words in (part.name, t.gettext(part.body)):
        await settle()
        phone.say(words)
    await settle()
