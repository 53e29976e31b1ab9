"""What the steering group can do about its brief."""

from __future__ import annotations

from bot.language import Translator
from bot.menu import Command, Offer
from bot.message import Message

#: What is pressed below a brief.
NOTED, ASK, PREPARE = "brief-noted", "brief-ask", "brief-prepare"


def choices(t: Translator, *, undecided: bool) -> tuple[tuple[Offer, ...], ...]:
    """Return the buttons below a brief (domain 9.9)."""
    labels = {NOTED: t.gettext("Noted"), ASK: t.gettext("I have a question")}
    if undecided:
        labels = {PREPARE: t.gettext("Prepare a decision"), **labels}
    return tuple((Offer(label, Command.CONTACT, what),) for what, label in labels.items())


def thanks(t: Translator) -> Message:
    """Return the thanks for having read it; nothing is kept of it."""
    return Message(t.gettext("Thank you. I have kept nothing of it."))


def what_question(t: Translator) -> Message:
    """Return the question what they would like to know, and who will read it."""
    return Message(
        t.gettext("Please write your question. The coordination reads it, with your name.")
    )


def handed_on(t: Translator) -> Message:
    """Return that the coordination has it."""
    return Message(t.gettext("Thank you. The coordination has it now."))


def asks(name: str, body: str, words: str, t: Translator) -> Message:
    """Return what the desk reads of a question."""
    line = t.gettext("{name}, {body}, has a question about the brief: {words}")
    return Message(line.format(name=name, body=body, words=t.quoted(words)))


def prepares(name: str, body: str, t: Translator) -> Message:
    """Return what the desk reads of somebody who would like to prepare a decision."""
    line = t.gettext(
        "{name}, {body}, would like to prepare a decision about what is open in the brief. Please "
        "get in touch, and settle who brings it before which session."
    )
    return Message(line.format(name=name, body=body))
