"""Everything that runs, put together. Only here there are clocks, chance and fresh ids."""

from __future__ import annotations

import asyncio
import gc
import logging
import secrets
import signal
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from random import Random, SystemRandom
from types import MappingProxyType
from typing import TypeVar

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot import status
from bot.channels.at_once import AtOnce
from bot.channels.door import KINDS, Door
from bot.channels.polling import Poller
from bot.channels.request import Request
from bot.clock import Clock
from bot.facilitator import Facilitator
from bot.facilitator.here import Premises
from bot.housekeeping import keep_house
from bot.menu import Command, Doors
from bot.pacing import Pacing
from bot.rehearsal.scripts import LIBRARY, shipped_names
from bot.sender import Sender
from bot.settings import Settings
from bot.ticker import Ticker
from bot.trouble import DATABASE_AWAY, TokenRefused, back_off
from storage.database import Database

log = logging.getLogger(__name__)

T = TypeVar("T")

#: What there is in every installation of this version.
DOORS = Doors(frozenset(Command) - {Command.OBJECT, Command.WITHDRAW}, otherwise=None, web=False)

#: Who carries our messages.
TRANSPORT = "Telegram"

#: Webhooks come from outside.
EVERYWHERE = "0.0.0.0"  # noqa: S104 - that is what a door is for

#: The longest we wait at the start before we try to reach Telegram once more, in seconds.
LONGEST = 30.0


def fresh() -> str:
    """Return an id that nobody can guess, short enough for a button that carries more than it."""
    return secrets.token_urlsafe(12)


def civil() -> datetime:
    """Return what the clock on the wall shows, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Clocks, chance and fresh ids. A demonstration brings its own, to be the same once more.

    Telegram's limits are kept by the monotonic one.
    """

    clock: Clock = field(default_factory=lambda: Clock(civil))
    monotonic: Callable[[], float] = time.monotonic
    chance: Random = field(default_factory=SystemRandom)
    fresh: Callable[[], str] = fresh


@dataclass(frozen=True, slots=True)
class Running:
    """What runs, for whoever runs it: a demonstration moves its time."""

    clock: Clock
    ticker: Ticker
    database: Database
    #: The name under which people find the bot.
    name: str


@dataclass(frozen=True, slots=True)
class _Entrance:
    """How updates come in. ``announce`` tells Telegram which way it is."""

    announce: Callable[[], Awaitable[bool]]
    run: Callable[[], Coroutine[None, None, None]]
    stop: Callable[[], None]


async def run(
    settings: Settings,
    database: Database,
    stop: asyncio.Event,
    began: Callable[[Running], None] = lambda _: None,
    *,
    surroundings: Surroundings | None = None,
    own: Mapping[str, bytes] = MappingProxyType({}),
) -> None:
    """Run until told to stop; raises `TokenRefused`.

    ``own`` are dialogs beside those that come along.
    """
    around = surroundings or Surroundings()
    clock, chance, monotonic = around.clock, around.chance, around.monotonic
    pacing = Pacing()
    async with _client(settings) as (bot, request):
        with suppress(_Stopped):
            me = await _insist(bot.get_me, stop)
            here = premises(me.username or "", own)
            facilitator = Facilitator(database, here, clock.now, chance, around.fresh)
            at_once = AtOnce(bot, pacing, monotonic)
            door = Door(facilitator, at_once)
            entrance = _entrance(settings, database, clock, door, (bot, request))
            await _insist(entrance.announce, stop)
            ticker = Ticker(facilitator, clock, lambda: database.read(status.next_at))
            sender = Sender(bot, database, pacing, now=clock.now, monotonic=monotonic)
            house = keep_house(bot, database, clock, chance)
            began(Running(clock, ticker, database, me.username or ""))
            await _together(entrance, at_once, ticker, sender, house, stop)
    log.info("stopped")


def premises(bot: str, own: Mapping[str, bytes] = MappingProxyType({})) -> Premises:
    """Return what there is in this installation, whose bot is found under this name."""
    return Premises(bot, TRANSPORT, DOORS, {**_shipped(), **own})


