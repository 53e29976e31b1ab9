"""Updates are confirmed by a higher offset, expire, and are asked for by one poller at a time."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import Conflict

from bot.sandbox.server import Sandbox
from bot.sandbox.updates import FUTURE, UpdateQueue
from tests.sandbox.serving import over_http

FIRST = 1000


class Queue(RuleBasedStateMachine):
    """The queue beside a list of (number, when it expires) that is kept in the plainest way."""

    def __init__(self) -> None:
        super().__init__()
        self.queue = UpdateQueue(FIRST)
        self.model: list[tuple[int, float]] = []
        self.following = FIRST
        self.now = 0.0

    @rule(life=st.sampled_from([150.0, 86400.0]))
    def put(self, life: float) -> None:
        put = self.queue.put("message", {}, lane="chat:1", expires=self.now + life)
        assert put.id == self.following
        self.model.append((put.id, self.now + life))
        self.following += 1

    @rule(seconds=st.sampled_from([1.0, 149.0, 86399.0]))
    def pass_time(self, seconds: float) -> None:
        self.now += seconds
        self.model = [(number, until) for number, until in self.model if until > self.now]

    @rule(back=st.integers(-3, 12), limit=st.integers(1, 3))
    def take_from_a_number_on(self, back: int, limit: int) -> None:
        offset = self.following - back
        self.model = [each for each in self.model if each[0] >= offset]
        self._take(offset, limit)

    @rule(last=st.integers(1, 4), limit=st.integers(1, 3))
    def take_the_last(self, last: int, limit: int) -> None:
        self.model = [each for each in self.model if each[0] >= self.following - last]
        self._take(-last, limit)

    @rule(offset=st.sampled_from([0, 5_000_000]), limit=st.integers(1, 100))
    def take_without_knowing_where(self, offset: int, limit: int) -> None:
        assert offset == 0 or offset > self.following + FUTURE
        self._take(offset, limit)

    @invariant()
    def what_waits_is_what_was_neither_confirmed_nor_too_old(self) -> None:
        waiting = [update.id for update in self.queue.waiting(self.now)]
        assert waiting == [number for number, _ in self.model]
        assert self.queue.count(self.now) == len(self.model)

    def _take(self, offset: int, limit: int) -> None:
        taken = [update.id for update in self.queue.take(offset, limit, self.now)]
        assert taken == [number for number, _ in self.model][:limit]


TestQueue = Queue.TestCase
TestQueue.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)


async def _numbers(bot: Bot, offset: int) -> list[int]:
    return [update.update_id for update in await bot.get_updates(offset=offset)]


@over_http
async def test_an_update_comes_again_until_a_higher_offset_is_asked_for(
    sandbox: Sandbox, bot: Bot
) -> None:
    anna = sandbox.phone("Anna")
    for text in ("eins", "zwei", "drei"):
        anna.say(text)
    first, *_ = numbers = await _numbers(bot, 0)
    assert numbers == [first, first + 1, first + 2]
    assert await _numbers(bot, first) == numbers
    assert await _numbers(bot, first + 1) == numbers[1:]
    assert await _numbers(bot, first + 2) == numbers[2:]
    assert await _numbers(bot, -1) == numbers[2:]


@over_http
async def test_who_asks_the_same_at_once_gets_one_update(sandbox: Sandbox, bot: Bot) -> None:
    anna = sandbox.phone("Anna")
    anna.say("eins")
    anna.say("zwei")
    first, _ = await _numbers(bot, -2)
    assert await _numbers(bot, first) == [first, first + 1]
    assert await _numbers(bot, first) == [first]


@over_http
async def test_a_long_poll_ends_when_something_happens(sandbox: Sandbox, bot: Bot) -> None:
    polling = asyncio.create_task(bot.get_updates(timeout=50))
    await _until_somebody_polls(sandbox)
    sandbox.phone("Anna").say("hallo")
    (update,) = await polling
    assert update.message is not None
    assert update.message.text == "hallo"


@over_http
async def test_a_second_poller_ends_the_first(sandbox: Sandbox, bot: Bot) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=50))
    await _until_somebody_polls(sandbox)
    second = asyncio.create_task(bot.get_updates(offset=7, timeout=50))
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await first
    sandbox.phone("Anna").say("hallo")
    assert len(await second) == 1


@over_http
async def test_a_webhook_ends_a_poll_and_forbids_the_next(sandbox: Sandbox, bot: Bot) -> None:
    polling = asyncio.create_task(bot.get_updates(timeout=50))
    await _until_somebody_polls(sandbox)
    await bot.set_webhook("http://127.0.0.1:1/")
    with pytest.raises(Conflict, match="terminated by setWebhook request"):
        await polling
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()
    assert await bot.get_updates(offset=-1) == ()


@over_http
async def test_messages_are_kept_for_a_day_and_presses_for_150_seconds(
    sandbox: Sandbox, bot: Bot
) -> None:
    anna = sandbox.phone("Anna")
    anna.start()
    await bot.get_updates(offset=-1)
    message = await bot.send_message(anna.person.id, "?", reply_markup=_yes())
    anna.press("Ja")
    sandbox.world.clock.move(timedelta(seconds=149))
    assert sandbox.world.updates.count(sandbox.world.clock.now()) == 2
    sandbox.world.clock.move(timedelta(seconds=2))
    (update,) = await bot.get_updates(offset=-2)
    assert update.message is not None
    sandbox.world.clock.move(timedelta(days=1))
    assert sandbox.world.updates.count(sandbox.world.clock.now()) == 0
    assert message.message_id == 2


@over_http
async def test_only_what_is_allowed_is_told_and_the_choice_stays(
    sandbox: Sandbox, bot: Bot
) -> None:
    await bot.get_updates(offset=1, allowed_updates=["edited_message"])
    anna = sandbox.phone("Anna")
    said = anna.say("Guten Tag")
    await bot.get_updates(offset=2)
    anna.edit(said, "Guten Abend")
    (update,) = await bot.get_updates(offset=-1)
    assert update.edited_message is not None
    assert update.edited_message.text == "Guten Abend"


def _yes() -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton("Ja", callback_data="y")]])


async def _until_somebody_polls(sandbox: Sandbox) -> None:
    while not sandbox.world.polling.waits:  # noqa: ASYNC110 - turns of the loop, no time
        await asyncio.sleep(0)
