"""How fast Telegram lets us write: overall, to one person, into one group. Without a clock.

Whoever asks brings the monotonic time. A call counts from its beginning until a while after its
*end*: when exactly it arrived between the two is unknown, and so the limits hold wherever the
network is slow. Unprovoked bulk goes out evenly and leaves a place free, so that somebody who has
just pressed a button never waits behind it.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Pace:
    """So many calls in any stretch of so many seconds."""

    most: int
    seconds: float


OVERALL = Pace(30, 1.0)
#: One a second, with a small burst.
PERSON = Pace(3, 3.0)
GROUP = Pace(20, 60.0)

#: Places in the overall pace that unprovoked bulk leaves free.
RESERVE = 1
#: What lies between two calls of unprovoked bulk, in seconds.
EVENLY = OVERALL.seconds / (OVERALL.most - RESERVE)

#: Someone's pause that somebody else meets as well is a pause for all.
ALL = None


@dataclass(slots=True)
class _Track:
    """What counts against one pace: calls under way, and the ends of those that are over."""

    pace: Pace
    under_way: int = 0
    ends: deque[float] = field(default_factory=deque)

    def wait(self, now: float, reserve: int = 0) -> float:
        """Return how long until there is a place; 0 when there is one now."""
        self.forget(now)
        over = self.under_way + len(self.ends) + reserve - self.pace.most
        if over < 0:
            return 0.0
        if over >= len(self.ends):
            return self.pace.seconds
        return max(0.0, self.ends[over] + self.pace.seconds - now)

    def forget(self, now: float) -> None:
        """Let go of calls that count no longer."""
        while self.ends and self.ends[0] + self.pace.seconds <= now:
            self.ends.popleft()

    def idle(self, now: float) -> bool:
        """Tell whether nothing counts here."""
        self.forget(now)
        return not self.under_way and not self.ends


@dataclass(slots=True)
class Pacing:
    """What has been called lately, and who is waited for."""

    _overall: _Track = field(default_factory=lambda: _Track(OVERALL))
    _chats: dict[str, _Track] = field(default_factory=dict)
    _pauses: dict[str | None, float] = field(default_factory=dict)
    _next_bulk: float = 0.0

    def wait(self, chat: str, now: float, *, bulk: bool, new: bool) -> float:
        """Return how many seconds a call has to wait; 0 when it may begin.

        ``bulk`` is nobody's immediate answer. Only ``new`` messages count for a single person;
        changes of old ones do not.
        """
        waits = [self._overall.wait(now, RESERVE if bulk else 0)]
        waits += [until - now for pause in (ALL, chat) if (until := self._pauses.get(pause))]
        if bulk:
            waits.append(self._next_bulk - now)
        if (new or _is_group(chat)) and chat in self._chats:
            waits.append(self._chats[chat].wait(now))
        return max(0.0, *waits)

    def began(self, chat: str, now: float, *, bulk: bool, new: bool) -> None:
        """Count a call that begins now."""
        self._overall.under_way += 1
        if new or _is_group(chat):
            self._track(chat).under_way += 1
        if bulk:
            # Reckoned from when it was due: small delays do not add up.
            self._next_bulk = max(self._next_bulk, now - EVENLY) + EVENLY

    def ended(self, chat: str, now: float, *, new: bool) -> None:
        """Count a call as over, whatever came of it."""
        tracks = [self._overall, *([self._track(chat)] if new or _is_group(chat) else [])]
        for track in tracks:
            track.under_way -= 1
            track.ends.append(now)

    def flooded(self, chat: str, until: float, now: float) -> None:
        """Telegram wants us to wait: in this chat, and everywhere when others wait already."""
        others = any(end > now for paused, end in self._pauses.items() if paused != chat)
        self.pause(ALL if others else chat, until)

    def pause(self, chat: str | None, until: float) -> None:
        """Call nothing in this chat, or nothing at all, before ``until``."""
        self._pauses[chat] = max(until, self._pauses.get(chat, 0.0))

    @property
    def chats(self) -> int:
        """How many chats there may be that have to wait."""
        return len(self._chats.keys() | self._pauses.keys())

    def tidy(self, now: float) -> None:
        """Let go of chats in which nothing counts any more."""
        self._chats = {chat: track for chat, track in self._chats.items() if not track.idle(now)}
        self._pauses = {chat: until for chat, until in self._pauses.items() if until > now}

    def _track(self, chat: str) -> _Track:
        return self._chats.setdefault(chat, _Track(GROUP if _is_group(chat) else PERSON))


def _is_group(chat: str) -> bool:
    return chat.startswith(("-", "@"))
