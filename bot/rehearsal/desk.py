"""The desk of the coordination: what it is asked for, and the lines with which it acts.

Three can sit there: ``coordination`` and ``facilitator``, who read contributions as two different
people, and ``tandem``, both of them at once. Some lines only look: they return what they show.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from bot.language import N_, Translator, translator
from bot.levels import level_name
from bot.rehearsal.moments import called
from bot.rehearsal.people import read_person
from bot.rehearsal.puzzled import Puzzled
from bot.rehearsal.story import BETWEEN
from dialogs.asking import phase_of
from dialogs.events import Announced, Cancelled, Extended, Moved, Read, SteppedBack, Supplied
from dialogs.reports.mirrors import SUMMARY
from dialogs.round import Standing, Status, Waiting

if TYPE_CHECKING:
    from bot.rehearsal.room import Room
    from dialogs.round import Contribution

COORDINATION, FACILITATOR, TANDEM = "coordination", "facilitator", "tandem"

#: Who sits at the desk, by every word for them; the first is the one in stories.
SEATS = (
    (COORDINATION, "koordination"),
    (FACILITATOR, "moderation"),
    (TANDEM,),
)
#: What they are called where people read it.
TITLES = {
    COORDINATION: N_("coordination"),
    FACILITATOR: N_("facilitator"),
    TANDEM: N_("tandem"),
}
EXPLAINED = (
    N_("sit down at the desk of the coordination"),
    N_("sit down there as the facilitator, who reads as the second"),
    N_("sit down there as both of them, who read together"),
)

#: Who reads is told apart by numbers that no seat has.
READERS = {COORDINATION: -1, FACILITATOR: -2}

LONGEST_SPAN = timedelta(days=730)

_SPAN = re.compile(r"(\d{1,4})\s*(min|h|d|w)")
_UNITS = {"min": "minutes", "h": "hours", "d": "days", "w": "weeks"}

Show = list[str]
Doing = Callable[["Room", str, str], Show]


@dataclass(frozen=True, slots=True)
class Verb:
    """Something the desk can do; the first of its words is the one in stories."""

    words: tuple[str, ...]
    usage: str
    explained: str
    do: Doing


def spoken(words: Sequence[str], language: str) -> str:
    """Return that of several words for the same which is said in a language; German is second."""
    return words[1] if language.startswith("de") and len(words) > 1 else words[0]


def span(written: str) -> timedelta:
    """Read ``30min``, ``36h``, ``2d`` or ``2w``; at most two years."""
    found = _SPAN.fullmatch(written.strip())
    length = found and timedelta(**{_UNITS[found[2]]: int(found[1])})
    if not length or length > LONGEST_SPAN:
        raise Puzzled(N_("“{written}” is no time such as 30min, 36h, 2d or 2w."), written=written)
    return length


def at_desk(room: Room, who: str, line: str) -> Show:
    """Do what a line at the desk says; return what it shows."""
    word, _, rest = line.strip().partition(" ")
    if verb := _verb(word):
        return verb.do(room, who, rest.strip())
    known = ", ".join(spoken(verb.words, room.setting.language) for verb in VERBS)
    raise Puzzled(N_("The desk does not know “{word}”. It knows: {known}."), word=word, known=known)


def canonical(line: str) -> str:
    """Return a desk's line as stories write it."""
    word, gap, rest = line.strip().partition(" ")
    verb = _verb(word)
    return verb.words[0] + gap + rest if verb else line


def is_verb(word: str) -> bool:
    """Tell whether the desk knows this word."""
    return _verb(word) is not None


def _verb(word: str) -> Verb | None:
    written = word.removeprefix("/").casefold()
    return next((verb for verb in VERBS if written in verb.words), None)


def _start(room: Room, _who: str, rest: str) -> Show:
    """Begin at once, or announce it: ``start in 4d``. Said again, it is on another day."""
    if not rest:
        room.start()
        return []
    later = room.local(room.now) + span(rest.removeprefix("in "))
    room.happen(Announced(later))
    return []


