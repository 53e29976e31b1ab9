"""People, messages and files: values as the Bot API shows them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class User:
    """A person, or the bot."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = ""
    is_bot: bool = False

    def shown(self) -> Json:
        shown: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        for name in ("last_name", "username", "language_code"):
            if value := getattr(self, name):
                shown[name] = value
        return shown


@dataclass(frozen=True, slots=True)
class Draft:
    """What shall be written."""

    content: Json
    """Text and entities, a picture and its caption, or an event, as the Bot API shows them."""
    keyboard: Json | None = None
    """The inline keyboard."""
    below: Json | None = None
    """A reply keyboard, its removal or a forced reply: phones show it, the API does not."""
    reply_to: int | None = None
    origin: Json | None = None
    """Where it was forwarded from."""
    protected: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it stands in a chat now."""

    id: int
    chat: int
    sender: User
    date: int
    draft: Draft
    edited: int | None = None

    @property
    def content(self) -> Json:
        return self.draft.content

    @property
    def keyboard(self) -> Json | None:
        return self.draft.keyboard

    @property
    def text(self) -> str:
        text: str = self.content.get("text") or self.content.get("caption") or ""
        return text

    @property
    def buttons(self) -> list[list[Json]]:
        rows: list[list[Json]] = (self.keyboard or {}).get("inline_keyboard", [])
        return rows

    @property
    def labels(self) -> list[list[str]]:
        return [[button["text"] for button in row] for row in self.buttons]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file on its way to the server."""

    name: str
    content: bytes
    mime: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class File:
    """A file on the server."""

    id: str
    unique_id: str
    path: str
    upload: Upload

    def shown(self) -> Json:
        return {
            "file_id": self.id,
            "file_unique_id": self.unique_id,
            "file_size": len(self.upload.content),
        }


@dataclass(slots=True)
class Press:
    """A button that was pressed; the answer comes once, or never."""

    id: str
    message: Message
    expires: float
    answer: Json | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """Something that happened in a chat, for whoever watches it."""

    kind: str
    """`sent`, `edited`, `deleted`, `pinned`, `unpinned` or `answered`."""
    message: Message
    answer: Json = field(default_factory=dict)
