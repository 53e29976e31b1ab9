"""Keyboards: inline below a message, or below the whole chat."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar, Final, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from bot.sandbox.methods.method import Part, wrong
from bot.sandbox.values import Json

MOST_BUTTONS: Final = 100
MOST_IN_A_ROW: Final = 8
LONGEST_DATA: Final = 64
LONGEST_COPIED: Final = 256
LONGEST_PLACEHOLDER: Final = 64

_URL = re.compile(r"https?://[^\s/?#]+\.[^\s/?#.]{2,}(?:[/?#]\S*)?|tg://\S+")


class CopyTextButton(Part):
    """Text that a press copies."""

    text: str = Field(min_length=1, max_length=LONGEST_COPIED)


class InlineKeyboardButton(Part):
    """A button that belongs to a message: it calls back, opens a page or copies a text."""

    not_emulated: ClassVar[frozenset[str]] = frozenset(
        {
            "icon_custom_emoji_id",
            "web_app",
            "login_url",
            "switch_inline_query",
            "switch_inline_query_current_chat",
            "switch_inline_query_chosen_chat",
            "callback_game",
            "pay",
        }
    )

    text: str
    style: Literal["danger", "success", "primary"] | None = None
    url: str | None = None
    callback_data: str | None = None
    copy_text: CopyTextButton | None = None

    @model_validator(mode="after")
    def _does_one_thing(self) -> Self:
        if not self.text.strip():
            raise wrong("can't parse inline keyboard button: text of the button is empty")
        doings = (self.url, self.callback_data, self.copy_text)
        if sum(doing is not None for doing in doings) == 0:
            raise wrong(
                "can't parse inline keyboard button: "
                "Text buttons are unallowed in the inline keyboard"
            )
        if sum(doing is not None for doing in doings) > 1:
            raise wrong("BUTTON_TYPE_INVALID")
        if self.callback_data is not None:
            size = len(self.callback_data.encode())
            if not 1 <= size <= LONGEST_DATA:
                raise wrong("BUTTON_DATA_INVALID")
        if self.url is not None and not _URL.fullmatch(self.url):
            raise wrong(f"inline keyboard button URL '{self.url}' is invalid: Wrong HTTP URL")
        return self


class InlineKeyboardMarkup(Part):
    """Rows of buttons that belong to a message."""

    inline_keyboard: list[list[InlineKeyboardButton]]

    @model_validator(mode="after")
    def _fits(self) -> Self:
        _check_size(self.inline_keyboard)
        return self


class KeyboardButton(Part):
    """A key below the chat; it writes its own label."""

    not_emulated: ClassVar[frozenset[str]] = frozenset(
        {
            "icon_custom_emoji_id",
            "request_users",
            "request_chat",
            "request_managed_bot",
            "request_contact",
            "request_location",
            "request_poll",
            "web_app",
        }
    )

    text: str = Field(min_length=1)
    style: Literal["danger", "success", "primary"] | None = None

    @model_validator(mode="before")
    @classmethod
    def _may_be_a_label(cls, given: object) -> object:
        return {"text": given} if isinstance(given, str) else given


class ReplyKeyboardMarkup(Part):
    """Keys below the chat."""

    keyboard: list[list[KeyboardButton]]
    is_persistent: bool | None = None
    resize_keyboard: bool | None = None
    one_time_keyboard: bool | None = None
    input_field_placeholder: str | None = Field(None, max_length=LONGEST_PLACEHOLDER)
    selective: bool | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        _check_size(self.keyboard)
        return self


class ReplyKeyboardRemove(Part):
    """Takes the keys below the chat away."""

    remove_keyboard: Literal[True]
    selective: bool | None = None


class ForceReply(Part):
    """Lets the phone begin a reply."""

    force_reply: Literal[True]
    input_field_placeholder: str | None = Field(None, max_length=LONGEST_PLACEHOLDER)
    selective: bool | None = None


def _kind(given: object) -> str | None:
    keys = given.keys() if isinstance(given, dict) else ()
    kinds = ("inline_keyboard", "keyboard", "remove_keyboard", "force_reply")
    return next((kind for kind in kinds if kind in keys), None)


ReplyMarkup = Annotated[
    Annotated[InlineKeyboardMarkup, Tag("inline_keyboard")]
    | Annotated[ReplyKeyboardMarkup, Tag("keyboard")]
    | Annotated[ReplyKeyboardRemove, Tag("remove_keyboard")]
    | Annotated[ForceReply, Tag("force_reply")],
    Discriminator(
        _kind,
        custom_error_type="telegram",
        custom_error_message="object expected as reply markup",
    ),
]


def inline(markup: object) -> Json | None:
    """The keyboard of a message. No rows at all are no keyboard."""
    if not isinstance(markup, InlineKeyboardMarkup) or not any(markup.inline_keyboard):
        return None
    return markup.model_dump(exclude_none=True)


def below(markup: Part | None) -> Json | None:
    """What shows below the chat."""
    if markup is None or isinstance(markup, InlineKeyboardMarkup):
        return None
    dumped: Json = markup.model_dump(exclude_none=True)
    return dumped


def _check_size(rows: list[list[InlineKeyboardButton]] | list[list[KeyboardButton]]) -> None:
    if sum(map(len, rows)) > MOST_BUTTONS or any(len(row) > MOST_IN_A_ROW for row in rows):
        raise wrong("reply markup is too long")
