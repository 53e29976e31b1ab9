"""What came in from somebody, in no messenger's terms. Nothing of it is kept as it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.channels.outgoing import Keys


@dataclass(frozen=True, slots=True)
class Ours:
    """One of our own messages, as the messenger shows it: where it stands, and what it says.

    ``answers`` are the words of the person's message to which it was a reply, if it was one: words
    that we have kept nowhere come back with it.
    """

    message: int
    text: str
    keys: Keys = ()
    answers: str | None = None


@dataclass(frozen=True, slots=True)
class Typed:
    """Words, in reply to one of our messages or just so."""

    words: str
    message: int
    to: Ours | None = None


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button under one of our messages; ``query`` is what the messenger wants answered.

    ``under`` is None where the message is so old that the messenger does not show it to us.
    """

    data: str
    query: str
    under: Ours | None


@dataclass(frozen=True, slots=True)
class Edited:
    """Words that somebody has changed after sending them."""

    words: str
    message: int


@dataclass(frozen=True, slots=True)
class Sent:
    """Anything that is no text, with the words below it, if there are any."""

    kind: Literal["voice", "forward", "other"]
    message: int
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Gone:
    """Somebody has blocked us or deleted their account."""


@dataclass(frozen=True, slots=True)
class Back:
    """Somebody has unblocked us."""


@dataclass(frozen=True, slots=True)
class Group:
    """Something in a group: ``added`` when we have just been brought in."""

    added: bool


What = Typed | Pressed | Edited | Sent | Gone | Back | Group


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing that came in.

    ``key`` names it for ever, so that a second delivery changes nothing. ``chat`` is where an
    answer goes, ``at`` when it was sent, where the messenger tells, ``language`` what the person's
    device speaks, and ``called`` the name on it.
    """

    key: str
    chat: str
    at: datetime | None
    what: What
    language: str | None = None
    called: str = ""
