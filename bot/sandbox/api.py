"""A call from outside: read, held to limits and to what shall go wrong, carried out, answered."""

from __future__ import annotations

import asyncio
import inspect
import json
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final, assert_never

from bot.sandbox.faults import Broken, Faults, Slow
from bot.sandbox.flood import Flood
from bot.sandbox.methods import LACKING, METHODS
from bot.sandbox.methods.method import Method
from bot.sandbox.refusal import RefusedError, not_emulated
from bot.sandbox.values import Json
from bot.sandbox.world import World

REMEMBERED: Final = 10_000
UNKNOWN_OFFSET: Final = 2**31 - 1
"""Far in the future, so that everything unconfirmed is told."""

GATEWAY_PAGE: Final = (
    b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
    b"<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back; nothing, and the end of the connection, where `reset` is set."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    reset: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """A call as it is remembered, without its words."""

    method: str
    chat: int | str | None
    code: int
    """The status of HTTP; 0 where the connection was cut before anything was done."""
    description: str = ""
    planned: bool = False
    """Whether a rule wanted it to go wrong."""


class Api:
    """The Bot API of one bot."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.flood = Flood()
        self.faults = Faults(world.chance)
        self.calls: deque[Call] = deque(maxlen=REMEMBERED)
        """The newest calls, for tests and for whoever looks on."""

    @property
    def refused(self) -> list[Call]:
        """Calls that Telegram would not have carried out either: mistakes of the bot."""
        return [call for call in self.calls if call.code != HTTPStatus.OK and not call.planned]

    async def call(self, name: str, given: Mapping[str, Any]) -> Answer:
        chat = _chat(given)
        trouble = self.faults.of(name, chat)
        match trouble:
            case None:
                return await self._answer(name, given, chat)
            case Slow():
                return await self._slowly(trouble, name, given, chat)
            case RefusedError():
                self.calls.append(Call(name, chat, trouble.code, str(trouble), planned=True))
                return failed(trouble)
            case Broken.REDELIVER:
                return await self._answer(name, {**given, "offset": UNKNOWN_OFFSET}, chat)
            case Broken.RESET_AFTER:
                await self._answer(name, given, chat)
                return CUT
            case Broken.RESET_BEFORE | Broken.SERVER_ERROR | Broken.BAD_GATEWAY:
                answer = BROKEN[trouble]
                code = 0 if answer.reset else answer.status
                self.calls.append(Call(name, chat, code, trouble, planned=True))
                return answer
            case _:
                assert_never(trouble)

    async def _slowly(
        self, slow: Slow, name: str, given: Mapping[str, Any], chat: int | str | None
    ) -> Answer:
        if slow.done:
            answer = await self._answer(name, given, chat)
            await asyncio.sleep(slow.seconds)
            return answer
        await asyncio.sleep(slow.seconds)
        return await self._answer(name, given, chat)

    async def _answer(self, name: str, given: Mapping[str, Any], chat: int | str | None) -> Answer:
        try:
            result = await self._result(name, given, chat)
        except RefusedError as refusal:
            self.calls.append(Call(name, chat, refusal.code, refusal.description))
            # Some refusals are raised again and again; the way they came would grow with them.
            refusal.with_traceback(None)
            return failed(refusal)
        self.calls.append(Call(name, chat, HTTPStatus.OK))
        return _json({"result": result})

    async def _result(self, name: str, given: Mapping[str, Any], chat: int | str | None) -> object:
        method = _method(name).read(given)
        if method.writes != "nothing" and chat is not None:
            new = method.writes == "new"
            self.flood.check(chat, new=new, now=self.world.clock.monotonic())
        result = method.act(self.world)
        return await result if inspect.isawaitable(result) else result


def failed(refusal: RefusedError) -> Answer:
    body: Json = {"error_code": refusal.code, "description": refusal.description}
    headers = {}
    if refusal.parameters:
        body["parameters"] = refusal.parameters
    if "retry_after" in refusal.parameters:
        headers["Retry-After"] = str(refusal.parameters["retry_after"])
    return _json(body, ok=False, status=refusal.code, headers=headers)


def _method(name: str) -> type[Method]:
    found = METHODS.get(name.lower())
    if found is not None:
        return found
    if name.lower() in LACKING:
        raise not_emulated(LACKING[name.lower()])
    raise RefusedError(404, "Not Found: method not found")


def _chat(given: Mapping[str, Any]) -> int | str | None:
    chat = given.get("chat_id")
    if isinstance(chat, str) and chat.removeprefix("-").isdecimal():
        return int(chat)
    return chat if isinstance(chat, int | str) else None


def _json(
    body: Json, *, ok: bool = True, status: int = 200, headers: Mapping[str, str] | None = None
) -> Answer:
    content = json.dumps({"ok": ok, **body}, ensure_ascii=False, separators=(",", ":")).encode()
    return Answer(status, content, {"Content-Type": "application/json", **(headers or {})})


CUT: Final = Answer(reset=True)
BROKEN: Final = {
    Broken.RESET_BEFORE: CUT,
    Broken.SERVER_ERROR: failed(RefusedError(500, "Internal Server Error")),
    Broken.BAD_GATEWAY: Answer(502, GATEWAY_PAGE, {"Content-Type": "text/html"}),
}
