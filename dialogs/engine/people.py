"""People who come late, and people who go."""

from __future__ import annotations

from dataclasses import replace

from dialogs.asking import concerns, phase_of
from dialogs.effects import Effect, Forget, Keep
from dialogs.engine.at import At, Turn
from dialogs.engine.opening import MOST_READ, placed
from dialogs.questions.statement import Reaction
from dialogs.reports.sections import section
from dialogs.round import (
    Answer,
    Closed,
    Item,
    Opening,
    Outcome,
    Round,
    Seat,
    Standing,
    Status,
    Tally,
)
from dialogs.text import plain

#: What stands in the place of words whose author has taken them back.
TAKEN_BACK = plain("–")


def joined(at: At, round: Round, seat: Seat) -> Turn:
    """Give a late-comer a seat, and what is open right now. What is over stays over."""
    if seat.number in round.seats or round.status in (Status.ENDED, Status.CANCELLED):
        return round, []
    if round.opening is None:
        return round.seated(seat), []
    opening = round.opening
    reads = {
        question.ask: _some_to_read(at, opening, question)
        for question in phase_of(at.script, opening).questions.values()
        if isinstance(question, Reaction)
        and question.ask not in opening.spared
        and concerns(question.who, seat)
    }
    seat, effects = placed(at.script, opening, seat, reads)
    waiting = round.tally.waiting + (seat.open is not None)
    return replace(round.seated(seat), tally=replace(round.tally, waiting=waiting)), effects


def _some_to_read(at: At, opening: Opening, question: Reaction) -> tuple[int, ...]:
    items = opening.items.get(question.ask, ())
    return tuple(at.chance.sample(range(len(items)), min(question.max or MOST_READ, len(items))))


def left(at: At, round: Round, number: int, *, erase: bool) -> Turn:
    """Let somebody go. Tied words go with them, or stay without any tie: they choose.

    Untied answers stay either way: nobody can say any more which they are.
    """
    seat = round.seats.get(number)
    if seat is None or seat.standing is Standing.LEFT:
        return round, []
    tied = tuple(seat.answers.values())
    gone = replace(seat, standing=Standing.LEFT, open=None, marks={}, answers={}, reads={})
    after = replace(
        round.seated(gone),
        closed={
            name: _closed_without(at, closed, number, erase=erase)
            for name, closed in round.closed.items()
        },
        queue=tuple(
            replace(each, author=None if each.author == number else each.author)
            for each in round.queue
            if not (erase and each.author == number)
        ),
    )
    effects: list[Effect] = []
    if erase:
        effects += (Forget(answer.id) for answer in tied)
    opening = after.opening
    if opening is None:
        return after, effects
    open_ones = _of_open_phase(at, opening, tied)
    if not erase:
        after = replace(after, untied=(*after.untied, *open_ones))
        effects += (Keep(answer) for answer in open_ones)
    after = replace(after, tally=_tally_without(round, seat, open_ones if erase else []))
    return _opening_without(at, after, opening, number, erase=erase), effects


def _of_open_phase(at: At, opening: Opening, answers: tuple[Answer, ...]) -> list[Answer]:
    """Return the answers to the open phase, cut from their seat."""
    open_now = {question.ask for question in phase_of(at.script, opening).questions.values()}
    return [replace(answer, seat=None) for answer in answers if answer.question in open_now]


def _closed_without(at: At, closed: Closed, number: int, *, erase: bool) -> Closed:
    """Return a result without a person's answers, or without their tie to the person."""
    if not any(answer.seat == number for answer in closed.answers):
        return closed
    if not erase:
        answers = (
            replace(answer, seat=None) if answer.seat == number else answer
            for answer in closed.answers
        )
        return replace(closed, answers=tuple(answers))
    people = max(0, closed.people - 1)
    mode = at.script.anonymity_of(at.script.questions[closed.question])
    too_few = mode != "named" and people < at.script.threshold
    return replace(
        closed,
        answers=tuple(answer for answer in closed.answers if answer.seat != number),
        people=0 if too_few else people,
        outcome=Outcome.TOO_FEW if too_few else closed.outcome,
    )


def _opening_without(at: At, round: Round, opening: Opening, number: int, *, erase: bool) -> Round:
    """Return the round with the person's words out of what the open phase works on."""

    def without(item: Item) -> Item:
        if item.author != number:
            return item
        return Item(item.key, TAKEN_BACK if erase else item.words)

    cleaned = replace(
        opening,
        items={name: tuple(map(without, items)) for name, items in opening.items.items()},
        options={name: tuple(map(without, items)) for name, items in opening.options.items()},
        shares={
            name: section(at.script, round.closed[name], round.queue) for name in opening.shares
        },
    )
    return replace(round, opening=cleaned)


def _tally_without(round: Round, seat: Seat, erased: list[Answer]) -> Tally:
    """Return the counts without the person's open question and without erased answers."""
    gone = {answer.question for answer in erased}
    people = {name: n - (name in gone) for name, n in round.tally.people.items()}
    return Tally(round.tally.waiting - (seat.open is not None), people)
