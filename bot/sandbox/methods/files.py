"""Pictures, documents, voice; and where the bot fetches what people sent."""

from __future__ import annotations

from typing import ClassVar, Final

from bot.sandbox.methods.method import File, Method
from bot.sandbox.methods.writing import NOT_SENT, Sending, caption_content
from bot.sandbox.pictures import NoPictureError, size
from bot.sandbox.refusal import RefusedError, bad_request, not_emulated
from bot.sandbox.values import File as Stored
from bot.sandbox.values import Json, Upload
from bot.sandbox.world import World

MEBI: Final = 1024 * 1024
LARGEST_SENT: Final = 50 * MEBI
LARGEST_PHOTO: Final = 10 * MEBI
LARGEST_FETCHED: Final = 20 * MEBI
LARGEST_SIDES: Final = 10_000
LARGEST_RATIO: Final = 20

TOO_LARGE = RefusedError(413, "Request Entity Too Large")


class SendPhoto(Sending):
    """Send a picture."""

    not_emulated: ClassVar[frozenset[str]] = NOT_SENT | {
        "caption_entities",
        "show_caption_above_media",
        "has_spoiler",
    }

    photo: File
    caption: str | None = None
    parse_mode: str | None = None

    def act(self, world: World) -> Json:
        caption = caption_content(self.caption, self.parse_mode)
        world.open_chat(self.chat_id)
        if isinstance(self.photo, Upload):
            _check_picture(self.photo.content)
        stored = _stored(world, self.photo, LARGEST_PHOTO)
        width, height = size(stored.upload.content)
        shown = {**stored.shown(), "width": width, "height": height}
        return self.post(world, {"photo": [shown], **caption})


class SendDocument(Sending):
    """Send a file of any kind."""

    not_emulated: ClassVar[frozenset[str]] = NOT_SENT | {
        "thumbnail",
        "caption_entities",
    }

    document: File
    caption: str | None = None
    parse_mode: str | None = None
    disable_content_type_detection: bool | None = None

    def act(self, world: World) -> Json:
        caption = caption_content(self.caption, self.parse_mode)
        world.open_chat(self.chat_id)
        stored = _stored(world, self.document, LARGEST_SENT)
        names = {"file_name": stored.upload.name, "mime_type": stored.upload.mime}
        return self.post(world, {"document": {**stored.shown(), **names}, **caption})


class GetFile(Method):
    """Where a file can be fetched."""

    file_id: str

    def act(self, world: World) -> Json:
        stored = world.files.get(self.file_id)
        if stored is None:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        if len(stored.upload.content) > LARGEST_FETCHED:
            raise bad_request("file is too big")
        return {**stored.shown(), "file_path": stored.path}


def _stored(world: World, given: Upload | str, largest: int) -> Stored:
    if isinstance(given, Upload):
        if not given.content:
            raise bad_request("file must be non-empty")
        if len(given.content) > largest:
            raise TOO_LARGE
        return world.store(given)
    if "://" in given:
        raise not_emulated("files by address")
    if given not in world.files:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return world.files[given]


def _check_picture(content: bytes) -> None:
    try:
        width, height = size(content)
    except NoPictureError:
        raise bad_request("IMAGE_PROCESS_FAILED") from None
    sides = sorted((width, height))
    if sum(sides) > LARGEST_SIDES or not sides[0] or sides[1] > LARGEST_RATIO * sides[0]:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
