"""Telegram brings the updates: 200 when one has been committed, 500 when it must come again."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Any, Final

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.channels.door import Door, Taken

PATH: Final = "/telegram"
HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"

#: An update is a few kilobytes; a message has 4096 characters, and what it replies to as many.
LARGEST: Final = 256 * 1024


def secret(token: str) -> str:
    """Return what Telegram shows us to prove that it is Telegram. Who knows it learns no token."""
    return hmac.new(token.encode(), b"reihum webhook", hashlib.sha256).hexdigest()


class Webhook:
    """A door to which Telegram comes by itself."""

    def __init__(self, door: Door, secret: str, healthy: Callable[[], Awaitable[bool]]) -> None:
        self._door = door
        self._secret = secret.encode()
        self._healthy = healthy
        self._turns = _Turns()

    def app(self) -> Starlette:
        """Return what a web server serves."""
        return Starlette(
            routes=[
                Route(PATH, self._update, methods=["POST"]),
                Route("/health", self._health, methods=["GET"]),
            ]
        )

    async def _update(self, request: Request) -> Response:
        shown = request.headers.get(HEADER, "").encode()
        if not hmac.compare_digest(shown, self._secret):
            return Response(status_code=HTTPStatus.FORBIDDEN)
        body = await _body(request)
        if body is None:
            return Response(status_code=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        update = _read(body)
        if update is None:
            return Response(status_code=HTTPStatus.BAD_REQUEST)
        heard = self._door.read(update)
        async with self._turns.of(heard.chat if heard is not None else ""):
            taken = await self._door.take(update, heard)
        again = taken is Taken.AGAIN
        return Response(status_code=HTTPStatus.INTERNAL_SERVER_ERROR if again else HTTPStatus.OK)

    async def _health(self, _: Request) -> Response:
        healthy = await self._healthy()
        return JSONResponse(
            {"healthy": healthy},
            status_code=HTTPStatus.OK if healthy else HTTPStatus.SERVICE_UNAVAILABLE,
        )


class _Turns:
    """One at a time for each person, and any number of people at once."""

    def __init__(self) -> None:
        self._locks: dict[str, asyncio.Lock] = {}
        self._waiting: Counter[str] = Counter()

    @asynccontextmanager
    async def of(self, chat: str) -> AsyncIterator[None]:
        """Wait for this person's turn, and keep it while the block runs."""
        self._waiting[chat] += 1
        try:
            async with self._locks.setdefault(chat, asyncio.Lock()):
                yield
        finally:
            self._waiting[chat] -= 1
            if not self._waiting[chat]:
                del self._waiting[chat], self._locks[chat]


async def _body(request: Request) -> bytes | None:
    """Return the body; None when it is larger than anything that Telegram sends."""
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > LARGEST:
                return None
    except ClientDisconnect:
        return b""
    return bytes(body)


def _read(body: bytes) -> dict[str, Any] | None:
    try:
        update = json.loads(body)
    except ValueError:
        return None
    fits = isinstance(update, dict) and isinstance(update.get("update_id"), int)
    return update if fits else None
