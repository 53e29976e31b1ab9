"""What people write is confirmed when it has been acted on, and not a moment before."""

from __future__ import annotations

import asyncio
import io
import logging
import math
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from bot.channels.at_once import AtOnce
from bot.channels.door import Door
from bot.channels.heard import Heard, Pressed, Typed
from bot.channels.outgoing import Key, Send
from bot.channels.polling import Poller
from bot.logs import Line
from bot.sandbox.faults import Broken, Trouble
from bot.sandbox.refusal import RefusedError, conflict, too_many_requests
from bot.trouble import TokenRefused
from tests.listening import Echo
from tests.office import Office, office, texts


@asynccontextmanager
async def polling(at: Office, echo: Echo) -> AsyncIterator[Poller]:
    """Have the door open, and the sender at work."""
    at_once = AtOnce(at.bot, at.pacing, at.watch.monotonic)
    poller = Poller(at.bot, at.request, Door(echo, at_once))
    async with at.sending():
        running = asyncio.create_task(poller.run())
        try:
            yield poller
        finally:
            poller.stop()
            await running
            await at_once.settle()


@office
async def test_what_somebody_writes_is_answered(at: Office) -> None:
    anna, _ = at.person("Anna")
    echo = Echo(at)
    anna.say("eins")
    async with polling(at, echo):
        await at.until(lambda: texts(anna) == ["/start", "eins"])
        anna.say("zwei")
        await at.until(lambda: texts(anna) == ["/start", "eins", "zwei"])
    assert all(isinstance(each.what, Typed) for each in echo.heard)


@office
async def test_a_press_is_answered_at_once_and_its_buttons_change(at: Office) -> None:
    anna, number = at.person("Anna")
    at.put(number, Send("Frage", ((Key("Ja", "j"),),)))
    echo = Echo(at)
    async with polling(at, echo):
        await at.until(lambda: "Frage" in texts(anna))
        press = anna.press("Ja")
        assert (await anna.answered(press))["text"] == "Gut."
        await at.until(lambda: anna.screen()[1].labels == [["x"]])
    pressed = echo.heard[-1].what
    assert isinstance(pressed, Pressed)
    assert pressed.data == "j"


@office
async def test_a_press_that_is_too_old_to_be_answered_is_heard_all_the_same(at: Office) -> None:
    anna, number = at.person("Anna")
    at.put(number, Send("Frage", ((Key("Ja", "j"),),)))
    at.fault(
        RefusedError(400, "Bad Request: query is too old and response timeout expired"),
        "answerCallbackQuery",
    )
    echo = Echo(at)
    async with polling(at, echo):
        await at.until(lambda: "Frage" in texts(anna))
        anna.press("Ja")
        await at.until(lambda: anna.screen()[1].labels == [["x"]])


@office
async def test_what_is_delivered_again_changes_nothing(at: Office) -> None:
    anna, _ = at.person("Anna")
    echo = Echo(at)
    again = at.fault(Broken.REDELIVER, "getUpdates", count=3)
    async with polling(at, echo):
        anna.say("eins")
        await at.until(lambda: again.met == 3 and "eins" in texts(anna))
        anna.say("zwei")
        await at.until(lambda: "zwei" in texts(anna))
    assert texts(anna) == ["/start", "eins", "zwei"]


@office
async def test_what_was_not_committed_is_not_confirmed_and_comes_again(at: Office) -> None:
    anna, _ = at.person("Anna")
    anna.say("eins")
    away = Echo(at, before=_database_away)
    async with polling(at, away):
        await at.until(lambda: away.tries == 1)
    assert waiting(at) == ["/start", "eins"]
    assert texts(anna) == []
    async with polling(at, Echo(at)):
        await at.until(lambda: texts(anna) == ["/start", "eins"])


@office
async def test_when_the_database_is_back_it_goes_on_in_order(at: Office) -> None:
    anna, _ = at.person("Anna")
    anna.say("eins")
    echo = Echo(at, before=_database_away)
    async with polling(at, echo):
        await at.until(lambda: echo.tries == 1)
        echo.before = _nothing
        await at.until(lambda: texts(anna) == ["/start", "eins"])
    assert echo.stumbles == []


