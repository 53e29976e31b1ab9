"""People who come late, and people who go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from dialogs.asking import concerns, phase_of
from dialogs.effects import Effect, Forget, Keep
from dialogs.engine.at import At, Turn
from dialogs.engine.opening import MOST_READ, placed
from dialogs.engine.tallies import answered
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
from dialogs.text import Text, plain

_Words = TypeVar("_Words")

#: What stands in the place of words whose author has taken them back.
DASH = "–"
TAKEN_BACK = plain(DASH)

#: Under this name a follow-up knows the promise of the one person whom it asks.
PROMISE = "commitment"


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
    leaving = _Leaving(number, erase=erase, words=_words(round, number))
    after = _cut_off(at, round.seated(gone), leaving)
    effects: list[Effect] = [Forget(a.id) for a in tied if erase or _came_to_nothing(round, a)]
    if round.opening is None:
        return after, effects
    open_ones = _of_open_phase(at, round.opening, tied)
    if not erase:
        after = replace(after, untied=(*after.untied, *open_ones))
        effects += (Keep(answer) for answer in open_ones)
    tally = _tally_without(at, round, seat, open_ones if erase else [])
    return replace(after, tally=tally), effects


@dataclass(frozen=True, slots=True)
class _Leaving:
    """Who leaves, whether their words go with them, and which words these are."""

    number: int
    erase: bool
    words: frozenset[Text]

    def lists(self, lists: Mapping[str, tuple[Item, ...]]) -> dict[str, tuple[Item, ...]]:
        """Return lists of items in which nothing is theirs any more."""
        return {name: self.items(items) for name, items in lists.items()}

    def items(self, items: Iterable[Item]) -> tuple[Item, ...]:
        """Return items of which none is theirs any more."""
        return tuple(
            Item(item.key, TAKEN_BACK if self.erase else item.words)
            if item.author == self.number
            else item
            for item in items
        )

    def quoted(self, words: _Words) -> _Words | Text:
        """Return what others said of, or what is to be filled in, without their words."""
        return TAKEN_BACK if self.erase and words in self.words else words


def _words(round: Round, number: int) -> frozenset[Text]:
    """Return the words of a person that others work on or speak about."""
    lists = [*round.carried.values(), *(closed.items for closed in round.closed.values())]
    lists += [closed.options for closed in round.closed.values()]
    if round.opening is not None:
        lists += [*round.opening.items.values(), *round.opening.options.values()]
    found = {item.words for items in lists for item in items if item.author == number}
    found |= {plain(each.shown) for each in round.queue if each.author == number}
    return frozenset(found | {plain(promise) for promise in round.given.get(PROMISE, ())})


def _cut_off(at: At, round: Round, leaving: _Leaving) -> Round:
    """Return the round in which nothing is tied to who leaves, nor theirs if it shall go."""
    closed = {name: _closed_without(at, each, leaving) for name, each in round.closed.items()}
    too_few = {name for name, each in closed.items() if each.outcome is Outcome.TOO_FEW}
    promise = {PROMISE: (DASH,)} if leaving.erase and PROMISE in round.given else {}
    after = replace(
        round,
        given={**round.given, **promise},
        carried=leaving.lists(round.carried),
        closed=closed,
        queue=tuple(
            replace(
                each,
                author=None if each.author == leaving.number else each.author,
                item=leaving.quoted(each.item),
                about=leaving.quoted(each.about),
            )
            for each in round.queue
            if each.question not in too_few
            and not (leaving.erase and each.author == leaving.number)
        ),
    )
    if after.opening is None:
        return after
    return replace(after, opening=_opening_without(at, after, after.opening, leaving))


def _came_to_nothing(round: Round, answer: Answer) -> bool:
    """Tell whether an answer is one of too few, which do not stay without a tie."""
    closed = round.closed.get(answer.question)
    return closed is not None and closed.outcome is Outcome.TOO_FEW


def _of_open_phase(at: At, opening: Opening, answers: tuple[Answer, ...]) -> list[Answer]:
    """Return the answers to what the open phase asks, cut from their seat."""
    asked = {q.ask for q in phase_of(at.script, opening).questions.values()} - opening.spared
    return [
        replace(answer, seat=None)
        for answer in answers
        if answer.question in asked and is_among(answer, opening.items.get(answer.question))
    ]


def is_among(answer: Answer, items: tuple[Item, ...] | None) -> bool:
    """Tell whether an answer is about one of the items, if there are any."""
    return items is None or answer.item in {item.key for item in items}


def _closed_without(at: At, closed: Closed, leaving: _Leaving) -> Closed:
    """Return a result without a person's answers, or without their tie to the person.

    Answers without a tie stand at the end, in an order that does not say whose they were.
    """
    cleaned = replace(
        closed, items=leaving.items(closed.items), options=leaving.items(closed.options)
    )
    theirs = [answer for answer in closed.answers if answer.seat == leaving.number]
    if not theirs:
        return cleaned
    others = [answer for answer in closed.answers if answer.seat not in (leaving.number, None)]
    loose = [answer for answer in closed.answers if answer.seat is None]
    if not leaving.erase and closed.outcome is Outcome.ENOUGH:
        loose += [replace(answer, seat=None) for answer in theirs]
        return replace(cleaned, answers=(*others, *at.chance.sample(loose, len(loose))))
    people = max(0, closed.people - 1)
    mode = at.script.anonymity_of(at.script.questions[closed.question])
    too_few = mode != "named" and people < at.script.threshold
    return replace(
        cleaned,
        answers=(*others, *([] if too_few else loose)),
        people=0 if too_few else people,
        outcome=Outcome.TOO_FEW if too_few else closed.outcome,
        taken_back=True,
    )


def _opening_without(at: At, round: Round, opening: Opening, leaving: _Leaving) -> Opening:
    """Return the open phase without the person's words, or without their tie to the person."""
    return replace(
        opening,
        items=leaving.lists(opening.items),
        options=leaving.lists(opening.options),
        fills={name: leaving.quoted(fill) for name, fill in opening.fills.items()},
        shares={
            name: section(at.script, round.closed[name], round.queue, round.handed_on)
            for name in opening.shares
        },
    )


def _tally_without(at: At, round: Round, seat: Seat, erased: list[Answer]) -> Tally:
    """Return the counts without the person's open question and without erased answers."""
    assert round.opening is not None
    gone = {answer.question for answer in erased}
    people = {name: n - (name in gone) for name, n in round.tally.people.items()}
    left = dict(round.tally.left)
    if answered(phase_of(at.script, round.opening).questions, seat) - gone:
        left[seat.level] = left.get(seat.level, 0) + 1
    return Tally(round.tally.waiting - (seat.open is not None), people, left)
