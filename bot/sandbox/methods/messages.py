"""Writing, changing, deleting, copying and pinning messages."""

from __future__ import annotations

from typing import ClassVar, Final, Literal

from pydantic import Field

from bot.sandbox.chats import Chat
from bot.sandbox.methods.markup import InlineKeyboardMarkup, inline
from bot.sandbox.methods.method import ChatId, Method
from bot.sandbox.methods.writing import (
    NOT_SENT,
    LinkPreviewOptions,
    Sending,
    caption_content,
    own_message,
    text_content,
)
from bot.sandbox.refusal import NOT_MODIFIED, QUERY_TOO_OLD, bad_request
from bot.sandbox.values import Draft, Json, Message
from bot.sandbox.world import World

DELETABLE: Final = 48 * 3600
MOST_DELETED: Final = 100
LONGEST_ANSWER: Final = 200

TOO_LONG = bad_request("message is too long")
EDIT_TOO_LONG = bad_request("MESSAGE_TOO_LONG")


class SendMessage(Sending):
    """Send a text."""

    not_emulated: ClassVar[frozenset[str]] = NOT_SENT | {"entities"}

    text: str
    parse_mode: str | None = None
    link_preview_options: LinkPreviewOptions | None = None

    def act(self, world: World) -> Json:
        return self.post(world, text_content(self.text, self.parse_mode, too_long=TOO_LONG))


class Editing(Method):
    """What every method that changes a message understands."""

    writes: ClassVar[Literal["nothing", "new", "change"]] = "change"
    not_emulated: ClassVar[frozenset[str]] = frozenset(
        {"business_connection_id", "inline_message_id"}
    )

    chat_id: ChatId | None = None
    message_id: int | None = None
    reply_markup: InlineKeyboardMarkup | None = None

    def target(self, world: World) -> Message:
        if self.chat_id is None:
            raise bad_request("chat_id is empty")
        if self.message_id is None:
            raise bad_request("message identifier is not specified")
        return own_message(world, world.open_chat(self.chat_id), self.message_id, "edit")

    def change(self, world: World, message: Message, content: Json) -> Json:
        keyboard = inline(self.reply_markup)
        if (message.content, message.keyboard) == (content, keyboard):
            raise NOT_MODIFIED
        return world.shown(world.edit(message, content, keyboard))


class EditMessageText(Editing):
    """Write other words into a message of the bot. Without a keyboard the old one goes."""

    not_emulated: ClassVar[frozenset[str]] = Editing.not_emulated | {"entities", "rich_message"}

    text: str | None = None
    parse_mode: str | None = None
    link_preview_options: LinkPreviewOptions | None = None

    def act(self, world: World) -> Json:
        message = self.target(world)
        if "text" not in message.content:
            raise bad_request("there is no text in the message to edit")
        content = text_content(self.text or "", self.parse_mode, too_long=EDIT_TOO_LONG)
        return self.change(world, message, content)


class EditMessageCaption(Editing):
    """Write other words below a picture or document of the bot."""

    not_emulated: ClassVar[frozenset[str]] = Editing.not_emulated | {
        "caption_entities",
        "show_caption_above_media",
    }

    caption: str | None = None
    parse_mode: str | None = None

    def act(self, world: World) -> Json:
        message = self.target(world)
        kept = {k: v for k, v in message.content.items() if not k.startswith("caption")}
        if not kept.keys() & {"photo", "document", "voice"}:
            raise bad_request("there is no caption in the message to edit")
        return self.change(world, message, kept | caption_content(self.caption, self.parse_mode))


class EditMessageReplyMarkup(Editing):
    """Change or take away the buttons of a message of the bot."""

    def act(self, world: World) -> Json:
        message = self.target(world)
        return self.change(world, message, message.content)


class DeleteMessage(Method):
    """Delete a message, for everybody."""

    chat_id: ChatId
    message_id: int

    def act(self, world: World) -> bool:
        chat = world.open_chat(self.chat_id)
        message = chat.messages.get(self.message_id)
        if message is None:
            raise bad_request("message to delete not found")
        _check_deletable(world, chat, message)
        world.delete(message)
        return True


class DeleteMessages(Method):
    """Delete several messages; those that are not there are stepped over."""

    chat_id: ChatId
    message_ids: list[int] = Field(min_length=1, max_length=MOST_DELETED)

    def act(self, world: World) -> bool:
        chat = world.open_chat(self.chat_id)
        found = [chat.messages[number] for number in self.message_ids if number in chat.messages]
        for message in found:
            _check_deletable(world, chat, message)
        for message in found:
            world.delete(message)
        return True


