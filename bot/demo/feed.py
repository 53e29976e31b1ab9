"""What happens, told to every open page as it happens, and again to one that has missed some."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator
from typing import Final

from bot.sandbox.values import Json

#: So much a page may have missed before it has to be loaded anew.
REMEMBERED: Final = 5000

#: How often a silent page is looked after, in seconds: one that is gone is noticed by it.
_SILENCE: Final = 15.0


class Feed:
    """News with numbers, so that a page says what it has seen."""

    def __init__(self) -> None:
        """Begin with nothing told."""
        self._news: deque[str] = deque(maxlen=REMEMBERED)
        self._told = 0
        self._more = asyncio.Event()
        self._over = False

    @property
    def told(self) -> int:
        """How much has been told so far."""
        return self._told

    def tell(self, **news: object) -> None:
        """Tell every page."""
        self._news.append(json.dumps(news, ensure_ascii=False))
        self._told += 1
        self._wake()

    def end(self) -> None:
        """Let every page know that there is nothing to come."""
        self._over = True
        self._wake()

    async def after(self, seen: int) -> AsyncIterator[str]:
        """Yield what comes after what a page has seen, as browsers stream it, until the end."""
        if seen > self._told or self._told - seen > len(self._news):
            yield _event(self._told, json.dumps(_RELOAD))
            seen = self._told
        while not self._over:
            more = self._more
            while seen < self._told:
                seen += 1
                yield _event(seen, self._news[seen - self._told - 1])
            try:
                async with asyncio.timeout(_SILENCE):
                    await more.wait()
            except TimeoutError:
                yield ": \n\n"

    def _wake(self) -> None:
        self._more.set()
        self._more = asyncio.Event()


_RELOAD: Final[Json] = {"kind": "reload"}


def _event(number: int, news: str) -> str:
    return f"id: {number}\ndata: {news}\n\n"
