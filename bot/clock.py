"""Civil time, which can be moved for demonstrations and tests. Monotonic time never is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta


class Clock:
    """What the calendar and the clock on the wall show here."""

    def __init__(self, real: Callable[[], datetime]) -> None:
        """Go with the real time until moved."""
        self.real = real
        self._ahead = timedelta()

    def now(self) -> datetime:
        """Return the time, in UTC."""
        return self.real() + self._ahead

    def begin(self, at: datetime) -> None:
        """Begin anew at this time, whatever was shown before."""
        self._ahead = at - self.real()

    def set(self, to: datetime) -> None:
        """Go on from this time; never back."""
        self._ahead = max(self._ahead, to - self.real())
