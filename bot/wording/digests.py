"""The weekly digests for everybody and for the coordination, and the monthly brief for steering.

When there is nothing to say, there is no digest: every function then returns None.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from babel.dates import format_date

from bot.language import Translator
from bot.menu import Command, Doors, Offer, typed_as
from bot.message import Message
from bot.wording import entries
from bot.wording.scene import Host
from dialogs.facts import Desk, Due, Month, Own, Silent, Standing, Undecided, Week
from dialogs.text import Text

#: A digest is read while waiting for a bus: so many lines of a kind, and how many more there are.
MOST = 3

#: The longest message that Telegram takes, less the lines around a digest.
_ROOM = 3900

#: A heading, and below it lines of several kinds.
_Section = tuple[str, Sequence[Sequence[str]]]


def for_actors(week: Week, own: Own, host: Host, doors: Doors, t: Translator) -> Message | None:
    """Return what is open, what comes back and what is next, to one who takes part."""
    mine = [
        [entries.open_round(each, host, t) for each in own.open],
        [entries.own_commitment(each, week.day, t) for each in own.due],
    ]
    sections = [
        (t.gettext("Open for you"), mine),
        (t.gettext("What comes back"), [[entries.returned(each, t) for each in week.returned]]),
        (t.gettext("Went well"), [entries.quotations(week.went_well, t)]),
        *_ahead(week, host, t),
    ]
    head = t.gettext("Your week in {network} · {day}")
    words = _digest(head.format(network=host.network, day=t.day(week.day)), sections, t)
    if words is None:
        return None
    if Command.PAUSE in doors.commands:
        fewer = t.gettext("Fewer messages? {pause}").format(pause=typed_as(Command.PAUSE, t))
        words = f"{words}\n\n{fewer}"
    shown = own.open and Command.OPEN in doors.commands
    menu = ((Offer(t.gettext("What is open?"), Command.OPEN),),) if shown else ()
    return Message(words, menu=menu)


def for_coordination(week: Week, desk: Desk, host: Host, t: Translator) -> Message | None:
    """Return what runs, what waits and what to be attentive to. It never shows who answered."""
    running = [[entries.running(each, host, t) for each in desk.running]]
    sections = [
        (t.gettext("Rounds under way, as of yesterday"), running),
        (t.gettext("Waiting for you"), _waiting(desk, host, t)),
        _agreements(desk.standing, desk.due, week, t),
        (t.gettext("Stay attentive"), _signs(desk, week, t)),
        *_ahead(week, host, t),
    ]
    head = t.gettext("Good morning. Your week as coordination of {network} · {day}")
    words = _digest(head.format(network=host.network, day=t.day(week.day)), sections, t)
    never = t.gettext("This overview never shows who answered.")
    return None if words is None else Message(f"{words}\n\n{never}")


def for_steering(month: Month, host: Host, t: Translator) -> Message | None:
    """Return what has moved, what only this group can decide, and who is missing."""
    apart = [each.told.apart for each in month.returned if each.told.apart is not None]
    moved = [
        [entries.returned(each, t) for each in month.returned],
        entries.quotations(month.went_well, t),
    ]
    missing = [entries.silent(each, t) for each in month.silent if each.may_be_told]
    sections = [
        (t.gettext("What has moved"), moved),
        (
            t.gettext("Where the network thinks differently"),
            [[entries.titled(each, t) for each in apart]],
        ),
    ]
    return None
