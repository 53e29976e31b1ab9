"""What a coordination is asked to write."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from textwrap import shorten

from bot.language import Translator
from bot.menu import Do
from bot.message import Message
from dialogs.script import Script

WRITE = "write"

#: The longest name on a button, and the longest words that are shown once more.
_LONGEST, _LONGEST_SHOWN = 48, 1500


def nothing_wanted(t: Translator) -> Message:
    """Return that no words are needed."""
    return Message(t.gettext("No round needs your words at present."))


def summary(t: Translator) -> str:
    """Return what the words above the results are called."""
    return t.gettext("Your own words above the result")


def revision(t: Translator) -> str:
    """Return what the new wording of a proposal is called."""
    return t.gettext("The proposal in new words")


def which(
    number: int,
    script: Script,
    names: Mapping[str, str],
    waited: Collection[str],
    drafts: Mapping[str, Sequence[str]],
    t: Translator,
) -> Message:
    """Return what can be supplied for a round, what is waited for and what is there already."""
    lines = [t.quoted(script.title.within(t.language))]
    for name, called in names.items():
        line = t.gettext("– {what}")
        if name in waited:
            line = t.gettext("– {what} (the round waits for it)")
        elif name in drafts:
            line = t.gettext("– {what} (is there, and can be changed)")
        lines.append(line.format(what=called))
    menu = tuple(
        (Do(shorten(called, _LONGEST, placeholder=" …"), WRITE, (str(number), name)),)
        for name, called in names.items()
    )
    return Message("\n".join(lines), menu=menu)


def please_write(
    called: str, longest: int, before: Sequence[str], t: Translator, *, several: bool
) -> Message:
    """Return the question for words, with how many there may be and what there was before."""
    lines = [called]
    if several:
        lines.append(t.gettext("Please write a list, one entry a line."))
    room = t.gettext("There is room for {longest} characters. Everybody in the round reads it.")
    lines.append(room.format(longest=longest))
    if before:
        there = t.gettext("So far it says: {words}")
        shown = shorten(" / ".join(before), _LONGEST_SHOWN, placeholder=" …")
        lines.append(there.format(words=t.quoted(shown)))
    return Message("\n".join(lines))


def too_late(t: Translator) -> Message:
    """Return what is said where words have come too late."""
    return Message(
        t.gettext("This cannot be supplied any more: the round has gone on. Nothing has changed.")
    )


def supplied(lines: Sequence[str], t: Translator, *, goes_on: bool) -> Message:
    """Return the words as they were taken, and what comes of it."""
    words = t.gettext("Thank you, it is there: {words}").format(words=t.quoted(" / ".join(lines)))
    if goes_on:
        return Message(" ".join([words, t.gettext("The next part opens.")]))
    return Message(" ".join([words, t.gettext("As long as it is not used, you can change it.")]))
