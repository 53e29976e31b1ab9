"""The network to try, as it runs: a Telegram of our own, the product, and everybody's phones."""

from __future__ import annotations

import asyncio
import time
from base64 import urlsafe_b64encode
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
from bot.demo.joining import join
from bot.demo.reader import Reader
from bot.demo.respondent import Manner, Respondent
from bot.demo.standing import StandingClock
from bot.facilitator.founding import found
from bot.installation import opened, prepare
from bot.language import translator
from bot.roles import DEPUTY, MEMBER
from bot.run import Running, Surroundings, civil, run
from bot.sandbox.clock import Clock as TelegramClock
from bot.sandbox.phones import Phone
from bot.sandbox.server import Sandbox, serving
from bot.sandbox.world import World
from bot.settings import Settings
from bot.sheet.kept import columns
from bot.sheet.model import Sheet
from bot.simulation.vocabulary import Deck, vocabulary
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

#: So often something may be due at the same time again before we take it that it never goes away.
_INSISTENT = 20


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

    async def stops(self, until: datetime) -> AsyncIterator[datetime]:
        """Go from due moment to due moment, and stop at each once everybody has done their part."""
        last, again = None, 0
        while (due := await self._due()) is not None and due < until and again < _INSISTENT:
            # What people do may make something due in the same moment, but not for ever.
            last, again = due, again + 1 if due == last else 0
            await self.go_to(due)
            yield due

    async def go_to(self, at: datetime) -> None:
        """Move time ahead, and let everybody do what is to be done by then."""
        await self._move(max(at, self.now))
        await self.company.act(self.now)

    async def go_on(self, by: timedelta) -> None:
        """Move time ahead a little, and let everybody who is at the phone do one thing."""
        await self._move(self.now + by)
        await self.company.step(self.now)

    async def settle(self) -> None:
        """Wait until everything that people did has been acted on and answered."""
        await settled(self.sandbox.world, self.database, self.running)

    async def _due(self) -> datetime | None:
        """Return when there is something to act on next, for the bot or for the others."""
        waits = (await self.running.ticker.next_at(), self.company.next_at())
        return min((at for at in waits if at is not None), default=None)

    async def _move(self, to: datetime) -> None:
        clock = self.sandbox.world.clock
        clock.move(to - clock.reading())
        await self.running.ticker.walk(to)
        await self.settle()


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
            async with _running(settings, database, wishes) as running:
                said(t.gettext("The invented members join."))
                stage = await _peopled(wishes, sandbox, database, running, tokens)
                async for _ in stage.stops(BEGINS):
                    pass
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
    settings: Settings, database: Database, wishes: Wishes
) -> AsyncIterator[Running]:
    """Run the product as `reihum run` does, by a clock that stands where everybody joins."""
    began: asyncio.Future[Running] = asyncio.get_running_loop().create_future()
    stop = asyncio.Event()
    around = _surroundings(wishes.seed)
    work = asyncio.create_task(
        run(settings, database, stop, began.set_result, surroundings=around, own=wishes.own)
    )
    try:
        await asyncio.wait((work, began), return_when=asyncio.FIRST_COMPLETED)
        if work.done():
            await work
        yield began.result()
    finally:
        stop.set()
        await work


def _surroundings(seed: int) -> Surroundings:
    """Return what makes the same seed give the same course. Nobody here has anything to hide."""
    ids = Random(f"{seed} ids")  # noqa: S311 - see above
    return Surroundings(
        clock=StandingClock(civil, JOINS),
        monotonic=_hasty,
        chance=Random(f"{seed} product"),  # noqa: S311 - see above
        fresh=lambda: urlsafe_b64encode(ids.randbytes(12)).decode(),
    )


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
        await join(group, tokens, settle)
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
