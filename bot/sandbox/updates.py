"""The queue of updates, with Telegram's rules of offsets and of time.

An update is confirmed, and forgotten, as soon as a higher offset is asked for.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from itertools import islice, takewhile
from math import inf
from typing import Final, Literal, get_args

from bot.sandbox.values import Json

Kind = Literal[
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "business_connection",
    "business_message",
    "edited_business_message",
    "deleted_business_messages",
    "guest_message",
    "message_reaction",
    "message_reaction_count",
    "inline_query",
    "chosen_inline_result",
    "callback_query",
    "shipping_query",
    "pre_checkout_query",
    "purchased_paid_media",
    "poll",
    "poll_answer",
    "my_chat_member",
    "chat_member",
    "chat_join_request",
    "chat_boost",
    "removed_chat_boost",
    "managed_bot",
]
ALL: Final = frozenset(get_args(Kind))
DEFAULT: Final = ALL - {"chat_member", "message_reaction", "message_reaction_count"}

DAY: Final = 86400.0
CALLBACK_LIFE: Final = 150.0
FUTURE: Final = 10
"""An offset further beyond the newest update than this counts as unknown."""
PAST: Final = 100_000


@dataclass(frozen=True, slots=True)
class Update:
    """Something the bot is told."""

    id: int
    kind: Kind
    body: Json
    lane: str
    """Webhooks tell what is in one lane one after another."""
    expires: float

    def shown(self) -> Json:
        return {"update_id": self.id, self.kind: self.body}


class UpdateQueue:
    """What the bot has not confirmed yet."""

    def __init__(self, first: int) -> None:
        self.next_id = first
        self._waiting: OrderedDict[int, Update] = OrderedDict()
        self._soonest = inf

    def put(self, kind: Kind, body: Json, *, lane: str, expires: float) -> Update:
        update = Update(self.next_id, kind, body, lane, expires)
        self._waiting[update.id] = update
        self._soonest = min(self._soonest, expires)
        self.next_id += 1
        return update

    def take(self, offset: int, limit: int, now: float) -> list[Update]:
        """Forget what lies before the offset, and what is too old; give what comes next."""
        self._expire(now)
        for number in self._before(self._start(offset)):
            del self._waiting[number]
        return list(islice(self._waiting.values(), limit))

    def waiting(self, now: float) -> list[Update]:
        self._expire(now)
        return list(self._waiting.values())

    def count(self, now: float) -> int:
        self._expire(now)
        return len(self._waiting)

    def forget(self, update: int) -> None:
        self._waiting.pop(update, None)

    def clear(self) -> None:
        self._waiting.clear()

    def _start(self, offset: int) -> int:
        head = next(iter(self._waiting), self.next_id)
        if offset < 0:
            return max(self.next_id + offset, head)
        if offset == 0 or offset > self.next_id + FUTURE or offset < head - PAST:
            return head
        return offset

    def _before(self, start: int) -> list[int]:
        return list(takewhile(lambda number: number < start, self._waiting))

    def _expire(self, now: float) -> None:
        if now < self._soonest:
            return
        # Lives differ by kind, so old ones may stand behind younger ones.
        for number in [u.id for u in self._waiting.values() if u.expires <= now]:
            del self._waiting[number]
        self._soonest = min((u.expires for u in self._waiting.values()), default=inf)
