"""Whatever Telegram would refuse is refused, with its code and in its words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.sandbox.flood import TELEGRAM
from bot.sandbox.methods.files import LARGEST_PHOTO
from bot.sandbox.phones import Phone
from bot.sandbox.values import Upload
from tests.sandbox.serving import PNG, Caller

ANNA = 500_000_001
BERTA = 500_000_002
"""Has never written to the bot."""
GONE = 500_000_003
"""Has blocked the bot."""

WIDE = PNG[:16] + b"\0\0\x10\0" + b"\0\0\0\x10"


def _keyboard(**button: object) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "Ja", **button}]]}


def _send(**given: object) -> tuple[str, dict[str, Any]]:
    return "sendMessage", {"chat_id": ANNA, "text": "Guten Tag", **given}


def _photo(content: bytes) -> tuple[str, dict[str, Any]]:
    return "sendPhoto", {"chat_id": ANNA, "photo": Upload("p.png", content)}


REFUSED = [
    (("sendDice", {"chat_id": ANNA}), "400 Bad Request: not emulated by this server: sendDice"),
    (("sendPigeon", {}), "404 Not Found: method not found"),
    (
        _send(business_connection_id="1"),
        "400 Bad Request: not emulated by this server: business_connection_id of sendMessage",
    ),
    (
        _send(parse_mode="MarkdownV2"),
        "400 Bad Request: not emulated by this server: parse_mode MarkdownV2",
    ),
    (_send(colour="red"), '400 Bad Request: the Bot API knows no "colour" of sendMessage'),
    (("sendMessage", {"text": "a"}), "400 Bad Request: chat_id is empty"),
    (("sendMessage", {"chat_id": ANNA}), "400 Bad Request: message text is empty"),
    (_send(text=" \n "), "400 Bad Request: message text is empty"),
    (_send(text="👍" * 2049), "400 Bad Request: message is too long"),
    (_send(text="a", parse_mode="XML"), "400 Bad Request: unsupported parse_mode"),
    (
        _send(text="<b>a", parse_mode="HTML"),
        (
            "400 Bad Request: can't parse entities: "
            'Can\'t find end tag corresponding to start tag "b"'
        ),
    ),
    (_send(chat_id=1), "400 Bad Request: chat not found"),
    (_send(chat_id="@somebody"), "400 Bad Request: chat not found"),
    (_send(chat_id=BERTA), "403 Forbidden: bot can't initiate conversation with a user"),
    (_send(chat_id=GONE), "403 Forbidden: bot was blocked by the user"),
    (
        _send(reply_parameters={"message_id": 99}),
        "400 Bad Request: message to be replied not found",
    ),
    (
        _send(reply_markup="{"),
        "400 Bad Request: can't parse reply keyboard markup JSON object",
    ),
    (_send(reply_markup={"keys": []}), "400 Bad Request: object expected as reply markup"),
    (
        _send(reply_markup=_keyboard()),
        (
            "400 Bad Request: can't parse inline keyboard button: "
            "Text buttons are unallowed in the inline keyboard"
        ),
    ),
    (_send(reply_markup=_keyboard(callback_data="ä" * 33)), "400 Bad Request: BUTTON_DATA_INVALID"),
    (_send(reply_markup=_keyboard(callback_data="")), "400 Bad Request: BUTTON_DATA_INVALID"),
    (
        _send(reply_markup=_keyboard(callback_data="a", url="https://example.org")),
        "400 Bad Request: BUTTON_TYPE_INVALID",
    ),
    (
        _send(reply_markup=_keyboard(url="http://localhost/")),
        (
            "400 Bad Request: inline keyboard button URL 'http://localhost/' is invalid: "
            "Wrong HTTP URL"
        ),
    ),
    (
        _send(reply_markup=_keyboard(web_app={"url": "https://example.org"})),
        "400 Bad Request: not emulated by this server: web_app of InlineKeyboardButton",
    ),
    (
        _send(reply_markup={"inline_keyboard": [[{"text": "a", "callback_data": "a"}] * 9]}),
        "400 Bad Request: reply markup is too long",
    ),
    (
        ("editMessageText", {"chat_id": ANNA, "message_id": 99, "text": "a"}),
        "400 Bad Request: message to edit not found",
    ),
    (
        ("editMessageText", {"chat_id": ANNA, "message_id": 1, "text": "a"}),
        "400 Bad Request: message can't be edited",
    ),
    (
        ("editMessageText", {"chat_id": ANNA, "message_id": 3, "text": "Frage"}),
        (
            "400 Bad Request: message is not modified: "
            "specified new message content and reply markup are exactly the same "
            "as a current content and reply markup of the message"
        ),
    ),
    (
        ("editMessageText", {"chat_id": ANNA, "message_id": 3, "text": "a" * 4097}),
        "400 Bad Request: MESSAGE_TOO_LONG",
    ),
    (
        ("editMessageText", {"chat_id": ANNA, "message_id": 4, "text": "a"}),
        "400 Bad Request: there is no text in the message to edit",
    ),
    (
        ("editMessageCaption", {"chat_id": ANNA, "message_id": 3, "caption": "a"}),
        "400 Bad Request: there is no caption in the message to edit",
    ),
    (
        ("editMessageText", {"message_id": 3, "text": "a"}),
        "400 Bad Request: chat_id is empty",
    ),
    (
        ("editMessageText", {"chat_id": ANNA, "text": "a"}),
        "400 Bad Request: message identifier is not specified",
    ),
    (
        ("editMessageText", {"chat_id": ANNA, "message_id": 5, "text": "a"}),
        "400 Bad Request: message can't be edited",
    ),
    (
        ("deleteMessage", {"chat_id": ANNA, "message_id": 99}),
        "400 Bad Request: message to delete not found",
    ),
    (
        ("answerCallbackQuery", {"callback_query_id": "1"}),
        "400 Bad Request: query is too old and response timeout expired or query ID is invalid",
    ),
    (
        ("pinChatMessage", {"chat_id": ANNA, "message_id": 99}),
        "400 Bad Request: message to pin not found",
    ),
    (_photo(b"GIF89a"), "400 Bad Request: IMAGE_PROCESS_FAILED"),
    (_photo(WIDE), "400 Bad Request: PHOTO_INVALID_DIMENSIONS"),
    (_photo(PNG + bytes(LARGEST_PHOTO)), "413 Request Entity Too Large"),
    (
        ("sendDocument", {"chat_id": ANNA, "document": Upload("a.txt", b"")}),
        "400 Bad Request: file must be non-empty",
    ),
    (
        ("sendDocument", {"chat_id": ANNA, "document": "nothing"}),
        "400 Bad Request: wrong file identifier/HTTP URL specified",
    ),
    (
        ("sendDocument", {"chat_id": ANNA, "document": "https://example.org/a.pdf"}),
        "400 Bad Request: not emulated by this server: files by address",
    ),
    (
        ("sendDocument", {"chat_id": ANNA, "document": Upload("a", b"a"), "caption": "a" * 1025}),
        "400 Bad Request: message caption is too long",
    ),
    (
        ("getFile", {"file_id": "nothing"}),
        "400 Bad Request: wrong file_id or the file is temporarily unavailable",
    ),
    (
        ("setMyCommands", {"commands": [{"command": "Hilfe", "description": "a"}]}),
        "400 Bad Request: BOT_COMMAND_INVALID",
    ),
    (
        ("setMyCommands", {"commands": [{"command": "hilfe", "description": ""}]}),
        "400 Bad Request: BOT_COMMAND_DESCRIPTION_INVALID",
    ),
    (
        ("setWebhook", {"url": "http://example.org/"}),
        "400 Bad Request: bad webhook: An HTTPS URL must be provided for webhook",
    ),
    (
        ("setWebhook", {"url": "https://example.org/"}),
        "400 Bad Request: not emulated by this server: webhooks beyond this machine",
    ),
    (
        ("setWebhook", {"url": "http://127.0.0.1/", "secret_token": "ä"}),
        "400 Bad Request: secret token contains unallowed characters",
    ),
]


@pytest.fixture(scope="module")
def call() -> Caller:
    """Message 1 is Anna's; 3 a question, 4 a picture and 5 a keyboard of the bot."""
    call = Caller()
    world = call.api.world
    anna, berta, gone = (Phone(world, world.add_person(n)) for n in ("Anna", "Berta", "Gitta"))
    anna.start()
    group = anna.create_group("Kreis")
    anna.add_bot(group)
    berta.join(group)
    gone.start()
    gone.block()
    world.chats[ANNA].messages.clear()
    world._last_id = 0  # noqa: SLF001 - so that the table can name numbers
    anna.say("Guten Tag")
    anna.say("Hallo")
    call.result("sendMessage", chat_id=ANNA, text="Frage")
    call.result("sendPhoto", chat_id=ANNA, photo=Upload("p.png", PNG))
    keys = {"keyboard": [["Ja", "Nein"]]}
    call.result("sendMessage", chat_id=ANNA, text="Tasten", reply_markup=keys)
    return call


