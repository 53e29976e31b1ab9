"""A chat: who is in it, what was written, what is pinned."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from bot.sandbox.values import Change, Json, Message, User

Status = Literal["creator", "administrator", "member", "left", "kicked"]
PRESENT: Final = frozenset({"creator", "administrator", "member"})

RIGHTS: Final = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody's standing in a chat."""

    user: User
    status: Status

    @property
    def present(self) -> bool:
        return self.status in PRESENT

    @property
    def leads(self) -> bool:
        return self.status in {"creator", "administrator"}

    def shown(self) -> Json:
        shown: Json = {"status": self.status, "user": self.user.shown()}
        if self.leads:
            shown["is_anonymous"] = False
        if self.status == "administrator":
            shown |= {"can_be_edited": False, **dict.fromkeys(RIGHTS, True)}
        if self.status == "kicked":
            shown["until_date"] = 0
        return shown


@dataclass(slots=True)
class Chat:
    """A private chat with the bot, a group or a supergroup."""

    id: int
    kind: Literal["private", "group", "supergroup"]
    title: str = ""
    person: User | None = None
    members: dict[int, Member] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    log: list[Change] = field(default_factory=list)
    begun: bool = True
    """Whether anything has been written. No bot can be the first to write to a person."""
    last_id: int = 0
    """The newest message of a supergroup; all other chats of a bot count together."""
    moved_to: int | None = None

    @property
    def private(self) -> bool:
        return self.kind == "private"

    @property
    def present(self) -> list[Member]:
        return [member for member in self.members.values() if member.present]

    def member(self, user: User) -> Member:
        return self.members.get(user.id, Member(user, "left"))

    def shown(self) -> Json:
        shown: Json = {"id": self.id, "type": self.kind}
        if self.person is None:
            return shown | {"title": self.title}
        of_person = self.person.shown()
        names = ("first_name", "last_name", "username")
        return shown | {name: of_person[name] for name in names if name in of_person}
