"""What somebody types instead of pressing: a press, as if there had been a button for it."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import assert_never

from bot.language import N_, translator
from bot.message import Listens, Press
from dialogs.said import Back, Decline, Promise, Reason, Refusal, Skip, Why, Words

#: What stands on the buttons of every question can also be typed.
BACK, SKIP, DECLINE = N_("Back"), N_("Skip"), N_("Not this time")

#: A time of day behind a day.
_TIME = re.compile(r"\s(\d{1,2})(?:[:.](\d{2}))?\s*(?:Uhr|h)?\s*$", re.IGNORECASE)
_HOURS, _MINUTES = 24, 60

_DATE = re.compile(r"(\d{1,2})[./](\d{1,2})[./]?(\d{4}|\d{2})?")


def typed(words: str, listens: Listens, today: date, language: str) -> Press | Refusal:
    """Return what these words say, or why a date that was asked for cannot be read."""
    command = _command(words, listens, language)
    if command is not None:
        return command
    match listens.to:
        case "answer":
            return Press(Words(words), listens.number, listens.answer)
        case "reason":
            return Press(Reason(words), listens.number, listens.answer)
        case "until":
            until = read_date(words, today)
            if until is None:
                return Refusal(Why.NOT_A_DATE)
            return Press(Promise(listens.what, until), listens.number, listens.answer)
        case _:
            assert_never(listens.to)


def is_button(words: str, language: str) -> bool:
    """Tell whether these words stand on a button of every question."""
    t = translator(language)
    return _plain(words) in {t.gettext(label).casefold() for label in (BACK, SKIP, DECLINE)}


def read_date(words: str, today: date) -> date | None:
    """Return the date: ``15.01.2027``, ``15.1.27``, or ``15.1.`` for the next one there is."""
    found = _DATE.fullmatch(re.sub(r"\s", "", words))
    if found is None:
        return None
    day, month, year = int(found[1]), int(found[2]), found[3]
    if year:
        return _date(int(year) if len(year) > len("27") else 2000 + int(year), month, day)
    this_year = _date(today.year, month, day)
    if this_year is not None and this_year >= today:
        return this_year
    return _date(today.year + 1, month, day)


def read_moment(words: str, now: datetime) -> datetime | None:
    """Return the day and time, on the clock of ``now``: ``15.1.2027 16:00`` or ``15.1. 16 Uhr``."""
    found = _TIME.search(words)
    day = None if found is None else read_date(words[: found.start()], now.date())
    if found is None or day is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if hour >= _HOURS or minute >= _MINUTES:
        return None
    return datetime.combine(day, time(hour, minute), now.tzinfo)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _command(words: str, listens: Listens, language: str) -> Press | None:
    """Return what typing the words of a button does; a reason is skipped without losing more."""
    t = translator(language)
    match _plain(words):
        case word if word == t.gettext(BACK).casefold():
            return Press(Back(), listens.number, listens.before)
        case word if word == t.gettext(DECLINE).casefold():
            return Press(Decline(), listens.number)
        case word if word == t.gettext(SKIP).casefold():
            if listens.to == "reason":
                return Press(Reason(""), listens.number, listens.answer)
            return Press(Skip(), listens.number)
        case _:
            return None


def _plain(words: str) -> str:
    return words.strip().rstrip(".!").casefold()
