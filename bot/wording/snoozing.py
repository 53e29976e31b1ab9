"""Being reminded later: when, and that it is noted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.language import Translator
from bot.menu import Command, Offer, typed_as
from bot.message import Message

#: What is pressed below an invitation or a reminder, and for more days.
LATER, MORE = "later", "more"

Rows = tuple[tuple[Offer, ...], ...]


def offer(round: int, t: Translator) -> Rows:
    """Return the button below an invitation and a reminder."""
    return ((Offer(t.gettext("Remind me later"), Command.OPEN, f"{LATER}={round}"),),)


def when(
    round: int,
    afternoon: datetime | None,
    mornings: Sequence[datetime],
    now: datetime,
    t: Translator,
) -> Message:
    """Return the question when; all times are already on the clock of the person."""
    rows: list[tuple[Offer, ...]] = []
    if afternoon is not None:
        rows.append((_at(round, afternoon, t.gettext("This afternoon")),))
    rows += [(_at(round, at, _morning(at, now, t)),) for at in mornings[:1]]
    if len(mornings) > 1:
        more = Offer(t.gettext("Choose a day"), Command.OPEN, f"{LATER}={round}={MORE}")
        rows.append((more,))
    if not rows:
        return Message(t.gettext("It closes soon; there is no good hour left until then."))
    return Message(t.gettext("When shall I remind you?"), menu=tuple(rows))


def which_day(round: int, mornings: Sequence[datetime], now: datetime, t: Translator) -> Message:
    """Return the next mornings, each to be chosen."""
    rows = tuple((_at(round, at, _morning(at, now, t)),) for at in mornings)
    return Message(t.gettext("On which day?"), menu=rows)


def noted(at: datetime, t: Translator) -> Message:
    """Return that it is noted, and how to go on earlier."""
    words = t.gettext(
        "I will remind you on {moment}, and not before. {open} shows it to you earlier."
    )
    return Message(words.format(moment=t.moment(at), open=typed_as(Command.OPEN, t)))


def _morning(at: datetime, now: datetime, t: Translator) -> str:
    if at.date() == now.date() + timedelta(days=1):
        return t.gettext("Tomorrow morning")
    return t.gettext("{day}, in the morning").format(day=t.full_day(at.date()))


def _at(round: int, at: datetime, label: str) -> Offer:
    return Offer(label, Command.OPEN, f"{LATER}={round}={int(at.timestamp())}")
