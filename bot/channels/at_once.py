"""What is done at once when something heard has been committed, outside the outbox.

Best effort: whoever gets no answer to a press presses again. Nobody waits for anybody else here,
but everything in one chat keeps its order.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from telegram import Bot
from telegram.error import TelegramError

from bot.channels import calls
from bot.channels.outgoing import Aftermath, Outgoing, is_new
from bot.pacing import Pacing

log = logging.getLogger(__name__)

#: So long everything may take when we are told to stop, in seconds.
GRACE = 2.0


class AtOnce:
    """Does it, within Telegram's limits."""

    def __init__(self, bot: Bot, pacing: Pacing, monotonic: Callable[[], float]) -> None:
        self._bot = bot
        self._pacing = pacing
        self._monotonic = monotonic
        self._newest: dict[str, asyncio.Task[None]] = {}

    def begin(self, aftermath: Aftermath) -> None:
        """Begin with it, and do not wait."""
        if aftermath.answer is None and not aftermath.said:
            return
        chat = aftermath.chat
        task = asyncio.create_task(self._do(aftermath, self._newest.get(chat)))
        self._newest[chat] = task
        task.add_done_callback(lambda done: self._forget(chat, done))

    async def settle(self) -> None:
        """Wait for what has begun, but not for ever."""
        tasks = list(self._newest.values())
        if tasks:
            await asyncio.wait(tasks, timeout=GRACE)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _forget(self, chat: str, done: asyncio.Task[None]) -> None:
        if self._newest.get(chat) is done:
            del self._newest[chat]

    async def _do(self, aftermath: Aftermath, before: asyncio.Task[None] | None) -> None:
        try:
            if aftermath.answer is not None:
                await calls.answer(self._bot, aftermath.answer)
            if before is not None:
                await asyncio.wait([before])
            for outgoing in aftermath.said:
                await self._say(aftermath.chat, outgoing)
        except TelegramError as error:
            log.info("nothing_at_once", extra={"error": type(error).__name__})
        except Exception:
            log.exception("nothing_at_once")

    async def _say(self, chat: str, outgoing: Outgoing) -> None:
        new = is_new(outgoing)
        wait = self._pacing.wait(chat, self._monotonic(), bulk=False, new=new)
        while wait > 0:  # and again, for somebody else may have gone first
            await asyncio.sleep(wait)
            wait = self._pacing.wait(chat, self._monotonic(), bulk=False, new=new)
        self._pacing.began(chat, self._monotonic(), bulk=False, new=new)
        try:
            await calls.carry_out(self._bot, chat, outgoing)
        finally:
            self._pacing.ended(chat, self._monotonic(), new=new)
