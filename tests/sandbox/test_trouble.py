"""Limits and faults: what the client sees of them, and what has been done all the same."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import aiohttp
import pytest
from telegram import Bot
from telegram.error import Conflict, Forbidden, NetworkError, RetryAfter, TimedOut

from bot.sandbox.faults import Broken, Rule, Slow
from bot.sandbox.flood import Flood, Limits, Pace
from bot.sandbox.phones import Phone
from bot.sandbox.refusal import BLOCKED, OTHER_POLLER, RefusedError, too_many_requests
from bot.sandbox.server import Sandbox, serving
from tests.sandbox.serving import new_world, over_http

ANNA = 500_000_001

TELLS_OF_ITS_FUTURE = pytest.mark.filterwarnings(
    "ignore:Deprecated since version v22.2:telegram.warnings.PTBDeprecationWarning"
)
"""The client warns that seconds to wait will once be of another type, whoever asks for them."""


def started(sandbox: Sandbox) -> Phone:
    anna = sandbox.phone("Anna")
    anna.start()
    return anna


@over_http
async def test_a_server_error_and_a_page_of_a_gateway(sandbox: Sandbox, bot: Bot) -> None:
    anna = started(sandbox)
    for trouble in (Broken.SERVER_ERROR, Broken.BAD_GATEWAY):
        sandbox.api.faults.add(Rule(trouble, "sendMessage"))
    for why in ("Internal Server Error", "Bad Gateway"):
        with pytest.raises(NetworkError, match=why):
            await bot.send_message(ANNA, "Hallo")
    await bot.send_message(ANNA, "Hallo")
    assert len(anna.unheard()) == 1
    assert [call.code for call in sandbox.api.calls][-3:] == [500, 502, 200]
    assert sandbox.api.refused == []


@over_http
async def test_a_connection_ends_before_or_after_the_message_has_been_sent(
    sandbox: Sandbox, bot: Bot
) -> None:
    anna = started(sandbox)
    sandbox.api.faults.add(Rule(Broken.RESET_BEFORE, "sendMessage"))
    with pytest.raises(NetworkError):
        await bot.send_message(ANNA, "Hallo")
    assert anna.unheard() == []
    sandbox.api.faults.add(Rule(Broken.RESET_AFTER, "sendMessage"))
    with pytest.raises(NetworkError):
        await bot.send_message(ANNA, "Hallo")
    assert len(anna.unheard()) == 1


@over_http
async def test_a_slow_answer_comes_too_late_although_everything_is_done(
    sandbox: Sandbox, bot: Bot
) -> None:
    anna = started(sandbox)
    sandbox.api.faults.add(Rule(Slow(1.0, done=True), "sendMessage"))
    with pytest.raises(TimedOut):
        await bot.send_message(ANNA, "Hallo", read_timeout=0.05)
    assert len(anna.unheard()) == 1


@over_http
async def test_a_fault_hits_the_nth_call_of_a_chat_and_so_many(sandbox: Sandbox, bot: Bot) -> None:
    started(sandbox)
    berta = sandbox.phone("Berta")
    berta.start()
    sandbox.api.faults.add(Rule(BLOCKED, "sendMessage", ANNA, nth=2, count=2))
    outcomes = []
    for chat in (ANNA, berta.person.id, ANNA, ANNA, ANNA):
        try:
            await bot.send_message(chat, "Hallo")
        except Forbidden:
            outcomes.append("blocked")
        else:
            outcomes.append("sent")
    assert outcomes == ["sent", "sent", "blocked", "blocked", "sent"]


@over_http
async def test_another_poller_can_be_pretended(sandbox: Sandbox, bot: Bot) -> None:
    sandbox.api.faults.add(Rule(OTHER_POLLER, "getUpdates"))
    with pytest.raises(Conflict, match="make sure that only one bot instance is running"):
        await bot.get_updates()


@over_http
async def test_a_confirmation_can_get_lost(sandbox: Sandbox, bot: Bot) -> None:
    anna = started(sandbox)
    (first,) = await bot.get_updates()
    anna.say("Hallo")
    sandbox.api.faults.add(Rule(Broken.REDELIVER, "getUpdates"))
    again = await bot.get_updates(offset=first.update_id + 1)
    assert [update.update_id for update in again] == [first.update_id, first.update_id + 1]


@TELLS_OF_ITS_FUTURE
@over_http
async def test_too_many_messages_are_refused_with_the_time_to_wait(
    sandbox: Sandbox, bot: Bot
) -> None:
    started(sandbox)
    sandbox.api.flood.limits = Limits(person=Pace(2, 60.0))
    await bot.send_message(ANNA, "eins")
    sent = await bot.send_message(ANNA, "zwei")
    await sent.edit_text("drei")
    with pytest.raises(RetryAfter) as refused:
        await bot.send_message(ANNA, "vier")
    assert refused.value.retry_after in (60, timedelta(minutes=1))
    body = {"chat_id": ANNA, "text": "vier"}
    async with (
        aiohttp.ClientSession() as raw,
        raw.post(f"{sandbox.bot_url}{sandbox.token}/sendMessage", json=body) as answer,
    ):
        assert (answer.status, answer.headers["Retry-After"]) == (429, "60")
    assert sandbox.api.flood.refusals == 2


@TELLS_OF_ITS_FUTURE
@over_http
async def test_the_client_waits_when_it_is_told_to(sandbox: Sandbox, bot: Bot) -> None:
    sandbox.api.faults.add(Rule(too_many_requests(7)))
    with pytest.raises(RetryAfter, match=r"Retry in (7 seconds|0:00:07)"):
        await bot.get_me()


def test_limits_hold_in_every_second_and_every_minute() -> None:
    flood = Flood(Limits())
    assert [_written(flood, chat, 0.0) for chat in range(1, 41)].count(True) == 30
    assert _written(flood, 99, 0.999) is False
    assert _written(flood, 99, 1.0) is True
    group = [_written(flood, -5, 10.0 + number) for number in range(60)]
    assert group.count(True) == 20
    assert _written(flood, -5, 70.0) is True


def test_a_change_counts_in_groups_and_overall_only() -> None:
    flood = Flood(Limits())
    assert all(_written(flood, 1, 0.0, new=False) for _ in range(30))
    assert not _written(flood, 1, 0.0, new=False)


def _written(flood: Flood, chat: int, now: float, *, new: bool = True) -> bool:
    try:
        flood.check(chat, new=new, now=now)
    except RefusedError:
        return False
    return True


def test_nothing_is_left_of_a_cut_connection(caplog: pytest.LogCaptureFixture) -> None:
    asyncio.run(_cut())
    assert caplog.records == []


async def _cut() -> None:
    async with serving(new_world()) as sandbox, aiohttp.ClientSession() as raw:
        sandbox.api.faults.add(Rule(Broken.RESET_AFTER))
        with pytest.raises(aiohttp.ClientConnectionError):
            await raw.post(f"{sandbox.bot_url}{sandbox.token}/getMe")
