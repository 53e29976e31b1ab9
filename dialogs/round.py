"""A round under way: its seats, the phase that is open, and what was said so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from dialogs.report import Section
from dialogs.said import Release, Value
from dialogs.text import Text

#: What stands in the place of a name in braces: words, or a date for the wording to write out.
Fill = Text | datetime


class AskNumber(NamedTuple):
    """Names one question put to one seat: the opening of the phase, the step, the item."""

    opening: int
    step: int
    item: int

    def __str__(self) -> str:
        """Return the number as buttons carry it, such as ``3.2.0``."""
        return f"{self.opening}.{self.step}.{self.item}"

    @classmethod
    def parse(cls, written: str) -> AskNumber:
        """Read a number as buttons carry it; raises ValueError on anything else."""
        opening, step, item = (int(part) for part in written.split("."))
        return cls(opening, step, item)


class Item(NamedTuple):
    """One of the things a question is repeated over, frozen when its phase opened."""

    key: str
    words: Text
    #: The seat whose words these are, where they are tied to one.
    author: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said to one question.

    ``id`` is minted by the caller and is carried by the buttons in the person's own chat.
    ``seat`` is there for named and pseudonymous answers only, ``level`` for role only.
    """

    id: str
    question: str
    item: str
    value: Value
    reason: str = ""
    release: Release | None = None
    seat: int | None = None
    level: str | None = None


class Mark(StrEnum):
    """What became of an ask."""

    ANSWERED = "answered"
    PASSED = "passed"


class Standing(StrEnum):
    """Whether somebody is still part of the round."""

    TAKING_PART = "taking-part"
    DECLINED = "declined"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Seat:
    """A person's place in one round. Marks are forgotten when the phase closes."""

    number: int
    level: str
    parts: frozenset[str] = frozenset({"member"})
    standing: Standing = Standing.TAKING_PART
    open: AskNumber | None = None
    marks: Mapping[AskNumber, Mark] = field(default_factory=dict)
    answers: Mapping[tuple[str, str], Answer] = field(default_factory=dict)
    #: Which items this seat is given where not everybody reads everything.
    reads: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    #: Whether the introduction of the script has been told.
    introduced: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """The few counts that say whether a phase is complete."""

    #: Seats that still have something open.
    waiting: int = 0
    #: People who answered, by question.
    people: Mapping[str, int] = field(default_factory=dict)
    #: People by level who answered, and have left without taking their answers along.
    left: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Opening:
    """A phase that has been opened, with everything it works on, frozen."""

    number: int
    part: str | None
    index: int
    at: datetime
    ends: datetime
    #: Items by question: those of ``for_each``, the options of a vote, sentences to react to.
    items: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)
    #: Options by question, where they come from elsewhere than the script.
    options: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)
    #: Middles of the group by (question, item), for ``differs_from_median``.
    medians: Mapping[tuple[str, str], float] = field(default_factory=dict)
    #: Levels that may be kept with an answer: at least five of them were invited.
    levels: frozenset[str] = frozenset()
    #: What fills the placeholders of this phase's texts.
    fills: Mapping[str, Fill] = field(default_factory=dict)
    #: What earlier questions came to, for the ``share`` steps of this phase.
    shares: Mapping[str, Section] = field(default_factory=dict)
    #: Questions not asked: their untied answers stand, it is not their turn, nothing to ask on.
    spared: frozenset[str] = frozenset()
    #: Which time round of a consent this is; 0 is the first.
    loop: int = 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """Between two phases: what the next one waits for, and until when at the latest."""

    index: int
    opens: datetime
    until: datetime
    drafts: frozenset[str] = frozenset()
    loop: int = 0


class Outcome(StrEnum):
    """What a closed question came to."""

    ENOUGH = "enough"
    TOO_FEW = "too-few"
    NOT_ASKED = "not-asked"


@dataclass(frozen=True, slots=True)
class Closed:
    """What remains of a question when its phase has closed: answers tied as promised."""

    question: str
    outcome: Outcome
    invited: int
    people: int
    items: tuple[Item, ...] = ()
    options: tuple[Item, ...] = ()
    answers: tuple[Answer, ...] = ()
    #: Somebody has taken their answers to it back since it closed.
    taken_back: bool = False


#: So many people read free text before it reaches others.
READERS = 2


@dataclass(frozen=True, slots=True)
class Contribution:
    """Somebody's words on their way through the release queue."""

    #: The id of the answer, with ``/reason`` behind it where these words are its reason.
    key: str
    question: str
    words: str
    #: What others would read: the words themselves, or the readers' paraphrase once there is one.
    shown: str
    #: The item these words are about, and the answer whose reason they are.
    item: Text | None = None
    about: Text | None = None
    author: int | None = None
    readers: frozenset[int] = frozenset()
    turned_away: bool = False

    @property
    def released(self) -> bool:
        """Whether two different people have let these words through."""
        return not self.turned_away and len(self.readers) >= READERS

    @property
    def decided(self) -> bool:
        """Whether the readers are done with it."""
        return self.turned_away or self.released


class Status(StrEnum):
    """Where a round stands."""

    PLANNED = "planned"
    OPEN = "open"
    WAITING = "waiting"
    RETURNING = "returning"
    ENDED = "ended"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Round:
    """One script under way with a group of people."""

    seats: Mapping[int, Seat]
    status: Status = Status.PLANNED
    #: The follow-up that this round plays; None for the dialog itself.
    part: str | None = None
    #: How many rounds of a check-in came before: which question's turn it is.
    turn: int = 0
    #: Invited people by level, as the coordination entered them, paper included.
    invited: Mapping[str, int] = field(default_factory=dict)
    given: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    drafts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    opening: Opening | None = None
    waiting: Waiting | None = None
    tally: Tally = Tally()
    #: How many times a phase has been opened so far.
    openings: int = 0
    #: Untied answers of the phase that is open; storage seals them under the phase key.
    untied: tuple[Answer, ...] = ()
    closed: Mapping[str, Closed] = field(default_factory=dict)
    #: Participation by phase and level: people who answered at least one question.
    took_part: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    queue: tuple[Contribution, ...] = ()
    #: Consents that went to the steering group, by question and item.
    handed_on: frozenset[tuple[str, str]] = frozenset()
    #: What an earlier round of the same script found, for follow-ups.
    carried: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)
    #: The promised date of the result. It only ever comes nearer.
    returns_on: datetime | None = None
    #: Whether everybody was told beforehand when it opens: that is one of six messages.
    announced: bool = False

    def seated(self, seat: Seat) -> Round:
        """Return the round with this seat in its new state."""
        return replace(self, seats={**self.seats, seat.number: seat})
