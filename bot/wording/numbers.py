"""Numbers for emergencies: those that can be reached now, and the whole table with its hours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from babel.dates import format_time, get_day_names

from bot.language import Translator
from bot.operator import EVERY_DAY, Day, Number, Operator, Shift, answering
from bot.wording.scene import Host
from dialogs.workdays import Land

#: The longest text that Telegram takes for the profile of a bot.
LONGEST_PROFILE = 512

#: So many days in a row are written as a span: "Mon–Wed", but "Sat, Sun".
_SPAN = 3


def reachable(
    operator: Operator | None, host: Host, land: Land | None, now: datetime, t: Translator
) -> list[str]:
    """Return a line for each number at which somebody answers now, and the two that always do."""
    numbers = operator.numbers if operator else ()
    found = answering(numbers, now, host.zone, land)
    return [*(f"– {number.label}: {number.phone}" for number in found), *_always(t)]


def table(operator: Operator, t: Translator) -> list[str]:
    """Return a line for each number with its hours, and the two that always answer."""
    return [*(_with_hours(number, t) for number in operator.numbers), *_always(t)]


def profile(operator: Operator, host: Host, t: Translator) -> str:
    """Return what stands in the profile of the bot, where it is read even while the bot is down.

    What there is no room for stands in the pinned message; 110 and 112 always have room.
    """
    words = t.gettext(
        "{network}: a programme that asks questions. Nobody reads here all the time; this is no "
        "way to report anything. Worried about a person? Please call:"
    ).format(network=host.network)
    always, lines = _always(t), [words]
    for number in operator.numbers:
        longer = [*lines, _with_hours(number, t)]
        lines = longer if len("\n".join([*longer, *always])) <= LONGEST_PROFILE else lines
    return "\n".join([*lines, *always])


def profile_of_many(t: Translator) -> str:
    """Return what stands in the profile of a bot that several networks share."""
    words = t.gettext(
        "A programme that asks questions. Nobody reads here all the time; this is no way to report "
        "anything. Worried about a person? Please call:"
    )
    return "\n".join([words, *_always(t)])


def pinned(operator: Operator, t: Translator) -> str:
    """Return the message that stays on top of the chat."""
    words = t.gettext(
        "Worried about a person? Please call. Nobody reads this chat all the time, and it is no "
        "way to report anything."
    )
    return "\n".join([words, *table(operator, t)])


def when(shift: Shift, t: Translator) -> str:
    """Return days and times, such as "Mon–Thu, 08:00 to 16:00"."""
    days = _days(shift.days, t)
    if shift.round_the_clock:
        return t.gettext("{days}, round the clock").format(days=days)
    opens, closes = (
        format_time(at, "HH:mm", locale=t.locale) for at in (shift.opens, shift.closes)
    )
    return t.gettext("{days}, {opens} to {closes}").format(days=days, opens=opens, closes=closes)


def _always(t: Translator) -> list[str]:
    lines = (t.gettext("In acute danger: 110"), t.gettext("In a medical emergency: 112"))
    return [f"– {line}" for line in lines]


def _with_hours(number: Number, t: Translator) -> str:
    hours = "; ".join(when(shift, t) for shift in number.shifts)
    return f"– {number.label}: {number.phone} ({hours})"


def _days(days: frozenset[Day], t: Translator) -> str:
    if days == EVERY_DAY:
        return t.gettext("every day")
    called = get_day_names("abbreviated", "stand-alone", t.locale)
    names = [name for span in _spans(days) for name in _span(span, called)]
    if Day.HOLIDAY in days:
        names.append(t.gettext("public holidays"))
    return ", ".join(names)


def _spans(days: Iterable[Day]) -> list[list[Day]]:
    """Return the days of the week in order, those that follow each other together."""
    spans: list[list[Day]] = []
    for day in sorted({*days} - {Day.HOLIDAY}):
        if spans and day == spans[-1][-1] + 1:
            spans[-1].append(day)
        else:
            spans.append([day])
    return spans


def _span(days: list[Day], called: Mapping[int, str]) -> list[str]:
    if len(days) < _SPAN:
        return [called[day] for day in days]
    return [f"{called[days[0]]}–{called[days[-1]]}"]
