"""One person and the bot: texts, buttons, edits, files, pins, blocks, over the real client."""

from __future__ import annotations

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    Update,
)
from telegram.error import BadRequest, Forbidden

from bot.sandbox.server import Sandbox
from bot.sandbox.values import Upload
from tests.sandbox.serving import PNG, over_http

YES = InlineKeyboardMarkup([[InlineKeyboardButton("Ja", callback_data="y")]])
NO = InlineKeyboardMarkup([[InlineKeyboardButton("Nein", callback_data="n")]])


async def newest(bot: Bot) -> Update:
    (update,) = await bot.get_updates(offset=-1)
    return update


async def heard(bot: Bot) -> Message:
    message = (await newest(bot)).message
    assert message is not None
    return message


async def pressed(bot: Bot) -> CallbackQuery:
    query = (await newest(bot)).callback_query
    assert query is not None
    return query


@over_http
async def test_a_deep_link_arrives_as_a_command_with_its_payload(
    sandbox: Sandbox, bot: Bot
) -> None:
    sandbox.phone("Anna", "Arndt").start("einladung-1")
    message = await heard(bot)
    assert message.text == "/start einladung-1"
    assert message.from_user is not None
    assert (message.from_user.full_name, message.from_user.language_code) == ("Anna Arndt", "de")
    assert message.entities[0].type == "bot_command"


@over_http
async def test_the_bot_cannot_be_the_first_to_write(sandbox: Sandbox, bot: Bot) -> None:
    anna = sandbox.phone("Anna")
    assert anna.screen() == []
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(anna.person.id, "Hallo")
    anna.start()
    await bot.send_message(anna.person.id, "Hallo")


@over_http
async def test_a_person_answers_a_message_and_changes_the_answer(
    sandbox: Sandbox, bot: Bot
) -> None:
    anna = sandbox.phone("Anna")
    anna.start()
    await bot.send_message(anna.person.id, "<b>Was</b> fehlt?", parse_mode="HTML")
    question = await anna.hear()
    assert (question.text, question.content["entities"][0]["type"]) == ("Was fehlt?", "bold")
    answer = anna.say("Zeit, siehe https://example.org", reply_to=question)
    message = await heard(bot)
    assert message.reply_to_message is not None
    assert message.reply_to_message.text == "Was fehlt?"
    anna.edit(answer, "Ruhe")
    edited = (await newest(bot)).edited_message
    assert edited is not None
    assert (edited.message_id, edited.text, edited.entities) == (answer.id, "Ruhe", ())
    assert edited.edit_date is not None


@over_http
async def test_a_pressed_button_is_answered_and_its_message_edited(
    sandbox: Sandbox, bot: Bot
) -> None:
    anna = sandbox.phone("Anna")
    anna.start()
    await bot.send_message(anna.person.id, "Kommen Sie?", reply_markup=YES)
    assert (await anna.hear()).labels == [["Ja"]]
    press = anna.press("Ja")
    query = await pressed(bot)
    assert query.data == "y"
    await query.answer("Danke", show_alert=True)
    assert await anna.answered(press) == {"text": "Danke", "show_alert": True}
    await query.edit_message_text("Kommen Sie? Ja", reply_markup=NO)
    edited = await anna.see_edit()
    assert (edited.text, edited.labels) == ("Kommen Sie? Ja", [["Nein"]])
    await query.edit_message_reply_markup(None)
    assert (await anna.see_edit()).labels == []
    with pytest.raises(BadRequest, match="Message is not modified"):
        await query.edit_message_text("Kommen Sie? Ja")


@over_http
async def test_a_stale_button_still_presses(sandbox: Sandbox, bot: Bot) -> None:
    anna = sandbox.phone("Anna")
    anna.start()
    await bot.send_message(anna.person.id, "Kommen Sie?", reply_markup=YES)
    shown = await anna.hear()
    await bot.edit_message_text("Vorbei", anna.person.id, shown.id)
    anna.press("Ja", message=shown)
    assert (await pressed(bot)).data == "y"
    with pytest.raises(LookupError, match="no button 'Ja' for Anna"):
        anna.press("Ja")


