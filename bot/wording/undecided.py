"""A result about which nobody has decided: who learns of it first, and who later.

The steering group is told first. Everybody else is told only after it has had its time, and only
in words that the coordination has seen before.
"""

from __future__ import annotations

from datetime import date

from bot.language import Translator
from bot.message import Message
from bot.wording.entries import titled
from bot.wording.scene import Host
from dialogs.facts import Undecided, all_may_know_on
from dialogs.workdays import Land


def to_steering(undecided: Undecided, today: date, land: Land | None, t: Translator) -> Message:
    """Return what the steering group is told, before anybody else."""
    alone = t.gettext(
        "Only you have received this message. If there is no decision by {day}, everybody who was "
        "invited may be told, in words that the coordination has seen before."
    ).format(day=t.day(all_may_know_on(today, land)))
    return Message(f"{_still_open(undecided, today, t)}\n\n{alone}")


def to_coordination(
    words: str, undecided: Undecided, steering_told: date, land: Land | None, t: Translator
) -> Message:
    """Return what the coordination is shown: ``words`` as everybody is to read them."""
    before = t.gettext(
        "The steering group has known since {told} that {title} lacks a decision. From {day} on "
        "these words can go to everybody who was invited, now that you have seen them:"
    ).format(
        told=t.day(steering_told),
        title=titled(undecided.title, t),
        day=t.day(all_may_know_on(steering_told, land)),
    )
    return Message(f"{before}\n\n{words}")


def to_everybody(undecided: Undecided, today: date, host: Host, t: Translator) -> Message:
    """Return the words for everybody, as the coordination is to see them first."""
    turn_to = t.gettext("Questions are answered by {coordination}.")
    return Message(
        f"{_still_open(undecided, today, t)} {turn_to.format(coordination=host.coordination)}"
    )


def _still_open(undecided: Undecided, today: date, t: Translator) -> str:
    days = undecided.days(today)
    return t.ngettext(
        "There has been a result on {title} for {days} day, but no decision yet. Responsible: "
        "{body}.",
        "There has been a result on {title} for {days} days, but no decision yet. Responsible: "
        "{body}.",
        days,
    ).format(title=titled(undecided.title, t), days=days, body=undecided.body)
