"""What a report is made of: figures and findings, without a word of interpretation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from dialogs.text import Text

# --- Findings ------------------------------------------------------------------------------


class Found(StrEnum):
    """What the figures allow to say (domain 10.1, practice 15). Each has its sentence."""

    TOO_FEW = "too-few"
    NO_ANSWERS = "no-answers"
    NOT_ASKED = "not-asked"
    NOT_SHOWN = "not-shown"
    MIDDLE = "middle"
    CLOSE = "close"
    FAR_APART = "far-apart"
    MANY_CANNOT_SAY = "many-cannot-say"
    MANY_STAND_ASIDE = "many-stand-aside"
    CONSENSUS = "consensus"
    DIVIDED = "divided"
    MANY_PASSED = "many-passed"
    STATUS_QUO_FIRST = "status-quo-first"
    LEAST_RESISTANCE = "least-resistance"
    ADOPTED = "adopted"
    OBJECTED = "objected"
    HANDED_ON = "handed-on"
    MANY_GAVE_LITTLE = "many-gave-little"
    FEW_GAVE_MUCH = "few-gave-much"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that may be said, with the numbers of its sentence.

    ``about`` is the option, sentence or answer it is said of, where it is said of one.
    """

    found: Found
    numbers: Mapping[str, int | float] = field(default_factory=dict)
    about: Text | None = None


# --- Figures -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Dots:
    """How many answers stand on each point of a scale, from ``lowest`` upwards."""

    lowest: int
    dots: tuple[int, ...]
    low: Text
    high: Text
    cannot_say: Text
    cannot_say_count: int

    @property
    def highest(self) -> int:
        """The last point of the scale."""
        return self.lowest + len(self.dots) - 1

    @property
    def on_the_scale(self) -> int:
        """How many answers stand on the scale, without "can't say"."""
        return sum(self.dots)


class Chosen(NamedTuple):
    """How often an option was chosen."""

    label: Text
    times: int


@dataclass(frozen=True, slots=True)
class Choices:
    """How often each option was chosen, by ``choosers`` people."""

    chosen: tuple[Chosen, ...]
    choosers: int
    #: Whether there are enough people for shares in percent.
    percent: bool


class Rated(NamedTuple):
    """How many points an option got, from how many people, and what that allows to say."""

    label: Text
    points: int
    givers: int
    found: Found | None


@dataclass(frozen=True, slots=True)
class Ranking:
    """The options by points, most first."""

    rated: tuple[Rated, ...]


class Resisted(NamedTuple):
    """What resistance an option meets.

    ``mean`` is that of the ``voters`` who did not abstain, None when all did. ``strong`` counts
    those from 8 to 10. ``below`` is how far the option stays below the status quo, None where
    there is nothing to compare; the status quo itself is 0 below itself.
    """

    label: Text
    mean: float | None
    voters: int
    strong: int
    below: float | None


@dataclass(frozen=True, slots=True)
class Resistances:
    """The options by mean resistance, least first."""

    resisted: tuple[Resisted, ...]


class Reacted(NamedTuple):
    """How many agree, disagree and pass on a sentence, and what that allows to say."""

    sentence: Text
    agree: int
    disagree: int
    passed: int
    found: Found | None


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences by agreement, most first."""

    reacted: tuple[Reacted, ...]


Figures = Dots | Choices | Ranking | Resistances | Sentences


# --- Words ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Voice:
    """Released words, as two people have let them through.

    ``seat`` is there for named contributions, ``level`` where the answer carries one.
    ``about`` is the answer that these words give the reason for. Words that are not
    ``verbatim`` are those of the readers.
    """

    words: str
    level: str | None = None
    seat: int | None = None
    about: Text | None = None
    verbatim: bool = True


@dataclass(frozen=True, slots=True)
class Pledge:
    """A released commitment as everybody sees it."""

    what: str
    until: date
    with_whom: str = ""
    seat: int | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """What was said in words, and how many words nobody has released."""

    voices: tuple[Voice, ...] = ()
    pledges: tuple[Pledge, ...] = ()
    unreleased: int = 0


# --- Documents -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Result:
    """What came together on one item, or on the question itself when ``item`` is None."""

    item: Text | None = None
    figures: Figures | None = None
    findings: tuple[Finding, ...] = ()
    words: Heard = Heard()


@dataclass(frozen=True, slots=True)
class Section:
    """What came together on one question."""

    question: str
    text: Text
    #: The type of the question, as authors write it.
    kind: str
    #: People who answered; None where the number itself stays unsaid.
    n: int | None
    results: tuple[Result, ...] = ()
    #: Whether two people have released the words; what only they read is there as it was written.
    released: bool = True


class Share(NamedTuple):
    """How many of how many took part."""

    answered: int
    invited: int


@dataclass(frozen=True, slots=True)
class Participation:
    """Who was reached, by level, without ever letting a small number be worked out."""

    invited: int
    #: People who took part; None when they were fewer than ``fewest``.
    answered: int | None
    fewest: int
    #: The levels whose numbers can be shown, biggest first.
    levels: Mapping[str, Share] = field(default_factory=dict)
    #: All the other levels together.
    others: Share | None = None
    #: Levels that nobody was invited from, or from which nobody of five or more answered.
    missing: tuple[str, ...] = ()
    #: The numbers are those of the phase in which most took part; there were several.
    busiest_phase: bool = False

    @property
    def only_a_beginning(self) -> bool:
        """Whether this is no picture of the network: below half of it, or below ten people."""
        if self.answered is None or self.answered == self.invited:
            return False
        return self.answered < FEW or 2 * self.answered < self.invited


#: Below so many answers figures are a beginning: dots, no middle (practice 15).
FEW = 10


@dataclass(frozen=True, slots=True)
class Mirror:
    """The result of a round, for everybody who was invited."""

    title: Text
    participation: Participation
    sections: tuple[Section, ...]
    #: Words of the tandem for this mirror, if they have supplied some.
    summary: str = ""
    #: The round was ended before its time.
    cancelled: bool = False
    #: The round goes on, and there will be another result.
    interim: bool = False
    #: What stands in the place of names in braces: drafts, and what questions found.
    fills: Mapping[str, Text] = field(default_factory=dict)
