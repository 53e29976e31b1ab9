"""What a bot hears: everything in private, in groups what Telegram's privacy mode lets through."""

from __future__ import annotations

from typing import Final

from bot.sandbox.chats import Chat
from bot.sandbox.values import Message, User

SAID: Final = frozenset(
    {"text", "caption", "photo", "document", "voice", "contact", "location", "sticker"}
)
"""Everything else is an event: somebody came, something was pinned."""


def hears(bot: User, chat: Chat, message: Message, *, everything: bool) -> bool:
    if not chat.member(bot).present:
        return False
    if message.sender == bot:
        return "pinned_message" in message.content
    if chat.private or everything or chat.member(bot).leads:
        return True
    event = not message.content.keys() & SAID
    return event or _replies_to(bot, chat, message) or _commands(bot, message)


def _replies_to(bot: User, chat: Chat, message: Message) -> bool:
    answered = chat.messages.get(message.draft.reply_to or 0)
    return answered is not None and answered.sender == bot


def _commands(bot: User, message: Message) -> bool:
    command, _, addressee = message.text.partition(" ")[0].partition("@")
    return command.startswith("/") and addressee in {"", bot.username}
