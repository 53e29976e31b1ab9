"""Asks Telegram for updates, one after another, and confirms only what has been committed."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Coroutine
from datetime import timedelta
from typing import Any, TypeVar
from urllib.parse import urlencode

from telegram import Bot
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.channels.door import KINDS, Door, Taken
from bot.channels.request import Request
from bot.trouble import TokenRefused, back_off

log = logging.getLogger(__name__)

T = TypeVar("T")

#: So long Telegram waits for something to happen before it answers that nothing has, in seconds.
LONG = 30
#: After a failure nobody shall wait for minutes: it is what people write that waits.
LONGEST = 30.0


class Stopped(Exception):  # noqa: N818 - somebody wants us to
    """We were told to stop while nothing was going on."""


class Poller:
    """The one who asks for updates. A second one for the same token makes Telegram refuse one."""

    def __init__(self, bot: Bot, request: Request, door: Door) -> None:
        self._bot = bot
        self._request = request
        self._door = door
        self._stop = asyncio.Event()
        self._failures = 0

    async def run(self) -> None:
        """Take updates until told to stop; raises `TokenRefused`."""
        offset: int | None = None
        try:
            while True:
                updates = await self._unless_stopped(self._updates(offset))
                for update in updates:
                    await self._take(update)
                    offset = int(update["update_id"]) + 1
                if not updates:
                    # Confirmed once is enough: numbers start anew somewhere after a quiet week.
                    offset = None
        except Stopped:
            return

    def stop(self) -> None:
        """Take nothing more; `run` ends when what is being done is done."""
        self._stop.set()

    async def _updates(self, offset: int | None) -> list[dict[str, Any]]:
        """Ask for updates as Telegram writes them.

        What the library makes of them comes later and one by one: one that it cannot read would
        take all others along, and it would log them with all their words.
        """
        asked = {"timeout": LONG, "allowed_updates": json.dumps(KINDS)}
        if offset is not None:
            asked["offset"] = offset
        try:
            updates = await self._request.post(
                f"{self._bot.base_url}/getUpdates?{urlencode(asked)}",
                read_timeout=LONG + self._request.read_timeout,
            )
        except InvalidToken:
            raise TokenRefused from None
        except TelegramError as error:
            await self._back_off(error)
            return []
        self._failures = 0
        assert isinstance(updates, list)
        return updates

    async def _take(self, update: dict[str, Any]) -> None:
        """Have an update acted on, however long it takes: others must not pass it."""
        heard = self._door.read(update)
        failures = 0
        while await self._door.take(update, heard) is Taken.AGAIN:
            failures += 1
            await self._unless_stopped(asyncio.sleep(min(back_off(failures), LONGEST)))

    async def _back_off(self, error: TelegramError) -> None:
        """Wait, because Telegram wants it, cannot be reached, or prefers a younger poller."""
        self._failures += 1
        wait = min(back_off(self._failures), LONGEST)
        if isinstance(error, RetryAfter) and isinstance(error.retry_after, timedelta):
            wait = error.retry_after.total_seconds()
        action = "another_poller" if isinstance(error, Conflict) else "no_updates"
        log.warning(action, extra={"error": type(error).__name__, "wait": wait})
        await asyncio.sleep(wait)

    async def _unless_stopped(self, work: Coroutine[Any, Any, T]) -> T:
        """Return what the work returns, or raise `Stopped` and let go of it."""
        working, stopping = asyncio.ensure_future(work), asyncio.ensure_future(self._stop.wait())
        try:
            await asyncio.wait((working, stopping), return_when=asyncio.FIRST_COMPLETED)
            if working.done():
                return working.result()
            raise Stopped
        finally:
            for each in (working, stopping):
                each.cancel()
            await asyncio.gather(working, stopping, return_exceptions=True)
