"""What a seat is asked next: ``who``, ``when``, ``for_each``, and the order of it all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import assert_never

from dialogs.questions import Question
from dialogs.questions.asked import AnyItem, AtLeast, Condition, DiffersFromMedian
from dialogs.questions.statement import Reaction, Statement
from dialogs.questions.text import TextQuestion
from dialogs.questions.vote import Vote
from dialogs.round import AskNumber, Item, Mark, Opening, Seat
from dialogs.said import Option
from dialogs.script import TANDEM, Info, Phase, Script, Share


def phase_of(script: Script, opening: Opening) -> Phase:
    """Return the phase that this opening opened."""
    return script.phases_of(opening.part)[opening.index]


def question_of(script: Script, opening: Opening, number: AskNumber) -> Question:
    """Return the question that an ask of this opening puts."""
    return phase_of(script, opening).questions[number.step]


def concerns(who: Sequence[str], seat: Seat) -> bool:
    """Tell whether ``who`` includes this seat, by role, part or level."""
    names = {"all", seat.level, *seat.parts}
    if seat.parts.intersection(TANDEM):
        names.add("tandem")
    return not names.isdisjoint(who)


def item_of(opening: Opening, question: Question, number: AskNumber) -> Item | None:
    """Return the item an ask is about, or None where a question is not repeated over items."""
    items = opening.items.get(question.ask)
    return None if items is None else items[number.item]


def item_key(opening: Opening, question: Question, number: AskNumber) -> str:
    """Return under which key the answer to this ask is kept."""
    item = item_of(opening, question, number)
    if item is not None:
        return item.key
    return str(number.item) if _contributions(question) > 1 else ""


def options_of(opening: Opening, question: Question) -> tuple[Option, ...]:
    """Return the buttons of a question, frozen ones included."""
    frozen = opening.options.get(question.ask)
    if frozen is None:
        return question.buttons()
    return tuple(Option(item.key, item.words) for item in frozen)


def asks(script: Script, opening: Opening, seat: Seat) -> list[AskNumber]:
    """Return everything this seat is asked in this opening, in order, as things stand now."""
    phase = phase_of(script, opening)
    return [
        number
        for number in _in_order(phase, opening, seat)
        if _applies(phase.questions[number.step], opening, seat, number)
    ]


def answered_before(script: Script, opening: Opening, seat: Seat) -> list[AskNumber]:
    """Return the asks to which a seat holds a tied answer, whether they are put to it or not."""
    phase = phase_of(script, opening)
    return [
        number
        for number in _in_order(phase, opening, seat)
        for question in [phase.questions[number.step]]
        if (question.ask, item_key(opening, question, number)) in seat.answers
    ]


def next_ask(script: Script, opening: Opening, seat: Seat) -> AskNumber | None:
    """Return the first ask that has not been answered or passed; None when all have."""
    return next((n for n in asks(script, opening, seat) if n not in seat.marks), None)


def is_further(script: Script, opening: Opening, number: AskNumber) -> bool:
    """Tell whether an ask is for one more contribution to a question already answered."""
    return number.item > 0 and _contributions(question_of(script, opening, number)) > 1


def _contributions(question: Question) -> int:
    return question.up_to if isinstance(question, TextQuestion | Statement) else 1


def _in_order(phase: Phase, opening: Opening, seat: Seat) -> Iterator[AskNumber]:
    """Yield all asks; questions over the same items in a row take turns, item by item."""
    for _, block in groupby(phase.questions.items(), key=lambda entry: _block(phase, *entry)):
        places = [(step, _places(question, opening, seat)) for step, question in block]
        repeats = max((len(place) for _, place in places), default=0)
        for turn in range(repeats):
            for step, place in places:
                if turn < len(place):
                    yield AskNumber(opening.number, step, place[turn])


def _block(phase: Phase, step: int, question: Question) -> object:
    """Return what makes neighbours take turns: the same ``for_each``, with nothing between."""
    if question.for_each is None:
        return step
    first = step
    while first - 1 in phase.questions and phase.questions[first - 1].for_each == question.for_each:
        first -= 1
    return (question.for_each, first)


def _places(question: Question, opening: Opening, seat: Seat) -> Sequence[int]:
    """Return the numbers of the items, or of the contributions, that this seat is asked for."""
    if question.ask in opening.spared:
        return ()
    if isinstance(question, Reaction):
        return seat.reads.get(question.ask, ())
    if question.for_each is not None or isinstance(question, Vote):
        return range(len(opening.items.get(question.ask, ())))
    return range(_contributions(question))


def _applies(question: Question, opening: Opening, seat: Seat, number: AskNumber) -> bool:
    if not concerns(question.who, seat):
        return False
    if number.item and _contributions(question) > 1:
        before = number._replace(item=number.item - 1)
        if Mark.ANSWERED not in (seat.marks.get(before), seat.marks.get(number)):
            return False
    item = item_of(opening, question, number)
    return all(
        _holds(name, condition, item.key if item else "", opening, seat)
        for name, condition in question.when.items()
    )


def _holds(name: str, condition: Condition, item: str, opening: Opening, seat: Seat) -> bool:
    """Tell whether a seat's own tied answers to the question ``name`` fulfil a condition.

    Inside a ``for_each`` the answer on the same item counts; elsewhere any answer does.
    """
    own = {
        key: answer.value for (question, key), answer in seat.answers.items() if question == name
    }
    here = {key: value for key, value in own.items() if not item or key in (item, "")}
    match condition:
        case list():
            return any(
                not set(condition).isdisjoint(value if isinstance(value, tuple) else {value})
                for value in here.values()
                if isinstance(value, str | int | tuple)
            )
        case AtLeast(at_least=least):
            return any(isinstance(value, int) and value >= least for value in here.values())
        case AnyItem(any_item=least):
            return any(isinstance(value, int) and value >= least for value in own.values())
        case DiffersFromMedian(differs_from_median=least):
            return any(
                isinstance(value, int) and abs(value - opening.medians[name, key]) >= least
                for key, value in here.items()
                if (name, key) in opening.medians
            )
        case _:
            assert_never(condition)


def between(script: Script, opening: Opening, seat: Seat, step: int) -> list[Info | Share]:
    """Return the messages that stand between a step and the question open for a seat."""
    steps = phase_of(script, opening).steps
    until = len(steps) if seat.open is None else seat.open.step
    return [
        each
        for each in steps[step + 1 : until]
        if isinstance(each, Info | Share) and concerns(each.who, seat)
    ]
