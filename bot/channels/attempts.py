"""One attempt to deliver something, and what became of it.

The order in which errors are looked at matters: python-telegram-bot's `BadRequest` and `TimedOut`
are kinds of its `NetworkError`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from telegram import Bot
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.channels.calls import carry_out
from bot.channels.outgoing import Outgoing
from bot.channels.request import NotSent


@dataclass(frozen=True, slots=True)
class Delivered:
    """It is there; a new message has this number."""

    message: int | None


@dataclass(frozen=True, slots=True)
class Flooded:
    """Telegram wants us to wait for so many seconds. That was no attempt."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Moved:
    """The group has a new address."""

    address: str


@dataclass(frozen=True, slots=True)
class Unreachable:
    """Nothing can be sent there, now or later."""


@dataclass(frozen=True, slots=True)
class Refused:
    """This will never be taken; the mistake is ours."""

    why: str


@dataclass(frozen=True, slots=True)
class Missed:
    """The network was in the way, and nothing has left."""


@dataclass(frozen=True, slots=True)
class Unsure:
    """It may be there or not, and nobody can find out."""


@dataclass(frozen=True, slots=True)
class Locked:
    """Telegram does not take our token."""


Outcome = Delivered | Flooded | Moved | Unreachable | Refused | Missed | Unsure | Locked


async def attempt(bot: Bot, chat: str, outgoing: Outgoing) -> Outcome:  # noqa: PLR0911 - a table
    """Carry something out and say what became of it, whatever Telegram answers."""
    try:
        return Delivered(await carry_out(bot, chat, outgoing))
    except RetryAfter as flood:
        return Flooded(_seconds(flood.retry_after))
    except ChatMigrated as moved:
        return Moved(str(moved.new_chat_id))
    except Forbidden:
        return Unreachable()
    except BadRequest as refusal:
        gone = "chat not found" in refusal.message.lower()
        return Unreachable() if gone else Refused(type(refusal).__name__)
    except InvalidToken:
        return Locked()
    except NotSent:
        return Missed()
    except TelegramError:
        # Time-outs, connections cut, pages of balancers, answers that cannot be read.
        return Unsure()


def _seconds(wait: float | timedelta) -> float:
    return wait.total_seconds() if isinstance(wait, timedelta) else wait
