"""What a round wants to happen. The engine says it; others do it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal

from dialogs.questions.asked import Anonymity
from dialogs.report import Section
from dialogs.round import Answer, AskNumber, Fill, Item, Opening
from dialogs.said import Refusal, Value
from dialogs.text import Text

# --- To one seat ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Invite:
    """A phase is open for this seat: "Beginnen" and "Diesmal nicht".

    The first invitation of a round carries the introduction of the script.
    """

    seat: int
    opening: Opening
    number: AskNumber
    first: bool


@dataclass(frozen=True, slots=True)
class Announce:
    """The round will open for this seat; ``again`` where another day had been named before."""

    seat: int
    opens: datetime
    ends: datetime
    again: bool = False


@dataclass(frozen=True, slots=True)
class Say:
    """An author's words."""

    seat: int
    text: Text
    fills: Mapping[str, Fill] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reveal:
    """What came together on an earlier question, as it was when the phase opened.

    It comes along, because a phase in which nobody is asked is over before it is told.
    """

    seat: int
    question: str
    section: Section


@dataclass(frozen=True, slots=True)
class Ask:
    """A question. ``answer`` is the id of the answer that this would change.

    ``place`` and ``total`` make "Frage 2 von 5", where a further contribution has no place of
    its own and its ``place`` is 0; ``reads`` says who reads the answer, where
    the person has not yet been told.
    """

    seat: int
    number: AskNumber
    place: int
    total: int
    answer: str | None = None
    reads: Anonymity | None = None
    level_shown: bool = False


More = Literal["reason", "release", "until"]


@dataclass(frozen=True, slots=True)
class AskMore:
    """What belongs to an answer: its reason, its release, or the date of a promise.

    For a reason and a release ``answer`` is the id of the answer; for a date nothing has been
    kept yet and ``words`` is what was promised so far.
    """

    seat: int
    number: AskNumber
    more: More
    answer: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Took:
    """The answer counts. Its question can now show what was chosen."""

    seat: int
    number: AskNumber
    answer: str
    value: Value
    kept: bool = True


@dataclass(frozen=True, slots=True)
class Passed:
    """The question was passed over, or its answer withdrawn."""

    seat: int
    number: AskNumber


@dataclass(frozen=True, slots=True)
class Finished:
    """Nothing more is open for this seat in this phase."""

    seat: int
    ends: datetime
    declined: bool = False


@dataclass(frozen=True, slots=True)
class Refuse:
    """What was said does not count, and nothing has changed."""

    seat: int
    refusal: Refusal
    number: AskNumber | None = None


@dataclass(frozen=True, slots=True)
class Remind:
    """Something is still open for this seat."""

    seat: int
    ends: datetime


class News(StrEnum):
    """What everybody may need to know about the course of a round."""

    SKIPPED_TOO_FEW = "skipped-too-few"
    SKIPPED_NO_DRAFT = "skipped-no-draft"
    SKIPPED_NOTHING = "skipped-nothing"
    SKIPPED_UNREAD = "skipped-unread"
    EXTENDED = "extended"
    REOPENED = "reopened"
    CANCELLED = "cancelled"
    NOT_RETURNED_YET = "not-returned-yet"


#: News that a part is left out.
SKIPPED = frozenset(
    {News.SKIPPED_TOO_FEW, News.SKIPPED_NO_DRAFT, News.SKIPPED_NOTHING, News.SKIPPED_UNREAD}
)


@dataclass(frozen=True, slots=True)
class Tell:
    """News about the round, in our own words; ``phase`` and ``words`` fill them."""

    seat: int
    news: News
    phase: Text | None = None
    words: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Return:
    """The mirror of results goes to this seat."""

    seat: int


# --- To the coordination -------------------------------------------------------------------


class Wish(StrEnum):
    """What a round asks of its coordination."""

    DRAFT = "draft"
    READERS = "readers"
    ANSWERS = "answers"
    REVISION = "revision"
    TOO_FEW = "too-few"
    STEERING = "steering"
    MIRROR = "mirror"
    TOO_LONG = "too-long"
    NOT_NOW = "not-now"


@dataclass(frozen=True, slots=True)
class Request:
    """Something only people can do, and until when it would be good.

    ``name`` is the draft, the proposal or the phase it is about; with ``NOT_NOW`` it is what
    the coordination tried that does not fit the state of the round.
    """

    wish: Wish
    name: str = ""
    until: datetime | None = None
    text: Text | None = None


# --- To what is kept -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Keep:
    """Store this answer, or put it in the place of the one with the same id."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class Forget:
    """Delete the answer with this id."""

    answer: str


@dataclass(frozen=True, slots=True)
class Untie:
    """The phase is closed: write its untied answers anew, then destroy the phase key."""

    opening: int


@dataclass(frozen=True, slots=True)
class CloseAsks:
    """Nothing of this opening can be answered any more: buttons off, unsent messages gone."""

    opening: int


@dataclass(frozen=True, slots=True)
class SetMoment:
    """Wake this round at that time."""

    moment: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ClearMoment:
    """Do not wake this round for that any more."""

    moment: str


@dataclass(frozen=True, slots=True)
class Later:
    """Start a small round of its own, days from now; the same ``key`` is planned only once."""

    key: str
    part: str
    at: datetime
    seats: tuple[int, ...]
    given: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    carried: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)


Effect = (
    Invite
    | Announce
    | Say
    | Reveal
    | Ask
    | AskMore
    | Took
    | Passed
    | Finished
    | Refuse
    | Remind
    | Tell
    | Return
    | Request
    | Keep
    | Forget
    | Untie
    | CloseAsks
    | SetMoment
    | ClearMoment
    | Later
)