def _draft(room: Room, _who: str, rest: str) -> Show:
    """Supply words under a name; a list is written with strokes between."""
    name, colon, words = (part.strip() for part in rest.partition(":"))
    phases = room.setting.script.phases
    drafts = {each: draft for phase in phases for each, draft in phase.needs.items()}
    if not name or not colon or not words:
        known = ", ".join((*drafts, SUMMARY))
        raise Puzzled(N_("Write draft NAME: words. Names of this script: {known}."), known=known)
    several = name in drafts and drafts[name].list
    parts = words.split(BETWEEN) if several else [words]
    room.happen(Supplied(name, tuple(parts)))
    return []


def _queue(room: Room, _who: str, _rest: str) -> Show:
    t = translator(room.setting.language)
    queue = room.round().queue
    if not queue:
        return [_nothing_to_read(room)]
    return [f"{n}. {_contribution(each, t)}" for n, each in enumerate(queue, start=1)]


def _nothing_to_read(room: Room) -> str:
    return translator(room.setting.language).gettext("Nothing is waiting to be read.")


def _contribution(each: Contribution, t: Translator) -> str:
    """Return the words, what others would read instead of them, and how far they have come."""
    if each.turned_away:
        state = t.gettext("turned away")
    elif each.released:
        state = t.gettext("released")
    elif not each.shown:
        state = t.gettext("in other words only")
    else:
        state = t.gettext("read by {n} of 2").format(n=len(each.readers))
    paraphrase = f" → {t.quoted(each.shown)}" if each.shown not in ("", each.words) else ""
    return f"{t.quoted(each.words)}{paraphrase} ({each.question}: {state})"


def _release(room: Room, who: str, rest: str) -> Show:
    chosen = rest.split()
    if chosen in (["all"], ["alle"]):
        # Reasons first: a part opens with the last words it waits for, and waits for no reason.
        queue = sorted(room.round().queue, key=lambda each: "/" not in each.key)
        undecided = [each for each in queue if not each.decided]
        if not undecided:
            return [_nothing_to_read(room)]
        _read(room, who, [each for each in undecided if each.shown], "release")
        return []
    contributions = [_numbered(room, number) for number in chosen]
    for number, each in zip(chosen, contributions, strict=True):
        if not each.shown:
            raise Puzzled(
                N_("Contribution {number} is shown in other words only: paraphrase {number}: …"),
                number=number,
            )
    _read(room, who, contributions, "release")
    return []


def _paraphrase(room: Room, who: str, rest: str) -> Show:
    number, colon, words = (part.strip() for part in rest.partition(":"))
    if not colon or not words:
        raise Puzzled(N_("Write paraphrase NUMBER: other words."))
    _read(room, who, [_numbered(room, number)], "release", words)
    return []


def _reject(room: Room, who: str, rest: str) -> Show:
    _read(room, who, [_numbered(room, number) for number in rest.split()], "turn-away")
    return []


def _read(
    room: Room,
    who: str,
    contributions: list[Contribution],
    verdict: Literal["release", "turn-away"],
    words: str = "",
) -> None:
    for each in contributions:
        for reader in (COORDINATION, FACILITATOR) if who == TANDEM else (who,):
            room.happen(Read(each.key, READERS[reader], verdict, words))


def _numbered(room: Room, number: str) -> Contribution:
    queue = room.round().queue
    if not number.isdecimal() or not 1 <= int(number) <= len(queue):
        raise Puzzled(
            N_("There is no contribution {number}; the queue has {n}."),
            number=number or "–",
            n=len(queue),
        )
    return queue[int(number) - 1]


def _extend(room: Room, _who: str, rest: str) -> Show:
    room.happen(Extended(span(rest)))
    return []


def _next(room: Room, _who: str, _rest: str) -> Show:
    room.happen(Moved())
    return []


def _back(room: Room, _who: str, _rest: str) -> Show:
    room.happen(SteppedBack())
    return []


def _cancel(room: Room, _who: str, rest: str) -> Show:
    if not rest:
        raise Puzzled(N_("Write cancel REASON; everybody reads the reason."))
    room.happen(Cancelled(rest))
    return []


def _invite(room: Room, _who: str, rest: str) -> Show:
    setting = room.setting
    person = read_person(rest, setting.script, setting.language)
    if person.name in room.people:
        raise Puzzled(N_("{name} is there twice."), name=person.name)
    room.join(person)
    return []


