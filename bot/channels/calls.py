"""What goes out, as calls of the Bot API."""

from __future__ import annotations

from contextlib import suppress
from typing import assert_never

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from bot.channels.outgoing import (
    Answer,
    Delete,
    Document,
    Edit,
    Key,
    Keys,
    Outgoing,
    Photo,
    Rekey,
    Send,
    Strip,
)

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

#: What Telegram says about a message that already is as we want it, or that we cannot change any
#: more: there is nothing left to do.
_NOTHING_TO_DO = (
    "message is not modified",
    "message to edit not found",
    "message can't be edited",
    "message to delete not found",
    "message can't be deleted",
)


async def carry_out(bot: Bot, chat: str, outgoing: Outgoing) -> int | None:
    """Do it, and return the number of the message if it is a new one."""
    if isinstance(outgoing, Send | Photo | Document):
        return await _sent(bot, chat, outgoing)
    try:
        await _change(bot, chat, outgoing)
    except BadRequest as refusal:
        if not any(words in refusal.message.lower() for words in _NOTHING_TO_DO):
            raise
    return None


async def answer(bot: Bot, answered: Answer) -> None:
    """Answer a press; too late for that is no trouble."""
    try:
        await bot.answer_callback_query(
            answered.query, text=answered.text or None, show_alert=answered.alert
        )
    except BadRequest as refusal:
        if "query is too old" not in refusal.message.lower():
            raise


async def _sent(bot: Bot, chat: str, outgoing: Send | Photo | Document) -> int:
    match outgoing:
        case Send():
            message = await bot.send_message(
                chat,
                outgoing.text,
                parse_mode=ParseMode.HTML,
                link_preview_options=_NO_PREVIEW,
                reply_parameters=_reply(outgoing.replies_to),
                reply_markup=_keyboard(outgoing.keys),
            )
            if outgoing.pins:
                # It has been said; whether it stays in view is a comfort.
                with suppress(TelegramError):
                    await bot.pin_chat_message(chat, message.message_id, disable_notification=True)
        case Photo(png, caption, keys):
            message = await bot.send_photo(
                chat,
                png,
                caption=caption,
                parse_mode=ParseMode.HTML,
                reply_markup=_keyboard(keys),
                filename="picture.png",
            )
        case Document(name, content, caption):
            message = await bot.send_document(
                chat, content, caption=caption, parse_mode=ParseMode.HTML, filename=name
            )
        case _:
            assert_never(outgoing)
    return message.message_id


async def _change(bot: Bot, chat: str, outgoing: Edit | Rekey | Strip | Delete) -> None:
    match outgoing:
        case Edit(message, text, keys):
            await bot.edit_message_text(
                text,
                chat,
                message,
                parse_mode=ParseMode.HTML,
                link_preview_options=_NO_PREVIEW,
                reply_markup=_keyboard(keys),
            )
        case Rekey(message, keys):
            await bot.edit_message_reply_markup(chat, message, reply_markup=_keyboard(keys))
        case Strip(message):
            await bot.edit_message_reply_markup(chat, message)
        case Delete(message):
            await bot.delete_message(chat, message)
        case _:
            assert_never(outgoing)


def _reply(message: int | None) -> ReplyParameters | None:
    if message is None:
        return None
    return ReplyParameters(message, allow_sending_without_reply=True)


def _keyboard(keys: Keys) -> InlineKeyboardMarkup | None:
    if not keys:
        return None
    return InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton(key.label, callback_data=key.data)
                if isinstance(key, Key)
                else InlineKeyboardButton(key.label, url=key.url)
                for key in row
            ]
            for row in keys
        ]
    )
