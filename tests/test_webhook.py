"""Telegram brings updates; it hears 200 when one has been committed, and not a moment before."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from bot.channels.at_once import AtOnce
from bot.channels.door import KINDS, Door
from bot.channels.heard import Heard, Typed
from bot.channels.outgoing import Aftermath
from bot.channels.webhook import HEADER, LARGEST, PATH, Webhook, secret
from bot.serving import Server
from tests.listening import Echo
from tests.office import Office, office, texts

SECRET = secret("123:token")


@dataclass(slots=True)
class Place:
    """Where Telegram comes to."""

    url: str
    healthy: bool = True

    async def is_healthy(self) -> bool:
        return self.healthy

    async def post(self, body: bytes, secret: str = SECRET) -> int:
        """Come as anybody can come, and return the status of the answer."""
        async with (
            aiohttp.ClientSession() as client,
            client.post(self.url + PATH, data=body, headers={HEADER: secret}) as answer,
        ):
            return answer.status


@asynccontextmanager
async def open_door(at: Office, echo: Echo) -> AsyncIterator[Place]:
    """Have a door to which Telegram can come, and the sender at work."""
    place = Place("")
    at_once = AtOnce(at.bot, at.pacing, at.watch.monotonic)
    webhook = Webhook(Door(echo, at_once), SECRET, place.is_healthy)
    server = Server(webhook.app(), "127.0.0.1", 0)
    async with at.sending():
        serving = asyncio.create_task(server.listen())
        await at.until(lambda: server.started)
        place.url = f"http://127.0.0.1:{server.port}"
        try:
            yield place
        finally:
            server.stop()
            await serving
            await at_once.settle()


@office
async def test_what_telegram_brings_is_answered(at: Office) -> None:
    anna, _ = at.person("Anna")
    ben, _ = at.person("Ben")
    async with open_door(at, Echo(at)) as place:
        await at.bot.set_webhook(place.url + PATH, secret_token=SECRET, allowed_updates=KINDS)
        for n in range(3):
            anna.say(f"A{n}")
            ben.say(f"B{n}")
        await at.until(lambda: len(texts(anna)) == len(texts(ben)) == 4, within=10)
        await at.bot.delete_webhook()
    assert texts(anna) == ["/start", "A0", "A1", "A2"]
    assert texts(ben) == ["/start", "B0", "B1", "B2"]


@office
async def test_when_the_database_is_away_telegram_brings_it_again(at: Office) -> None:
    anna, number = at.person("Anna")
    echo = Echo(at, before=_database_away)
    async with open_door(at, echo) as place:
        brought = update(1, anna.person.id, "eins")
        assert await place.post(brought) == 500
        echo.before = _nothing
        assert await place.post(brought) == 200
        assert await place.post(brought) == 200
        await at.until(lambda: "eins" in texts(anna))
        at.put(number, "danach")
        await at.until(lambda: "danach" in texts(anna))
    assert texts(anna) == ["eins", "danach"]


@office
async def test_poison_is_taken_in_once_and_stepped_over(at: Office) -> None:
    anna, _ = at.person("Anna")
    echo = Echo(at, before=_poison)
    async with open_door(at, echo) as place:
        assert await place.post(update(1, anna.person.id, "Gift")) == 200
        await at.until(lambda: texts(anna) == ["Das lag nicht an Ihnen."])
        assert await place.post(b'{"update_id": 2, "message": {"date": "gestern"}}') == 200


@office
async def test_nobody_comes_in_without_the_secret(at: Office) -> None:
    anna, _ = at.person("Anna")
    echo = Echo(at)
    async with open_door(at, echo) as place:
        for wrong in ("", "x", SECRET[:-1], "ä"):
            assert await place.post(update(1, anna.person.id, "eins"), wrong) == 403
    assert echo.tries == 0


@office
async def test_what_telegram_would_never_bring_is_refused(at: Office) -> None:
    async with open_door(at, Echo(at)) as place:
        assert await place.post(b"x" * (LARGEST + 1)) == 413
        for strange in (b"", b"{", b"[]", b'"x"', b'{"update_id": "1"}', b"\xff\xfe"):
            assert await place.post(strange) == 400


@office
async def test_health_tells_whether_all_is_well(at: Office) -> None:
    async with open_door(at, Echo(at)) as place, aiohttp.ClientSession() as client:
        async with client.get(place.url + "/health") as answer:
            assert (answer.status, await answer.json()) == (200, {"healthy": True})
        place.healthy = False
        async with client.get(place.url + "/health") as answer:
            assert answer.status == 503


@office
async def test_one_person_waits_for_their_turn_and_nobody_for_others(at: Office) -> None:
    anna, _ = at.person("Anna")
    ben, _ = at.person("Ben")
    echo = Slow(at)
    async with open_door(at, echo) as place:
        first = asyncio.create_task(place.post(update(1, anna.person.id, "A1")))
        await at.until(lambda: echo.inside == ["A1"])
        second = asyncio.create_task(place.post(update(2, anna.person.id, "A2")))
        third = asyncio.create_task(place.post(update(3, ben.person.id, "B1")))
        await at.until(lambda: echo.inside == ["A1", "B1"])
        echo.go_on.set()
        assert [await each for each in (first, second, third)] == [200] * 3
    assert echo.inside == ["A1", "B1", "A2"]


def test_the_secret_is_another_one_for_every_token_and_fits() -> None:
    one, other = secret("123456:abc"), secret("123456:abd")
    assert one != other
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,256}", one)


class Slow(Echo):
    """A listener that is in no hurry."""

    def __init__(self, at: Office) -> None:
        super().__init__(at)
        self.inside: list[str] = []
        self.go_on = asyncio.Event()

    async def hear(self, heard: Heard) -> Aftermath:
        assert isinstance(heard.what, Typed)
        self.inside.append(heard.what.words)
        await self.go_on.wait()
        return await super().hear(heard)


def update(number: int, person: int, words: str) -> bytes:
    """Return an update as Telegram writes it."""
    who = {"id": person, "is_bot": False, "first_name": "P", "language_code": "de"}
    chat = {"id": person, "type": "private", "first_name": "P"}
    message = {"message_id": number, "date": 1796115600, "chat": chat, "from": who, "text": words}
    return json.dumps({"update_id": number, "message": message}).encode()


def _nothing(_: Session, __: Heard) -> None:
    pass


def _database_away(_: Session, __: Heard) -> None:
    raise OperationalError("INSERT", {}, Exception("database is locked"))


def _poison(_: Session, __: Heard) -> None:
    raise ZeroDivisionError
