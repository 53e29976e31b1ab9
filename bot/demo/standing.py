"""Civil time that stands still until it is moved: nothing depends on how fast a computer is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.clock import Clock


class StandingClock(Clock):
    """A clock that shows the time to which it was moved last."""

    def __init__(self, real: Callable[[], datetime], at: datetime) -> None:
        """Stand at this time; what beats behind it all goes on beating by the real one."""
        super().__init__(real)
        self._at = at

    def now(self) -> datetime:
        """Return the time, in UTC."""
        return self._at

    def begin(self, at: datetime) -> None:
        """Begin anew at this time, whatever was shown before."""
        self._at = at

    def set(self, to: datetime) -> None:
        """Stand at this time; never go back."""
        self._at = max(self._at, to)
