"""What can happen to a round as a whole. What one person says is in ``said``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from dialogs.round import Item, Seat


@dataclass(frozen=True, slots=True)
class Started:
    """The coordination starts the round."""


@dataclass(frozen=True, slots=True)
class Announced:
    """The round opens on a later day, of which everybody is told; said again, on another day."""

    opens: datetime


@dataclass(frozen=True, slots=True)
class Joined:
    """Somebody comes late."""

    seat: Seat


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody leaves; ``erase`` when their tied answers shall go with them."""

    seat: int
    erase: bool


@dataclass(frozen=True, slots=True)
class Completed:
    """Everybody who was asked has answered or passed, but for those who are ``away``.

    Those are seats of people to whom nothing can be written until the phase has ended.
    """

    away: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class TimeCame:
    """A moment of this round is due; ``away`` is as in `Completed`."""

    moment: str
    away: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Moved:
    """The coordination goes on: the open phase ends, or the waiting does."""


@dataclass(frozen=True, slots=True)
class SteppedBack:
    """The coordination opens the phase before once more."""


@dataclass(frozen=True, slots=True)
class Extended:
    """The coordination gives the open phase more time."""

    by: timedelta


@dataclass(frozen=True, slots=True)
class Supplied:
    """Somebody of the tandem supplies words: one draft, or a list of them."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """One of the two readers decides on a contribution of the release queue.

    ``words`` is the paraphrase, where the author wished for one or the reader sees need.
    """

    contribution: str
    by: int
    verdict: Literal["release", "turn-away"]
    words: str = ""


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The coordination ends the round, with a reason that everybody reads."""

    reason: str


Event = (
    Started
    | Announced
    | Joined
    | Left
    | Completed
    | TimeCame
    | Moved
    | SteppedBack
    | Extended
    | Supplied
    | Read
    | Cancelled
)


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a round begins with beside its seats."""

    part: str | None = None
    turn: int = 0
    invited: Mapping[str, int] = field(default_factory=dict)
    given: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: What the round before found, where this is one of its follow-ups.
    carried: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)
