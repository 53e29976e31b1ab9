"""What the guard says of a text, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Band = Literal["accept", "ask", "refuse"]

#: From harmless to clear.
BANDS: tuple[Band, ...] = get_args(Band)

Kind = Literal[
    "account",
    "address",
    "age",
    "birth-date",
    "case",
    "client",
    "colleague",
    "danger",
    "e-mail",
    "event",
    "family",
    "file-number",
    "general",
    "group",
    "handle",
    "health",
    "home",
    "initials",
    "name",
    "number-plate",
    "origin",
    "person",
    "phone",
    "place",
    "post",
    "recent",
    "small-place",
    "somebody",
    "street",
    "told",
    "too-long",
    "town",
    "unusual",
]


@dataclass(frozen=True, slots=True)
class Sign:
    """Something in a text that may tell who is meant: what it is, where, in which words."""

    kind: Kind
    start: int
    end: int
    words: str


#: Nobody wants to read more than this about one text.
MOST_TOLD = 3

#: These only say that a sentence is about somebody, and told alone they would puzzle.
_HARD_TO_TELL: frozenset[Kind] = frozenset({"danger", "general", "recent", "told", "too-long"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a text can be kept, and the signs that decided it, the clearest first.

    ``danger`` means that somebody may be in acute danger, ``colleague`` that somebody from the
    network is named or meant.
    """

    band: Band
    danger: bool
    colleague: bool
    signs: tuple[Sign, ...]

    @property
    def clearest(self) -> tuple[Sign, ...]:
        """The signs to tell people of: those that are clear by themselves, or a few of the rest."""
        told: list[Sign] = []
        for sign in self.signs:
            inside = any(each.start <= sign.start and sign.end <= each.end for each in told)
            if not inside and sign.kind not in _HARD_TO_TELL:
                told.append(sign)
        return tuple(told[:MOST_TOLD])