class ForwardMessage(Method):
    """Show a message of one chat in another."""

    writes: ClassVar[Literal["nothing", "new", "change"]] = "new"
    not_emulated: ClassVar[frozenset[str]] = NOT_SENT - {
        "business_connection_id",
        "allow_paid_broadcast",
    } | {"video_start_timestamp"}

    chat_id: ChatId
    from_chat_id: ChatId
    message_id: int
    disable_notification: bool | None = None
    protect_content: bool | None = None

    def act(self, world: World) -> Json:
        chat = world.open_chat(self.chat_id)
        message = world.known_chat(self.from_chat_id).messages.get(self.message_id)
        if message is None:
            raise bad_request("message to forward not found")
        if message.draft.protected:
            raise bad_request("message can't be forwarded")
        sender = message.sender.shown()
        origin = message.draft.origin or {
            "type": "user",
            "sender_user": sender,
            "date": message.date,
        }
        draft = Draft(message.content, origin=origin, protected=bool(self.protect_content))
        return world.shown(world.post(chat, world.bot, draft))


class CopyMessage(Sending):
    """Send what a message says again, as if it were new."""

    not_emulated: ClassVar[frozenset[str]] = NOT_SENT - {"business_connection_id"} | {
        "video_start_timestamp",
        "caption",
        "parse_mode",
        "caption_entities",
        "show_caption_above_media",
    }

    from_chat_id: ChatId
    message_id: int

    def act(self, world: World) -> Json:
        message = world.known_chat(self.from_chat_id).messages.get(self.message_id)
        if message is None:
            raise bad_request("message to copy not found")
        if message.draft.protected:
            raise bad_request("message can't be copied")
        return {"message_id": self.post(world, message.content)["message_id"]}


class AnswerCallbackQuery(Method):
    """Answer a pressed button, so that the phone stops waiting."""

    callback_query_id: str
    text: str | None = None
    show_alert: bool | None = None
    url: str | None = None
    cache_time: int | None = None

    def act(self, world: World) -> bool:
        press = world.presses.get(self.callback_query_id)
        if press is None or press.expires <= world.clock.now():
            raise QUERY_TOO_OLD
        if len(self.text or "") > LONGEST_ANSWER:
            raise EDIT_TOO_LONG
        if press.answer is None:
            answer = {"text": self.text or "", "show_alert": bool(self.show_alert)}
            world.answer(press, answer | ({"url": self.url} if self.url else {}))
        return True


class PinChatMessage(Method):
    """Keep a message at the top of the chat."""

    not_emulated: ClassVar[frozenset[str]] = frozenset({"business_connection_id"})

    chat_id: ChatId
    message_id: int
    disable_notification: bool | None = None

    def act(self, world: World) -> bool:
        chat = _pinnable(world, self.chat_id)
        if self.message_id not in chat.messages:
            raise bad_request("message to pin not found")
        world.pin(chat.messages[self.message_id], world.bot)
        return True


class UnpinChatMessage(Method):
    """Take a message, or the newest pinned one, from the top of the chat."""

    not_emulated: ClassVar[frozenset[str]] = frozenset({"business_connection_id"})

    chat_id: ChatId
    message_id: int | None = None

    def act(self, world: World) -> bool:
        chat = _pinnable(world, self.chat_id)
        number = self.message_id or next(reversed(chat.pinned), None)
        if number not in chat.messages:
            raise bad_request("message to unpin not found")
        world.unpin(chat.messages[number])
        return True


class UnpinAllChatMessages(Method):
    """Take everything from the top of the chat."""

    chat_id: ChatId

    def act(self, world: World) -> bool:
        chat = _pinnable(world, self.chat_id)
        for number in list(chat.pinned):
            world.unpin(chat.messages[number])
        return True


def _check_deletable(world: World, chat: Chat, message: Message) -> None:
    own = message.sender == world.bot
    if not (own or chat.private or chat.member(world.bot).leads):
        raise bad_request("message can't be deleted")
    if world.clock.now() - message.date > DELETABLE and (own or chat.private):
        raise bad_request("message can't be deleted for everyone")


def _pinnable(world: World, number: int | str) -> Chat:
    chat = world.open_chat(number)
    if not chat.private and not chat.member(world.bot).leads:
        raise bad_request("not enough rights to manage pinned messages in the chat")
    return chat
