"""Telegram in small: one bot, its people, their chats, and what each is told of the others."""

from __future__ import annotations

import asyncio
import string
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random
from typing import Final

from bot.sandbox.chats import Chat, Member, Status
from bot.sandbox.clock import Clock
from bot.sandbox.hearing import hears
from bot.sandbox.polling import Polling
from bot.sandbox.refusal import BLOCKED, bad_request, forbidden
from bot.sandbox.updates import CALLBACK_LIFE, DAY, DEFAULT, Kind, UpdateQueue
from bot.sandbox.values import Change, Draft, File, Json, Message, Press, Upload, User
from bot.sandbox.webhooks import Webhooks

FIRST_PERSON: Final = 500_000_001
FIRST_GROUP: Final = -4_000_000_001
FIRST_SUPERGROUP: Final = -1_002_000_000_001
"""Real ids need more than 32 bits, so that whoever stores fewer is found out."""

REMEMBERED: Final = 10_000
"""So many pressed buttons are kept; without an end a measurement would fill the memory."""


@dataclass(slots=True)
class Profile:
    """What the bot says of itself, by language."""

    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    menus: dict[int | None, Json] = field(default_factory=dict)


class World:
    """The state of everything; methods of the bot and phones of people change it."""

    def __init__(
        self, clock: Clock, chance: Random, *, name: str = "Reihum", username: str = "reihum_bot"
    ) -> None:
        self.clock = clock
        self.chance = chance
        number = chance.randrange(10**9, 10**10)
        self.bot = User(number, name, username=username, is_bot=True)
        self.token = f"{number}:{self.key(35)}"
        self.reads_everything = False
        """Whether the bot hears everything in groups; Telegram's privacy mode is the opposite."""
        self.people: dict[int, User] = {}
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, File] = {}
        self.presses: dict[str, Press] = {}
        self.profile = Profile()
        self.updates = UpdateQueue(first=chance.randrange(10**8, 9 * 10**8))
        self.allowed: frozenset[str] = DEFAULT
        self.watchers: list[Callable[[Change], None]] = []
        """Told of every change in a chat, when it happens."""
        self.polling = Polling(clock, self.updates)
        self.webhooks = Webhooks(clock, self.updates)
        self._last_id = 0

    def key(self, length: int) -> str:
        return "".join(self.chance.choices(string.ascii_letters + string.digits, k=length))

    # ------------------------------------------------------------------ people and chats

    def add_person(self, first_name: str, last_name: str = "", language: str = "de") -> User:
        number = FIRST_PERSON + len(self.people)
        person = User(number, first_name, last_name, language_code=language)
        self.people[number] = person
        return person

    def add_group(self, title: str, creator: User) -> Chat:
        number = FIRST_GROUP - len(self.chats)
        group = Chat(number, "group", title, members={creator.id: Member(creator, "creator")})
        self.chats[number] = group
        return group

    def private_chat(self, person: User) -> Chat:
        """The chat of a person with the bot, as the phone shows it before anybody has written."""
        if person.id not in self.chats:
            members = {user.id: Member(user, "member") for user in (person, self.bot)}
            chat = Chat(person.id, "private", person=person, members=members, begun=False)
            self.chats[person.id] = chat
        return self.chats[person.id]

    def known_chat(self, number: int | str) -> Chat:
        """The chat that the bot means, as far as it may know it."""
        chat = self.chats.get(number) if isinstance(number, int) else None
        if chat is not None and chat.begun:
            return chat
        groups = [group for group in self.chats.values() if not group.private]
        if any(group.members.keys() >= {number, self.bot.id} for group in groups):
            raise forbidden("bot can't initiate conversation with a user")
        raise bad_request("chat not found")

    def open_chat(self, number: int | str) -> Chat:
        """The chat that the bot means, if it may write there."""
        chat = self.known_chat(number)
        if chat.moved_to is not None:
            raise bad_request(
                "group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.moved_to
            )
        status = chat.member(self.bot).status
        if status in {"left", "kicked"}:
            if chat.private:
                raise BLOCKED
            if status == "kicked" or chat.kind == "group":
                raise forbidden(f"bot was kicked from the {chat.kind} chat")
            raise forbidden("bot is not a member of the supergroup chat")
        return chat

    def set_status(self, chat: Chat, user: User, status: Status, by: User) -> None:
        """Change somebody's standing; the bot is told of its own, and of others if it leads."""
        old, new = chat.member(user), Member(user, status)
        if old.status == status:
            return
        leads = chat.member(self.bot).leads
        chat.members[user.id] = new
        about_bot = user == self.bot
        if about_bot or leads:
            kind: Kind = "my_chat_member" if about_bot else "chat_member"
            self.tell(
                kind,
                {
                    "chat": chat.shown(),
                    "from": by.shown(),
                    "date": int(self.clock.now()),
                    "old_chat_member": old.shown(),
                    "new_chat_member": new.shown(),
                },
                lane=f"{kind}:{chat.id}",
            )

    def migrate(self, group: Chat) -> Chat:
        """Turn a group into a supergroup: a new chat with a new id."""
        number = FIRST_SUPERGROUP - len(self.chats)
        grown = Chat(number, "supergroup", group.title, members=dict(group.members))
        self.chats[number] = grown
        creator = next(member.user for member in group.members.values() if member.leads)
        self.post(group, creator, Draft({"migrate_to_chat_id": grown.id}))
        group.moved_to = grown.id
        self.post(grown, creator, Draft({"migrate_from_chat_id": group.id}))
        return grown

    # ------------------------------------------------------------------ messages

    def post(self, chat: Chat, sender: User, draft: Draft) -> Message:
        """Write a message into a chat and tell whom it concerns."""
        message = Message(self._next_id(chat), chat.id, sender, int(self.clock.now()), draft)
        chat.messages[message.id] = message
        chat.begun = True
        self._changed("sent", message)
        if hears(self.bot, chat, message, everything=self.reads_everything):
            self.tell("message", self.shown(message), lane=f"chat:{chat.id}")
        return message

    def edit(self, message: Message, content: Json, keyboard: Json | None) -> Message:
        chat = self.chats[message.chat]
        draft = replace(message.draft, content=content, keyboard=keyboard)
        edited = replace(message, draft=draft, edited=int(self.clock.now()))
        chat.messages[message.id] = edited
        self._changed("edited", edited)
        if hears(self.bot, chat, edited, everything=self.reads_everything):
            self.tell("edited_message", self.shown(edited), lane=f"chat:{chat.id}")
        return edited

    def delete(self, message: Message) -> None:
        chat = self.chats[message.chat]
        del chat.messages[message.id]
        if message.id in chat.pinned:
            chat.pinned.remove(message.id)
        self._changed("deleted", message)

    def pin(self, message: Message, by: User) -> None:
        chat = self.chats[message.chat]
        if message.id in chat.pinned:
            return
        chat.pinned.append(message.id)
        self._changed("pinned", message)
        self.post(chat, by, Draft({"pinned_message": self.shown(message, reply=False)}))

    def unpin(self, message: Message) -> None:
        chat = self.chats[message.chat]
        if message.id in chat.pinned:
            chat.pinned.remove(message.id)
            self._changed("unpinned", message)

    def shown(self, message: Message, *, reply: bool = True) -> Json:
        """A message as the Bot API shows it."""
        chat = self.chats[message.chat]
        draft = message.draft
        shown: Json = {
            "message_id": message.id,
            "from": message.sender.shown(),
            "chat": chat.shown(),
            "date": message.date,
            **draft.content,
        }
        if message.edited is not None:
            shown["edit_date"] = message.edited
        if draft.keyboard is not None:
            shown["reply_markup"] = draft.keyboard
        if draft.origin is not None:
            shown["forward_origin"] = draft.origin
        if draft.protected:
            shown["has_protected_content"] = True
        answered = chat.messages.get(draft.reply_to or 0)
        if reply and answered is not None:
            shown["reply_to_message"] = self.shown(answered, reply=False)
        return shown

    def _next_id(self, chat: Chat) -> int:
        if chat.kind == "supergroup":
            chat.last_id += 1
            return chat.last_id
        self._last_id += 1
        return self._last_id

    # ------------------------------------------------------------------ buttons

    def press(self, message: Message, data: str, person: User) -> Press:
        """A person presses an inline button."""
        now = self.clock.now()
        press = Press(str(self.chance.randrange(10**17, 10**18)), message, now + CALLBACK_LIFE)
        self.presses[press.id] = press
        while len(self.presses) > REMEMBERED:
            del self.presses[next(iter(self.presses))]
        self.tell(
            "callback_query",
            {
                "id": press.id,
                "from": person.shown(),
                "message": self.shown(message),
                "chat_instance": str(message.chat),
                "data": data,
            },
            lane=f"press:{person.id}",
            life=CALLBACK_LIFE,
        )
        return press

    def answer(self, press: Press, answer: Json) -> None:
        press.answer = answer
        self._changed("answered", press.message, answer)

    # ------------------------------------------------------------------ files

    def store(self, upload: Upload) -> File:
        number = len(self.files)
        unique = self.key(12)
        ending = upload.name.rpartition(".")[2] if "." in upload.name else "bin"
        path = f"documents/file_{number}.{ending}"
        file = File(f"BQAC{self.key(40)}{unique}", unique, path, upload)
        self.files[file.id] = file
        return file

    # ------------------------------------------------------------------ telling

    def tell(self, kind: Kind, body: Json, *, lane: str, life: float = DAY) -> None:
        """Queue an update, if the bot wants to hear of such things."""
        if kind not in self.allowed:
            return
        update = self.updates.put(kind, body, lane=lane, expires=self.clock.now() + life)
        self.polling.wake()
        self.webhooks.tell(update)

    async def next_change(self) -> Change:
        """Whatever happens next, in any chat."""
        coming: asyncio.Future[Change] = asyncio.get_running_loop().create_future()

        def watch(change: Change) -> None:
            if not coming.done():
                coming.set_result(change)

        self.watchers.append(watch)
        try:
            return await coming
        finally:
            self.watchers.remove(watch)

    def _changed(self, kind: str, message: Message, answer: Json | None = None) -> None:
        change = Change(kind, message, answer or {})
        self.chats[message.chat].log.append(change)
        for watcher in self.watchers:
            watcher(change)
