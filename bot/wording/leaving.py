"""A pause and its end, and leaving for good with what becomes of one's contributions."""

from __future__ import annotations

from datetime import date

from babel.units import format_unit

from bot.language import Translator
from bot.menu import Command, Doors, Offer, typed_as
from bot.message import Message
from bot.operator import Operator
from bot.wording.scene import Host

#: The pauses that are offered, in weeks.
PAUSES = (1, 2, 4)

#: What becomes of the contributions of somebody who leaves.
KEEP, ERASE, STAY = "keep", "erase", "stay"


def how_long(t: Translator) -> Message:
    """Return the question how long a pause is to be."""
    menu = tuple(
        (Offer(format_unit(weeks, "duration-week", locale=t.locale), Command.PAUSE, str(weeks)),)
        for weeks in PAUSES
    )
    return Message(t.gettext("For how long shall I not contact you?"), menu=menu)


def paused(until: date, doors: Doors, t: Translator) -> Message:
    """Return the confirmation of a pause. What is promised is only put off by it."""
    words = t.gettext(
        "Of course. I will not contact you until {day}. Results that are ready by then come "
        "afterwards."
    ).format(day=t.day(until))
    if Command.RESUME in doors.commands:
        earlier = t.gettext("{resume} starts earlier.")
        words = f"{words} {earlier.format(resume=typed_as(Command.RESUME, t))}"
    return Message(words)


def resumed(doors: Doors, t: Translator) -> Message:
    """Return the welcome after a pause."""
    words = t.gettext("Good to have you back. From now on you will hear from me again.")
    if Command.OPEN in doors.commands:
        open_now = t.gettext("{open} shows what is open for you.")
        words = f"{words} {open_now.format(open=typed_as(Command.OPEN, t))}"
    return Message(words)


def what_remains(t: Translator) -> Message:
    """Return the question what becomes of somebody's contributions, and what nobody can undo."""
    ask = t.gettext(
        "Thank you for your time with us. Shall your contributions be kept without link to you or "
        "deleted?"
    )
    beyond = t.gettext(
        "Answers that are linked to nobody stay in either case: nobody can find out which are "
        "yours. In a part that is still open you can take them back before you leave, with the "
        "button in this chat. What others have read already nobody can make unread."
    )
    menu = (
        (Offer(t.gettext("Keep without link"), Command.LEAVE, KEEP),),
        (Offer(t.gettext("Delete everything"), Command.LEAVE, ERASE),),
        (Offer(t.gettext("I will stay"), Command.LEAVE, STAY),),
    )
    return Message(f"{ask}\n\n{beyond}", menu=menu)


def still_there(operator: Operator, host: Host, t: Translator) -> Message:
    """Return the question whether somebody of whom nothing was heard for long wants to stay."""
    words = t.gettext(
        "It is long since we have heard of each other. Would you like to go on taking part in "
        "“{network}”? Without an answer you leave it in {days}; what you have said stays, no "
        "longer linked to you."
    )
    days = format_unit(operator.retention.membership_days, "duration-day", locale=t.locale)
    stay = Offer(t.gettext("Yes, I stay"), Command.LEAVE, STAY)
    go = Offer(t.gettext("No, I leave"), Command.LEAVE)
    return Message(words.format(network=host.network, days=days), menu=((stay,), (go,)))


def stayed(t: Translator) -> Message:
    """Return what is said to somebody who stays after all."""
    return Message(t.gettext("Good. Nothing has changed."))


def left(operator: Operator, t: Translator, *, erased: bool) -> Message:
    """Return the good-bye, and when the last of what is kept is gone."""
    if erased:
        words = t.gettext("You have left, and the contributions linked to you are deleted.")
    else:
        words = t.gettext("You have left. Your contributions are no longer linked to you.")
    rest = t.gettext(
        "What else is kept about you, such as your name and the address of this chat, is deleted: "
        "that takes {days} at most, and {backups} more in backups. The proof that you had agreed "
        "is kept for {proof}. You can delete this chat yourself. If you want to come back: {start}."
    )
    kept = operator.retention
    days, backups = (
        format_unit(n, "duration-day", locale=t.locale)
        for n in (kept.membership_days, kept.backup_days)
    )
    rest = rest.format(
        days=days,
        backups=backups,
        proof=format_unit(kept.proof_years, "duration-year", locale=t.locale),
        start=typed_as(Command.START, t),
    )
    return Message(" ".join([words, rest, t.gettext("Thank you, and all the best.")]))
