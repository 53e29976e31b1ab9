"""Texts as their two readers see them."""

from __future__ import annotations

from bot.language import Translator
from bot.menu import Do
from bot.message import Message
from dialogs.round import READERS, Contribution
from dialogs.script import Script

RELEASE, REWRITE, TURN_AWAY = "release", "rewrite", "turn-away"


def nothing_to_read(t: Translator) -> Message:
    """Return that nothing waits for this reader."""
    return Message(t.gettext("Nothing is waiting for you to be read."))


def to_read(number: int, script: Script, each: Contribution, left: int, t: Translator) -> Message:
    """Return one text with what it answers, and what a reader can do with it."""
    question = script.questions[each.question].text.within(t.language)
    lines = [question.replace("{item}", "…")]
    if each.item is not None:
        lines.append(t.gettext("About: {item}").format(item=t.quoted(each.item.within(t.language))))
    lines.append(t.quoted(each.words))
    if not each.shown:
        lines.append(t.gettext("The author wishes it to be shown in other words only."))
    elif each.shown != each.words:
        proposed = t.gettext("In other words, as proposed: {words}")
        lines.append(proposed.format(words=t.quoted(each.shown)))
    lines.append(_how_far(each, left, t))
    return Message("\n\n".join(lines), menu=_buttons(number, each, t))


def other_words(each: Contribution, t: Translator) -> Message:
    """Return the question for other words."""
    words = t.gettext(
        "Please put it in other words that say the same and give nobody away: {words} Both readers "
        "then read the new words."
    )
    return Message(words.format(words=t.quoted(each.words)))


def _how_far(each: Contribution, left: int, t: Translator) -> str:
    read = t.gettext("Read by {n} of {all}.").format(n=len(each.readers), all=READERS)
    waiting = t.ngettext(
        "{n} text is waiting for you.", "{n} texts are waiting for you.", left
    ).format(n=left)
    return f"{read} {waiting}"


def _buttons(number: int, each: Contribution, t: Translator) -> tuple[tuple[Do, ...], ...]:
    to = (str(number), each.key)
    release = Do(t.gettext("Nobody is recognisable, release"), RELEASE, to)
    others = (
        Do(t.gettext("In other words"), REWRITE, to),
        Do(t.gettext("Do not show"), TURN_AWAY, to),
    )
    return ((release,), others) if each.shown else (others,)
