"""Working days of a German Land, what is counted in them, and the days of a network."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from itertools import count
from typing import Literal, get_args

from holidays.constants import CATHOLIC, PUBLIC

from dialogs.germany import Germany

#: The sixteen Länder, by the codes of ISO 3166-2:DE.
Land = Literal[
    "BW", "BY", "BE", "BB", "HB", "HH", "HE", "MV", "NI", "NW", "RP", "SL", "SN", "ST", "SH", "TH"
]  # fmt: skip
LANDS: tuple[Land, ...] = get_args(Land)

#: No public holidays, but public service has leave on them (TVöD, section 6 (3)).
_LEAVE = ((12, 24), (12, 31))

_DAY = timedelta(days=1)


def is_working_day(day: date, land: Land | None) -> bool:
    """Tell whether people in this Land are at work; without one, holidays of all Länder count."""
    return day.weekday() < 5 and day not in _free(day.year, land)  # noqa: PLR2004 - Saturday


def on_or_after(day: date, land: Land | None) -> date:
    """Return this day, or the next working day where it is none."""
    return next(each for n in count() if is_working_day(each := day + n * _DAY, land))


def on_or_before(day: date, land: Land | None) -> date:
    """Return this day, or the working day before it where it is none."""
    return next(each for n in count() if is_working_day(each := day - n * _DAY, land))


def next_working_day(day: date, land: Land | None) -> date:
    """Return the first working day after this day."""
    return on_or_after(day + _DAY, land)


def previous_working_day(day: date, land: Land | None) -> date:
    """Return the last working day before this day."""
    return on_or_before(day - _DAY, land)


def first_working_day(year: int, month: int, land: Land | None) -> date:
    """Return the first working day of the month."""
    return on_or_after(date(year, month, 1), land)


def last_working_day(year: int, month: int, land: Land | None) -> date:
    """Return the last working day of the month."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return previous_working_day(following, land)


def working_days_between(day: date, later: date, land: Land | None) -> int:
    """Count the working days after ``day`` up to ``later``, which itself counts."""
    return sum(is_working_day(day + n * _DAY, land) for n in range(1, (later - day).days + 1))


def working_days_after(day: date, days: int, land: Land | None) -> date:
    """Return the working day so many working days after this one; before it, if negative."""
    step = previous_working_day if days < 0 else next_working_day
    for _ in range(abs(days)):
        day = step(day, land)
    return day


def is_before_rest(day: date, land: Land | None) -> bool:
    """Tell whether two free days follow: every Friday, and days like Maundy Thursday."""
    return not any(is_working_day(day + n * _DAY, land) for n in (1, 2))


def day_for_results(day: date, land: Land | None) -> date:
    """Return the first day from this one on, on which results may be sent: none before a rest."""
    while not is_working_day(day, land) or is_before_rest(day, land):
        day += _DAY
    return day


@dataclass(frozen=True, slots=True)
class Span:
    """Some days on end, the last one included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        """Refuse a span that ends before it begins."""
        if self.last < self.first:
            raise ValueError(f"a span from {self.first} to {self.last} holds no day")

    @classmethod
    def read(cls, written: str) -> Span:
        """Read ``2026-12-21 to 2027-01-02``; raises ValueError on anything else."""
        first, _, last = written.partition(" to ")
        return cls(date.fromisoformat(first.strip()), date.fromisoformat(last.strip()))

    def __str__(self) -> str:
        """Return the span as it is written in a fill-in sheet."""
        return f"{self.first} to {self.last}"

    def __contains__(self, day: date) -> bool:
        """Tell whether a day lies in it."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Calendar:
    """On which days parts of a round begin and end in a network: never in school holidays."""

    land: Land | None
    closed: tuple[Span, ...] = ()

    def is_open(self, day: date) -> bool:
        """Tell whether people are at work, and no holidays keep half of them away."""
        return is_working_day(day, self.land) and not any(day in span for span in self.closed)

    def closing(self, first: date, last: date) -> Span | None:
        """Return the earliest span of closed days of which one lies between these days."""
        touched = (each for each in self.closed if each.first <= last and first <= each.last)
        return min(touched, key=lambda each: each.first, default=None)

    def open_day(self, at: datetime) -> datetime:
        """Return this moment, or the same hour of the next day on which something may begin."""
        while not self.is_open(at.date()):
            at += _DAY
        return at

    def working_day(self, at: datetime) -> datetime:
        """Return this moment, or the same hour of the last working day before it."""
        return at - (at.date() - on_or_before(at.date(), self.land))

    def day_for_results(self, at: datetime) -> datetime:
        """Return this moment, or the same hour of the next day on which results may be sent."""
        while not self.is_open(at.date()) or is_before_rest(at.date(), self.land):
            at += _DAY
        return at


def named_holidays(first: date, last: date, land: Land | None, language: str) -> dict[date, str]:
    """Return the public holidays of the Land from the one day to the other, as they are called."""
    spoken = "de" if language.startswith("de") else "en_US"
    named = Germany(subdiv=land, years=range(first.year, last.year + 1), language=spoken)
    return {day: name for day, name in sorted(named.items()) if first <= day <= last}


@cache
def _free(year: int, land: Land | None) -> frozenset[date]:
    """Return the holidays of the year.

    What is a holiday in parts of a Land only (Corpus Christi, Assumption) is kept in all of it:
    a quiet day too many harms nobody.
    """
    holidays = Germany(subdiv=land, years=year, categories=(PUBLIC, CATHOLIC))
    return frozenset(holidays) | {date(year, month, day) for month, day in _LEAVE}
