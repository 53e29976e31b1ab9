"""What goes out to one person, as values, and their bytes for the outbox.

Every text here is HTML that is ready to be sent: what came from people has been escaped.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from pydantic import Base64Bytes, TypeAdapter


@dataclass(frozen=True, slots=True)
class Key:
    """A button, and the data that comes back when it is pressed."""

    label: str
    data: str


@dataclass(frozen=True, slots=True)
class Link:
    """A button that opens an address."""

    label: str
    url: str


Keys = tuple[tuple[Key | Link, ...], ...]


@dataclass(frozen=True, slots=True)
class Send:
    """A message.

    ``replies_to`` is the person's message that it answers. One that ``pins`` is kept in view.
    """

    text: str
    keys: Keys = ()
    replies_to: int | None = None
    pins: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """New words and buttons for a message of ours."""

    message: int
    text: str
    keys: Keys = ()


@dataclass(frozen=True, slots=True)
class Rekey:
    """New buttons for a message of ours, whose words stay."""

    message: int
    keys: Keys


@dataclass(frozen=True, slots=True)
class Strip:
    """The buttons of a message of ours go, its words stay."""

    message: int


@dataclass(frozen=True, slots=True)
class Delete:
    """A message disappears, one of ours or one of the person's."""

    message: int


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture, with words below it."""

    png: Base64Bytes
    caption: str = ""
    keys: Keys = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A file."""

    name: str
    content: Base64Bytes
    caption: str = ""


Outgoing = Send | Edit | Rekey | Strip | Delete | Photo | Document


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person sees at once on pressing a button: a line that fades, or one to be closed."""

    query: str
    text: str = ""
    alert: bool = False


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What is done at once when something heard has been committed: best effort, not in the outbox.

    ``said`` are toggled buttons, and answers to strangers of whom nothing is stored.
    """

    answer: Answer | None = None
    chat: str = ""
    said: tuple[Outgoing, ...] = ()


NOTHING = Aftermath()


def is_new(outgoing: Outgoing) -> bool:
    """Tell whether it is a message of its own, and not a change of one that is there."""
    return isinstance(outgoing, Send | Photo | Document)


_FORMS: dict[str, type] = {form.__name__: form for form in get_args(Outgoing)}


@cache
def _adapter(name: str) -> TypeAdapter[Any]:
    """Return what reads and writes a form; made when it is first needed, for it takes a while."""
    return TypeAdapter(_FORMS[name])


def to_bytes(outgoing: Outgoing) -> bytes:
    """Return what `from_bytes` reads: the form's name, a space, and JSON."""
    name = type(outgoing).__name__
    return name.encode() + b" " + _adapter(name).dump_json(outgoing)


def from_bytes(written: bytes) -> Outgoing:
    """Read what `to_bytes` has written."""
    name, _, fields = written.partition(b" ")
    read: Outgoing = _adapter(name.decode()).validate_json(fields)
    return read
