"""How often, on which day and at what hour somebody likes what comes again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from bot.language import N_, Translator
from bot.menu import Command, Offer
from bot.message import Message
from dialogs.calm import Kind, Rhythm
from dialogs.habits import Habit

#: A letter that asks whether somebody would like check-ins, and one whether their rhythm fits.
ASKS, FITS = "check-ins", "fits"

#: What is chosen: how often, the weekday, the hour, and the zone. The letter in front says of what.
OFTEN, DAY, HOUR, ZONE, AS_IT_IS = "often", "day", "hour", "zone", "as-it-is"
KINDS = {"c": Kind.CHECK_IN, "d": Kind.DIGEST}

HOURS = (8, 10, 12, 14, 16)
ZONES = ("Europe/Berlin", "Europe/London", "Europe/Lisbon", "Europe/Athens", "Europe/Istanbul")

_OFTEN = {
    Rhythm.MONTHLY: N_("Once a month"),
    Rhythm.FORTNIGHTLY: N_("Every two weeks"),
    Rhythm.WEEKLY: N_("Every week"),
    Rhythm.NONE: N_("Not at all"),
}

#: A Monday, from which the names of weekdays are counted.
_MONDAY = date(2026, 11, 30)


def page(
    check_ins: Habit, digests: Habit, zone: str, t: Translator, *, there_are: bool, own: bool
) -> Message:
    """Return what holds now, with what can be changed."""
    lines = [
        t.gettext("Check-ins: {often}").format(often=_said(check_ins, t)),
        t.gettext("Weekly overview: {often}").format(often=_said(digests, t)),
        t.gettext("Your time zone: {zone}").format(zone=zone),
    ]
    if not own:
        lines[-1] = t.gettext("Your time zone: {zone}, that of the network").format(zone=zone)
    if not there_are:
        lines.append(t.gettext("There are no check-ins in your network so far."))
    lines.append(
        t.gettext(
            "Check-ins give way in weeks in which a round asks you. A pause stops everything."
        )
    )
    offers = (
        (t.gettext("Check-ins: how often"), f"c{OFTEN}"),
        (t.gettext("Check-ins: day and hour"), f"c{DAY}"),
        (t.gettext("Overview: how often"), f"d{OFTEN}"),
        (t.gettext("Overview: day and hour"), f"d{DAY}"),
        (t.gettext("Time zone"), ZONE),
    )
    menu = [(Offer(label, Command.RHYTHM, detail),) for label, detail in offers]
    if there_are:
        menu.append((Offer(t.gettext("Answers over time"), Command.TREND),))
    return Message("\n".join(lines), menu=tuple(menu))


def how_often(letter: str, t: Translator) -> Message:
    """Return the question how often."""
    words = t.gettext("How often would you like a check-in?")
    if letter == "d":
        words = t.gettext("How often would you like the overview, if there is something in it?")
    return Message(words, menu=_often(letter, t))


def which_day(letter: str, t: Translator) -> Message:
    """Return the question on which weekday."""
    menu = tuple((Offer(_weekday(n, t), Command.RHYTHM, f"{letter}{DAY}={n}"),) for n in range(5))
    return Message(t.gettext("On which weekday does it suit you best?"), menu=menu)


def which_hour(letter: str, t: Translator) -> Message:
    """Return the question at what hour."""
    row = tuple(
        Offer(t.gettext("{hour}:00").format(hour=hour), Command.RHYTHM, f"{letter}{HOUR}={hour}")
        for hour in HOURS
    )
    return Message(t.gettext("At what hour?"), menu=(row,))


def which_zone(zones: Sequence[str], t: Translator) -> Message:
    """Return the question by which clock somebody lives."""
    menu = tuple((Offer(each, Command.RHYTHM, f"{ZONE}={each}"),) for each in zones)
    return Message(t.gettext("By which clock do you live?"), menu=menu)


def would_you(t: Translator) -> Message:
    """Return the question whether somebody would like check-ins at all."""
    words = t.gettext(
        "From now on there are check-ins in your network: a few questions now and then, to pause "
        "for two minutes and look at the work together. They come to those who want them. Would "
        "you like to?"
    )
    return Message(words, menu=_often("c", t))


def still_fits(t: Translator) -> Message:
    """Return the question whether the rhythm fits; it is asked once."""
    words = t.gettext(
        "I have asked you twice now, and it may not have suited you. That is fine. Does the rhythm "
        "of the check-ins still fit? If I hear nothing, I will ask once a month at most."
    )
    menu = (
        (Offer(t.gettext("It fits"), Command.RHYTHM, AS_IT_IS),),
        (Offer(t.gettext("Less often"), Command.RHYTHM, f"c{OFTEN}"),),
        (Offer(t.gettext("Not at all"), Command.RHYTHM, f"c{OFTEN}={Rhythm.NONE}"),),
    )
    return Message(words, menu=menu)


def stays(t: Translator) -> Message:
    """Return that all stays as it is."""
    return Message(t.gettext("Thank you, it stays as it is."))


def _often(letter: str, t: Translator) -> tuple[tuple[Offer, ...], ...]:
    return tuple(
        (Offer(t.gettext(label), Command.RHYTHM, f"{letter}{OFTEN}={rhythm}"),)
        for rhythm, label in _OFTEN.items()
    )


def _said(habit: Habit, t: Translator) -> str:
    often = t.gettext(_OFTEN[habit.rhythm])
    if habit.rhythm is Rhythm.NONE or habit.weekday is None or habit.at is None:
        return often
    words = t.gettext("{often}, on {weekday} at {time}")
    return words.format(often=often, weekday=_weekday(habit.weekday, t), time=f"{habit.at:%H:%M}")


def _weekday(n: int, t: Translator) -> str:
    return t.whole_weekday(_MONDAY + timedelta(days=n))
