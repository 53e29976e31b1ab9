"""What a person said or pressed, what it is worth as an answer, and why it may not count."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal, NamedTuple

from dialogs.text import Text

#: The value of "Kann ich nicht beurteilen": counted by itself, never averaged in.
CANNOT_SAY = "na"


class Option(NamedTuple):
    """One of the buttons under a question."""

    key: str
    label: Text


# --- What comes in -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Words:
    """Something typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Picked:
    """Buttons chosen, by their place in the row, counted from 0."""

    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Points:
    """How many points each option was given, in the order of the options."""

    given: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment put together: what, until when and, if wanted, with whom."""

    what: str
    until: date
    with_whom: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one answered so; empty words when one would rather not say."""

    words: str


Release = Literal["verbatim", "paraphrase", "hide"]


@dataclass(frozen=True, slots=True)
class Releasing:
    """What may be shown of one's words."""

    choice: Release


@dataclass(frozen=True, slots=True)
class Skip:
    """The button "Überspringen": this question not, but the next."""


@dataclass(frozen=True, slots=True)
class Back:
    """The button "Zurück": once more the question before."""


@dataclass(frozen=True, slots=True)
class Decline:
    """The button "Diesmal nicht": nothing more in this phase."""


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Take an answer back altogether."""


@dataclass(frozen=True, slots=True)
class Show:
    """The button "Beginnen", or "Was ist offen?": show the open question."""


Answering = Words | Picked | Points | Promise
Amending = Reason | Releasing
Said = Answering | Amending | Skip | Back | Decline | Withdraw | Show


# --- What it is worth ----------------------------------------------------------------------

#: Option keys, points on a scale, words, keys of several options, points a key, a promise.
Value = str | int | tuple[str, ...] | dict[str, int] | Promise


class Why(StrEnum):
    """Why something said does not count. Each has its sentence in the wording."""

    CLOSED = "closed"
    NOT_AN_OPTION = "not-an-option"
    TOO_MANY = "too-many"
    NOTHING_CHOSEN = "nothing-chosen"
    TOO_LONG = "too-long"
    EMPTY = "empty"
    OFF_THE_SCALE = "off-the-scale"
    TOO_MANY_POINTS = "too-many-points"
    PAST_DATE = "past-date"
    TOO_FAR = "too-far"
    NOT_A_DATE = "not-a-date"
    ALREADY_ANSWERED = "already-answered"
    NOTHING_BEFORE = "nothing-before"
    CHANGE_THERE = "change-there"
    BUTTONS_ONLY = "buttons-only"
    WORDS_ONLY = "words-only"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A reply that does not count, with the numbers its sentence needs."""

    why: Why
    numbers: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A good beginning: ``what`` is there, the date is still missing."""

    what: str


Reading = Value | Refusal | Unfinished
