"""The beat: every few seconds, and at the next known moment, what has come due is acted on.

What is due stands in the database; the beat remembers nothing. One beat too many does no harm.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.clock import Clock

log = logging.getLogger(__name__)

#: So long nothing that has come due waits, whatever else happens.
BEAT = timedelta(seconds=5)


class Waker(Protocol):
    """What the facilitator is to the ticker."""

    async def wake(self, now: datetime) -> int:
        """Act on what is due, each in a transaction of its own; return how much that was."""


class Ticker:
    """Wakes the facilitator."""

    def __init__(
        self, waker: Waker, clock: Clock, next_at: Callable[[], Awaitable[datetime | None]]
    ) -> None:
        """Wake this facilitator by this clock; ``next_at`` tells what is waited for next."""
        self._waker = waker
        self._clock = clock
        self.next_at = next_at
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._one_by_one = asyncio.Lock()
        self._stop = asyncio.Event()

    async def run(self) -> None:
        """Beat until told to stop, and let the last beat end."""
        self._scheduler.add_job(
            self._tick,
            "interval",
            seconds=BEAT.total_seconds(),
            id="beat",
            next_run_time=self._clock.real(),
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
        self._scheduler.start()
        try:
            await self._stop.wait()
        finally:
            # Whoever beats already is waited for, and nobody begins any more.
            self._scheduler.remove_job("beat")
            async with self._one_by_one:
                self._scheduler.shutdown(wait=False)

    def stop(self) -> None:
        """Beat no more."""
        self._stop.set()

    async def beat(self) -> int:
        """Act on everything that is due by now, and return how much that was."""
        async with self._one_by_one:
            return await self._wake()

    async def walk(self, to: datetime) -> None:
        """Move civil time ahead, and act on everything on the way at its own time."""
        last = None
        while (due := await self.next_at()) is not None and due < to:
            self._clock.set(due)
            if not await self.beat() and due == last:
                break  # it does not go away: we would stand here for ever
            last = due
        self._clock.set(to)
        await self.beat()

    async def _tick(self) -> None:
        """Beat, whatever happened at the last beat, and beat early for what comes early."""
        async with self._one_by_one:
            try:
                await self._wake()
                due = await self.next_at()
            except Exception:  # the next beat tries again
                log.exception("beat_failed")
                return
        if due is not None:
            self._beat_by(self._clock.real() + max(due - self._clock.now(), timedelta()))

    async def _wake(self) -> int:
        return await self._waker.wake(self._clock.now())

    def _beat_by(self, at: datetime) -> None:
        job = self._scheduler.get_job("beat")
        if job is not None and self._clock.real() < at < job.next_run_time:
            job.modify(next_run_time=at)
