"""The course of time: by itself, while the others go on slowly, or in leaps somebody asks for.

A leap walks from due moment to due moment, and the others answer on the way.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from bot.demo.stage import Stage

#: How far somebody can leap; the event is the next message on one of the phones that are played.
LEAPS: Final = {
    "event": timedelta(days=60),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}

#: How often the others do something by themselves, in seconds.
BEAT: Final = 1.5


class Course:
    """Moves time on a stage, one leap at a time; ``moved`` hears of every moment on the way."""

    def __init__(self, stage: Stage, moved: Callable[[], None]) -> None:
        """Begin with time as it is."""
        self._stage = stage
        self._moved = moved
        self._one_by_one = asyncio.Lock()

    @property
    def leaping(self) -> bool:
        """Whether a leap is under way, or the others are acting."""
        return self._one_by_one.locked()

    async def leap(self, how_far: str) -> None:
        """Leap so far; return where time stands then."""
        async with self._one_by_one:
            self._moved()
            until = self._stage.now + LEAPS[how_far]
            heard = self._heard()
            last: datetime | None = None
            while (due := await self._stage.due()) is not None and due < until and due != last:
                last = due
                await self._stage.go_to(due)
                self._moved()
                if how_far == "event" and self._heard() > heard:
                    break
            else:
                await self._stage.go_to(until)
        self._moved()

    async def run(self) -> None:
        """Let the others go on by themselves, until cancelled."""
        while True:
            await asyncio.sleep(BEAT)
            async with self._one_by_one:
                await self._stage.company.step(self._stage.now)
            self._moved()

    def _heard(self) -> int:
        """Return how much the bot has sent to the phones that are played."""
        chats = (phone.world.private_chat(phone.person) for _, phone in self._stage.played)
        return sum(
            change.kind == "sent" and change.message.sender.is_bot
            for chat in chats
            for change in chat.log
        )
