"""What goes out in a network, as a file that every calendar program reads (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from icalendar import Calendar, Event

from bot.ahead import Entry, What
from bot.language import Translator
from bot.wording.desk import calendar as words


def calendar_file(
    network: int, name: str, entries: Iterable[Entry], now: datetime, t: Translator
) -> bytes:
    """Return the file. Taken in once more, an entry takes the place of the one it was before."""
    calendar = Calendar()
    calendar.add("prodid", "-//Reihum//DE")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for each in entries:
        calendar.add_component(_event(network, each, now, t))
    return bytes(calendar.to_ical())


def _event(network: int, entry: Entry, now: datetime, t: Translator) -> Event:
    event = Event()
    event.add("uid", f"{'-'.join(words.key(entry)).replace('/', '-')}@{network}.reihum")
    event.add("dtstamp", now)
    event.add("summary", words.line(entry, t))
    all_day = entry.what is What.TALK
    event.add("dtstart", entry.at.date() if all_day else entry.at.astimezone(UTC))
    # It takes nobody's time: whoever looks at the calendar stays free.
    event.add("transp", "TRANSPARENT")
    return event
