"""What people do on their phones, and what the phones show."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from typing import Final, Literal, TypeVar

from bot.sandbox.chats import Chat
from bot.sandbox.entities import detected, units
from bot.sandbox.pictures import size
from bot.sandbox.values import Change, Draft, Json, Message, Press, Upload, User
from bot.sandbox.world import World

PATIENCE: Final = 5.0
LONGEST_TEXT: Final = 4096
WORDS: Final = frozenset({"text", "entities", "caption"})

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
_LINK = re.compile(r"https://t\.me/(?P<bot>\w+)(?:\?start=(?P<payload>[^&]*))?")

Found = TypeVar("Found")


class Phone:
    """The phone of one person. Without a chat everything happens in the one with the bot."""

    def __init__(self, world: World, person: User) -> None:
        self.world = world
        self.person = person
        self._heard: dict[tuple[int, str], int] = {}
        """How far the log of a chat has been read, for each kind of change."""

    # ------------------------------------------------------------------ writing

    def start(self, payload: str = "") -> Message:
        """Open the chat with the bot; a payload is what a deep link brings along."""
        if payload and not _PAYLOAD.fullmatch(payload):
            raise ValueError(f"no deep link can carry {payload!r}")
        self.unblock()
        return self.say(f"/start {payload}".strip())

    def follow(self, link: str) -> Message:
        """Open a link to the bot, as people get it by mail or read it from a QR code."""
        match = _LINK.fullmatch(link)
        if match is None or match["bot"] != self.world.bot.username:
            raise ValueError(f"no link to {self.world.bot.username}: {link}")
        return self.start(match["payload"] or "")

    def say(
        self, text: str, *, chat: Chat | None = None, reply_to: Message | None = None
    ) -> Message:
        return self._send(_text(text), chat, reply_to)

    def edit(self, message: Message, text: str) -> Message:
        """Write other words into a message of one's own, or below its picture."""
        current = self.world.chats[message.chat].messages[message.id]
        kept = {name: part for name, part in current.content.items() if name not in WORDS}
        words = _text(text) if "text" in current.content else _caption(text)
        return self.world.edit(current, kept | words, None)

    def delete(self, message: Message) -> None:
        """Delete a message; Telegram does not tell bots of it."""
        self.world.delete(self.world.chats[message.chat].messages[message.id])

    def send_photo(
        self,
        picture: bytes,
        caption: str = "",
        *,
        chat: Chat | None = None,
        reply_to: Message | None = None,
    ) -> Message:
        width, height = size(picture)
        stored = self.world.store(Upload("photo.jpg", picture, "image/jpeg"))
        shown = {
            **stored.shown(),
            "width": width,
            "height": height,
        }
        return self._send({"photo": [shown], **_caption(caption)}, chat, reply_to)

    def send_document(
        self,
        upload: Upload,
        caption: str = "",
        *,
        chat: Chat | None = None,
        reply_to: Message | None = None,
    ) -> Message:
        stored = self.world.store(upload)
        shown = {
            **stored.shown(),
            "file_name": upload.name,
            "mime_type": upload.mime,
        }
        return self._send({"document": shown, **_caption(caption)}, chat, reply_to)

    def send_voice(
        self, seconds: int = 3, *, chat: Chat | None = None, reply_to: Message | None = None
    ) -> Message:
        stored = self.world.store(Upload("voice.ogg", b"OggS", "audio/ogg"))
        shown = {
            **stored.shown(),
            "duration": seconds,
            "mime_type": "audio/ogg",
        }
        return self._send({"voice": shown}, chat, reply_to)

    def send_contact(self, number: str, first_name: str, *, chat: Chat | None = None) -> Message:
        return self._send(
            {"contact": {"phone_number": number, "first_name": first_name}}, chat, None
        )

    def send_location(
        self, latitude: float, longitude: float, *, chat: Chat | None = None
    ) -> Message:
        return self._send({"location": {"latitude": latitude, "longitude": longitude}}, chat, None)

    def send_sticker(self, *, chat: Chat | None = None) -> Message:
        stored = self.world.store(Upload("sticker.webp", b"RIFF", "image/webp"))
        shown = {
            **stored.shown(),
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
        }
        return self._send({"sticker": shown}, chat, None)

    def forward(self, message: Message, *, chat: Chat | None = None) -> Message:
        origin: Json = message.draft.origin or {
            "type": "user",
            "sender_user": message.sender.shown(),
            "date": message.date,
        }
        return self._send(dict(message.content), chat, None, origin=origin)

    # ------------------------------------------------------------------ buttons

    def press(
        self,
        label: str = "",
        *,
        data: str = "",
        chat: Chat | None = None,
        message: Message | None = None,
    ) -> Press:
        """Press an inline button of a message, or the newest one so labelled in the chat."""
        self._check_open(self._chat(chat))
        seen = [message] if message is not None else reversed(self.screen(chat))
        for shown in seen:
            for button in (each for row in shown.buttons for each in row):
                wanted = button["text"] == label if label else button.get("callback_data") == data
                if wanted and "callback_data" in button:
                    return self.world.press(shown, button["callback_data"], self.person)
        shows = [shown.labels for shown in self.screen(chat) if shown.labels]
        raise LookupError(f"no button {label or data!r} for {self.person.first_name} in {shows}")

    def press_data(self, message: Message, data: str) -> Press:
        """Press what a phone still shows although the bot has changed it."""
        return self.world.press(message, data, self.person)

    def tap(self, label: str, *, chat: Chat | None = None) -> Message:
        """Tap a button of the keyboard that lies below the chat: it writes its label."""
        labels = [button for row in self.below(chat) for button in row]
        if label not in labels:
            raise LookupError(f"no key {label!r} in {labels}")
        return self.say(label, chat=chat)

    # ------------------------------------------------------------------ membership

    def block(self) -> None:
        chat = self.world.private_chat(self.person)
        self.world.set_status(chat, self.world.bot, "kicked", self.person)

    def unblock(self) -> None:
        chat = self.world.private_chat(self.person)
        self.world.set_status(chat, self.world.bot, "member", self.person)

    def create_group(self, title: str) -> Chat:
        group = self.world.add_group(title, self.person)
        self.world.post(group, self.person, Draft({"group_chat_created": True}))
        return group

    def add_bot(self, group: Chat, *, leads: bool = False) -> None:
        self._add(group, self.world.bot)
        if leads:
            self.world.set_status(group, self.world.bot, "administrator", self.person)

    def remove_bot(self, group: Chat) -> None:
        self._remove(group, self.world.bot, "kicked")

    def join(self, group: Chat) -> None:
        self._add(group, self.person)

    def leave(self, group: Chat) -> None:
        self._remove(group, self.person, "left")

    def migrate(self, group: Chat) -> Chat:
        """Turn the group into a supergroup."""
        return self.world.migrate(group)

    # ------------------------------------------------------------------ reading

    def screen(self, chat: Chat | None = None) -> list[Message]:
        """What the chat shows now, oldest first."""
        return list(self._chat(chat).messages.values())

    def pinned(self, chat: Chat | None = None) -> list[Message]:
        shown = self._chat(chat)
        return [shown.messages[number] for number in shown.pinned]

    def below(self, chat: Chat | None = None) -> list[list[str]]:
        """The labels of the keyboard below the chat."""
        for message in reversed(self.screen(chat)):
            if message.draft.below is not None and "keyboard" in message.draft.below:
                rows: list[list[Json]] = message.draft.below["keyboard"]
                return [[key["text"] for key in row] for row in rows]
            if message.draft.below is not None and "remove_keyboard" in message.draft.below:
                break
        return []

    def commands(self, chat: Chat | None = None) -> list[Json]:
        """The menu of commands: the narrowest that the bot has set, in the person's language."""
        here = self._chat(chat)
        wide = "all_private_chats" if here.private else "all_group_chats"
        for scope in (f"chat:{here.id}", wide, "default"):
            for language in (self.person.language_code, ""):
                if found := self.world.profile.commands.get((scope, language)):
                    return found
        return []

    def now(self, message: Message) -> Message | None:
        """How a message looks now; None when it has been deleted."""
        return self.world.chats[message.chat].messages.get(message.id)

    async def hear(self, *, chat: Chat | None = None, within: float = PATIENCE) -> Message:
        """The next message of the bot that this phone has not been asked for yet."""
        return (await self._next("sent", chat, within)).message

    async def see_edit(self, *, chat: Chat | None = None, within: float = PATIENCE) -> Message:
        """The next change of a message by the bot that this phone has not been asked for yet."""
        return (await self._next("edited", chat, within)).message

    async def see(
        self, words: str, *, chat: Chat | None = None, within: float = PATIENCE
    ) -> Message:
        """The newest message that says these words, as soon as the phone shows one."""

        def shown() -> Message | None:
            newest_first = reversed(self.screen(chat))
            return next((message for message in newest_first if words in message.text), None)

        return await self._until(shown, f"{words!r}", chat, within)

    async def answered(self, press: Press, *, within: float = PATIENCE) -> Json:
        """What the bot answered to a pressed button."""
        return await self._until(lambda: press.answer, "an answer", None, within)

    def unheard(self, chat: Chat | None = None) -> list[Message]:
        """Messages of the bot that have not been asked for; they count as heard now."""
        found = []
        while (change := self._fresh("sent", self._chat(chat))) is not None:
            found.append(change.message)
        return found

    # ------------------------------------------------------------------ how

    def _chat(self, chat: Chat | None) -> Chat:
        return self.world.private_chat(self.person) if chat is None else chat

    def _send(
        self,
        content: Json,
        chat: Chat | None,
        reply_to: Message | None,
        origin: Json | None = None,
    ) -> Message:
        here = self._chat(chat)
        self._check_open(here)
        number = None if reply_to is None else reply_to.id
        return self.world.post(here, self.person, Draft(content, reply_to=number, origin=origin))

    def _check_open(self, chat: Chat) -> None:
        """A phone offers nothing where one has left, nor with a bot that one has blocked."""
        open_to_both = not chat.private or chat.member(self.world.bot).present
        if not chat.member(self.person).present or not open_to_both or chat.moved_to is not None:
            raise LookupError(f"{self.person.first_name} cannot write into the chat any more")

    def _add(self, group: Chat, user: User) -> None:
        self.world.set_status(group, user, "member", self.person)
        self.world.post(group, self.person, Draft({"new_chat_members": [user.shown()]}))

    def _remove(self, group: Chat, user: User, status: Literal["left", "kicked"]) -> None:
        self.world.post(group, self.person, Draft({"left_chat_member": user.shown()}))
        self.world.set_status(group, user, status, self.person)

    def _fresh(self, kind: str, chat: Chat) -> Change | None:
        """The next thing of a kind that the bot did in a chat; each is given once."""
        log = chat.log
        for number in range(self._heard.get((chat.id, kind), 0), len(log)):
            self._heard[chat.id, kind] = number + 1
            if log[number].kind == kind and log[number].message.sender == self.world.bot:
                return log[number]
        return None

    async def _next(self, kind: str, chat: Chat | None, within: float) -> Change:
        here = self._chat(chat)
        what = f"anything {kind} by the bot"
        return await self._until(lambda: self._fresh(kind, here), what, chat, within)

    async def _until(
        self, look: Callable[[], Found | None], what: str, chat: Chat | None, within: float
    ) -> Found:
        """Look after every change, in any chat, until something has been found."""
        try:
            async with asyncio.timeout(within):
                while (found := look()) is None:
                    await self.world.next_change()
        except TimeoutError:
            shown = [message.text or sorted(message.content) for message in self.screen(chat)]
            name = self.person.first_name
            raise TimeoutError(f"{name} waits for {what}; the chat shows {shown}") from None
        return found


def _text(text: str) -> Json:
    assert 0 < units(text) <= LONGEST_TEXT, "a phone sends between 1 and 4096 characters at once"
    found = list(detected(text))
    return {"text": text, "entities": found} if found else {"text": text}


def _caption(caption: str) -> Json:
    return {"caption": caption} if caption else {}
