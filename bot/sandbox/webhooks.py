"""Telling updates to an address: in order within a lane, lanes side by side, until it works.

After the first failure at once, then after two seconds, four, eight and so on, as Telegram does.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final, Protocol

from bot.sandbox.clock import Clock
from bot.sandbox.updates import Update, UpdateQueue
from bot.sandbox.values import Json

SUCCESS: Final = 2
FIRST_DELAY: Final = 1.0
LONGEST_DELAY: Final = 60.0
LONGEST_RETRY_AFTER: Final = 3600.0


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where the bot wants to be told."""

    url: str
    secret: str = ""
    connections: int = 40


@dataclass(frozen=True, slots=True)
class Told:
    """What came back from the address."""

    status: int
    retry_after: float = 0.0
    why: str = ""

    @property
    def taken(self) -> bool:
        return self.status // 100 == SUCCESS


class Post(Protocol):
    def __call__(self, webhook: Webhook, update: Json, /) -> Awaitable[Told]: ...


async def _nobody_there(_webhook: Webhook, _update: Json) -> Told:
    return Told(0, why="Connection refused")


class Webhooks:
    """Tells updates while an address is set."""

    def __init__(
        self,
        clock: Clock,
        queue: UpdateQueue,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.post: Post = _nobody_there
        self.webhook: Webhook | None = None
        self.last_error: tuple[int, str] | None = None
        self._clock = clock
        self._queue = queue
        self._sleep = sleep
        self._lanes: dict[str, deque[Update]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._slots = asyncio.Semaphore(1)

    def set(self, webhook: Webhook | None) -> None:
        self.close()
        self.webhook = webhook
        self.last_error = None
        if webhook is not None:
            self._slots = asyncio.Semaphore(webhook.connections)
            for update in self._queue.waiting(self._clock.now()):
                self.tell(update)

    def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        self._tasks.clear()
        self._lanes.clear()

    def tell(self, update: Update) -> None:
        if self.webhook is None:
            return
        lane = self._lanes.setdefault(update.lane, deque())
        lane.append(update)
        if len(lane) == 1:
            task = asyncio.get_running_loop().create_task(self._run(self.webhook, update.lane))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _run(self, webhook: Webhook, name: str) -> None:
        lane = self._lanes[name]
        while lane:
            await self._deliver(webhook, lane[0])
            self._queue.forget(lane[0].id)
            lane.popleft()
        del self._lanes[name]

    async def _deliver(self, webhook: Webhook, update: Update) -> None:
        delay, failures = FIRST_DELAY, 0
        while True:
            async with self._slots:
                told = await self.post(webhook, update.shown())
            now = self._clock.now()
            if told.taken:
                return
            self.last_error = (int(now), told.why)
            pause = min(told.retry_after, LONGEST_RETRY_AFTER)
            if not pause and failures:
                delay = min(delay * 2, LONGEST_DELAY)
                pause = delay
            failures += 1
            if now + pause > update.expires:
                return
            await self._sleep(pause)