@pytest.mark.parametrize(
    ("asked", "refusal"), REFUSED, ids=[f"{i} {refusal}" for i, (_, refusal) in enumerate(REFUSED)]
)
def test_it_is_refused(call: Caller, asked: tuple[str, dict[str, Any]], refusal: str) -> None:
    method, given = asked
    assert call.refusal(method, **given) == refusal
    assert (call.api.calls[-1].method, call.api.calls[-1].code) == (method, int(refusal[:3]))


def test_a_press_can_be_answered_for_150_seconds() -> None:
    call = Caller()
    anna = Phone(call.api.world, call.api.world.add_person("Anna"))
    anna.start()
    call.result("sendMessage", chat_id=ANNA, text="?", reply_markup=_keyboard(callback_data="y"))
    press = anna.press("Ja")
    call.api.world.clock.move(timedelta(seconds=149))
    assert call.result("answerCallbackQuery", callback_query_id=press.id)
    call.api.world.clock.move(timedelta(seconds=2))
    assert "query is too old" in call.refusal("answerCallbackQuery", callback_query_id=press.id)


def test_after_two_days_a_message_stays() -> None:
    call = Caller()
    Phone(call.api.world, call.api.world.add_person("Anna")).start()
    sent = call.result("sendMessage", chat_id=ANNA, text="?")["message_id"]
    call.api.world.clock.move(timedelta(hours=49))
    refusal = call.refusal("deleteMessage", chat_id=ANNA, message_id=sent)
    assert refusal == "400 Bad Request: message can't be deleted for everyone"


def test_more_than_three_messages_at_once_to_one_person_are_too_many() -> None:
    call = Caller()
    call.api.flood.limits = TELEGRAM
    Phone(call.api.world, call.api.world.add_person("Anna")).start()
    for _ in range(3):
        call.result("sendMessage", chat_id=ANNA, text="?")
    assert call("sendMessage", chat_id=ANNA, text="?") == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 3",
        "parameters": {"retry_after": 3},
    }
