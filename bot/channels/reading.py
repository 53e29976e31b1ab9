"""An update of Telegram, read as what somebody did."""

from __future__ import annotations

from datetime import datetime

from telegram import (
    CallbackQuery,
    Chat,
    ChatMember,
    InlineKeyboardMarkup,
    MaybeInaccessibleMessage,
    Message,
    Update,
    User,
)

from bot.channels.heard import (
    Back,
    Edited,
    Gone,
    Group,
    Heard,
    Ours,
    Pressed,
    Sent,
    Typed,
    What,
)
from bot.channels.outgoing import Key, Keys

_OUT = (ChatMember.LEFT, ChatMember.BANNED)


def heard(update: Update) -> Heard | None:
    """Return what somebody did; None for what is none of our business."""
    key, chat, user = f"telegram:{update.update_id}", update.effective_chat, update.effective_user
    if chat is None:
        return None
    what = _what(update) if chat.type == Chat.PRIVATE else _in_group(update)
    if what is None:
        return None
    called = user.full_name if user is not None else ""
    return Heard(key, str(chat.id), _sent(update), what, _language(user), called)


def _what(update: Update) -> What | None:
    if update.callback_query is not None:
        return _pressed(update.callback_query)
    if update.my_chat_member is not None:
        return Gone() if update.my_chat_member.new_chat_member.status in _OUT else Back()
    if update.edited_message is not None:
        words = update.edited_message.text or update.edited_message.caption or ""
        return Edited(words, update.edited_message.message_id)
    return _message(update.message) if update.message is not None else None


def _message(message: Message) -> Typed | Sent | None:
    if message.pinned_message is not None:
        return None  # our own pin, told back to us
    forwarded = message.forward_origin is not None
    if message.text is not None and not forwarded:
        return Typed(message.text, message.message_id, _ours(message.reply_to_message))
    words = message.text or message.caption or ""
    if forwarded:
        return Sent("forward", message.message_id, words)
    spoken = message.voice is not None or message.video_note is not None
    return Sent("voice" if spoken else "other", message.message_id, words)


def _pressed(query: CallbackQuery) -> Pressed:
    return Pressed(query.data or "", query.id, _ours(query.message))


def _ours(message: MaybeInaccessibleMessage | None) -> Ours | None:
    """Return one of our messages; None for others and for those too old to be shown."""
    if (
        not isinstance(message, Message)
        or message.from_user is None
        or not message.from_user.is_bot
    ):
        return None
    to = message.reply_to_message
    return Ours(
        message=message.message_id,
        text=message.text or message.caption or "",
        keys=_keys(message.reply_markup),
        answers=to.text if to is not None else None,
    )


def _keys(markup: InlineKeyboardMarkup | None) -> Keys:
    if markup is None:
        return ()
    return tuple(
        tuple(
            Key(button.text, button.callback_data)
            for button in row
            if isinstance(button.callback_data, str)
        )
        for row in markup.inline_keyboard
    )


def _in_group(update: Update) -> Group | None:
    """Return what matters in a group. What people say there is not read at all."""
    change = update.my_chat_member
    if change is None:
        return None
    was_out = change.old_chat_member.status in _OUT
    return Group(added=was_out and change.new_chat_member.status not in _OUT)


def _sent(update: Update) -> datetime | None:
    if update.edited_message is not None:
        return update.edited_message.edit_date or update.edited_message.date
    if update.message is not None:
        return update.message.date
    return update.my_chat_member.date if update.my_chat_member is not None else None


def _language(user: User | None) -> str | None:
    return None if user is None or user.language_code is None else user.language_code.lower()
