"""Texts, with their tags, and the message that is answered: what all sending methods share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Final, Literal

from bot.sandbox.chats import Chat
from bot.sandbox.entities import Entity, detected, parsed, trimmed, units
from bot.sandbox.methods.markup import ReplyMarkup, below, inline
from bot.sandbox.methods.method import ChatId, Method, Part
from bot.sandbox.refusal import RefusedError, bad_request, not_emulated
from bot.sandbox.values import Draft, Json, Message
from bot.sandbox.world import World

LONGEST_TEXT: Final = 4096
LONGEST_CAPTION: Final = 1024
MOST_ENTITIES: Final = 100

NOT_SENT: Final = frozenset(
    {
        "business_connection_id",
        "message_thread_id",
        "direct_messages_topic_id",
        "allow_paid_broadcast",
        "message_effect_id",
        "suggested_post_parameters",
    }
)
"""What Telegram offers to shops, forums, channels and those who pay."""


class LinkPreviewOptions(Part):
    """Whether a link shows a preview."""

    is_disabled: bool | None = None
    url: str | None = None
    prefer_small_media: bool | None = None
    prefer_large_media: bool | None = None
    show_above_text: bool | None = None


class ReplyParameters(Part):
    """The message that is answered."""

    not_emulated: ClassVar[frozenset[str]] = frozenset(
        {
            "chat_id",
            "quote",
            "quote_parse_mode",
            "quote_entities",
            "quote_position",
            "checklist_task_id",
            "poll_option_id",
        }
    )

    message_id: int
    allow_sending_without_reply: bool | None = None


class Sending(Method):
    """What every method that sends a message understands."""

    writes: ClassVar[Literal["nothing", "new", "change"]] = "new"
    not_emulated: ClassVar[frozenset[str]] = NOT_SENT

    chat_id: ChatId
    disable_notification: bool | None = None
    protect_content: bool | None = None
    reply_parameters: ReplyParameters | None = None
    reply_markup: ReplyMarkup | None = None

    def post(self, world: World, content: Json) -> Json:
        chat = world.open_chat(self.chat_id)
        draft = Draft(
            content,
            keyboard=inline(self.reply_markup),
            below=below(self.reply_markup),
            reply_to=answered(chat, self.reply_parameters),
            protected=bool(self.protect_content),
        )
        return world.shown(world.post(chat, world.bot, draft))


def answered(chat: Chat, reply: ReplyParameters | None) -> int | None:
    if reply is None:
        return None
    if reply.message_id in chat.messages:
        return reply.message_id
    if reply.allow_sending_without_reply:
        return None
    raise bad_request("message to be replied not found")


def written(text: str, parse_mode: str | None) -> tuple[str, list[Entity]]:
    """The text as people read it, and its entities."""
    match (parse_mode or "").lower():
        case "":
            return trimmed(text, list(detected(text)))
        case "html":
            plain, entities = parsed(text)
            return plain, sorted(
                [*entities, *_beside(entities, detected(plain))], key=lambda e: int(e["offset"])
            )
        case "markdown" | "markdownv2":
            raise not_emulated(f"parse_mode {parse_mode}")
        case _:
            raise bad_request("unsupported parse_mode")


def text_content(text: str, parse_mode: str | None, *, too_long: RefusedError) -> Json:
    plain, entities = written(text, parse_mode)
    if not plain:
        raise bad_request("message text is empty")
    if units(plain) > LONGEST_TEXT:
        raise too_long
    return {"text": plain} | ({"entities": entities[:MOST_ENTITIES]} if entities else {})


def caption_content(caption: str | None, parse_mode: str | None) -> Json:
    plain, entities = written(caption or "", parse_mode)
    if units(plain) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    content: Json = {"caption": plain} if plain else {}
    return content | ({"caption_entities": entities[:MOST_ENTITIES]} if entities else {})


def own_message(world: World, chat: Chat, number: int, what: str) -> Message:
    """A message that the bot may change."""
    message = chat.messages.get(number)
    if message is None:
        raise bad_request(f"message to {what} not found")
    if message.sender != world.bot or message.draft.below is not None:
        raise bad_request("message can't be edited")
    return message


def _beside(taken: list[Entity], found: Iterable[Entity]) -> list[Entity]:
    """What was found where no entity of the bot says otherwise."""
    beside: list[Entity] = []
    for entity in found:
        first, last = entity["offset"], entity["offset"] + entity["length"]
        if all(last <= t["offset"] or first >= t["offset"] + t["length"] for t in taken):
            beside.append(entity)
    return beside
