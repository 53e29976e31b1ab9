"""An update comes in: one transaction, then what is done at once, then it may be confirmed."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from enum import Enum, auto
from typing import Any, Protocol

from telegram import Update

from bot.channels.at_once import AtOnce
from bot.channels.heard import Heard
from bot.channels.outgoing import Aftermath
from bot.channels.reading import heard as read
from bot.trouble import DATABASE_AWAY

log = logging.getLogger(__name__)

#: What people do that concerns us, in Telegram's words.
KINDS = ("message", "edited_message", "callback_query", "my_chat_member")

#: So often an update may fail as if the database were away before it counts as poison: a mistake of
#: ours can look the same.
PATIENCE = 5


class Listener(Protocol):
    """What the facilitator is to a door."""

    async def hear(self, heard: Heard) -> Aftermath:
        """Act on what was heard, in one transaction that also writes its key."""

    async def stumbled(self, heard: Heard, error: Exception) -> None:
        """Note that we failed, and put an apology into the outbox."""


class Taken(Enum):
    """What became of an update."""

    DONE = auto()
    #: Nothing has been committed: it must come again.
    AGAIN = auto()


class Door:
    """Takes in one update after another, from wherever they come."""

    def __init__(self, listener: Listener, at_once: AtOnce) -> None:
        self._listener = listener
        self._at_once = at_once
        self._failures: dict[int, int] = {}

    async def take(self, raw: Mapping[str, Any], heard: Heard | None) -> Taken:
        """Act on an update; never raises on what it holds."""
        if heard is None:
            return Taken.DONE
        number = int(raw["update_id"])
        try:
            aftermath = await self._listener.hear(heard)
        except Exception as error:  # noqa: BLE001 - whatever it is, others wait behind it
            return await self._failed(number, heard, error)
        self._failures.pop(number, None)
        self._at_once.begin(aftermath)
        return Taken.DONE

    def read(self, raw: Mapping[str, Any]) -> Heard | None:
        """Return what an update says; None when it is nothing for us, or nothing we can read."""
        try:
            update = Update.de_json(dict(raw))
            return read(update)
        except Exception:  # Telegram may send what its client cannot read
            log.exception("update_unreadable", extra={"update": raw.get("update_id")})
            return None

    async def _failed(self, number: int, heard: Heard, error: Exception) -> Taken:
        away = isinstance(error, DATABASE_AWAY)
        log.error("update_failed", extra={"update": number}, exc_info=error)
        self._failures[number] = self._failures.get(number, 0) + 1
        if away and self._failures[number] < PATIENCE:
            return Taken.AGAIN
        try:
            await self._listener.stumbled(heard, error)
        except DATABASE_AWAY:
            return Taken.AGAIN
        self._failures.pop(number)
        return Taken.DONE
