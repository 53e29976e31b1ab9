"""A play over everything that the server shows: results of all methods, updates of all kinds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.sandbox.phones import Phone
from bot.sandbox.values import Upload
from tests.sandbox.serving import PNG, Caller, Result

Ask = Callable[..., Result]

KEYBOARD = {
    "inline_keyboard": [
        [{"text": "Ja", "callback_data": "y"}, {"text": "Seite", "url": "https://example.org"}]
    ]
}
HTML = (
    "<b>fett <i>schräg</i></b> <u>u</u> <s>s</s> <code>c</code> "
    "<a href='https://example.org'>da</a> <blockquote expandable>viel</blockquote> "
    "<pre>p</pre> <tg-spoiler>geheim</tg-spoiler> &amp; @somebody #wort https://example.org"
)


def everything_shown(call: Caller) -> list[tuple[str, Any]]:
    """The results of every method at least once, with the method each came from."""
    shown: list[tuple[str, Any]] = []

    def ask(method: str, **given: object) -> Result:
        result = call.result(method, **given)
        shown.append((method, result))
        return result

    world = call.api.world
    anna = Phone(world, world.add_person("Anna", "Arndt"))
    everything = ["message", "edited_message", "callback_query", "my_chat_member", "chat_member"]
    ask("getUpdates", allowed_updates=everything)
    _of_anna(anna)
    ask("getMe")
    _of_profile(ask)
    _of_chats(ask, anna)
    _of_messages(ask, anna)
    kinds = [
        next(kind for kind in update if kind != "update_id")
        for update in ask("getUpdates", offset=-100)
    ]
    assert set(kinds) == set(everything)
    ask("setWebhook", url="http://127.0.0.1:1/", allowed_updates=["message"])
    ask("getWebhookInfo")
    ask("deleteWebhook")
    return shown


def _of_anna(anna: Phone) -> None:
    said = anna.start("abc")
    anna.edit(said, "/start abd")
    anna.say("ja", reply_to=said)
    anna.send_photo(PNG, "Bild")
    anna.send_document(Upload("plan.pdf", b"%PDF", "application/pdf"), "Plan")
    anna.send_voice()
    anna.send_contact("+49 391 1", "Berta")
    anna.send_location(52.1, 11.6)
    anna.send_sticker()
    anna.forward(said)
    anna.block()
    anna.unblock()


def _of_profile(ask: Ask) -> None:
    ask("setMyName", name="Reihum")
    ask("setMyDescription", description="Reden", language_code="de")
    ask("setMyShortDescription", short_description="R")
    ask("getMyName")
    ask("getMyDescription", language_code="de")
    ask("getMyShortDescription")
    ask("setMyCommands", commands=[{"command": "hilfe", "description": "Hilfe"}])
    ask("getMyCommands")
    ask("deleteMyCommands")
    ask("setChatMenuButton", menu_button={"type": "commands"})
    ask("getChatMenuButton")


def _of_chats(ask: Ask, anna: Phone) -> None:
    berta = Phone(anna.world, anna.world.add_person("Berta"))
    group = anna.create_group("Kreis")
    anna.add_bot(group, leads=True)
    berta.join(group)
    berta.leave(group)
    grown = anna.migrate(group)
    for number in (anna.person.id, grown.id):
        ask("getChat", chat_id=number)
        ask("getChatMember", chat_id=number, user_id=anna.person.id)
        ask("getChatMember", chat_id=number, user_id=anna.world.bot.id)
        ask("getChatMemberCount", chat_id=number)
    ask("getChatMember", chat_id=grown.id, user_id=berta.person.id)
    ask("getChatAdministrators", chat_id=grown.id)
    ask("leaveChat", chat_id=grown.id)


def _of_messages(ask: Ask, anna: Phone) -> None:
    here: dict[str, Any] = {"chat_id": anna.person.id}
    sent = ask("sendMessage", text=HTML, parse_mode="HTML", reply_markup=KEYBOARD, **here)
    this = {**here, "message_id": sent["message_id"]}
    press = anna.press("Ja")
    ask("answerCallbackQuery", callback_query_id=press.id, text="gut")
    ask("editMessageText", text="neu", reply_markup=KEYBOARD, **this)
    ask("editMessageReplyMarkup", **this)
    ask("pinChatMessage", **this)
    ask("getChat", **here)
    ask("unpinChatMessage", **this)
    ask("unpinAllChatMessages", **here)
    ask("sendMessage", text="dazu", reply_parameters={"message_id": sent["message_id"]}, **here)
    photo = ask("sendPhoto", photo=Upload("p.png", PNG), caption="Bild", **here)
    picture = {**here, "message_id": photo["message_id"]}
    ask("editMessageCaption", caption="<b>Anderes</b> Bild", parse_mode="HTML", **picture)
    ask("getFile", file_id=photo["photo"][-1]["file_id"])
    ask("sendDocument", document=Upload("a.txt", b"a", "text/plain"), **here)
    ask("sendChatAction", action="typing", **here)
    ask("forwardMessage", from_chat_id=anna.person.id, message_id=sent["message_id"], **here)
    ask("copyMessage", from_chat_id=anna.person.id, message_id=sent["message_id"], **here)
    ask("deleteMessage", **this)
    ask("deleteMessages", message_ids=[photo["message_id"]], **here)
