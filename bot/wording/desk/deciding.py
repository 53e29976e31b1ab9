"""Noting what was decided on a result."""

from __future__ import annotations

from collections.abc import Mapping

from bot.language import Translator
from bot.menu import Do
from bot.message import Message
from dialogs.script import Script

DECIDE = "decide"


def offer(t: Translator) -> Message:
    """Return the offer to note what was decided on a result."""
    words = t.gettext("Has something been decided on a result? Everybody would like to know.")
    return Message(words, menu=((Do(t.gettext("Note a decision"), DECIDE),),))


def which(rounds: Mapping[int, Script], t: Translator) -> Message:
    """Return the results on which a decision can be noted."""
    if not rounds:
        return Message(t.gettext("There is no result on which a decision is still to be noted."))
    rows = tuple(
        (Do(script.title.within(t.language), DECIDE, (str(number),)),)
        for number, script in rounds.items()
    )
    return Message(t.gettext("On which result has something been decided?"), menu=rows)


def what_was_decided(script: Script, t: Translator) -> Message:
    """Return the question what was decided."""
    words = t.gettext(
        "What was decided on the result of {title}? One or two sentences. Everybody reads them in "
        "the next weekly overview."
    )
    return Message(words.format(title=t.quoted(script.title.within(t.language))))


def too_long(longest: int, t: Translator) -> Message:
    """Return that the words are too many."""
    words = t.gettext("That is too long. Please take at most {longest} characters.")
    return Message(words.format(longest=longest))


def noted(words: str, t: Translator) -> Message:
    """Return the words as everybody will read them."""
    said = t.gettext("Thank you, it is noted: {words}. Everybody reads it in the next overview.")
    return Message(said.format(words=t.quoted(words.removesuffix("."))))