def _status(room: Room, _who: str, _rest: str) -> Show:
    """Show what is going on. A rehearsal may look closer than a coordination ever can."""
    t = translator(room.setting.language)
    round = room.round()
    lines = [t.gettext(STATUS[round.status])]
    if round.opening:
        phase = phase_of(room.setting.script, round.opening)
        title = phase.title.within(t.language)
        ends = t.moment(room.local(round.opening.ends))
        lines.append(t.gettext("“{phase}” is open until {ends}.").format(phase=title, ends=ends))
    if round.waiting:
        lines += _waiting(room, round.waiting, t)
    here = [seat for seat in round.seats.values() if seat.standing is not Standing.LEFT]
    levels = Counter(seat.level for seat in here)
    open_ones = Counter(seat.level for seat in here if seat.open is not None)
    row = t.gettext("{level}: {n}, of whom {open} still have something open")
    lines += [
        row.format(level=level_name(level, t), n=n, open=open_ones[level])
        for level, n in levels.items()
    ]
    return lines


def _waiting(room: Room, waiting: Waiting, t: Translator) -> Iterator[str]:
    phase = room.setting.script.phases_of(room.round().part)[waiting.index]
    title, until = phase.title.within(t.language), t.moment(room.local(waiting.until))
    line = t.gettext("Next: “{phase}”, which waits until {until} at the latest.")
    yield line.format(phase=title, until=until)
    if waiting.opens > room.now:
        line = t.gettext("It opens on {moment} at the earliest.")
        yield line.format(moment=t.moment(room.local(waiting.opens)))
    for name in sorted(waiting.drafts):
        yield t.gettext("It needs words: draft {name}: …").format(name=name)
    unread = sum(not each.decided for each in room.round().queue)
    if unread:
        line = t.ngettext(
            "{n} contribution waits for its readers: queue.",
            "{n} contributions wait for their readers: queue.",
            unread,
        )
        yield line.format(n=unread)


STATUS = {
    Status.PLANNED: N_("The round has not begun."),
    Status.OPEN: N_("The round is under way."),
    Status.WAITING: N_("The round is waiting for the next phase."),
    Status.RETURNING: N_("The phases are over, the result is being put together."),
    Status.ENDED: N_("The round has ended."),
    Status.CANCELLED: N_("The round was cancelled."),
}


def _moments(room: Room, _who: str, _rest: str) -> Show:
    t = translator(room.setting.language)
    due = [f"{t.moment(room.local(each.at))}: {called(each.name, t)}" for each in room.due()]
    return due or [t.gettext("Nothing is planned.")]


#: Everything the desk can do, in the order in which one needs it.
VERBS = (
    Verb(("start", "beginnen"), N_("in 4d"), N_("begin the round, or announce it"), _start),
    Verb(("status", "stand"), "", N_("where the round stands"), _status),
    Verb(("moments", "termine"), "", N_("what will happen by itself, and when"), _moments),
    Verb(
        ("draft", "entwurf"),
        N_("NAME: words | more words"),
        N_("supply what a phase waits for"),
        _draft,
    ),
    Verb(("queue", "lesen"), "", N_("the contributions that wait for two readers"), _queue),
    Verb(("release", "freigeben"), N_("1 3, or all"), N_("let contributions through"), _release),
    Verb(
        ("paraphrase", "umschreiben"),
        N_("2: other words"),
        N_("let a contribution through in other words"),
        _paraphrase,
    ),
    Verb(("reject", "ablehnen"), "2", N_("turn contributions away"), _reject),
    Verb(("extend", "verlängern", "verlaengern"), "3d", N_("give the phase more time"), _extend),
    Verb(("next", "weiter"), "", N_("end the phase, or the waiting, now"), _next),
    Verb(("back", "zurück", "zurueck"), "", N_("open the phase before once more"), _back),
    Verb(("cancel", "absagen"), N_("REASON"), N_("end the round for good"), _cancel),
    Verb(("invite", "einladen"), "gus:praxis", N_("let somebody come late"), _invite),
)