@office
async def test_an_update_that_makes_us_stumble_is_rolled_back_and_stepped_over(
    at: Office,
) -> None:
    anna, _ = at.person("Anna")
    echo = Echo(at, before=_poison)
    async with polling(at, echo):
        anna.say("Gift")
        anna.say("danach")
        sorry = "Das lag nicht an Ihnen."
        await at.until(lambda: texts(anna) == ["/start", sorry, "danach"])
    assert echo.stumbles == ["ZeroDivisionError"]


@office
async def test_an_update_that_nobody_can_read_is_stepped_over(at: Office) -> None:
    anna, _ = at.person("Anna")
    at.sandbox.world.updates.put("message", {"date": "gestern"}, lane="x", expires=math.inf)
    anna.say("danach")
    async with polling(at, Echo(at)):
        await at.until(lambda: texts(anna) == ["/start", "danach"])


@office
async def test_a_younger_poller_makes_us_step_back_and_not_give_up(at: Office) -> None:
    anna, _ = at.person("Anna")
    at.fault(conflict("terminated by other getUpdates request"), "getUpdates")
    async with polling(at, Echo(at)):
        anna.say("eins")
        await at.until(lambda: "eins" in texts(anna))


@pytest.mark.parametrize(
    "trouble",
    [Broken.BAD_GATEWAY, Broken.RESET_BEFORE, Broken.RESET_AFTER, too_many_requests(1)],
    ids=str,
)
def test_a_failing_network_is_tried_again(trouble: Trouble, tmp_path: Path) -> None:
    async def play(at: Office) -> None:
        anna, _ = at.person("Anna")
        at.fault(trouble, "getUpdates")
        async with polling(at, Echo(at)):
            anna.say("eins")
            await at.until(lambda: texts(anna) == ["/start", "eins"])

    office(play)(tmp_path)


@office
async def test_without_a_valid_token_polling_ends(at: Office) -> None:
    at.fault(RefusedError(401, "Unauthorized"), "getUpdates")
    at_once = AtOnce(at.bot, at.pacing, at.watch.monotonic)
    with pytest.raises(TokenRefused):
        await Poller(at.bot, at.request, Door(Echo(at), at_once)).run()


@office
async def test_nothing_that_people_write_gets_into_the_log(at: Office) -> None:
    """Not even when we stumble over it, and the token never."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Line())
    root = logging.getLogger()
    root.addHandler(handler)
    before, root.level = root.level, logging.INFO
    try:
        anna, _ = at.person("Anna")
        at.fault(Broken.BAD_GATEWAY, "getUpdates")
        at.fault(Broken.RESET_AFTER, "sendMessage")
        at.sandbox.world.updates.put("message", {"date": "Geheim"}, lane="x", expires=math.inf)
        async with polling(at, Echo(at, before=_poison)):
            anna.say("Gift ist geheim")
            await at.until(lambda: len(texts(anna)) >= 2)
    finally:
        root.removeHandler(handler)
        root.level = before
    log = stream.getvalue()
    assert "update_failed" in log
    assert "ZeroDivisionError" in log
    assert "update_unreadable" in log
    assert "eheim" not in log
    assert at.sandbox.token.partition(":")[2] not in log


def _nothing(_: Session, __: Heard) -> None:
    pass


def _database_away(_: Session, __: Heard) -> None:
    raise OperationalError("INSERT", {}, Exception("database is locked"))


def _poison(_: Session, heard: Heard) -> None:
    if isinstance(heard.what, Typed) and "Gift" in heard.what.words:
        raise ZeroDivisionError(heard.what.words)


def waiting(at: Office) -> list[str]:
    """Return what Telegram has for us that we have not confirmed."""
    updates = at.sandbox.world.updates.waiting(at.sandbox.world.clock.now())
    return [each.body.get("text", "") for each in updates]
