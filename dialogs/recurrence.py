"""How often something comes again, as one line that can be read aloud: ``tuesday 10:00``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from typing import Annotated, Any, Literal, assert_never

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip

#: Which of the weekdays or working days of a month or quarter is meant.
PLACES = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
_NAMES = {place: name for name, place in PLACES.items()}

#: How many days a month has at most.
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

Span = Literal["month", "quarter"]


@dataclass(frozen=True, slots=True)
class Daily:
    """Every working day."""


@dataclass(frozen=True, slots=True)
class Weekly:
    """A weekday, each week or every second one."""

    weekday: int
    weeks: Literal[1, 2]


@dataclass(frozen=True, slots=True)
class Monthly:
    """A weekday, counted from the beginning of the month or quarter or from its end."""

    place: int
    weekday: int
    span: Span


@dataclass(frozen=True, slots=True)
class AtWork:
    """The first or the last working day of the month or quarter."""

    place: int
    span: Span


@dataclass(frozen=True, slots=True)
class Yearly:
    """A date; where a year lacks it, the last day of that month."""

    month: int
    day: int


Days = Daily | Weekly | Monthly | AtWork | Yearly


@dataclass(frozen=True, slots=True)
class Every:
    """On which days, and at what time on the wall."""

    days: Days
    at: time

    def __str__(self) -> str:
        """Return it as operators write it; ``every`` reads it back."""
        return f"{_written(self.days)} {self.at:%H:%M}"


def every(written: Any) -> Every:  # noqa: ANN401 - whatever the file holds
    """Read ``other tuesday 10:00`` or ``last working day of the month 9:00``."""
    if isinstance(written, Every):
        return written
    *words, clock = str(written).lower().split() or [""]
    days = _days(words)
    if days is None:
        raise PydanticCustomError("recurrence", "not a day that comes again")
    if isinstance(days, Yearly) and not 1 <= days.day <= _LONGEST[days.month - 1]:
        raise PydanticCustomError("recurrence-date", "no such date")
    found = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", clock)
    if not found:
        raise PydanticCustomError("recurrence-time", "not a time of day")
    return Every(days, time(int(found[1]), int(found[2])))


def calendar_day(written: Any) -> date:  # noqa: ANN401 - whatever the file holds
    """Read ``2026-09-01``."""
    if type(written) is date:
        return written
    try:
        return date.fromisoformat(str(written))
    except ValueError:
        raise PydanticCustomError("day", "not a date") from None


class Recurrence(BaseModel):
    """A rule from which every planned slot follows, whenever it is asked for."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, use_attribute_docstrings=True
    )

    every: Annotated[
        Every,
        BeforeValidator(every),
        PlainSerializer(str),
        WithJsonSchema({"type": "string", "examples": ["tuesday 10:00"]}),
    ]
    """Which days, and at what time, such as: last working day of the month 9:00."""
    begins: Annotated[date, BeforeValidator(calendar_day)]
    """The first day on which it holds; ``other`` weeks are counted from here."""
    on_free_days: Literal["later", "earlier", "skipped"] = "later"
    """What happens where the day is no working day: the next one, the one before, nothing."""


def from_rhythm(rhythm: str, begins: date) -> Recurrence | None:
    """Return when a check-in of this rhythm comes, unless the network has settled it otherwise.

    After a meeting and after a round there is none: what comes then comes once.
    """
    match rhythm:
        case "daily":
            days: Days = Daily()
        case "weekly":
            # From Monday on, so that everybody's own day lies in the same week.
            days = Weekly(WEEKDAYS.index("monday"), weeks=1)
        case "monthly":
            days = Monthly(PLACES["last"], WEEKDAYS.index("tuesday"), "month")
        case "quarterly":
            days = Monthly(PLACES["second"], WEEKDAYS.index("tuesday"), "quarter")
        case "yearly":
            days = Yearly(begins.month, begins.day)
        case _:
            return None
    moved: Literal["later", "earlier"] = "earlier" if rhythm == "monthly" else "later"
    return Recurrence(every=Every(days, time(10)), begins=begins, on_free_days=moved)


def _days(words: list[str]) -> Days | None:
    days: Days | None = None
    match words:
        case ["working", "day"]:
            days = Daily()
        case [weekday] if weekday in WEEKDAYS:
            days = Weekly(WEEKDAYS.index(weekday), weeks=1)
        case ["other", weekday] if weekday in WEEKDAYS:
            days = Weekly(WEEKDAYS.index(weekday), weeks=2)
        case ["first" | "last" as place, "working", "day", "of", "the", "month" | "quarter" as of]:
            days = AtWork(PLACES[place], of)
        case [place, weekday, "of", "the", "month" | "quarter" as of] if (
            place in PLACES and weekday in WEEKDAYS
        ):
            days = Monthly(PLACES[place], WEEKDAYS.index(weekday), of)
        case [day, month] if month in MONTHS and re.fullmatch(r"[0-9]{1,2}", day):
            days = Yearly(MONTHS.index(month) + 1, int(day))
        case _:  # nothing we know
            pass
    return days


def _written(days: Days) -> str:
    match days:
        case Daily():
            return "working day"
        case Weekly(weekday=weekday, weeks=weeks):
            return ("other " if weeks > 1 else "") + WEEKDAYS[weekday]
        case Monthly(place=place, weekday=weekday, span=span):
            return f"{_NAMES[place]} {WEEKDAYS[weekday]} of the {span}"
        case AtWork(place=place, span=span):
            return f"{_NAMES[place]} working day of the {span}"
        case Yearly(month=month, day=day):
            return f"{day} {MONTHS[month - 1]}"
        case _:
            assert_never(days)
