"""Civil time, which can be moved, and monotonic time, which cannot."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class Clock:
    """Civil time that begins at a given moment and passes as monotonic time does, or is moved."""

    def __init__(self, start: datetime, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.monotonic = monotonic
        self._start = start.timestamp() - monotonic()

    def now(self) -> float:
        """Civil time in seconds, as Telegram counts it."""
        return self._start + self.monotonic()

    def reading(self) -> datetime:
        return datetime.fromtimestamp(self.now(), UTC)

    def move(self, by: timedelta) -> None:
        self._start += by.total_seconds()
