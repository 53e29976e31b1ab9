"""Updates are told to an address: with the secret, in order a chat, again until they are taken."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from aiohttp import web
from telegram import Bot

from bot.sandbox.clock import Clock
from bot.sandbox.faults import WEBHOOK, Broken, Rule
from bot.sandbox.server import Sandbox
from bot.sandbox.updates import UpdateQueue
from bot.sandbox.values import Json
from bot.sandbox.webhooks import Told, Webhook, Webhooks
from tests.sandbox.serving import MORNING, over_http

SECRET = "geheim-1"  # noqa: S105 - the secret of a server that lives for a second


@dataclass
class Address:
    """An address that writes down what it is told, and answers as it has been told to."""

    url: str = ""
    statuses: list[int] = field(default_factory=list)
    told: list[dict[str, Any]] = field(default_factory=list)
    secrets: set[str | None] = field(default_factory=set)
    closed: set[str] = field(default_factory=set)
    opened: asyncio.Event = field(default_factory=asyncio.Event)
    something: asyncio.Event = field(default_factory=asyncio.Event)

    async def take(self, request: web.Request) -> web.Response:
        update = await request.json()
        self.secrets.add(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        self.told.append(update)
        self.something.set()
        if update["message"]["from"]["first_name"] in self.closed:
            await self.opened.wait()
        return web.Response(status=self.statuses.pop(0) if self.statuses else 200)

    async def texts(self, count: int) -> list[str]:
        async with asyncio.timeout(5):
            while len(self.told) < count:
                self.something.clear()
                await self.something.wait()
        return [update["message"]["text"] for update in self.told]


@asynccontextmanager
async def listening(bot: Bot) -> AsyncIterator[Address]:
    address = Address()
    app = web.Application()
    app.router.add_post("/told", address.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    address.url = f"http://127.0.0.1:{runner.addresses[0][1]}/told"
    await bot.set_webhook(address.url, secret_token=SECRET)
    yield address
    await bot.delete_webhook()
    await runner.cleanup()


@over_http
async def test_what_waited_is_told_first_and_with_the_secret(sandbox: Sandbox, bot: Bot) -> None:
    anna = sandbox.phone("Anna")
    anna.say("eins")
    anna.say("zwei")
    async with listening(bot) as address:
        anna.say("drei")
        assert await address.texts(3) == ["eins", "zwei", "drei"]
        assert address.secrets == {SECRET}
        await _until_nothing_waits(bot)


@over_http
async def test_what_is_not_taken_is_told_again_before_anything_else_of_that_chat(
    sandbox: Sandbox, bot: Bot
) -> None:
    anna = sandbox.phone("Anna")
    async with listening(bot) as address:
        address.statuses = [500]
        anna.say("eins")
        anna.say("zwei")
        assert await address.texts(3) == ["eins", "eins", "zwei"]
        error = (await bot.get_webhook_info()).last_error_message
        assert error == "Wrong response from the webhook: 500 Internal Server Error"


@over_http
async def test_one_chat_does_not_wait_for_another(sandbox: Sandbox, bot: Bot) -> None:
    anna, berta = sandbox.phone("Anna"), sandbox.phone("Berta")
    async with listening(bot) as address:
        address.closed = {"Anna"}
        anna.say("eins")
        anna.say("zwei")
        berta.say("drei")
        assert sorted(await address.texts(2)) == ["drei", "eins"]
        address.opened.set()
        assert (await address.texts(3))[2] == "zwei"


@over_http
async def test_an_answer_that_gets_lost_makes_an_update_come_twice(
    sandbox: Sandbox, bot: Bot
) -> None:
    sandbox.api.faults.add(Rule(Broken.REDELIVER, WEBHOOK))
    async with listening(bot) as address:
        sandbox.phone("Anna").say("eins")
        assert await address.texts(2) == ["eins", "eins"]
        assert address.told[0]["update_id"] == address.told[1]["update_id"]


def test_pauses_double_up_to_a_minute_until_the_update_is_too_old() -> None:
    assert asyncio.run(_fail([Told(500)] * 9)) == [0, 2, 4, 8, 16, 32, 60, 60]


def test_the_address_can_say_how_long_to_wait() -> None:
    failing = [Told(429, retry_after=7.0), Told(500), Told(503, retry_after=5000.0)]
    assert asyncio.run(_fail(failing)) == [7, 2]


async def _fail(outcomes: list[Told]) -> list[float]:
    """The pauses after failures, for an update that lives for 200 seconds."""
    clock, queue, pauses = Clock(MORNING, lambda: 0.0), UpdateQueue(1), list[float]()

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        clock.move(timedelta(seconds=seconds))

    async def post(_webhook: Webhook, _update: Json) -> Told:
        return outcomes.pop(0)

    webhooks = Webhooks(clock, queue, sleep)
    webhooks.post = post
    queue.put("message", {}, lane="chat:1", expires=clock.now() + 200)
    webhooks.set(Webhook("http://127.0.0.1/"))
    while queue.count(clock.now()):  # noqa: ASYNC110 - turns of the loop, no time
        await asyncio.sleep(0)
    return pauses


async def _until_nothing_waits(bot: Bot) -> None:
    async with asyncio.timeout(5):
        while (await bot.get_webhook_info()).pending_update_count:
            pass
