"""What people mean to do, and when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from heapq import heappop, heappush
from itertools import count


class Agenda:
    """Things to do, the earliest first, and those of the same time in the order they came."""

    def __init__(self) -> None:
        """Begin with nothing to do."""
        self._planned: list[tuple[datetime, int, Callable[[], None]]] = []
        self._numbers = count()

    def plan(self, at: datetime, do: Callable[[], None]) -> None:
        """Mean to do something, at a full second."""
        full = at.replace(microsecond=0) + timedelta(seconds=at.microsecond > 0)
        heappush(self._planned, (full, next(self._numbers), do))

    def next_due(self) -> datetime | None:
        """Return when there is something to do next."""
        return self._planned[0][0] if self._planned else None

    def take(self, now: datetime) -> Callable[[], None] | None:
        """Return something that is to be done by now, if there is anything."""
        if not self._planned or self._planned[0][0] > now:
            return None
        return heappop(self._planned)[2]
