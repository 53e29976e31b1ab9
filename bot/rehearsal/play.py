"""Stories played: from a setting and inputs to everything that comes of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.language import N_
from bot.message import Message
from bot.rehearsal import desk, lines
from bot.rehearsal.chat import Received
from bot.rehearsal.house import House
from bot.rehearsal.page import Exchange, Page
from bot.rehearsal.people import read_language, read_people
from bot.rehearsal.puzzled import Puzzled
from bot.rehearsal.room import Room, Setting, Woke
from bot.rehearsal.story import ALL, BETWEEN, Input, Story, StoryError, day_line
from bot.wording import Host
from dialogs.script import Script
from dialogs.workdays import LANDS, Calendar, Span

ZONE = ZoneInfo("Europe/Berlin")

#: When a story begins unless it says otherwise: a Tuesday morning without holidays near.
START = "2026-12-01 09:00"

#: At this hour begins what is said to begin on a day: nobody starts a round at midnight.
MORNING = 9
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

#: Years in which rehearsals can be set.
YEARS = range(2000, 2100)

KEYS = ("script", "people", "language", "start", "seed", "turn", "invited", "land", "closed")

#: Finds the script that a story names, or reads the one that is written in it.
Finds = Callable[[str], Script]


def told(story: Story, find: Finds, house: House) -> str:
    """Play a story in a house and return it as it should stand in its file."""
    try:
        room = Room(read_setting(story.setting, find), house)
    except Puzzled as puzzled:
        raise StoryError(1, str(puzzled)) from puzzled
    page = Page(room.setting.start, story.head())
    for done in story.inputs:
        at, happened = room.now, do(room, done)
        page.write(Exchange(at, done, happened), room.present())
    if story.remarks:
        page.lines += ["", *story.remarks]
    return "\n".join(page.lines) + "\n"


def do(room: Room, done: Input) -> list[Received | Woke]:
    """Carry out an input of a story; raises StoryError."""
    try:
        return carry_out(room, done)
    except Puzzled as puzzled:
        raise StoryError(done.line, str(puzzled)) from puzzled


def carry_out(room: Room, done: Input) -> list[Received | Woke]:
    """Carry out an input and return what is to be seen of it; raises Puzzled."""
    if not done.who:
        room.wait(_span(room, done.text))
        return room.news()
    return [each for name in _names(room, done.who) for each in _line(room, name, done)]


def _names(room: Room, who: Sequence[str]) -> Iterator[str]:
    for name in who:
        yield from room.present() if name == ALL else [name]


def _line(room: Room, name: str, done: Input) -> list[Received | Woke]:
    if any(name == words[0] for words in desk.SEATS):
        shown = desk.at_desk(room, name, done.text)
        seen = [Received(room.now, name, Message("\n".join(shown)), 0)] if shown else []
        return [*seen, *room.news()]
    happened: list[Received | Woke] = []
    for line in done.text.split(BETWEEN) if done.run else [done.text]:
        lines.act(room, name, line.strip())
        happened += room.news()
    return _end_of_run(name, happened) if done.run else happened


def _end_of_run(name: str, happened: Sequence[Received | Woke]) -> list[Received | Woke]:
    """Leave out what somebody was told in the midst of a run, unless it was a refusal."""
    own = [each for each in happened if isinstance(each, Received) and each.to == name]
    return [
        each
        for each in happened
        if not isinstance(each, Received) or each.to != name or each.refused or each is own[-1]
    ]


def _span(room: Room, written: str) -> timedelta:
    if not written.startswith("until "):
        return desk.span(written)
    day = day_line(written.removeprefix("until "))
    if day is None:
        raise Puzzled(N_("“{written}” is no time such as “until day 3 10:00”."), written=written)
    number, clock = day
    midnight = room.setting.start.replace(hour=0, minute=0)
    span = midnight + timedelta(days=number - 1) + clock - room.local(room.now)
    if span < timedelta():
        raise Puzzled(N_("“{written}” is over already."), written=written)
    return span


# --- The setting -----------------------------------------------------------------------------


def read_setting(written: Mapping[str, str], find: Finds) -> Setting:
    """Read the setting of a story; raises Puzzled."""
    given = {key: value for key, value in written.items() if key.startswith("given ")}
    for key in written.keys() - given.keys():
        if key not in KEYS:
            known = ", ".join((*KEYS, "given NAME"))
            raise Puzzled(N_("The setting has no “{key}”. It has: {known}."), key=key, known=known)
    script = find(written.get("script", "").strip("\n"))
    language = read_language(written.get("language", "de"))
    return Setting(
        script=script,
        people=read_people(written.get("people", ""), script, language),
        start=read_start(written.get("start", START)),
        language=language,
        host=host(language),
        seed=_number(written.get("seed", "1")),
        turn=_number(written.get("turn", "0")),
        given={key.removeprefix("given "): _list(value) for key, value in given.items()},
        invited=dict(_invited(written.get("invited", ""))),
        calendar=_calendar(written),
    )


def read_start(written: str) -> datetime:
    """Read a day, or a day and a time, on the clocks of the network; raises Puzzled."""
    with suppress(ValueError):
        start = datetime.fromisoformat(written.strip()).replace(tzinfo=ZONE)
        if _DAY.fullmatch(written.strip()):
            start = start.replace(hour=MORNING)
        if start.year in YEARS:
            return start
    raise Puzzled(
        N_("“{written}” is no day such as 2026-12-01, or 2026-12-01 09:00."), written=written
    )


def host(language: str) -> Host:
    """Return the invented network in which scripts are rehearsed."""
    if language.startswith("de"):
        return Host("Netzwerk Beispielstadt", "Kim Koch (kim.koch@beispielstadt.example)", ZONE)
    return Host("Sampletown network", "Kim Koch (kim.koch@sampletown.example)", ZONE)


def _list(written: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in written.split(BETWEEN) if part.strip())


def _invited(written: str) -> Iterator[tuple[str, int]]:
    for entry in written.split(","):
        if entry.strip():
            level, _, n = entry.strip().partition(" ")
            yield level, _number(n)


def _calendar(written: Mapping[str, str]) -> Calendar | None:
    """Return the days of a Land, without the days that the network closes, if there is one."""
    if "land" not in written:
        return None
    land = next((each for each in LANDS if each == written["land"].strip()), None)
    try:
        return Calendar(land, tuple(map(Span.read, filter(None, _entries(written, "closed")))))
    except ValueError as error:
        why = N_("“{written}” is no time such as 2026-12-21 to 2027-01-02.")
        raise Puzzled(why, written=written.get("closed", "")) from error


def _entries(written: Mapping[str, str], key: str) -> list[str]:
    return [entry.strip() for entry in written.get(key, "").split(",")]


def _number(written: str) -> int:
    if not written.strip().isdecimal():
        raise Puzzled(N_("“{written}” is no number."), written=written)
    return int(written)
