"""The methods of the Bot API that this server carries out."""

from __future__ import annotations

from typing import Final

from bot.sandbox.methods.absent import ABSENT
from bot.sandbox.methods.files import (
    GetFile,
    SendDocument,
    SendPhoto,
)
from bot.sandbox.methods.membership import (
    GetChat,
    GetChatAdministrators,
    GetChatMember,
    GetChatMemberCount,
    LeaveChat,
    SendChatAction,
)
from bot.sandbox.methods.messages import (
    AnswerCallbackQuery,
    CopyMessage,
    DeleteMessage,
    DeleteMessages,
    EditMessageCaption,
    EditMessageReplyMarkup,
    EditMessageText,
    ForwardMessage,
    PinChatMessage,
    SendMessage,
    UnpinAllChatMessages,
    UnpinChatMessage,
)
from bot.sandbox.methods.method import Method
from bot.sandbox.methods.profile import (
    DeleteMyCommands,
    GetChatMenuButton,
    GetMe,
    GetMyCommands,
    GetMyDescription,
    GetMyName,
    GetMyShortDescription,
    SetChatMenuButton,
    SetMyCommands,
    SetMyDescription,
    SetMyName,
    SetMyShortDescription,
)
from bot.sandbox.methods.receiving import (
    DeleteWebhook,
    GetUpdates,
    GetWebhookInfo,
    SetWebhook,
)

EMULATED: Final[tuple[type[Method], ...]] = (
    SendPhoto,
    SendDocument,
    GetFile,
    GetChat,
    GetChatMember,
    GetChatMemberCount,
    GetChatAdministrators,
    LeaveChat,
    SendChatAction,
    SendMessage,
    EditMessageText,
    EditMessageCaption,
    EditMessageReplyMarkup,
    DeleteMessage,
    DeleteMessages,
    ForwardMessage,
    CopyMessage,
    AnswerCallbackQuery,
    PinChatMessage,
    UnpinChatMessage,
    UnpinAllChatMessages,
    GetMe,
    SetMyName,
    GetMyName,
    SetMyDescription,
    GetMyDescription,
    SetMyShortDescription,
    GetMyShortDescription,
    SetMyCommands,
    GetMyCommands,
    DeleteMyCommands,
    SetChatMenuButton,
    GetChatMenuButton,
    GetUpdates,
    SetWebhook,
    DeleteWebhook,
    GetWebhookInfo,
)

# Telegram takes the names of methods in any case.
METHODS: Final = {method.called().lower(): method for method in EMULATED}
LACKING: Final = {name.lower(): name for name in ABSENT}
