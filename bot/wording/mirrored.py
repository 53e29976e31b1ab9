"""What somebody can say about a result: it is right, something is missing, it hurts."""

from __future__ import annotations

from bot.language import Translator
from bot.menu import Command, Offer
from bot.message import Message
from bot.wording.scene import Host

#: What is pressed below a result, and what is pressed after that.
RIGHT, MISSING, TALK, TELL = "right", "missing", "talk", "tell"


def choices(round: int, t: Translator) -> tuple[tuple[Offer, ...], ...]:
    """Return the buttons below a result (practice 5)."""
    labels = {
        RIGHT: t.gettext("This is right"),
        MISSING: t.gettext("Something is missing"),
        TALK: t.gettext("It concerns me, I would like to talk"),
    }
    return tuple(
        (Offer(label, Command.CONTACT, f"{what}={round}"),) for what, label in labels.items()
    )


def thanks(t: Translator) -> Message:
    """Return the thanks for saying that it is right; nothing is kept of it."""
    return Message(t.gettext("Thank you. I have kept nothing of it."))


def what_is_missing(t: Translator) -> Message:
    """Return the question what is missing, and who will read it."""
    return Message(
        t.gettext(
            "Please write what is missing. The coordination reads it, with your name: it may "
            "want to ask you."
        )
    )


def handed_on(t: Translator) -> Message:
    """Return the confirmation that the coordination has it."""
    return Message(t.gettext("Thank you. The coordination has it now."))


def talk(round: int, host: Host, t: Translator) -> Message:
    """Return whom to talk with, and the offer to tell them."""
    words = t.gettext(
        "That is good to know. You can turn to {coordination} yourself. Or shall I tell the "
        "coordination that you would like to talk? It then learns your name, and nothing else."
    )
    yes = Offer(t.gettext("Yes, with my name"), Command.CONTACT, f"{TELL}={round}")
    return Message(words.format(coordination=host.coordination), menu=((yes,),))


def would_like_to_talk(name: str, body: str, title: str, t: Translator) -> Message:
    """Return what the desk reads about somebody whom a result concerns."""
    words = t.gettext(
        "{name}, {body}, would like to talk about the result of {title}. Please get in touch soon, "
        "and directly."
    )
    return Message(words.format(name=name, body=body, title=t.quoted(title)))


def is_missing(name: str, body: str, title: str, words: str, t: Translator) -> Message:
    """Return what the desk reads about something that a result lacks."""
    line = t.gettext("{name}, {body}, misses something in the result of {title}: {words}")
    return Message(line.format(name=name, body=body, title=t.quoted(title), words=t.quoted(words)))
