"""Chats and who is in them."""

from __future__ import annotations

from typing import ClassVar, Final, Literal

from bot.sandbox.chats import Chat
from bot.sandbox.methods.method import ChatId, Method
from bot.sandbox.refusal import bad_request
from bot.sandbox.values import Draft, Json
from bot.sandbox.world import World

GIFTS: Final = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)


class GetChat(Method):
    """Everything about a chat."""

    chat_id: ChatId

    def act(self, world: World) -> Json:
        chat = _joined(world, self.chat_id)
        full: Json = chat.shown() | {
            "accent_color_id": 0,
            "max_reaction_count": 11,
            "accepted_gift_types": dict.fromkeys(GIFTS, False),
        }
        if chat.pinned:
            full["pinned_message"] = world.shown(chat.messages[chat.pinned[-1]], reply=False)
        return full


class GetChatMember(Method):
    """Somebody's standing in a chat."""

    chat_id: ChatId
    user_id: int

    def act(self, world: World) -> Json:
        chat = _joined(world, self.chat_id)
        user = world.bot if self.user_id == world.bot.id else world.people.get(self.user_id)
        if user is None:
            raise bad_request("user not found")
        return chat.member(user).shown()


class GetChatMemberCount(Method):
    """How many are in a chat, the bot among them."""

    chat_id: ChatId

    def act(self, world: World) -> int:
        return len(_joined(world, self.chat_id).present)


class GetChatAdministrators(Method):
    """Who leads a group. Bots are left out."""

    not_emulated: ClassVar[frozenset[str]] = frozenset({"return_bots"})

    chat_id: ChatId

    def act(self, world: World) -> list[Json]:
        chat = _joined(world, self.chat_id)
        if chat.private:
            raise bad_request("there are no administrators in the private chat")
        return [m.shown() for m in chat.present if m.leads and not m.user.is_bot]


class LeaveChat(Method):
    """Go."""

    chat_id: ChatId

    def act(self, world: World) -> bool:
        chat = _joined(world, self.chat_id)
        if chat.private:
            raise bad_request("chat member status can't be changed in private chats")
        world.post(chat, world.bot, Draft({"left_chat_member": world.bot.shown()}))
        world.set_status(chat, world.bot, "left", world.bot)
        return True


class SendChatAction(Method):
    """Show that the bot is writing, for some seconds."""

    not_emulated: ClassVar[frozenset[str]] = frozenset(
        {"business_connection_id", "message_thread_id"}
    )

    chat_id: ChatId
    action: Literal[
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]

    def act(self, world: World) -> bool:
        world.open_chat(self.chat_id)
        return True


def _joined(world: World, number: int | str) -> Chat:
    """A chat that the bot may look at: looking does not need to be let in by a person."""
    chat = world.known_chat(number)
    return chat if chat.private else world.open_chat(number)
