"""What a coordination reads before and after it moves a round."""

from __future__ import annotations

from collections.abc import Iterable

from bot.language import Translator
from bot.menu import Do
from bot.message import Message
from bot.wording.scene import Host
from dialogs.round import Round
from dialogs.script import Script

#: Does what was asked about.
SURELY = "do"


def how_much_longer(number: int, days: Iterable[int], t: Translator) -> Message:
    """Return the question how much more time a part shall have."""
    rows = tuple(
        (
            Do(
                t.ngettext("{n} day more", "{n} days more", n).format(n=n),
                SURELY,
                (str(number), "extend", str(n)),
            ),
        )
        for n in days
    )
    words = t.gettext("How much more time? Everybody for whom something is still open is told.")
    return Message(words, menu=rows)


def move_on(number: int, touched: int, t: Translator, *, some_open: bool) -> Message:
    """Return what going on now means, and the button that does it."""
    words = t.ngettext(
        "The round goes on at once. It touches {n} person.",
        "The round goes on at once. It touches {n} people.",
        touched,
    ).format(n=touched)
    if some_open:
        lost = t.gettext("Some have not answered yet; they can no longer do so then.")
        words = f"{words} {lost}"
    go = Do(t.gettext("Go on now"), SURELY, (str(number), "move"))
    return Message(words, menu=((go,),))


def step_back(number: int, touched: int, t: Translator) -> Message:
    """Return what going back means, and the button that does it."""
    words = t.ngettext(
        "The part before opens once more. {n} person is told and can change their answers.",
        "The part before opens once more. {n} people are told and can change their answers.",
        touched,
    ).format(n=touched)
    go = Do(t.gettext("Open it again"), SURELY, (str(number), "back"))
    return Message(words, menu=((go,),))


def why_cancel(touched: int, t: Translator) -> Message:
    """Return the question for the reason of a cancellation."""
    words = t.ngettext(
        "Why does the round end? {n} person reads your reason. Please write it in one or two "
        "sentences; nothing happens before you have confirmed it.",
        "Why does the round end? {n} people read your reason. Please write it in one or two "
        "sentences; nothing happens before you have confirmed it.",
        touched,
    )
    return Message(words.format(n=touched))


def reason_too_long(longest: int, t: Translator) -> Message:
    """Return what is said to a reason that nobody would read."""
    words = t.gettext("Please put it in {longest} characters at most.")
    return Message(words.format(longest=longest))


def surely_cancel(number: int, reason: str, touched: int, t: Translator) -> Message:
    """Return the last question before a round ends for good."""
    words = t.ngettext(
        "{n} person reads: {reason} The round then ends for good. Results so far still go out.",
        "{n} people read: {reason} The round then ends for good. Results so far still go out.",
        touched,
    ).format(n=touched, reason=t.quoted(reason))
    go = Do(t.gettext("End the round"), SURELY, (str(number), "cancel"))
    return Message(words, menu=((go,),))


def done(what: str, script: Script, round: Round, host: Host, t: Translator) -> Message:
    """Return what has happened."""
    title = t.quoted(script.title.within(t.language))
    match what:
        case "extend" if round.opening is not None:
            ends = t.moment(round.opening.ends.astimezone(host.zone))
            words = t.gettext("{title} is open until {ends} now.").format(title=title, ends=ends)
        case "cancel":
            words = t.gettext("{title} has ended. Everybody is told.").format(title=title)
        case "back":
            words = t.gettext("{title}: the part before is open once more.").format(title=title)
        case _:
            words = t.gettext("{title} goes on.").format(title=title)
    return Message(words)
