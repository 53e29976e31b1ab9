"""What digests are made from: counts, titles and days of a network, and what of it may be told.

Titles and questions are filled in already, and free words are released. No value here has a place
for a person's name. What is too small to be told is decided here and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from dialogs.report import Participation
from dialogs.reports.taking_part import LEVEL_FROM
from dialogs.text import Text
from dialogs.workdays import Land, working_days_after

#: Only among so many people is it told that some of them cannot be reached, and only from so
#: many on how many texts were not accepted.
FEWEST = 5

#: So many working days the steering group knows alone that it has not decided yet.
STEERING_FIRST = 10


# --- Rounds and results ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Open:
    """A round in which something is open for the reader."""

    title: Text
    ends: datetime
    minutes: int


@dataclass(frozen=True, slots=True)
class Coming:
    """A round that opens soon."""

    title: Text
    opens: datetime


@dataclass(frozen=True, slots=True)
class Running:
    """A round under way, as it stood yesterday: a live count would give people away."""

    title: Text
    ends: datetime
    participation: Participation


@dataclass(frozen=True, slots=True)
class Returned:
    """A result that went out. A voice and what lay furthest apart are told only with answers."""

    title: Text
    participation: Participation
    voice: str | None = None
    apart: Text | None = None

    @property
    def told(self) -> Returned:
        """This result without what fewer than the threshold have said."""
        if self.participation.answered is not None:
            return self
        return Returned(self.title, self.participation)


@dataclass(frozen=True, slots=True)
class Meeting:
    """The next day on which people talk, and about which result."""

    day: date
    about: Text


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided on a result, in the words of the coordination."""

    title: Text
    words: str


# --- Agreements --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Due:
    """A commitment with its day, without whose it is."""

    what: str
    until: date


@dataclass(frozen=True, slots=True)
class Commitments:
    """How many commitments have come how far."""

    done: int = 0
    going: int = 0
    stuck: int = 0
    overdue: int = 0

    @property
    def total(self) -> int:
        """How many there are."""
        return self.done + self.going + self.stuck + self.overdue


@dataclass(frozen=True, slots=True)
class Undecided:
    """A result about which ``body`` has to decide and has not; ``by`` is when it was to.

    The steering group learns of it first, everybody else on the day ``all_read`` at the earliest.
    """

    title: Text
    returned: date
    body: str
    by: date | None = None
    all_read: date | None = None

    def days(self, today: date) -> int:
        """Return for how many days there has been a result."""
        return (today - self.returned).days


def all_may_know_on(steering_told: date, land: Land | None) -> date:
    """Return the first day on which everybody may learn that a decision is lacking."""
    return working_days_after(steering_told, STEERING_FIRST, land)


# --- What to be attentive to -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Silent:
    """A level from which nothing has come for some days, though ``invited`` of it were asked."""

    level: str
    invited: int
    days: int

    @property
    def may_be_told(self) -> bool:
        """Whether this says nothing about a few people: nobody was asked, or enough were."""
        return self.invited == 0 or self.invited >= LEVEL_FROM


@dataclass(frozen=True, slots=True)
class Signs:
    """What a coordination does well to notice."""

    silent: tuple[Silent, ...] = ()
    undecided: tuple[Undecided, ...] = ()
    #: Texts of the last 30 days that the guard did not accept.
    refused: int = 0
    unreachable: int = 0
    #: How many take part in the network.
    people: int = 0

    @property
    def told_silent(self) -> tuple[Silent, ...]:
        """The silent levels that may be named."""
        return tuple(each for each in self.silent if each.may_be_told)

    @property
    def told_refused(self) -> int:
        """How many texts were not accepted, or 0 where it might be about one person."""
        return self.refused if self.refused >= FEWEST else 0

    @property
    def told_unreachable(self) -> int:
        """How many cannot be reached, or 0 where so few take part that one would know who."""
        return self.unreachable if self.people >= FEWEST else 0


@dataclass(frozen=True, slots=True)
class Draft:
    """Words that a round needs from the tandem, and when it gives up waiting."""

    title: Text
    by: datetime


# --- What each reader's digest is made from ----------------------------------------------------


@dataclass(frozen=True, slots=True)
class Own:
    """What is open and due for one reader."""

    open: tuple[Open, ...] = ()
    due: tuple[Due, ...] = ()


@dataclass(frozen=True, slots=True)
class Week:
    """A week of a network, as everybody in it may know it."""

    day: date
    returned: tuple[Returned, ...] = ()
    #: Released words on what went well.
    went_well: tuple[str, ...] = ()
    decided: tuple[Decided, ...] = ()
    #: What still waits for a decision, and everybody reads for the first time.
    undecided: tuple[Undecided, ...] = ()
    coming: tuple[Coming, ...] = ()
    meeting: Meeting | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """A week of a network, as its coordination may know it."""

    running: tuple[Running, ...] = ()
    #: Texts in the release queue.
    to_read: int = 0
    drafts: tuple[Draft, ...] = ()
    #: Results that are promised and can still be given words.
    mirrors: tuple[Draft, ...] = ()
    commitments: Commitments = Commitments()
    #: What is due this week or should have been done by now.
    due: tuple[Due, ...] = ()
    #: Commitments for which somebody has asked for support.
    support: tuple[str, ...] = ()
    signs: Signs = Signs()


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a network, as its steering group may know it."""

    day: date
    returned: tuple[Returned, ...] = ()
    went_well: tuple[str, ...] = ()
    #: What only this group can decide.
    undecided: tuple[Undecided, ...] = ()
    #: The group's own commitments.
    commitments: Commitments = Commitments()
    due: tuple[Due, ...] = ()
    silent: tuple[Silent, ...] = ()
