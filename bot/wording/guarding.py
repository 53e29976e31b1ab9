"""What is answered to words that may give somebody away, before anything is kept of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never
from zoneinfo import ZoneInfo

from bot.language import N_, Translator, translator
from bot.menu import Do
from bot.message import Button, Choice, Decision, Listens, Message, Single
from bot.operator import Operator
from bot.wording import warnings
from bot.wording.scene import Host
from dialogs.guard import Verdict
from dialogs.said import Words
from dialogs.workdays import Land

#: What stands on the buttons under doubtful words.
_CHOICES = {
    Choice.CHANGE: N_("Change"),
    Choice.KEEP: N_("Nobody is recognisable, keep"),
    Choice.DISCARD: N_("Discard"),
}


@dataclass(frozen=True, slots=True)
class Where:
    """For whom a text is read, and when: what the answer to a worried message depends on.

    ``sent`` is when the person wrote, ``now`` when it was read. A rehearsal has no operator.
    """

    host: Host
    now: datetime
    sent: datetime
    operator: Operator | None = None
    land: Land | None = None


def answer(
    verdict: Verdict, words: str, listens: Listens | None, where: Where, language: str
) -> Message | None:
    """Return why words are not kept, or not yet; None where they may be.

    Danger comes first, also where nothing was asked; otherwise words that nobody asked for are
    kept by nobody, and there is nothing to say.
    """
    t = translator(language)
    if verdict.danger:
        return worried(where, t)
    if listens is None:
        return None
    match verdict.band:
        case "accept":
            return None
        case "ask":
            return Message(_doubtful(verdict, t), Single((_choices(words, listens, t),)))
        case "refuse":
            return Message(_refused(verdict, where.host.transport, t))
        case _:
            assert_never(verdict.band)


def refusal(verdict: Verdict, words: str, where: Where, language: str) -> Message:
    """Return why words are not kept that may be kept by no decision."""
    refused = answer(verdict, words, None, where, language)
    transport = where.host.transport
    return refused or Message(_refused(verdict, transport, translator(language)))


def at_the_desk(verdict: Verdict, keep: Do | None, transport: str | None, t: Translator) -> Message:
    """Return why words of a coordination are not kept; ``keep`` is there where it may decide."""
    if keep is None:
        return Message(_refused(verdict, transport, t))
    anew = t.gettext("To change it, simply write it anew.")
    button = replace(keep, label=t.gettext(_CHOICES[Choice.KEEP]))
    return Message(f"{_doubtful(verdict, t)} {anew}", menu=((button,),))


def worried(where: Where, t: Translator) -> Message:
    """Return the answer to words that sound like somebody in danger."""
    return warnings.worried(
        where.operator, where.host, where.land, sent=where.sent, now=where.now, t=t
    )


def nowhere(sent: datetime, now: datetime) -> Where:
    """Return where somebody is read who belongs to no network: there are no numbers of its own."""
    return Where(Host("", "", ZoneInfo("Europe/Berlin")), now, sent)


def after(decision: Decision, language: str) -> Message:
    """Return what is said when somebody would rather change or discard the words."""
    t = translator(language)
    if decision.choice is Choice.CHANGE:
        return Message(
            t.gettext("Please write it anew, as you would like it. I have kept nothing.")
        )
    return Message(t.gettext("Discarded. I have kept nothing of it, and the question stays open."))


def _refused(verdict: Verdict, transport: str | None, t: Translator) -> str:
    found = t.gettext("Your message probably contained details of a person: {words}.")
    lines = [
        found.format(words=_told(verdict, t)),
        t.gettext("I have not stored it. This is no reproach, it protects everyone."),
        t.gettext("Feel free to try like this: “Between A and B … was missing.”"),
        t.gettext("Copy what you would like to keep from your message."),
    ]
    if transport is not None:
        carried = t.gettext(
            "I delete your message here when you send the next one, in ten minutes at the latest. "
            "{transport} has carried it already."
        )
        lines.append(carried.format(transport=transport))
    return " ".join(lines)


def _doubtful(verdict: Verdict, t: Translator) -> str:
    wait = t.gettext("I have not stored it yet. Would you like to change it?")
    if verdict.colleague:
        lines = [
            t.gettext("You mention somebody from the network: {words}."),
            t.gettext("Please describe the task, not the person."),
        ]
    else:
        lines = [
            t.gettext("One moment, please. Somebody could be recognisable in your text: {words}.")
        ]
    return " ".join([*lines, wait]).format(words=_told(verdict, t))


def _told(verdict: Verdict, t: Translator) -> str:
    """Return the words that decided it, in the order in which they stand in the text."""
    signs = sorted(verdict.clearest, key=lambda sign: sign.start)
    quoted = dict.fromkeys(t.quoted(" ".join(sign.words.split())) for sign in signs)
    return t.listing(quoted) if quoted else "…"


def _choices(words: str, listens: Listens, t: Translator) -> tuple[Button, ...]:
    return tuple(
        Button(
            t.gettext(label), Decision(Words(words), listens.number, choice=choice, listens=listens)
        )
        for choice, label in _CHOICES.items()
    )
