"""The course of time: by itself, while the others go on slowly, or in leaps somebody asks for.

A leap walks from due moment to due moment, and the others answer on the way.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from bot.demo.stage import Stage

#: How far somebody can leap. The event is the next message on one of the phones that are played;
#: who waits longer for it than this would miss too much of what the others do.
LEAPS: Final = {
    "event": timedelta(weeks=2),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}

#: How often time passes by itself, and the others do something.
BEAT: Final = timedelta(seconds=1.5)


class Course:
    """Moves time on a stage, one leap at a time; ``moved`` hears of every moment on the way."""

    def __init__(self, stage: Stage, moved: Callable[[], None]) -> None:
        """Begin with time as it is."""
        self._stage = stage
        self._moved = moved
        self._one_by_one = asyncio.Lock()
        self._under_way: asyncio.Task[None] | None = None
        self.leaps = 0
        #: Whether nothing arrived before the last leap to an event was over.
        self.nothing_comes = False

    @property
    def leaping(self) -> bool:
        """Whether a leap is under way."""
        return self._under_way is not None and not self._under_way.done()

    def leap(self, how_far: str) -> None:
        """Begin to leap so far, unless a leap is under way."""
        if not self.leaping:
            self._under_way = asyncio.create_task(self._leap(how_far))
            self._under_way.add_done_callback(self._arrived)

    async def run(self) -> None:
        """Let the others go on by themselves until cancelled, and no leap go on after that."""
        try:
            while True:
                await asyncio.sleep(BEAT.total_seconds())
                async with self._one_by_one:
                    await self._stage.go_on(BEAT)
                self._moved()
        finally:
            if self._under_way is not None:
                self._under_way.cancel()
                await asyncio.wait([self._under_way])

    async def _leap(self, how_far: str) -> None:
        async with self._one_by_one:
            until = self._stage.now + LEAPS[how_far]
            heard = self._heard()
            async for _ in self._stage.stops(until):
                self._moved()
                if how_far == "event" and self._heard() > heard:
                    break
            else:
                await self._stage.go_to(until)
            self.nothing_comes = how_far == "event" and self._heard() == heard

    def _arrived(self, _: asyncio.Task[None]) -> None:
        self.leaps += 1
        self._moved()

    def _heard(self) -> int:
        """Return how much the bot has sent to the phones that are played."""
        chats = (phone.world.private_chat(phone.person) for _, phone in self._stage.played)
        return sum(
            change.kind == "sent" and change.message.sender.is_bot
            for chat in chats
            for change in chat.log
        )
