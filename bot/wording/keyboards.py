"""What can be pressed under a question, by its type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from bot.language import Translator
from bot.message import Button, Keyboard, Press, Row, Single, Spread, Toggle
from dialogs.asking import options_of
from dialogs.questions import Question
from dialogs.questions.choice import Choice, Multi
from dialogs.questions.commitment import Commitment
from dialogs.questions.consent import Consent
from dialogs.questions.optin import Optin
from dialogs.questions.rank import Rank
from dialogs.questions.scale import Scale
from dialogs.questions.statement import Reaction, Statement
from dialogs.questions.text import TextQuestion
from dialogs.questions.vote import Vote
from dialogs.round import AskNumber, Opening
from dialogs.said import Option, Picked, Value

#: More buttons in a row than these are hard to hit on a phone, and Telegram refuses nine.
WIDEST = 8


@dataclass(frozen=True, slots=True)
class Asking:
    """The ask that a keyboard is about.

    ``answer`` is the id of the answer that a press would change, ``value`` what it says now.
    """

    question: Question
    number: AskNumber
    answer: str | None = None
    value: Value | None = None


def keyboard(asking: Asking, opening: Opening, below: tuple[Row, ...], t: Translator) -> Keyboard:
    """Return what answers this question, with the rows ``below``."""
    options = options_of(opening, asking.question)
    match asking.question:
        case Choice() | Consent() | Reaction():
            return Single((*((button,) for button in _buttons(asking, options, t)), *below))
        case Optin():
            return Single((tuple(_buttons(asking, options, t)), *below))
        case Scale() | Vote():
            *points, cannot_say = _buttons(asking, options, t)
            return Single((*_rows(points), (cannot_say,), *below))
        case Multi(at_most=at_most):
            return Toggle(
                labels=_labels(options, t),
                done=t.gettext("Done"),
                number=asking.number,
                answer=asking.answer,
                at_most=at_most,
                marked=_marked(asking.value, options),
                rows=below,
            )
        case Rank(points=total):
            return Spread(
                labels=_labels(options, t),
                total=total,
                done=t.gettext("Done"),
                number=asking.number,
                answer=asking.answer,
                given=_given(asking.value, options),
                rows=below,
            )
        case TextQuestion() | Statement() | Commitment():
            return Single(below)
        case _:
            assert_never(asking.question)


def _buttons(asking: Asking, options: Sequence[Option], t: Translator) -> list[Button]:
    return [
        Button(label, Press(Picked((place,)), asking.number, asking.answer))
        for place, label in enumerate(_labels(options, t))
    ]


def _labels(options: Sequence[Option], t: Translator) -> tuple[str, ...]:
    return tuple(option.label.within(t.language) for option in options)


def _rows(points: Sequence[Button]) -> list[Row]:
    """Return the points of a scale in one row, or in two of about the same length."""
    length = len(points) if len(points) <= WIDEST else (len(points) + 1) // 2
    return [tuple(points[n : n + length]) for n in range(0, len(points), length)]


def _marked(value: Value | None, options: Sequence[Option]) -> tuple[int, ...]:
    chosen = value if isinstance(value, tuple) else ()
    return tuple(place for place, option in enumerate(options) if option.key in chosen)


def _given(value: Value | None, options: Sequence[Option]) -> tuple[int, ...]:
    points = value if isinstance(value, dict) else {}
    return tuple(points.get(option.key, 0) for option in options)
