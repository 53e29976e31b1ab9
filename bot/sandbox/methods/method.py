"""What a method of the Bot API is: its parameters as a strict model, and what it does."""

from __future__ import annotations

import json
import types
from abc import abstractmethod
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, NoReturn, Union, get_args, get_origin

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    InstanceOf,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from bot.sandbox.refusal import bad_request, not_emulated
from bot.sandbox.values import Upload
from bot.sandbox.world import World


def _number_where_it_is_one(given: object) -> object:
    is_number = isinstance(given, str) and given.removeprefix("-").isdecimal()
    return int(given) if is_number and isinstance(given, str) else given


ChatId = Annotated[int | str, BeforeValidator(_number_where_it_is_one)]
File = InstanceOf[Upload] | str
"""A file that comes along, or the id of one that the server has."""

EMPTY = {
    "chat_id": "chat_id is empty",
    "from_chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "user_id": "invalid user_id specified",
    "file_id": "invalid file_id",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
    "voice": "there is no voice in the request",
}


class Part(BaseModel):
    """An object within a parameter."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    not_emulated: ClassVar[frozenset[str]] = frozenset()
    """Fields of the Bot API that this server refuses aloud."""

    @classmethod
    def called(cls) -> str:
        return cls.__name__

    @model_validator(mode="before")
    @classmethod
    def _names_what_is_not_emulated(cls, given: object) -> object:
        if isinstance(given, dict) and (lacking := cls.not_emulated & given.keys()):
            what = f"{min(lacking)} of {cls.called()}"
            raise PydanticCustomError("not_emulated", "{what}", {"what": what})
        return given


class Method(Part):
    """A method that the bot calls. The name of the class is the name of the method."""

    writes: ClassVar[Literal["nothing", "new", "change"]] = "nothing"
    """What Telegram allows a few times a second only."""

    _structured: ClassVar[frozenset[str]] = frozenset()

    @classmethod
    def __pydantic_init_subclass__(cls, **_: object) -> None:
        fields = cls.model_fields.items()
        cls._structured = frozenset(n for n, f in fields if _is_structured(f.annotation))

    @classmethod
    def called(cls) -> str:
        return cls.__name__[0].lower() + cls.__name__[1:]

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> Method:
        """The call as a checked value. Forms carry objects as JSON, and so does Telegram."""
        decoded = dict(given)
        for name in cls._structured & decoded.keys():
            if isinstance(decoded[name], str):
                decoded[name] = _decoded(name, decoded[name])
        try:
            return cls.model_validate(decoded)
        except ValidationError as error:
            cls._refuse(error.errors(include_url=False)[0])

    @abstractmethod
    def act(self, world: World) -> object:
        """Do it and return the result, or refuse."""

    @classmethod
    def _refuse(cls, error: ErrorDetails) -> NoReturn:
        place = ".".join(str(step) for step in error["loc"])
        match error["type"]:
            case "telegram":
                raise bad_request(error["msg"])
            case "not_emulated":
                raise not_emulated(error["msg"])
            case "missing" if place in EMPTY:
                raise bad_request(EMPTY[place])
            case "extra_forbidden":
                raise bad_request(f'the Bot API knows no "{place}" of {cls.called()}')
            case _:
                raise bad_request(f'can\'t read "{place}" of {cls.called()}: {error["msg"]}')


def wrong(why: str) -> PydanticCustomError:
    """A refusal in Telegram's words, raised where a parameter is checked."""
    return PydanticCustomError("telegram", "{why}", {"why": why})


def _decoded(name: str, given: str) -> object:
    try:
        return json.loads(given)
    except json.JSONDecodeError as error:
        kind = "reply keyboard markup JSON" if name == "reply_markup" else f"{name} JSON"
        raise bad_request(f"can't parse {kind} object") from error


def _is_structured(annotation: object) -> bool:
    if get_origin(annotation) is Annotated:
        return _is_structured(get_args(annotation)[0])
    if get_origin(annotation) in {Union, types.UnionType}:
        return any(_is_structured(each) for each in get_args(annotation))
    if get_origin(annotation) in {list, dict}:
        return True
    if get_origin(annotation) is Literal:
        return False
    return isinstance(annotation, type) and issubclass(annotation, Part)
