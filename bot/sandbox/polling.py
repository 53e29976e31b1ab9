"""Long polling: one poller at a time, and nobody may poll in a circle."""

from __future__ import annotations

import asyncio
from math import inf
from typing import Final

from bot.sandbox.clock import Clock
from bot.sandbox.refusal import OTHER_POLLER, RefusedError
from bot.sandbox.updates import Update, UpdateQueue

MOST_AT_ONCE: Final = 100
LONGEST_WAIT: Final = 50
SHORTEST_WAIT: Final = 3
"""Who asks the same again within this time waits at least so long."""
HASTE: Final = 0.5
"""Who asks the same again within this time gets one update."""


class Polling:
    """The poller of a bot."""

    def __init__(self, clock: Clock, queue: UpdateQueue) -> None:
        self._clock = clock
        self._queue = queue
        self._offset = 0
        self._asked = -inf
        self._waiting: asyncio.Future[None] | None = None

    @property
    def waits(self) -> bool:
        """Whether a poller waits for something to happen."""
        return self._waiting is not None

    async def poll(self, offset: int, limit: int, patience: int) -> list[Update]:
        limit = min(max(limit, 1), MOST_AT_ONCE)
        patience = min(max(patience, 0), LONGEST_WAIT)
        now = self._clock.monotonic()
        if offset == self._offset and now < self._asked + SHORTEST_WAIT:
            patience = max(patience, SHORTEST_WAIT)
        if offset == self._offset and now < self._asked + HASTE:
            limit = 1
        self._offset, self._asked = offset, now
        self.end(OTHER_POLLER)
        found = self._queue.take(offset, limit, self._clock.now())
        if found or not patience or not await self._something_comes(patience):
            return found
        return self._queue.take(offset, limit, self._clock.now())

    def wake(self) -> None:
        """Tell who waits that there is something now."""
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)

    def end(self, why: RefusedError) -> None:
        """Refuse whoever waits."""
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(why)
        self._waiting = None

    async def _something_comes(self, patience: float) -> bool:
        waiting = self._waiting = asyncio.get_running_loop().create_future()
        try:
            await asyncio.wait_for(waiting, patience)
        except TimeoutError:
            return False
        finally:
            if self._waiting is waiting:
                self._waiting = None
        return True
