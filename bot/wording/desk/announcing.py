"""A round that opens on a later day: which days there are, and what has been settled."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from bot.language import Translator
from bot.menu import Do
from bot.message import Message
from bot.wording.scene import Host
from dialogs.round import Round
from dialogs.script import Script

#: Lets it open on a day, and asks for another one.
ON, ANOTHER = "opens-on", "another-day"


class Unfit(StrEnum):
    """Why a round cannot open on a day."""

    NO_DAY = "no-day"
    TOO_SOON = "too-soon"
    TOO_FAR = "too-far"
    FREE = "free"


def later_days(number: str, first: date, t: Translator) -> tuple[tuple[Do, ...], ...]:
    """Return the first later day as a button, and one for another day."""
    soon = t.gettext("In three working days: {day}").format(day=t.full_day(first))
    return (
        (Do(soon, ON, (number, first.isoformat())),),
        (Do(t.gettext("On another day"), ANOTHER, (number,)),),
    )


def which_day(first: date, t: Translator) -> Message:
    """Return the question for the day."""
    words = t.gettext(
        "On which day shall it open? Please send it such as 15.3.2027. The first possible day is "
        "{first}, so that everybody knows of it three working days before."
    )
    return Message(words.format(first=t.full_day(first)))


def unfit(why: Unfit, first: date, t: Translator) -> Message:
    """Return why a round cannot open then."""
    words = {
        Unfit.NO_DAY: t.gettext("I cannot read a day in this. Please send it such as 15.3.2027."),
        Unfit.TOO_SOON: t.gettext(
            "This is too soon: everybody gets to know it three working days before. The first "
            "possible day is {first}."
        ),
        Unfit.TOO_FAR: t.gettext("Please choose a day within the next six months."),
        Unfit.FREE: t.gettext(
            "On this day people do not work, or there are school holidays. Please choose another."
        ),
    }[why]
    return Message(words.format(first=t.full_day(first)))


def surely(number: str, day: date, people: int, t: Translator) -> Message:
    """Return how many people get to know of it, before they do."""
    words = t.ngettext(
        "It opens on {day}. {n} person is told so now.",
        "It opens on {day}. {n} people are told so now.",
        people,
    ).format(day=t.full_day(day), n=people)
    yes = Do(t.gettext("Announce it"), ON, (number, day.isoformat()))
    return Message(words, menu=((yes, Do(t.gettext("On another day"), ANOTHER, (number,))),))


def announced(script: Script, round: Round, host: Host, t: Translator) -> Message:
    """Return when the round opens, and what can be done until then."""
    assert round.waiting is not None
    lines = [
        t.gettext("{title} opens by itself on {moment}. Everybody is told so now.").format(
            title=t.quoted(script.title.within(t.language)),
            moment=t.moment(round.waiting.opens.astimezone(host.zone)),
        )
    ]
    if round.returns_on is not None:
        day = t.day(round.returns_on.astimezone(host.zone).date())
        lines.append(t.gettext("The result is promised for {day}.").format(day=day))
    lines.append(
        t.gettext(
            "Until then you can choose another day, open it at once or cancel it: {status}."
        ).format(status=t.gettext("/status"))
    )
    return Message(" ".join(lines))
