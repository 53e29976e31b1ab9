"""A round that is being planned: what has to be filled in before a start, and what has been."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from bot.typed import read_date
from dialogs.script import People, Script
from dialogs.text import Text

#: The three questions before every start.
PURPOSE, DECIDES, TALK = "purpose", "decides", "talk"

#: How many promises of the round before came how far, noted when a round opens.
SINCE = "since"

#: Who takes part, where a dialog is for a small circle.
CIRCLE = "circle"

_GIVEN, _PART, _REQUIRED = "given/", "part/", "required/"

#: How an author asks for a day, in the languages of the library.
_DAY = re.compile(r"\b(?:an welchem tag|on which day|on what day)\b", re.IGNORECASE)

#: What stands before the lines of a list when people make one on a phone.
_BULLET = re.compile(r"^\s*(?:[-–•*]|\d{1,2}[.)])\s+")

LONGEST = 500

#: What is filled in stands in texts and on buttons: so long a line of a list may be, and so many.
LONGEST_LINE, MOST_LINES = 100, 20

#: What is noted where something has been confirmed.
YES = "yes"


class Kind(StrEnum):
    """What is filled in."""

    WORDS = "words"
    DAY = "day"
    LIST = "list"
    PEOPLE = "people"
    YES = "yes"


@dataclass(frozen=True, slots=True)
class Point:
    """Something that has to be filled in. Where ``text`` is None, the question is ours."""

    name: str
    kind: Kind
    text: Text | None = None
    #: How many people, where it is people that are to be named.
    least: int = 1
    most: int = 1


class Amiss(StrEnum):
    """Why something that was typed cannot be taken."""

    TOO_LONG = "too-long"
    NO_DAY = "no-day"
    PAST = "past"
    NO_LIST = "no-list"
    LONG_LINE = "long-line"
    MANY_LINES = "many-lines"


@dataclass(frozen=True)
class Planned:
    """A planned round: its script, and what has been noted of it so far."""

    number: int
    script: Script
    noted: Mapping[str, str]

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """Everything that has to be filled in, in the order in which it is asked."""
        return tuple(_points(self.script))

    def missing(self) -> list[int]:
        """Return the places of the points of which nothing has been noted."""
        return [n for n, point in enumerate(self.points) if not self.noted.get(point.name)]

    @property
    def untouched(self) -> bool:
        """Whether nothing at all has been filled in."""
        return len(self.missing()) == len(self.points)

    def chosen(self, name: str) -> frozenset[int]:
        """Return the memberships that were named for a point."""
        return frozenset(map(int, filter(None, self.noted.get(name, "").split(","))))

    def in_other_parts(self, point: Point) -> frozenset[int]:
        """Return who has a part already, where this point is about another one."""
        parts = [name for name in map(part_named, self.script.seats) if name != point.name]
        taken = frozenset[int]().union(*map(self.chosen, parts))
        return taken if point.name.startswith(_PART) else frozenset()

    def parts_of(self, membership: int) -> frozenset[str]:
        """Return the parts that somebody was named for."""
        return frozenset(
            name for name in self.script.seats if membership in self.chosen(part_named(name))
        )

    @property
    def given(self) -> Mapping[str, tuple[str, ...]]:
        """What the coordination has filled in, as the engine wants it."""
        return {
            name: tuple(self.noted.get(f"{_GIVEN}{name}", "").splitlines())
            for name in self.script.given
        }

    @property
    def days(self) -> Mapping[str, date]:
        """Every day that has been filled in, by the name of its point."""
        days = (each for each in self.points if each.kind is Kind.DAY)
        return {
            each.name: date.fromisoformat(self.noted[each.name])
            for each in days
            if self.noted.get(each.name)
        }


def part_named(name: str) -> str:
    """Return under which name it is noted who takes a part."""
    return f"{_PART}{name}"


def is_small_circle(people: People) -> bool:
    """Tell whether a dialog is for some people only, who have to be named."""
    return people.max < People().max


def read(point: Point, written: str, today: date) -> str | Amiss:
    """Return what is noted of typed words, or why they cannot be taken."""
    match point.kind:
        case Kind.DAY:
            day = read_date(written, today)
            if day is None:
                return Amiss.NO_DAY
            return Amiss.PAST if day < today else day.isoformat()
        case Kind.LIST:
            return _read_list(written)
        case _:
            words = " ".join(written.split())
            return words if 0 < len(words) <= LONGEST else Amiss.TOO_LONG


def _read_list(written: str) -> str | Amiss:
    lines = [" ".join(_BULLET.sub("", line).split()) for line in written.splitlines()]
    lines = list(dict.fromkeys(filter(None, lines)))
    if len(lines) < 2:  # noqa: PLR2004 - among fewer there is nothing to choose
        return Amiss.NO_LIST
    if len(lines) > MOST_LINES:
        return Amiss.MANY_LINES
    return Amiss.LONG_LINE if max(map(len, lines)) > LONGEST_LINE else "\n".join(lines)


def _points(script: Script) -> Iterator[Point]:
    yield Point(PURPOSE, Kind.WORDS)
    yield Point(DECIDES, Kind.WORDS)
    yield Point(TALK, Kind.DAY)
    for name, given in script.given.items():
        yield Point(f"{_GIVEN}{name}", _kind(given.text, several=given.list), given.text)
    if is_small_circle(script.people):
        people = script.people
        yield Point(CIRCLE, Kind.PEOPLE, least=people.min, most=people.max)
    for name, part in script.seats.items():
        yield Point(part_named(name), Kind.PEOPLE, part.title, part.min, part.max)
    for n, required in enumerate(script.requires):
        yield Point(f"{_REQUIRED}{n}", Kind.YES, required)


def _kind(text: Text, *, several: bool) -> Kind:
    if several:
        return Kind.LIST
    return Kind.DAY if any(map(_DAY.search, text.root.values())) else Kind.WORDS
