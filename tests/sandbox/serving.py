"""A test that runs against the server: `sandbox` is the server, `bot` the client that calls it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from random import Random
from typing import Any

from telegram import Bot
from telegram.request import HTTPXRequest

from bot.sandbox.api import Api
from bot.sandbox.clock import Clock
from bot.sandbox.server import Sandbox, serving
from bot.sandbox.world import World

MORNING = datetime(2026, 11, 27, 9, tzinfo=UTC)
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x20"

Result = Any
"""JSON, of whatever shape."""

Play = Callable[[Sandbox, Bot], Awaitable[None]]


def new_world(seed: int = 1) -> World:
    return World(Clock(MORNING), Random(seed))


def client(sandbox: Sandbox) -> Bot:
    return Bot(
        sandbox.token,
        base_url=sandbox.bot_url,
        base_file_url=sandbox.file_url,
        request=HTTPXRequest(read_timeout=5),
        get_updates_request=HTTPXRequest(read_timeout=5),
    )


def over_http(play: Play) -> Callable[[], None]:
    """Make a test that needs no loop of one that does."""

    async def run() -> None:
        async with serving(new_world()) as sandbox, client(sandbox) as bot:
            await play(sandbox, bot)

    def test() -> None:
        asyncio.run(run())

    test.__doc__ = play.__doc__
    return test


class Caller:
    """Calls a bare API, without HTTP, and shows what it answers."""

    def __init__(self, api: Api | None = None) -> None:
        self.api = api or Api(new_world())

    def __call__(self, method: str, /, **given: object) -> dict[str, Any]:
        answer = asyncio.run(self.api.call(method, given))
        shown: dict[str, Any] = json.loads(answer.body)
        return shown

    def result(self, method: str, /, **given: object) -> Result:
        shown = self(method, **given)
        assert shown["ok"], shown
        return shown["result"]

    def refusal(self, method: str, /, **given: object) -> str:
        shown = self(method, **given)
        assert not shown["ok"], shown
        return f"{shown['error_code']} {shown['description']}"
