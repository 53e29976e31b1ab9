"""Who runs an installation: what the law wants people to be told, and numbers for emergencies.

Nothing here has a default and nothing may stand open: a text with a hole in it would be worse
than none. What does not apply is None, and the texts then leave it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta, tzinfo
from enum import IntEnum

from dialogs.workdays import Land, is_working_day

#: What people leave in forms that they mean to fill in later.
_OPEN = re.compile(r"[{}…]|\b(?:TODO|TBD|XXX)\b|\?\?|\.\.\.", re.IGNORECASE)

#: A letter or a digit: a dash alone says nothing.
_SAYS_SOMETHING = re.compile(r"[^\W_]")

_PHONE = re.compile(r"\+?[\d\s/()–-]{3,30}")

#: So many numbers fit on a screen and into the profile of a messenger.
MOST_NUMBERS = 6
LONGEST_LABEL = 60


class Day(IntEnum):
    """The days of a week as ``date.weekday`` counts them, and a holiday as a day of its own."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6
    HOLIDAY = 7


WORKING_WEEK = frozenset(Day(n) for n in range(5))
EVERY_DAY = frozenset(Day)


@dataclass(frozen=True, slots=True)
class Shift:
    """On which days and between which times somebody answers.

    One that ends earlier than it begins goes on past midnight; one that ends when it begins lasts
    the whole day round.
    """

    days: frozenset[Day]
    opens: time
    closes: time

    def __post_init__(self) -> None:
        """Refuse a shift that never comes."""
        if not self.days:
            raise ValueError("a shift without a day never comes")

    @property
    def round_the_clock(self) -> bool:
        """Whether it lasts from one day to the next."""
        return self.opens == self.closes

    def covers(self, wall: datetime, land: Land | None) -> bool:
        """Tell whether somebody answers when clocks show this."""
        today, yesterday = (day_of(wall.date() - timedelta(days=n), land) for n in (0, 1))
        begun = today in self.days and self.opens <= wall.time()
        if self.opens < self.closes:
            return begun and wall.time() < self.closes
        return begun or (yesterday in self.days and wall.time() < self.closes)


@dataclass(frozen=True, slots=True)
class Number:
    """A number for emergencies, as the operator has entered it, and when somebody answers."""

    label: str
    phone: str
    shifts: tuple[Shift, ...]

    def __post_init__(self) -> None:
        """Refuse a number that nobody can call."""
        _filled_in("label", self.label)
        if len(self.label) > LONGEST_LABEL:
            raise ValueError(f"{self.label}: more than {LONGEST_LABEL} characters")
        if not is_phone(self.phone):
            raise ValueError(f"{self.label}: {self.phone} is no telephone number")
        if not self.shifts:
            raise ValueError(f"{self.label}: nobody ever answers")

    def answers(self, wall: datetime, land: Land | None) -> bool:
        """Tell whether somebody answers when clocks show this."""
        return any(shift.covers(wall, land) for shift in self.shifts)


@dataclass(frozen=True, slots=True)
class Retention:
    """How long what is tied to people is kept, each at most as long as ``LONGEST`` says."""

    #: From the end of a round until the link from a pseudonym to its person is deleted.
    pseudonym_days: int
    #: From the end of a commitment until it is deleted, as are other named contributions.
    named_months: int
    #: From leaving until what is kept about the person is deleted.
    membership_days: int
    #: Without any sign of life until the person is asked, and then deleted.
    silence_months: int
    #: From leaving until the proof of agreement is deleted.
    proof_years: int
    log_days: int
    backup_days: int

    def __post_init__(self) -> None:
        """Refuse to keep anything for longer than is promised everywhere."""
        for name, longest in LONGEST.items():
            if not 0 < getattr(self, name) <= longest:
                raise ValueError(f"{name}: from 1 to {longest}")


LONGEST = {
    "pseudonym_days": 90,
    "named_months": 12,
    "membership_days": 30,
    "silence_months": 12,
    "proof_years": 3,
    "log_days": 14,
    "backup_days": 30,
}


@dataclass(frozen=True, slots=True)
class Operator:
    """Everything that the privacy texts have to name."""

    #: Name and address of whoever decides on the purposes.
    controller: str
    #: How to reach them in matters of data protection.
    contact: str
    #: The data protection officer with a way to reach them.
    officer: str | None
    #: The supervisory authority.
    authority: str
    #: Whoever runs the programme on the controller's behalf.
    processor: str | None
    #: Where the machine stands.
    location: str
    #: The legal basis with the norm of the task, as it is to be read.
    basis: str
    #: Whether results can be demanded under freedom of information.
    public_body: bool
    retention: Retention
    numbers: tuple[Number, ...]
    #: The day on which all this was last looked at.
    as_of: date

    def __post_init__(self) -> None:
        """Refuse whatever has not been filled in."""
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, str):
                _filled_in(field.name, value)
        if len(self.numbers) > MOST_NUMBERS:
            raise ValueError(f"numbers: at most {MOST_NUMBERS}")


def day_of(day: date, land: Land | None) -> Day:
    """Return what a day is where numbers are entered by the day.

    Only from Monday to Friday is a free day a holiday: who answers on Sundays does so at Easter.
    """
    at_work = is_working_day(day, land)
    return Day(day.weekday()) if at_work or day.weekday() >= Day.SATURDAY else Day.HOLIDAY


def answering(
    numbers: Iterable[Number], now: datetime, zone: tzinfo, land: Land | None
) -> tuple[Number, ...]:
    """Return the numbers at which somebody answers now."""
    wall = now.astimezone(zone).replace(tzinfo=None)
    return tuple(number for number in numbers if number.answers(wall, land))


def stands_open(words: str) -> bool:
    """Tell whether something in a form still waits for whoever fills it in."""
    return not _SAYS_SOMETHING.search(words) or _OPEN.search(words) is not None


def is_phone(words: str) -> bool:
    """Tell whether these are signs that a telephone number is written with."""
    return _PHONE.fullmatch(words) is not None


def _filled_in(name: str, value: str) -> None:
    if stands_open(value):
        raise ValueError(f"{name}: not filled in")
