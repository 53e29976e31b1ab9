"""What everything that runs has in common when something is in its way."""

from __future__ import annotations

from sqlalchemy import exc

#: The database cannot be reached, is locked for too long, or has no room.
DATABASE_AWAY = (exc.OperationalError, exc.InterfaceError, exc.TimeoutError)

SHORTEST, LONGEST = 1.0, 300.0


class TokenRefused(Exception):  # noqa: N818 - Telegram's answer, and the end of the program
    """Telegram does not know our token, or knows it no more. The token is not named."""


def back_off(failures: int) -> float:
    """Return how many seconds to wait after so many failures in a row: 1, 2, 4 ... 300."""
    # The exponent is bounded as well: after a week of failures the power would be no number.
    return min(LONGEST, SHORTEST * 2.0 ** min(max(failures - 1, 0), 10))
