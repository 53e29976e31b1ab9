"""The calendar: what goes out in the coming weeks, and what can be done about any of it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.ahead import WEEK, Entry, What, weeks
from bot.channels.outgoing import Document
from bot.channels.writing import written
from bot.facilitator import digesting, recurring
from bot.facilitator.ahead import Counts, ahead
from bot.facilitator.desk.at_desk import AtDesk
from bot.message import Message
from bot.typed import read_date
from bot.wording.desk import calendar as words
from dialogs.schedule import at_wall
from dialogs.workdays import is_working_day, named_holidays
from storage import moments, schedules
from storage.schedules import Schedule

#: So many weeks stand on a page, and so many are in the file.
PAGE, FILE = 4, 26

#: The form that takes the day on which something shall come.
FORM = "put-on"

#: To how many what comes again goes, by the kind of its schedule.
_COUNTS: Counts = {schedules.DIGEST: digesting.count}


def calendar(desk: AtDesk) -> None:
    """Show the coming weeks."""
    desk.say(_page(desk, 0))


def _turn(desk: AtDesk, to: tuple[str, ...]) -> None:
    desk.turn(_page(desk, int(to[0])))


def _page(desk: AtDesk, page: int) -> Message:
    first = _today(desk) + page * PAGE * WEEK
    entries = _entries(desk, (page + 1) * PAGE)
    free = named_holidays(first, first + (PAGE + 1) * WEEK, desk.page.calm.land, desk.t.language)
    return words.page(list(weeks(entries, free.items(), first, PAGE)), page, desk.t)


def _alter(desk: AtDesk, to: tuple[str, ...]) -> None:
    """Offer everything on a page, to have one thing changed."""
    page = int(to[0])
    first = _today(desk) + page * PAGE * WEEK
    shown = weeks(_entries(desk, (page + 1) * PAGE), (), first, PAGE)
    desk.say(words.which([each for week in shown for each in week.entries], desk.t))


def _entry(desk: AtDesk, to: tuple[str, ...]) -> None:
    entry = _find(desk, to)
    desk.say(words.entry(entry, desk.t) if entry else words.over(desk.t))


def _file(desk: AtDesk, _to: tuple[str, ...]) -> None:
    """Send the coming months as a file for the calendar on a desk."""
    # Seldom asked for, and large.
    from bot.documents.calendar import calendar_file  # noqa: PLC0415 - see above

    network = desk.page.network
    entries = [each for each in _entries(desk, FILE) if not each.skipped]
    content = calendar_file(desk.member.network, network, entries, desk.here.now, desk.t)
    desk.send(Document("reihum.ics", content, written(words.file(network, desk.t))))


# --- What can be done ----------------------------------------------------------------------------


def _skip(desk: AtDesk, to: tuple[str, ...]) -> None:
    entry = _find(desk, to)
    if entry is not None and entry.what is What.REMINDS:
        moments.clear(desk.here.session, moments.ROUND, f"{entry.subject}/{entry.name}")
        desk.say(words.without_reminder(entry, desk.t))
    elif (found := _coming_again(desk, to)) is not None:
        entry, schedule = found
        recurring.skip(desk.here, schedule, date.fromisoformat(entry.name))
        desk.say(words.skipped(entry, desk.t))


def _take_up(desk: AtDesk, to: tuple[str, ...]) -> None:
    if (found := _coming_again(desk, to)) is not None:
        entry, schedule = found
        recurring.take_up(desk.here, schedule, date.fromisoformat(entry.name))
        desk.say(words.taken_up(_find(desk, to) or entry, desk.t))


def _move(desk: AtDesk, to: tuple[str, ...]) -> None:
    if (found := _coming_again(desk, to)) is not None:
        desk.ask(words.to_which_day(found[0], desk.t), FORM, *to)


def _take_day(desk: AtDesk, to: tuple[str, ...], typed: str) -> None:
    """Put something on the day that was typed, at the same time of day."""
    found = _coming_again(desk, to)
    if found is None:
        desk.filled()
        return
    (entry, schedule), calm = found, desk.page.calm
    day = read_date(typed, _today(desk))
    at = None if day is None else at_wall(datetime.combine(day, entry.at.time()), calm.zone)
    works = day is not None and is_working_day(day, calm.land)
    past = at is not None and at <= desk.here.now
    flaw = words.flaw(day, desk.t, works=works, past=past)
    if flaw is not None or at is None:
        desk.say(flaw or words.over(desk.t))
        return
    desk.filled()
    recurring.move(desk.here, schedule, date.fromisoformat(entry.name), at)
    desk.say(words.moved(_find(desk, to) or entry, desk.t))


def _stop(desk: AtDesk, to: tuple[str, ...]) -> None:
    if (found := _coming_again(desk, to)) is not None:
        desk.say(words.surely_stop(found[0], desk.t))


def _surely(desk: AtDesk, to: tuple[str, ...]) -> None:
    if (found := _coming_again(desk, to)) is not None:
        entry, schedule = found
        recurring.stop(desk.here.session, schedule)
        desk.say(words.stopped(entry, desk.t))


# --- How -----------------------------------------------------------------------------------------


def _entries(desk: AtDesk, n: int) -> list[Entry]:
    """Return what comes in the next ``n`` weeks, this one included."""
    today = _today(desk)
    end = today - timedelta(days=today.weekday()) + n * WEEK
    until = datetime.combine(end, datetime.min.time(), desk.page.calm.zone)
    return ahead(desk.here, desk.member.network, until, _COUNTS)


def _find(desk: AtDesk, to: tuple[str, ...]) -> Entry | None:
    """Return what a button is about, if that still comes."""
    what, subject, name = to[:3]
    every = _entries(desk, FILE)
    wanted = (what, subject, name)
    return next((each for each in every if words.key(each) == wanted), None)


def _coming_again(desk: AtDesk, to: tuple[str, ...]) -> tuple[Entry, Schedule] | None:
    """Return what a button is about, with what it comes from; that it is over is said."""
    entry = _find(desk, to)
    schedule = None
    if entry is not None and entry.what in (What.CHECK_IN, What.DIGEST):
        schedule = schedules.find(desk.here.session, entry.subject)
    if entry is None or schedule is None:
        desk.say(words.over(desk.t))
        return None
    return entry, schedule


def _today(desk: AtDesk) -> date:
    return desk.here.now.astimezone(desk.page.calm.zone).date()


VERBS = {
    words.SHOW: _turn,
    words.ALTER: _alter,
    words.ENTRY: _entry,
    words.FILE: _file,
    words.SKIP: _skip,
    words.TAKE_UP: _take_up,
    words.MOVE: _move,
    words.STOP: _stop,
    words.SURELY: _surely,
}
FORMS = {FORM: _take_day}
STAYS = (words.SHOW, words.FILE)
