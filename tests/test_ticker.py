"""What has come due is acted on at its time, and in order when time is moved."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from bot import ticker
from bot.clock import Clock
from bot.ticker import Ticker

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@dataclass(slots=True)
class Diary:
    """What is waited for, and when it was acted on."""

    waits: list[datetime] = field(default_factory=list)
    acted: list[datetime] = field(default_factory=list)
    beats: int = 0
    fails: bool = False

    async def next_at(self) -> datetime | None:
        return min(self.waits, default=None)

    async def wake(self, now: datetime) -> int:
        self.beats += 1
        if self.fails:
            raise ZeroDivisionError
        due = [at for at in self.waits if at <= now]
        self.waits = [at for at in self.waits if at > now]
        self.acted += [now] * len(due)
        return len(due)


class Stuck(Diary):
    """What comes due and is never acted on."""

    async def wake(self, _: datetime) -> int:
        return 0


def _real() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - the beat goes by the real time


def test_a_beat_comes_at_once_and_early_for_what_comes_early() -> None:
    async def play() -> None:
        diary = Diary()
        clock = Clock(_real)
        beating = Ticker(diary, clock, diary.next_at)
        diary.waits = [clock.now() + timedelta(milliseconds=300)]
        running = asyncio.create_task(beating.run())
        async with asyncio.timeout(2):
            while not diary.acted:  # noqa: ASYNC110 - nobody tells
                await asyncio.sleep(0.01)
        beating.stop()
        await running
        assert diary.beats >= 2

    asyncio.run(play())


def test_one_failing_beat_is_not_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ticker, "BEAT", timedelta(milliseconds=50))

    async def play() -> None:
        diary = Diary(fails=True)
        beating = Ticker(diary, Clock(_real), diary.next_at)
        running = asyncio.create_task(beating.run())
        async with asyncio.timeout(2):
            while diary.beats < 3:  # noqa: ASYNC110 - nobody tells
                await asyncio.sleep(0.01)
        beating.stop()
        await running

    asyncio.run(play())


def test_moving_ahead_walks_from_one_moment_to_the_next() -> None:
    diary = Diary([NOON + HOUR, NOON + 3 * HOUR, NOON + 3 * HOUR, NOON + 30 * HOUR])
    clock = Clock(lambda: NOON)
    asyncio.run(Ticker(diary, clock, diary.next_at).walk(NOON + 10 * HOUR))
    assert diary.acted == [NOON + HOUR, NOON + 3 * HOUR, NOON + 3 * HOUR]
    assert clock.now() == NOON + 10 * HOUR


def test_time_never_goes_back() -> None:
    clock = Clock(lambda: NOON)
    clock.set(NOON + HOUR)
    clock.set(NOON)
    assert clock.now() == NOON + HOUR


def test_what_does_not_go_away_does_not_hold_time_up() -> None:
    diary = Stuck([NOON + HOUR])
    clock = Clock(lambda: NOON)
    asyncio.run(Ticker(diary, clock, diary.next_at).walk(NOON + 10 * HOUR))
    assert clock.now() == NOON + 10 * HOUR
