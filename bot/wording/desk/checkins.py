"""Check-ins as the desk reads of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from bot.language import N_, Translator
from bot.menu import Do
from bot.message import Message
from dialogs.reports.trends import is_shown
from dialogs.script import Script

SET, ON, SWITCH, OFF, TREND = "set", "set-on", "set-switch", "set-off", "set-trend"

_COMES = {
    "weekly": N_("every week, to those who have chosen it, on the day they have chosen"),
    "monthly": N_("once a month"),
    "quarterly": N_("once a quarter"),
    "meeting": N_("two hours after a meeting"),
    "round": N_("after every result"),
}

#: The ways in which a set can come, by its rhythm and in their order.
_WAYS = {
    "weekly": (N_("Every week"), N_("Every second week")),
    "monthly": (N_("In the last week of the month"), N_("In the first week of the month")),
    "quarterly": (N_("In the second week of the quarter"), N_("In the last week of the quarter")),
}


def which(sets: Mapping[str, Script], on: Collection[str], t: Translator) -> Message:
    """Return all sets, each with whether it comes."""
    lines = [
        t.gettext(
            "Check-ins are small rounds that come again. They begin by themselves, for those who "
            "want them."
        )
    ]
    rows = []
    for name, script in sets.items():
        title = script.title.within(t.language)
        state = t.gettext("on") if name in on else t.gettext("off")
        lines.append(t.gettext("– {title}: {state}").format(title=title, state=state))
        rows.append((Do(title, SET, (name,)),))
    return Message("\n".join(lines), menu=tuple(rows))


def one(
    name: str, script: Script, at: datetime | None, people: int, t: Translator, *, on: bool
) -> Message:
    """Return one set, with when it comes next and what can be done."""
    said = _COMES[script.rhythm or "monthly"]
    comes = t.gettext(said)
    lines = [
        t.quoted(script.title.within(t.language)),
        script.purpose.within(t.language),
        t.gettext("It comes {when}, and takes {n} minutes.").format(when=comes, n=script.minutes),
    ]
    if on and at is not None:
        lines.append(_next(at, people, script, t))
    elif on:
        lines.append(t.gettext("It is on."))
    else:
        lines.append(t.gettext("It is off."))
    menu = [Do(t.gettext("Stop it"), OFF, (name,))] if on else []
    if not on and script.rhythm == "meeting":
        menu = [Do(t.gettext("Enter a meeting"), ON, (name,))]
        lines.pop()
    elif not on:
        menu = [Do(t.gettext("Switch it on"), ON, (name,))]
    elif script.rhythm in _WAYS:
        menu.insert(0, Do(t.gettext("Let it come at another time"), ON, (name,)))
    if is_shown(script):
        menu.append(Do(t.gettext("Answers over time"), TREND, (name,)))
    return Message("\n".join(lines), menu=tuple((each,) for each in menu))


def _next(at: datetime, people: int, script: Script, t: Translator) -> str:
    when = f"{t.weekday(at.date())}, {t.moment(at)}"
    if not people:
        words = t.gettext(
            "It would come on {when}, but fewer than {least} have chosen it so far: then it does "
            "not begin."
        )
        return words.format(when=when, least=script.people.min)
    words = t.ngettext(
        "It comes next on {when}, to {n} person.", "It comes next on {when}, to {n} people.", people
    )
    return words.format(when=when, n=people)


def required(name: str, script: Script, ways: int, t: Translator) -> Message:
    """Return what has to be so before a set comes, and in which ways it can."""
    lines = [t.gettext("Before you switch it on:")]
    lines += [f"– {each.within(t.language)}" for each in script.requires]
    labels = _WAYS.get(script.rhythm or "", (N_("Yes, switch it on"),))[: max(ways, 1)]
    menu = tuple((Do(t.gettext(label), SWITCH, (name, str(n))),) for n, label in enumerate(labels))
    return Message("\n".join(lines), menu=menu)


def when_does_it_end(t: Translator) -> Message:
    """Return the question when a meeting ends."""
    return Message(
        t.gettext(
            "When does the meeting end? Please write the day and the time like this: 15.1.2027 "
            "16:00. Two hours later I ask everybody how it was."
        )
    )


def no_moment(t: Translator) -> Message:
    """Return that no time could be read that is still to come."""
    return Message(
        t.gettext(
            "I cannot read that as a time that is still to come. Please write it like this: "
            "15.1.2027 16:00"
        )
    )


def will_be_asked(at: datetime, t: Translator) -> Message:
    """Return when people are asked."""
    words = t.gettext("Thank you. On {when}, or when your office hours begin, I ask everybody.")
    return Message(words.format(when=t.moment(at)))


def gone(t: Translator) -> Message:
    """Return that there is no such set any more."""
    return Message(t.gettext("This check-in does not exist any more."))
