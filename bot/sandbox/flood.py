"""How often a bot may write: overall, to one person, into one group."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from math import ceil
from typing import Final

from bot.sandbox.refusal import too_many_requests


@dataclass(frozen=True, slots=True)
class Pace:
    """So many in so many seconds, whenever one begins to count."""

    count: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Limits:
    """What Telegram documents. Three in three seconds is one a second with a small burst."""

    overall: Pace = Pace(30, 1.0)
    person: Pace = Pace(3, 3.0)
    group: Pace = Pace(20, 60.0)


TELEGRAM: Final = Limits()


@dataclass(slots=True)
class Flood:
    """Counts what was written, and refuses what is too much. Without limits nothing is."""

    limits: Limits | None = None
    refusals: int = 0
    _overall: deque[float] = field(default_factory=deque)
    _chats: dict[int | str, deque[float]] = field(default_factory=dict)

    def check(self, chat: int | str, *, new: bool, now: float) -> None:
        """Count a message, or a change of one, that is about to be written into a chat.

        Changes count overall and in groups; to a person they are not held to one a second.
        """
        if self.limits is None:
            return
        group = not isinstance(chat, int) or chat < 0
        counted = [(self._overall, self.limits.overall)]
        if group or new:
            written = self._chats.setdefault(chat, deque())
            counted.append((written, self.limits.group if group else self.limits.person))
        wait = max(_wait(times, pace, now) for times, pace in counted)
        if wait > 0:
            self.refusals += 1
            raise too_many_requests(ceil(wait))
        for times, _ in counted:
            times.append(now)


def _wait(times: deque[float], pace: Pace, now: float) -> float:
    while times and times[0] <= now - pace.seconds:
        times.popleft()
    return 0.0 if len(times) < pace.count else times[0] + pace.seconds - now
