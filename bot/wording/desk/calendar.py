"""The calendar of a network in words, and what is said when something in it changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from bot.ahead import Entry, Week, What
from bot.language import N_, Translator
from bot.menu import Do
from bot.message import Message
from dialogs.text import Text

SHOW, ALTER, ENTRY, FILE = "cal", "cal-alter", "cal-entry", "cal-file"
SKIP, TAKE_UP, MOVE, STOP, SURELY = "cal-skip", "cal-take", "cal-move", "cal-stop", "cal-sure"

#: The round that an entry is about.
LOOK = "look"

#: How digests are called, by the names of their schedules.
DIGESTS = {
    "members": N_("Weekly overview for everybody"),
    "coordination": N_("Weekly overview for the coordination"),
    "steering": N_("Brief for the steering group"),
}

_SAYS = {
    What.OPENS: N_("{title}: {part} opens"),
    What.REMINDS: N_("{title}: reminder to those for whom something is still open"),
    What.ENDS: N_("{title}: {part} ends"),
    What.RETURNS: N_("{title}: the result"),
    What.FOLLOWS: N_("Asked later about {title}: {part}"),
    What.TALK: N_("{title}: people talk about the result"),
    What.CHECK_IN: N_("Check-in {title}"),
    What.DIGEST: "{title}",
}

#: So long a button is at most.
_LONGEST = 60


def key(entry: Entry) -> tuple[str, str, str]:
    """Return what a button says to name an entry."""
    return str(entry.what), str(entry.subject), entry.name


def page(weeks: Sequence[Week], number: int, t: Translator) -> Message:
    """Return some weeks, each with what goes out in it and which days are free."""
    paragraphs = [t.gettext("This is what goes out in the coming weeks, as things stand now.")]
    paragraphs += [_week(week, t) for week in weeks]
    pages = [Do(t.gettext("Later weeks"), SHOW, (str(number + 1),))]
    if number:
        pages.insert(0, Do(t.gettext("Earlier weeks"), SHOW, (str(number - 1),)))
    some = any(week.entries for week in weeks)
    alter = ((Do(t.gettext("Change something"), ALTER, (str(number),)),),) if some else ()
    file = (Do(t.gettext("As a file for your calendar"), FILE),)
    return Message("\n\n".join(paragraphs), menu=(*alter, tuple(pages), file))


def _week(week: Week, t: Translator) -> str:
    sunday = week.monday + timedelta(days=6)
    head = t.gettext("{monday} to {sunday}").format(monday=t.day(week.monday), sunday=t.day(sunday))
    free = [
        (day, "", t.gettext("– {day}: free ({holiday})").format(day=_day(day, t), holiday=name))
        for day, name in week.free
    ]
    entries = [
        (each.at.date(), f"{each.at:%H:%M}", f"– {when(each, t)}: {line(each, t)}")
        for each in week.entries
    ]
    lines = [said for *_, said in sorted([*free, *entries])]
    return "\n".join([head, *(lines or [t.gettext("– nothing")])])


def when(entry: Entry, t: Translator) -> str:
    """Return when it is; people talk on a day, at a time that they have settled themselves."""
    if entry.what is What.TALK:
        return _day(entry.at.date(), t)
    return f"{t.weekday(entry.at.date())}, {t.moment(entry.at)}"


def line(entry: Entry, t: Translator) -> str:
    """Return what goes out, to how many, and what is special about it."""
    notes = [name(entry, t)]
    if entry.people is not None:
        notes.append(_to(entry, entry.people, t))
    if entry.skipped:
        notes.append(t.gettext("does not come"))
    if entry.moved:
        notes.append(t.gettext("put on this day"))
    if entry.expected:
        notes.append(t.gettext("if nothing has to be waited for"))
    return ", ".join(notes)


def name(entry: Entry, t: Translator) -> str:
    """Return what goes out."""
    if entry.what is What.DIGEST:
        return t.gettext(DIGESTS.get(entry.digest, entry.digest))
    said = _SAYS[entry.what]
    return t.gettext(said).format(title=_quoted(entry.title, t), part=_quoted(entry.part, t))


def _to(entry: Entry, people: int, t: Translator) -> str:
    if entry.what in (What.CHECK_IN, What.DIGEST):
        return t.ngettext("to {n} person at most", "to {n} people at most", people).format(n=people)
    return t.ngettext("to {n} person", "to {n} people", people).format(n=people)


# --- One entry -----------------------------------------------------------------------------------


def which(entries: Iterable[Entry], t: Translator) -> Message:
    """Return everything on a page as buttons."""
    rows = []
    for each in entries:
        label = f"{_short(each.at.date(), t)} {name(each, t)}"
        if len(label) > _LONGEST:
            label = f"{label[: _LONGEST - 1].rstrip()}…"
        rows.append((Do(label, ENTRY, key(each)),))
    return Message(t.gettext("What would you like to change?"), menu=tuple(rows))


def entry(entry: Entry, t: Translator) -> Message:
    """Return one entry, with what can be done about it."""
    return Message(
        f"{when(entry, t)}\n{line(entry, t)}", menu=tuple((each,) for each in _do(entry, t))
    )


def _do(entry: Entry, t: Translator) -> list[Do]:
    to = key(entry)
    if entry.what in (What.CHECK_IN, What.DIGEST):
        stop = Do(t.gettext("Stop it altogether"), STOP, to)
        if entry.skipped:
            return [Do(t.gettext("Let it come after all"), TAKE_UP, to), stop]
        return [
            Do(t.gettext("Leave it out this time"), SKIP, to),
            Do(t.gettext("Put it on another day"), MOVE, to),
            stop,
        ]
    look = Do(t.gettext("Look at the round"), LOOK, (str(entry.subject),))
    if entry.what is What.REMINDS:
        return [Do(t.gettext("Leave out this reminder"), SKIP, to), look]
    return [look]


def over(t: Translator) -> Message:
    """Return that this does not come any more, or has been."""
    words = t.gettext(
        "That has been already, or does not come any more. {calendar} shows the rest."
    )
    return Message(words.format(calendar=t.gettext("/calendar")))


def skipped(entry: Entry, t: Translator) -> Message:
    """Return that it does not come, with the way back."""
    words = t.gettext("{what} on {day} does not come. Nobody is told of it.")
    back = Do(t.gettext("Let it come after all"), TAKE_UP, key(entry))
    return Message(_filled(words, entry, t), menu=((back,),))


def without_reminder(entry: Entry, t: Translator) -> Message:
    """Return that nobody is reminded."""
    words = t.gettext("Nobody is reminded on {day}. The end of the part stays as it is.")
    return Message(_filled(words, entry, t))


def taken_up(entry: Entry, t: Translator) -> Message:
    """Return that it comes after all."""
    return Message(_filled(t.gettext("{what} comes after all, on {day}."), entry, t))


def to_which_day(entry: Entry, t: Translator) -> Message:
    """Return the question for another day."""
    words = t.gettext(
        "On which day shall {what} come instead of on {day}? Please write it like this: 15.1.2027. "
        "The time of day stays the same."
    )
    return Message(_filled(words, entry, t))


def flaw(day: date | None, t: Translator, *, works: bool, past: bool) -> Message | None:
    """Return why nothing can come on that day; None where it can."""
    if day is None:
        return Message(
            t.gettext("I cannot read that as a day. Please write it like this: 15.1.2027")
        )
    if past:
        return Message(t.gettext("That day is over. Please write one that is still to come."))
    if not works:
        words = t.gettext("{day} is no working day. Please write another one.")
        return Message(words.format(day=_day(day, t)))
    return None


def moved(entry: Entry, t: Translator) -> Message:
    """Return on which day it comes now, with the way back."""
    words = _filled(
        t.gettext("{what} comes on {day} now. All others stay where they are."), entry, t
    )
    back = Do(t.gettext("Back to its own day"), TAKE_UP, key(entry))
    return Message(words, menu=((back,),))


def surely_stop(entry: Entry, t: Translator) -> Message:
    """Return the question whether it shall not come any more at all."""
    words = t.gettext("Shall {what} not come any more, from now on? You can start it again later.")
    return Message(
        _filled(words, entry, t), menu=((Do(t.gettext("Yes, stop it"), SURELY, key(entry)),),)
    )


def stopped(entry: Entry, t: Translator) -> Message:
    """Return that it does not come any more."""
    return Message(_filled(t.gettext("{what} does not come any more."), entry, t))


def file(network: str, t: Translator) -> str:
    """Return what stands below the file."""
    words = t.gettext(
        "What goes out in {network} in the next half year, as things stand now. Open the file with "
        "your calendar; it holds no names."
    )
    return words.format(network=network)


def _filled(words: str, entry: Entry, t: Translator) -> str:
    return words.format(what=name(entry, t), day=_day(entry.at.date(), t))


def _quoted(text: Text | None, t: Translator) -> str:
    return "" if text is None else t.quoted(text.within(t.language))


def _day(day: date, t: Translator) -> str:
    return f"{t.weekday(day)}, {t.day(day)}"


def _short(day: date, t: Translator) -> str:
    return f"{t.weekday(day)} {day.day}.{day.month}."
