"""What a phone shows, as values for a page: bubbles, keys, what is pinned, what can be typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.demo.cast import Part
from bot.demo.entities import as_html
from bot.language import Translator
from bot.sandbox.phones import Phone
from bot.sandbox.values import Json, Message

#: How much of a message is quoted above a reply, or pinned on top.
_QUOTED: Final = 90


@dataclass(frozen=True, slots=True)
class Key:
    """A button below a message."""

    label: str
    data: str
    url: str


@dataclass(frozen=True, slots=True)
class Attached:
    """A picture, or a document to download."""

    name: str
    url: str
    size: str
    picture: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Bubble:
    """A message in a chat."""

    id: int
    mine: bool
    text: Markup
    plain: str
    day: date
    day_named: str
    time: str
    edited: bool
    quoted: str | None
    quoted_id: int | None
    keys: tuple[tuple[Key, ...], ...]
    attached: Attached | None
    #: What happened, where nobody has written anything, such as "pinned".
    event: str | None


@dataclass(frozen=True, slots=True)
class Screen:
    """A phone."""

    number: int
    part: Part
    begun: bool
    blocked: bool
    about: str
    pinned: tuple[int, str] | None
    commands: tuple[tuple[str, str], ...]
    bubbles: tuple[Bubble, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """How chats are read: in which language, by which clock."""

    t: Translator
    zone: ZoneInfo

    def screen(self, number: int, part: Part, phone: Phone, *, bubbles: bool) -> Screen:
        """Return what a phone shows now, with its whole chat or only what lies around it."""
        chat = phone.world.private_chat(phone.person)
        pinned = phone.pinned()
        return Screen(
            number=number,
            part=part,
            begun=bool(chat.messages),
            blocked=not chat.member(phone.world.bot).present,
            about=_about(phone),
            pinned=(pinned[-1].id, _short(pinned[-1].text)) if pinned else None,
            commands=tuple((f"/{c['command']}", c["description"]) for c in phone.commands()),
            bubbles=tuple(self.bubble(each, phone) for each in phone.screen()) if bubbles else (),
        )

    def bubble(self, message: Message, phone: Phone) -> Bubble:
        """Return a message as it stands in a chat."""
        at = datetime.fromtimestamp(message.date, UTC).astimezone(self.zone)
        replied = phone.world.private_chat(phone.person).messages.get(message.draft.reply_to or 0)
        content = message.content
        entities = content.get("entities") or content.get("caption_entities") or []
        return Bubble(
            id=message.id,
            mine=not message.sender.is_bot,
            text=as_html(message.text, entities),
            plain=message.text,
            day=at.date(),
            day_named=self.t.full_day(at.date()),
            time=f"{at:%H:%M}",
            edited=message.edited is not None,
            quoted=None if replied is None else self._quoted(replied),
            quoted_id=None if replied is None else replied.id,
            keys=tuple(tuple(_key(each) for each in row) for row in message.buttons),
            attached=self._attached(content),
            event=self._event(content),
        )

    def _quoted(self, message: Message) -> str:
        return _short(message.text) or self.t.gettext("Picture or document")

    def _event(self, content: Json) -> str | None:
        if "pinned_message" in content:
            return self.t.gettext("A message was pinned")
        if not content.keys() & {"text", "caption", "photo", "document"}:
            return self.t.gettext("Something that is not shown here")
        return None

    def _attached(self, content: Json) -> Attached | None:
        if "photo" in content:
            shown = content["photo"][-1]
            size = (shown["width"], shown["height"])
            return Attached(self.t.gettext("Picture"), f"/files/{shown['file_id']}", "", size)
        if "document" in content:
            shown = content["document"]
            kilobytes = max(1, round(shown.get("file_size", 0) / 1024))
            name = shown.get("file_name", self.t.gettext("Document"))
            return Attached(name, f"/files/{shown['file_id']}", f"{kilobytes} kB", None)
        return None


def _key(button: Json) -> Key:
    return Key(button["text"], button.get("callback_data", ""), button.get("url", ""))


def _about(phone: Phone) -> str:
    """Return what the bot says of itself before anything has been written."""
    described = phone.world.profile.descriptions
    return described.get(phone.person.language_code) or described.get("", "")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED else f"{line[: _QUOTED - 1]}…"
