"""People over HTTP, for whoever is not in the same process; what goes wrong is chosen here too.

POST /people            a new person                GET  /people         everybody
POST /people/7/say      deeds.py has all deeds      GET  /people/7       what the phone shows
POST /clock             move civil time             POST /limits         Telegram's limits
POST /faults            a rule of what goes wrong   GET  /calls          the newest calls
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import timedelta
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.sandbox.api import Api
from bot.sandbox.chats import Chat
from bot.sandbox.deeds import DEEDS
from bot.sandbox.faults import Broken, Rule, Slow, Trouble
from bot.sandbox.flood import TELEGRAM
from bot.sandbox.phones import Phone
from bot.sandbox.refusal import BLOCKED, OTHER_POLLER, too_many_requests
from bot.sandbox.values import Json, Message
from bot.sandbox.world import World

LONGEST_WAIT: Final = 60.0


class _Given(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class NewPerson(_Given):
    first_name: str
    last_name: str = ""
    language: str = "de"


class Move(_Given):
    seconds: float


class Limited(_Given):
    on: bool


class NewRule(_Given):
    """A rule of what goes wrong; `trouble` is a name, `slow`, `busy` and their seconds."""

    trouble: str
    seconds: float = 1.0
    method: str | None = None
    chat: int | None = None
    nth: int = Field(1, ge=1)
    count: int | None = Field(1, ge=1)
    share: float = Field(1.0, ge=0, le=1)

    def rule(self) -> Rule:
        trouble = _trouble(self.trouble, self.seconds)
        return Rule(trouble, self.method, self.chat, self.nth, self.count, self.share)


class People:
    """What whoever plays the people asks for."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._world = api.world

    async def everybody(self, _: Request) -> object:
        return [person.shown() for person in self._world.people.values()]

    async def add(self, request: Request) -> object:
        new = NewPerson.model_validate_json(await request.body())
        return self._world.add_person(new.first_name, new.last_name, new.language).shown()

    async def act(self, request: Request) -> object:
        deed = DEEDS.get(request.path_params["deed"])
        if deed is None:
            raise LookupError(f"one of: {', '.join(DEEDS)}")
        done = deed.model_validate_json(await request.body() or b"{}").act(self._phone(request))
        if isinstance(done, Message):
            return self._world.shown(done)
        return done.shown() if isinstance(done, Chat) else {"press": done} if done else {}

    async def screen(self, request: Request) -> object:
        """What the phone shows; with `after` and `wait` as soon as something has changed."""
        phone = self._phone(request)
        number = int(request.query_params.get("chat", phone.person.id))
        after = int(request.query_params.get("after", -1))
        wait = min(float(request.query_params.get("wait", 0)), LONGEST_WAIT)
        chat = self._world.chats.get(number) or self._world.private_chat(phone.person)
        if len(chat.log) == after and wait:
            await _something_changes(self._world, chat, wait)
        return _screen(self._world, phone, chat)

    async def answer(self, request: Request) -> object:
        press = self._world.presses.get(request.path_params["press"])
        if press is None:
            raise LookupError("no such press")
        return {"answer": press.answer}

    async def move(self, request: Request) -> object:
        if request.method == "POST":
            moved = Move.model_validate_json(await request.body())
            self._world.clock.move(timedelta(seconds=moved.seconds))
        return {"now": self._world.clock.reading().isoformat()}

    async def limit(self, request: Request) -> object:
        limited = Limited.model_validate_json(await request.body())
        self._api.flood.limits = TELEGRAM if limited.on else None
        return {"on": limited.on}

    async def break_something(self, request: Request) -> object:
        if request.method == "DELETE":
            self._api.faults.clear()
        else:
            rule = NewRule.model_validate_json(await request.body()).rule()
            self._api.faults.add(rule)
        return {"rules": len(self._api.faults.rules)}

    async def calls(self, _: Request) -> object:
        return [asdict(call) for call in self._api.calls]

    def _phone(self, request: Request) -> Phone:
        person = self._world.people.get(int(request.path_params["person"]))
        if person is None:
            raise LookupError("no such person")
        return Phone(self._world, person)


def routes(api: Api) -> list[Route]:
    people = People(api)
    return [
        Route("/people", _answering(people.everybody), methods=["GET"]),
        Route("/people", _answering(people.add), methods=["POST"]),
        Route("/people/{person:int}", _answering(people.screen), methods=["GET"]),
        Route("/people/{person:int}/{deed}", _answering(people.act), methods=["POST"]),
        Route("/presses/{press}", _answering(people.answer), methods=["GET"]),
        Route("/clock", _answering(people.move), methods=["GET", "POST"]),
        Route("/limits", _answering(people.limit), methods=["POST"]),
        Route("/faults", _answering(people.break_something), methods=["POST", "DELETE"]),
        Route("/calls", _answering(people.calls), methods=["GET"]),
    ]


def _answering(deed: Callable[[Request], Awaitable[object]]) -> Callable[..., Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        try:
            return JSONResponse(await deed(request))
        except LookupError as error:
            return JSONResponse({"error": str(error)}, 404)
        except ValidationError as error:
            return JSONResponse({"error": error.errors(include_url=False)}, 400)
        except ValueError as error:
            return JSONResponse({"error": str(error)}, 400)

    return answer


def _screen(world: World, phone: Phone, chat: Chat) -> Json:
    return {
        "chat": chat.shown(),
        "messages": [world.shown(message) for message in phone.screen(chat)],
        "pinned": list(chat.pinned),
        "below": phone.below(chat),
        "commands": phone.commands(chat),
        "after": len(chat.log),
    }


async def _something_changes(world: World, chat: Chat, wait: float) -> None:
    before = len(chat.log)
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(wait):
            while len(chat.log) == before:
                await world.next_change()


def _trouble(name: str, seconds: float) -> Trouble:
    match name:
        case "slow":
            return Slow(seconds)
        case "slow after":
            return Slow(seconds, done=True)
        case "busy":
            return too_many_requests(round(seconds))
        case "blocked":
            return BLOCKED
        case "second poller":
            return OTHER_POLLER
        case _:
            return Broken(name)
