"""Why something said does not count: one kind sentence each, which says what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, assert_never

from bot.language import Translator
from bot.message import Message
from dialogs.effects import Refuse
from dialogs.said import Refusal, Why

_Chosen = Literal[
    Why.NOT_AN_OPTION,
    Why.OFF_THE_SCALE,
    Why.TOO_MANY,
    Why.TOO_MANY_POINTS,
    Why.NOTHING_CHOSEN,
    Why.BUTTONS_ONLY,
]
_Written = Literal[
    Why.TOO_LONG, Why.EMPTY, Why.WORDS_ONLY, Why.PAST_DATE, Why.TOO_FAR, Why.NOT_A_DATE
]
_Elsewhere = Literal[Why.CLOSED, Why.ALREADY_ANSWERED, Why.NOTHING_BEFORE, Why.CHANGE_THERE]


def refuse(effect: Refuse, t: Translator) -> Message:
    """Return the refusal. Nothing that somebody has written is lost by it."""
    return Message(sentence(effect.refusal, t))


def sentence(refusal: Refusal, t: Translator) -> str:
    """Return why something does not count, and what to do."""
    numbers = refusal.numbers
    match refusal.why:
        case (
            Why.NOT_AN_OPTION
            | Why.OFF_THE_SCALE
            | Why.TOO_MANY
            | Why.TOO_MANY_POINTS
            | Why.NOTHING_CHOSEN
            | Why.BUTTONS_ONLY
        ) as why:
            return _chosen(why, numbers, t)
        case (
            Why.TOO_LONG | Why.EMPTY | Why.WORDS_ONLY | Why.PAST_DATE | Why.TOO_FAR | Why.NOT_A_DATE
        ) as why:
            return _written(why, t).format(**numbers)
        case (Why.CLOSED | Why.ALREADY_ANSWERED | Why.NOTHING_BEFORE | Why.CHANGE_THERE) as why:
            return _elsewhere(why, t)
        case why:
            assert_never(why)


def _chosen(why: _Chosen, numbers: Mapping[str, int], t: Translator) -> str:
    match why:
        case Why.NOT_AN_OPTION:
            return t.gettext("Please choose one of the answers given below the question.")
        case Why.OFF_THE_SCALE:
            words = t.gettext(
                "Please choose a number from {low} to {high}, or the answer below them."
            )
            return words.format(**numbers)
        case Why.TOO_MANY:
            words = t.ngettext(
                "That is too many. Please choose only one answer.",
                "That is too many. Please choose {most} answers at most.",
                numbers["most"],
            )
            return words.format(most=t.spelled(numbers["most"]))
        case Why.TOO_MANY_POINTS:
            words = t.ngettext(
                "Those are too many points. Please give only one.",
                "Those are too many points. Please give {points} at most.",
                numbers["points"],
            )
            return words.format(points=t.spelled(numbers["points"]))
        case Why.NOTHING_CHOSEN:
            return t.gettext(
                "Nothing is chosen yet. Please choose something, or skip the question."
            )
        case Why.BUTTONS_ONLY:
            return t.gettext("Please choose from the answers here instead of writing.")
        case _:
            assert_never(why)


def _written(why: _Written, t: Translator) -> str:
    match why:
        case Why.TOO_LONG:
            return t.gettext(
                "Your text has {length} characters, and there is room for {longest}. Please copy "
                "it, shorten it and send it once more."
            )
        case Why.EMPTY:
            return t.gettext("There were no words. Please write a few, or skip the question.")
        case Why.WORDS_ONLY:
            return t.gettext("Please answer here in your own words.")
        case Why.PAST_DATE:
            return t.gettext("That day is over already. Please name one from today on.")
        case Why.TOO_FAR:
            return t.gettext(
                "That is more than a year away. Please name an earlier day; a small step is enough."
            )
        case Why.NOT_A_DATE:
            return t.gettext("I cannot read this as a day. Please write it as DD.MM.YYYY.")
        case _:
            assert_never(why)


def _elsewhere(why: _Elsewhere, t: Translator) -> str:
    match why:
        case Why.CLOSED:
            return t.gettext(
                "This question is closed by now, so nothing has changed. Thank you all the same."
            )
        case Why.ALREADY_ANSWERED:
            return t.gettext(
                "You have answered this question already, and that answer counts. You can change "
                "it where it stands."
            )
        case Why.NOTHING_BEFORE:
            return t.gettext("There is no question before this one.")
        case Why.CHANGE_THERE:
            return t.gettext(
                "Only you know which answer is yours. Please change it where it stands."
            )
        case _:
            assert_never(why)
