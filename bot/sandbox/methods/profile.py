"""What the bot says of itself: names, descriptions, commands, menu button."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar, Final, Literal, Self

from pydantic import Field, model_validator

from bot.sandbox.methods.method import ChatId, Method, Part, wrong
from bot.sandbox.values import Json
from bot.sandbox.world import World

MOST_COMMANDS: Final = 100
LONGEST_COMMAND_DESCRIPTION: Final = 256

Language = Annotated[str, Field(pattern=r"^([a-z]{2})?$")]

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")


class GetMe(Method):
    """Who the bot is."""

    def act(self, world: World) -> Json:
        return world.bot.shown() | {
            "can_join_groups": True,
            "can_read_all_group_messages": world.reads_everything,
            "supports_inline_queries": False,
        }


class SetMyName(Method):
    """Name the bot."""

    name: str = Field("", max_length=64)
    language_code: Language = ""

    def act(self, world: World) -> bool:
        world.profile.names[self.language_code] = self.name
        return True


class GetMyName(Method):
    """How the bot is named."""

    language_code: Language = ""

    def act(self, world: World) -> Json:
        names = world.profile.names
        return {"name": names.get(self.language_code) or names.get("") or world.bot.first_name}


class SetMyDescription(Method):
    """Say what people see before they begin."""

    description: str = Field("", max_length=512)
    language_code: Language = ""

    def act(self, world: World) -> bool:
        world.profile.descriptions[self.language_code] = self.description
        return True


class GetMyDescription(Method):
    """What people see before they begin."""

    language_code: Language = ""

    def act(self, world: World) -> Json:
        texts = world.profile.descriptions
        return {"description": texts.get(self.language_code) or texts.get("", "")}


class SetMyShortDescription(Method):
    """Say what people see on the bot's page."""

    short_description: str = Field("", max_length=120)
    language_code: Language = ""

    def act(self, world: World) -> bool:
        world.profile.short_descriptions[self.language_code] = self.short_description
        return True


class GetMyShortDescription(Method):
    """What people see on the bot's page."""

    language_code: Language = ""

    def act(self, world: World) -> Json:
        texts = world.profile.short_descriptions
        return {"short_description": texts.get(self.language_code) or texts.get("", "")}


class BotCommand(Part):
    """A line of the menu of commands."""

    command: str
    description: str

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if not _COMMAND.fullmatch(self.command.removeprefix("/")):
            raise wrong("BOT_COMMAND_INVALID")
        if not 1 <= len(self.description) <= LONGEST_COMMAND_DESCRIPTION:
            raise wrong("BOT_COMMAND_DESCRIPTION_INVALID")
        return self


class BotCommandScope(Part):
    """Who sees a menu of commands."""

    type: Literal[
        "default",
        "all_private_chats",
        "all_group_chats",
        "all_chat_administrators",
        "chat",
        "chat_administrators",
        "chat_member",
    ] = "default"
    chat_id: ChatId | None = None
    user_id: int | None = None

    @model_validator(mode="after")
    def _names_whom_it_means(self) -> Self:
        in_chat = self.type in {"chat", "chat_administrators", "chat_member"}
        if in_chat != (self.chat_id is not None):
            raise wrong("can't parse BotCommandScope: chat_id fits no such scope, or is missing")
        if (self.type == "chat_member") != (self.user_id is not None):
            raise wrong("can't parse BotCommandScope: user_id fits no such scope, or is missing")
        return self

    @property
    def key(self) -> str:
        places = (self.chat_id, self.user_id)
        return ":".join([self.type, *(str(place) for place in places if place is not None)])


DEFAULT_SCOPE: Final = BotCommandScope()


class SetMyCommands(Method):
    """Set the menu of commands."""

    commands: list[BotCommand]
    scope: BotCommandScope = DEFAULT_SCOPE
    language_code: Language = ""

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if len(self.commands) > MOST_COMMANDS:
            raise wrong("BOT_COMMANDS_TOO_MUCH")
        return self

    def act(self, world: World) -> bool:
        if self.scope.chat_id is not None:
            world.known_chat(self.scope.chat_id)
        shown = [command.model_dump() for command in self.commands]
        world.profile.commands[self.scope.key, self.language_code] = shown
        return True


class GetMyCommands(Method):
    """The menu of commands of exactly one scope and language."""

    scope: BotCommandScope = DEFAULT_SCOPE
    language_code: Language = ""

    def act(self, world: World) -> list[Json]:
        return world.profile.commands.get((self.scope.key, self.language_code), [])


class DeleteMyCommands(Method):
    """Take a menu of commands away, so that a wider one shows."""

    scope: BotCommandScope = DEFAULT_SCOPE
    language_code: Language = ""

    def act(self, world: World) -> bool:
        world.profile.commands.pop((self.scope.key, self.language_code), None)
        return True


class MenuButton(Part):
    """The button beside the field in which one writes."""

    not_emulated: ClassVar[frozenset[str]] = frozenset({"text", "web_app"})

    type: Literal["commands", "default"]


class SetChatMenuButton(Method):
    """Choose the button, for one person or for all."""

    chat_id: int | None = None
    menu_button: MenuButton = MenuButton(type="default")

    def act(self, world: World) -> bool:
        if self.chat_id is not None:
            world.known_chat(self.chat_id)
        world.profile.menus[self.chat_id] = self.menu_button.model_dump()
        return True


class GetChatMenuButton(Method):
    """The button of one person, or of all."""

    chat_id: int | None = None

    def act(self, world: World) -> Json:
        menus = world.profile.menus
        return menus.get(self.chat_id) or menus.get(None) or {"type": "commands"}
