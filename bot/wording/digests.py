"""The weekly digests for everybody and for the coordination, and the monthly brief for steering.

When there is nothing to say, there is no digest: every function then returns None.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from babel.dates import format_date

from bot.language import Translator
from bot.menu import BEGIN, Command, Do, Doors, Offer, typed_as
from bot.message import Message
from bot.wording import briefed, entries
from bot.wording.desk.deciding import DECIDE
from bot.wording.scene import Host
from dialogs.facts import Commitments, Desk, Due, Month, Own, Signs, Week

#: A digest is read while waiting for a bus: so many lines of a kind, and how many more there are.
MOST = 3

#: The longest message that Telegram takes, less the lines around a digest.
_ROOM = 3900

#: A meeting that is further away does not make a digest by itself: it was told of when it was new.
NEAR = timedelta(days=7)

#: A heading, and below it lines of several kinds.
_Section = tuple[str, Sequence[Sequence[str]]]


def for_actors(week: Week, own: Own, host: Host, doors: Doors, t: Translator) -> Message | None:
    """Return what is open, what comes back and what is next, to one who takes part."""
    sections = [
        _own(week, own, host, t),
        *_behind(week, t),
        _undecided(week, t),
        _coming(week, host, t),
    ]
    head = t.gettext("Your week in {network} · {day}").format(
        network=host.network, day=t.day(week.day)
    )
    words = _digest(head, _with_meeting(sections, week, t), t)
    if words is None:
        return None
    if Command.PAUSE in doors.commands:
        fewer = t.gettext("Fewer messages? {pause}").format(pause=typed_as(Command.PAUSE, t))
        words = f"{words}\n\n{fewer}"
    shown = own.open and Command.OPEN in doors.commands
    menu = ((Offer(t.gettext("What is open?"), Command.OPEN),),) if shown else ()
    return Message(words, menu=menu)


def for_coordination(week: Week, desk: Desk, own: Own, host: Host, t: Translator) -> Message | None:
    """Return what runs, what waits and what to be attentive to. It never shows who answered.

    What everybody else reads on another day stands in it as well.
    """
    running = [[entries.running(each, host, t) for each in desk.running]]
    sections = [
        (t.gettext("Rounds under way, as of yesterday"), running),
        (t.gettext("Waiting for you"), _waiting(desk, host, t)),
        _agreements(desk.commitments, desk.due, week.day, t),
        (t.gettext("Stay attentive"), _signs(desk.signs, week.day, t)),
        _own(week, own, host, t),
        *_behind(week, t),
        _coming(week, host, t),
    ]
    head = t.gettext("Good morning. Your week as coordination of {network} · {day}").format(
        network=host.network, day=t.day(week.day)
    )
    words = _digest(head, _with_meeting(sections, week, t), t)
    never = t.gettext("This overview never shows who answered.")
    return None if words is None else Message(f"{words}\n\n{never}", menu=_to_do(desk, t))


def _to_do(desk: Desk, t: Translator) -> tuple[tuple[Do, ...], ...]:
    """Return the buttons that lead to what waits."""
    wanted = {
        (t.gettext("Read texts"), t.gettext("/read")): bool(desk.to_read),
        (t.gettext("Supply words"), t.gettext("/draft")): bool(desk.drafts or desk.mirrors),
        (t.gettext("How rounds stand"), t.gettext("/status")): bool(desk.running),
        (t.gettext("Calendar"), t.gettext("/calendar")): True,
    }
    rows = [Do(label, BEGIN, (word,)) for (label, word), wanted in wanted.items() if wanted]
    if desk.signs.undecided:
        rows.append(Do(t.gettext("Note a decision"), DECIDE))
    return tuple((each,) for each in rows)


def for_steering(month: Month, host: Host, t: Translator) -> Message | None:
    """Return what has moved, what only this group can decide, and who is missing."""
    moved = [entries.returned(replace(each, apart=None), t) for each in month.returned]
    apart = [entries.titled(each.told.apart, t) for each in month.returned if each.told.apart]
    decide = [entries.undecided(each, month.day, t) for each in month.undecided]
    silent = [entries.silent(each, t) for each in month.silent if each.may_be_told]
    sections = [
        (t.gettext("What has moved"), [moved, entries.quotations(month.went_well, t)]),
        (t.gettext("Where the network thinks differently"), [apart]),
        (t.gettext("What only you can decide"), [decide]),
        _agreements(month.commitments, month.due, month.day, t),
        (t.gettext("Who is missing so far"), [silent]),
    ]
    head = t.gettext("Brief for the steering group of {network} · {month}").format(
        network=host.network, month=format_date(month.day, "LLLL y", locale=t.locale)
    )
    words = _digest(head, sections, t)
    turn_to = t.gettext("Questions are answered by {coordination}.")
    if words is None:
        return None
    return Message(
        f"{words}\n\n{turn_to.format(coordination=host.coordination)}",
        menu=briefed.choices(t, undecided=bool(month.undecided)),
    )


# --- Sections ----------------------------------------------------------------------------------


def _own(week: Week, own: Own, host: Host, t: Translator) -> _Section:
    opened = [entries.open_round(each, host, t) for each in own.open]
    due = [entries.own_commitment(each, week.day, t) for each in own.due]
    return t.gettext("Open for you"), [opened, due]


def _behind(week: Week, t: Translator) -> list[_Section]:
    return [
        (t.gettext("What comes back"), [[entries.returned(each, t) for each in week.returned]]),
        (t.gettext("Decided"), [[entries.decided(each, t) for each in week.decided]]),
        (t.gettext("Went well"), [entries.quotations(week.went_well, t)]),
    ]


def _undecided(week: Week, t: Translator) -> _Section:
    lines = [entries.undecided(each, week.day, t) for each in week.undecided]
    return t.gettext("No decision yet"), [lines]


def _coming(week: Week, host: Host, t: Translator) -> _Section:
    return t.gettext("Opens soon"), [[entries.coming(each, host, t) for each in week.coming]]


def _with_meeting(sections: list[_Section], week: Week, t: Translator) -> list[_Section]:
    """Add the next meeting, which is worth a message of its own only when it is near."""
    if week.meeting is None:
        return sections
    said = any(line for _, kinds in sections for line in kinds)
    if not said and week.meeting.day - week.day > NEAR:
        return sections
    return [*sections, (t.gettext("Next meeting"), [[entries.meeting(week.meeting, t)]])]


def _waiting(desk: Desk, host: Host, t: Translator) -> Sequence[Sequence[str]]:
    return [
        [entries.to_read(desk.to_read, t)] if desk.to_read else [],
        [entries.draft(each, host, t) for each in desk.drafts],
        [entries.mirror(each, host, t) for each in desk.mirrors],
        [entries.support(each, t) for each in desk.support],
    ]


def _agreements(
    commitments: Commitments, due: Sequence[Due], today: date, t: Translator
) -> _Section:
    """Return commitments, under the heading that says what this list is not."""
    heading = t.gettext("Commitments. This is not a list of who took part.")
    counted = [entries.commitments(commitments, t)] if commitments.total else []
    return heading, [counted, [entries.commitment(each, today, t) for each in due]]


def _signs(signs: Signs, today: date, t: Translator) -> Sequence[Sequence[str]]:
    refused, unreachable = signs.told_refused, signs.told_unreachable
    return [
        [entries.silent(each, t) for each in signs.told_silent],
        [line for each in signs.undecided for line in entries.undecided_to_desk(each, today, t)],
        [entries.refused(refused, t)] if refused else [],
        [entries.unreachable(unreachable, t)] if unreachable else [],
    ]


# --- The whole ---------------------------------------------------------------------------------


def _digest(head: str, sections: Sequence[_Section], t: Translator) -> str | None:
    """Return the sections that have something in them, as long as they fit; None without any."""
    full = [(heading, kinds) for heading, kinds in sections if any(kinds)]
    if not full:
        return None
    sizes = [(full, most) for most in range(MOST, 0, -1)]
    # What comes last is missed least.
    sizes += [(full[:kept], 1) for kept in range(len(full) - 1, 0, -1)]
    said = (_put_together(head, some, most, t) for some, most in sizes)
    return next(words for words in said if len(words) <= _ROOM)


def _put_together(head: str, sections: Sequence[_Section], most: int, t: Translator) -> str:
    paragraphs = [head]
    for heading, kinds in sections:
        lines = [line for kind in kinds for line in _some(kind, most, t)]
        paragraphs.append("\n".join([heading, *(f"– {line}" for line in lines)]))
    return "\n\n".join(paragraphs)


def _some(lines: Sequence[str], most: int, t: Translator) -> Sequence[str]:
    more = len(lines) - most
    if more <= 0:
        return lines
    return [*lines[:most], t.gettext("and {n} more").format(n=more)]
