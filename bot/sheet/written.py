"""How facts are written in a sheet: each is read from words, and written as words again.

A sheet is kept as JSON with the same words in it, so that there is one form and one check.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, time
from functools import partial
from typing import TypeVar
from zoneinfo import available_timezones

from bot.language import languages
from bot.operator import EVERY_DAY, LONGEST_LABEL, Day, Shift, is_phone, stands_open
from bot.sheet.flaw import Fault, wrong
from dialogs.calm import Hours
from dialogs.problem import Kind, hint, shown
from dialogs.script import LEVELS, Level
from dialogs.workdays import LANDS, Land, Span

T = TypeVar("T")

#: What stands where something does not apply.
NONE = "none"

#: A fact is read in the middle of a sentence, and the shortest privacy text fits on one screen.
LONGEST_FACT = 300
LONGEST_NAME = 60

_TIMES = re.compile(r"(\d{1,2}):(\d\d)\s*[-–]\s*(\d{1,2}):(\d\d)")
_DAYS_AND_TIMES = re.compile(rf"(?P<days>\D+?)\s+(?P<times>{_TIMES.pattern})")
_TO = re.compile(r"\s+(?:to|bis)\s+", re.IGNORECASE)
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_GERMAN = re.compile(r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>\d{4})")

#: Days as they are written, and as people in German offices write them.
_DAYS: dict[str, Day] = {
    **dict(zip(("mon", "tue", "wed", "thu", "fri", "sat", "sun", "holiday"), Day, strict=True)),
    **dict(zip(("mo", "di", "mi", "do", "fr", "sa", "so", "feiertag"), Day, strict=True)),
}
_NAMES = {day: name for name, day in reversed(_DAYS.items())}
_WEEK = len(Day) - 1

#: How the end of a day is written; clocks show 00:00.
_MIDNIGHT = (24, 0)


# --- Words -------------------------------------------------------------------------------------


def words(written: object, most: int = LONGEST_FACT) -> str:
    """Read words as people will read them: in one line, and with nothing left open."""
    if written is None or written == "":
        raise wrong(Kind.EMPTY_VALUE)
    if written in ({}, []):
        raise wrong(Fault.NOT_FILLED_IN, value="{}" if isinstance(written, dict) else "[]")
    if isinstance(written, bool | int | float):
        raise wrong(Kind.NEEDS_QUOTES, value=shown(written))
    if not isinstance(written, str):
        raise wrong(Kind.WORDS_EXPECTED)
    line = " ".join(written.split())
    if stands_open(line):
        raise wrong(Fault.NOT_FILLED_IN, value=shown(line))
    if line == NONE:
        raise wrong(Fault.NONE_NOT_HERE)
    if len(line) > most:
        raise wrong(Kind.TEXT_TOO_LONG, length=len(line), most=most)
    return line


name = partial(words, most=LONGEST_NAME)
label = partial(words, most=LONGEST_LABEL)


def or_none(read: Callable[[object], T]) -> Callable[[object], T | None]:
    """Return what reads the same, or that it does not apply."""
    return lambda written: None if written == NONE else read(written)


def phone(written: object) -> str:
    """Read a telephone number."""
    if isinstance(written, int | float) and not isinstance(written, bool):
        raise wrong(Fault.PHONE_NEEDS_QUOTES)
    line = words(written)
    if line in ("110", "112"):
        raise wrong(Fault.ALWAYS_NAMED)
    if not is_phone(line):
        raise wrong(Fault.NO_PHONE, value=shown(line))
    return line


# --- Numbers, choices and lists ----------------------------------------------------------------


def whole(written: object, least: int, most: int) -> int:
    """Read a whole number within limits."""
    if isinstance(written, str) or written is None:
        words(written)
    if not isinstance(written, int) or isinstance(written, bool):
        raise wrong(Kind.NUMBER_EXPECTED, value=shown(written))
    if not least <= written <= most:
        raise wrong(Fault.OUT_OF_RANGE, value=written, least=least, most=most)
    return written


def yes_no(written: object) -> bool:
    """Read yes or no, in English or German."""
    if isinstance(written, bool):
        return written
    said = {"yes": True, "ja": True, "no": False, "nein": False}.get(str(written).lower())
    if said is None:
        value = shown(written if isinstance(written, int | float) else words(written))
        raise wrong(Kind.YES_NO_EXPECTED, value=value)
    return said


def entries(written: object) -> tuple[object, ...]:
    """Read a list with something in it."""
    if isinstance(written, list) and written:
        return tuple(written)
    if isinstance(written, dict) and written:
        raise wrong(Kind.LIST_EXPECTED, value="…")
    raise wrong(Kind.LIST_EXPECTED, value=shown(words(written)))


def language(written: object) -> str:
    """Read a language in which our own words exist."""
    return _known(words(written), languages(), Fault.UNKNOWN_LANGUAGE)


def distinct(tags: tuple[str, ...]) -> tuple[str, ...]:
    """Refuse a language that is named twice."""
    for tag in {tag for tag in tags if tags.count(tag) > 1}:
        raise wrong(Kind.LANGUAGE_TWICE, language=tag)
    return tags


def level(written: object) -> Level:
    """Read a level of a network."""
    return _known(words(written), LEVELS, Fault.UNKNOWN_LEVEL)


def land(written: object) -> Land:
    """Read a Land by its two letters."""
    return _known(words(written), LANDS, Fault.UNKNOWN_LAND)


def zone(written: object) -> str:
    """Read a time zone by its name."""
    return _known(words(written), sorted(available_timezones()), Fault.UNKNOWN_ZONE)


def _known(line: str, known: Iterable[T], fault: Fault) -> T:
    """Return which of the known words this is, whatever its capitals."""
    choices = {str(each): each for each in known}
    found = next((each for word, each in choices.items() if word.lower() == line.lower()), None)
    if found is None:
        raise wrong(fault, value=shown(line), **hint(line, choices))
    return found


# --- Days and times ----------------------------------------------------------------------------


def day(written: object) -> date:
    """Read a day, written the international or the German way."""
    line = words(written)
    found = _ISO.fullmatch(line) or _GERMAN.fullmatch(line)
    parts = {part: int(digits) for part, digits in found.groupdict().items()} if found else {}
    try:
        return date(**parts)
    except (TypeError, ValueError):
        raise wrong(Fault.NO_DAY, value=shown(line)) from None


def spans(written: object) -> tuple[object, ...]:
    """Read a list of spans, which may be empty or none."""
    return () if written in (NONE, []) else entries(written)


def span(written: object) -> Span:
    """Read days on end, such as "2026-12-21 to 2027-01-02" or "21.12.2026 bis 2.1.2027"."""
    line = words(written)
    days = _TO.split(line)
    if len(days) != 2:  # noqa: PLR2004 - from one day to another
        raise wrong(Fault.NO_SPAN, value=shown(line))
    first, last = map(day, days)
    try:
        return Span(first, last)
    except ValueError:
        raise wrong(Fault.NO_SPAN, value=shown(line)) from None


def hours(written: object) -> Hours:
    """Read between which times on one day we write."""
    line = words(written)
    times = _times(line)
    if times is None:
        raise wrong(Fault.NO_TIMES, value=shown(line))
    if not times[0] < times[1]:
        raise wrong(Fault.NEVER_OPEN, value=shown(line))
    return Hours(*times)


def hours_as_written(hours: Hours | Shift) -> str:
    """Return from when to when, as it is read."""
    closes = "24:00" if hours.closes == time(0) else f"{hours.closes:%H:%M}"
    return f"{hours.opens:%H:%M}-{closes}"


def shift(written: object) -> Shift:
    """Read days and times, such as "mon-thu 08:00-16:00" or "Sa, So, Feiertag 00:00-24:00"."""
    line = words(written)
    found = _DAYS_AND_TIMES.fullmatch(line)
    times = found and _times(found["times"])
    spans = [_span(each.strip().lower()) for each in found["days"].split(",")] if found else []
    days = frozenset[Day]().union(*spans)
    if times is None or not all(spans):
        raise wrong(Fault.NO_SHIFT, value=shown(line))
    return Shift(days, *times)


def shift_as_written(shift: Shift) -> str:
    """Return days and times as they are read."""
    days = "daily" if shift.days == EVERY_DAY else ", ".join(_NAMES[d] for d in sorted(shift.days))
    return f"{days} {hours_as_written(shift)}"


def _times(line: str) -> tuple[time, time] | None:
    """Read from when to when; None where these are no times."""
    found = _TIMES.fullmatch(line)
    if found is None:
        return None
    opens, opens_at, closes, closes_at = map(int, found.groups())
    if (closes, closes_at) == _MIDNIGHT:
        closes = 0
    try:
        return time(opens, opens_at), time(closes, closes_at)
    except ValueError:
        return None


def _span(written: str) -> frozenset[Day]:
    """Read a day, or one to another, such as Friday to Monday; none where these are no days."""
    if written in ("daily", "täglich"):
        return EVERY_DAY
    days = [_DAYS.get(part.strip().strip(".")) for part in re.split("[-–]", written)]
    match days:
        case [Day() as one]:
            return frozenset({one})
        case [Day() as first, Day() as last] if Day.HOLIDAY not in days:
            return frozenset(Day((first + n) % _WEEK) for n in range((last - first) % _WEEK + 1))
        case _:
            return frozenset()