@over_http
async def test_pictures_and_documents_go_both_ways(sandbox: Sandbox, bot: Bot) -> None:
    anna = sandbox.phone("Anna")
    anna.start()
    sent = await bot.send_photo(anna.person.id, PNG, caption="Ihr Code")
    assert (sent.photo[-1].width, sent.photo[-1].height) == (16, 32)
    assert (await anna.hear()).text == "Ihr Code"
    again = await bot.send_photo(anna.person.id, sent.photo[-1].file_id)
    assert again.photo[-1].file_unique_id == sent.photo[-1].file_unique_id
    plan = InputFile(b"%PDF-1.7", filename="Übersicht.pdf")
    document = (await bot.send_document(anna.person.id, plan)).document
    assert document is not None
    assert (document.file_name, document.file_size) == ("Übersicht.pdf", 8)
    anna.send_document(Upload("liste.csv", b"a;b", "text/csv"), "Die Liste")
    message = await heard(bot)
    assert message.document is not None
    assert message.caption == "Die Liste"
    file = await bot.get_file(message.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"a;b"


@over_http
async def test_everything_a_phone_can_send_arrives(sandbox: Sandbox, bot: Bot) -> None:
    anna = sandbox.phone("Anna")
    said = anna.start()
    anna.send_photo(PNG, "Bild")
    anna.send_voice(7)
    anna.send_contact("+49 391 1", "Berta")
    anna.send_location(52.1, 11.6)
    anna.send_sticker()
    anna.forward(said)
    messages = [update.message for update in await bot.get_updates(offset=-6)]
    photo, voice, contact, location, sticker, forwarded = (m for m in messages if m is not None)
    assert photo.photo[-1].height == 32
    assert voice.voice is not None
    assert contact.contact is not None
    assert location.location is not None
    assert sticker.sticker is not None
    assert forwarded.forward_origin is not None


@over_http
async def test_the_bot_deletes_and_pins_and_hears_of_its_own_pin(
    sandbox: Sandbox, bot: Bot
) -> None:
    anna = sandbox.phone("Anna")
    said = anna.start()
    sent = await bot.send_message(anna.person.id, "Wichtig")
    await sent.pin()
    assert [message.text for message in anna.pinned()] == ["Wichtig"]
    event = await heard(bot)
    assert event.pinned_message is not None
    assert event.from_user == await bot.get_me()
    chat = await bot.get_chat(anna.person.id)
    assert chat.pinned_message is not None
    await sent.unpin()
    assert anna.pinned() == []
    await bot.delete_messages(anna.person.id, [said.id, sent.message_id, 99])
    assert anna.now(said) is None
    assert [message.content.keys() for message in anna.screen()] == [{"pinned_message"}]


@over_http
async def test_keys_below_the_chat_write_their_label(sandbox: Sandbox, bot: Bot) -> None:
    anna = sandbox.phone("Anna")
    anna.start()
    await bot.send_message(anna.person.id, "?", reply_markup=ReplyKeyboardMarkup([["Ja", "Nein"]]))
    assert anna.below() == [["Ja", "Nein"]]
    anna.tap("Nein")
    assert (await heard(bot)).text == "Nein"
    await bot.send_message(anna.person.id, "!", reply_markup=ReplyKeyboardRemove())
    assert anna.below() == []


@over_http
async def test_who_blocks_the_bot_is_not_reached_until_they_come_back(
    sandbox: Sandbox, bot: Bot
) -> None:
    anna = sandbox.phone("Anna")
    anna.start()
    anna.block()
    change = (await newest(bot)).my_chat_member
    assert change is not None
    assert change.new_chat_member.status == "kicked"
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(anna.person.id, "Hallo")
    anna.start()
    back, message = await bot.get_updates(offset=-2)
    assert back.my_chat_member is not None
    assert back.my_chat_member.new_chat_member.status == "member"
    assert message.message is not None
    await bot.send_message(anna.person.id, "Hallo")


@over_http
async def test_commands_and_texts_show_on_the_phone(sandbox: Sandbox, bot: Bot) -> None:
    anna = sandbox.phone("Anna", language="de")
    eve = sandbox.phone("Eve", language="en")
    await bot.set_my_commands([BotCommand("help", "Help")])
    await bot.set_my_commands(
        [BotCommand("hilfe", "Hilfe")],
        scope=BotCommandScopeAllPrivateChats(),
        language_code="de",
    )
    assert [line["command"] for line in anna.commands()] == ["hilfe"]
    assert [line["command"] for line in eve.commands()] == ["help"]
    await bot.set_my_name("Reihum")
    await bot.set_my_description("Gespräche im Kreis", language_code="de")
    assert (await bot.get_my_description("de")).description == "Gespräche im Kreis"
    assert (await bot.get_my_name("de")).name == "Reihum"


@over_http
async def test_phones_are_independent(sandbox: Sandbox, bot: Bot) -> None:
    phones = [sandbox.phone(name) for name in ("Anna", "Berta", "Clara")]
    for phone in phones:
        phone.start()
    for phone in phones:
        await bot.send_message(phone.person.id, phone.person.first_name)
    texts = [(await phone.hear()).text for phone in phones]
    assert texts == ["Anna", "Berta", "Clara"]
    assert all(phone.unheard() == [] for phone in phones)


@over_http
async def test_a_link_to_the_bot_opens_the_chat(sandbox: Sandbox, bot: Bot) -> None:
    anna = sandbox.phone("Anna")
    anna.follow("https://t.me/reihum_bot?start=abc-1")
    assert (await heard(bot)).text == "/start abc-1"
    with pytest.raises(ValueError, match="no link to reihum_bot"):
        anna.follow("https://t.me/other_bot?start=abc")
    with pytest.raises(ValueError, match="no deep link can carry"):
        anna.start("ä")


@over_http
async def test_who_waits_in_vain_is_told_what_the_chat_shows(sandbox: Sandbox, bot: Bot) -> None:
    anna = sandbox.phone("Anna")
    anna.start()
    await bot.send_message(anna.person.id, "Guten Tag, Anna")
    assert (await anna.see("Tag")).text == "Guten Tag, Anna"
    await anna.hear()
    with pytest.raises(TimeoutError, match=r"Anna waits for .*/start.*Guten Tag"):
        await anna.hear(within=0)


@over_http
async def test_nobody_writes_to_a_bot_that_they_have_blocked(sandbox: Sandbox, bot: Bot) -> None:
    anna = sandbox.phone("Anna")
    anna.start()
    await bot.send_message(anna.person.id, "Kommen Sie?", reply_markup=YES)
    anna.block()
    with pytest.raises(LookupError, match="Anna cannot write"):
        anna.say("Hallo")
    with pytest.raises(LookupError, match="Anna cannot write"):
        anna.press("Ja")