def stop_on_signals(stop: asyncio.Event) -> None:
    """Stop cleanly when somebody wants us to."""
    loop = asyncio.get_running_loop()
    for wish in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(wish, stop.set)


async def _together(
    entrance: _Entrance,
    at_once: AtOnce,
    ticker: Ticker,
    sender: Sender,
    house: Coroutine[None, None, None],
    stop: asyncio.Event,
) -> None:
    """Run everything until told to stop; where one thing fails, all end.

    What comes in ends before what goes out, so that the last one to write gets an answer.
    """
    async with _group() as group:
        coming = [group.create_task(each) for each in (entrance.run(), ticker.run())]
        group.create_task(sender.run())
        keeping = group.create_task(house)
        _settle_in()
        log.info("running")
        await stop.wait()
        log.info("stopping")
        keeping.cancel()
        entrance.stop()
        ticker.stop()
        await asyncio.wait(coming)
        await at_once.settle()
        sender.stop()


def _settle_in() -> None:
    """Have Python look no more for garbage in what is there for good, such as all the modules.

    Every such look stopped everything for about a tenth of a second: that was the one reply in a
    hundred that took long.
    """
    gc.collect()
    gc.freeze()


@asynccontextmanager
async def _group() -> AsyncIterator[asyncio.TaskGroup]:
    """Give a group of tasks that fails with what the operator can mend, if it is that."""
    try:
        async with asyncio.TaskGroup() as group:
            yield group
    except BaseExceptionGroup as failures:
        if failures.subgroup(TokenRefused) is None:
            raise
        raise TokenRefused from None


@asynccontextmanager
async def _client(settings: Settings) -> AsyncIterator[tuple[Bot, Request]]:
    request = Request()
    await request.initialize()
    bot = Bot(
        settings.token.get_secret_value(),
        f"{settings.api_url}/bot",
        f"{settings.api_url}/file/bot",
        request=request,
        get_updates_request=request,
    )
    try:
        yield bot, request
    finally:
        await request.shutdown()


def _entrance(
    settings: Settings, database: Database, clock: Clock, door: Door, client: tuple[Bot, Request]
) -> _Entrance:
    """Return the way in: Telegram comes to us where it can, and otherwise we ask."""
    bot, request = client
    if settings.public_url is None:
        poller = Poller(bot, request, door)
        return _Entrance(bot.delete_webhook, poller.run, poller.stop)

    # Whoever asks Telegram has no use for a web server.
    from bot.channels.webhook import PATH, Webhook, secret  # noqa: PLC0415 - see above
    from bot.serving import Server  # noqa: PLC0415 - see above

    async def healthy() -> bool:
        look = partial(status.look, now=clock.now(), running=True)
        with suppress(*DATABASE_AWAY):
            return (await database.read(look)).healthy
        return False

    known = secret(settings.token.get_secret_value())
    server = Server(Webhook(door, known, healthy).app(), EVERYWHERE, settings.port)
    announce = partial(
        bot.set_webhook,
        f"{settings.public_url}{PATH}",
        secret_token=known,
        allowed_updates=KINDS,
    )
    return _Entrance(announce, server.listen, server.stop)


class _Stopped(Exception):  # noqa: N818 - somebody wants us to
    """We were told to stop before we had begun."""


async def _insist(call: Callable[[], Awaitable[T]], stop: asyncio.Event) -> T:
    """Call Telegram until it answers; raises `TokenRefused`, and `_Stopped` when told to stop."""
    failures = 0
    while not stop.is_set():
        try:
            return await call()
        except InvalidToken:
            raise TokenRefused from None
        except TelegramError as error:
            failures += 1
            log.warning("no_telegram", extra={"error": type(error).__name__})
        with suppress(TimeoutError):
            async with asyncio.timeout(min(back_off(failures), LONGEST)):
                await stop.wait()
    raise _Stopped


def _shipped() -> dict[str, bytes]:
    """Return the dialogs that come along."""
    return {name: (LIBRARY / f"{name}.yaml").read_bytes() for name in shipped_names()}
