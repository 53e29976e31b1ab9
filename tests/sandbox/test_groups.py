"""Groups: who is in them, what the bot hears there, and what becomes of them."""

from __future__ import annotations

import pytest
from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden

from bot.sandbox.chats import Chat
from bot.sandbox.phones import Phone
from bot.sandbox.server import Sandbox
from tests.sandbox.serving import over_http


def circle(sandbox: Sandbox, *, leads: bool = False) -> tuple[Phone, Chat]:
    anna = sandbox.phone("Anna")
    group = anna.create_group("Kreis")
    anna.add_bot(group, leads=leads)
    return anna, group


async def texts(bot: Bot) -> list[str | None]:
    updates = await bot.get_updates(offset=-100)
    return [update.message.text for update in updates if update.message]


@over_http
async def test_the_bot_hears_that_it_has_been_added(sandbox: Sandbox, bot: Bot) -> None:
    _, group = circle(sandbox)
    change, joined = await bot.get_updates()
    assert change.my_chat_member is not None
    assert change.my_chat_member.chat.id == group.id < -(2**31)
    assert change.my_chat_member.old_chat_member.status == "left"
    assert change.my_chat_member.new_chat_member.status == "member"
    assert joined.message is not None
    assert joined.message.new_chat_members == (await bot.get_me(),)


@over_http
async def test_it_hears_commands_and_replies_and_nothing_else(sandbox: Sandbox, bot: Bot) -> None:
    anna, group = circle(sandbox)
    await bot.get_updates(offset=sandbox.world.updates.next_id)
    anna.say("unter uns", chat=group)
    anna.say("/stand", chat=group)
    anna.say("/stand@reihum_bot", chat=group)
    anna.say("/stand@other_bot", chat=group)
    await bot.send_message(group.id, "Frage")
    anna.say("dazu", chat=group, reply_to=await anna.hear(chat=group))
    assert await texts(bot) == ["/stand", "/stand@reihum_bot", "dazu"]


@over_http
async def test_as_administrator_it_hears_everything_and_may_pin(sandbox: Sandbox, bot: Bot) -> None:
    anna, group = circle(sandbox, leads=True)
    berta = sandbox.phone("Berta")
    berta.join(group)
    berta.say("unter uns", chat=group)
    assert "unter uns" in await texts(bot)
    sent = await bot.send_message(group.id, "Wichtig")
    await sent.pin()
    assert [message.text for message in anna.pinned(group)] == ["Wichtig"]
    assert await bot.get_chat_member_count(group.id) == 3
    leading = await bot.get_chat_administrators(group.id)
    assert [member.user.first_name for member in leading] == ["Anna"]
    berta.leave(group)
    assert (await bot.get_chat_member(group.id, berta.person.id)).status == "left"


@over_http
async def test_without_rights_it_may_not_pin(sandbox: Sandbox, bot: Bot) -> None:
    _, group = circle(sandbox)
    sent = await bot.send_message(group.id, "Wichtig")
    with pytest.raises(BadRequest, match="Not enough rights to manage pinned messages"):
        await sent.pin()


@over_http
async def test_where_it_has_been_removed_it_cannot_write(sandbox: Sandbox, bot: Bot) -> None:
    anna, group = circle(sandbox)
    anna.remove_bot(group)
    with pytest.raises(Forbidden, match="bot was kicked from the group chat"):
        await bot.send_message(group.id, "Hallo")


@over_http
async def test_a_group_that_grows_gets_a_new_address(sandbox: Sandbox, bot: Bot) -> None:
    anna, group = circle(sandbox)
    await bot.get_updates(offset=sandbox.world.updates.next_id)
    grown = anna.migrate(group)
    to, back = [update.message for update in await bot.get_updates(offset=-2)]
    assert to is not None
    assert back is not None
    assert (to.chat.id, to.migrate_to_chat_id) == (group.id, grown.id)
    assert (back.chat.id, back.migrate_from_chat_id) == (grown.id, group.id)
    with pytest.raises(ChatMigrated) as migrated:
        await bot.send_message(group.id, "Hallo")
    sent = await bot.send_message(migrated.value.new_chat_id, "Hallo")
    assert (sent.chat.type, sent.message_id) == ("supergroup", 2)
    await bot.leave_chat(grown.id)
    with pytest.raises(Forbidden, match="bot is not a member of the supergroup chat"):
        await bot.send_message(grown.id, "Hallo")
