"""What is said to somebody who does not belong to any network, or not yet."""

from __future__ import annotations

from bot.language import Translator
from bot.menu import Command, typed_as
from bot.message import Message


def needs_invitation(t: Translator) -> Message:
    """Return how one comes to take part; nothing has been kept."""
    return Message(
        t.gettext(
            "Good day. I accompany networks of professionals, and one joins by an invitation. "
            "Please ask the coordination of your network for its link. I have kept nothing about "
            "you."
        )
    )


def invitation_over(t: Translator) -> Message:
    """Return what is said about an invitation that opens nothing any more."""
    return Message(
        t.gettext(
            "This invitation is not valid any more. Please ask the coordination of your network "
            "for a new one. I have kept nothing about you."
        )
    )


def not_set_up(network: str, t: Translator) -> Message:
    """Return what is said before the operator has filled in what people have a right to know."""
    words = t.gettext(
        "{network} is not set up yet: the operator still has to fill in what you have a right to "
        "know before you agree. Please try again in a few days. I have kept nothing about you."
    )
    return Message(words.format(network=network))


def already_here(t: Translator) -> Message:
    """Return what is said to somebody who follows an invitation a second time."""
    words = t.gettext("You take part already. {help} shows what is possible.")
    return Message(words.format(help=typed_as(Command.HELP, t)))


def only_alone(bot: str, t: Translator) -> Message:
    """Return what is said in a group, where nothing is asked and nothing is read."""
    words = t.gettext(
        "I only speak with each person alone: here everybody would see who answers what. I read "
        "nothing in this group. You find me at {link}."
    )
    return Message(words.format(link=f"t.me/{bot}"))
