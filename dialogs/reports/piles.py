"""The answers to a closed question by item, and on which items there are enough of them."""

from __future__ import annotations

from math import ceil
from typing import NamedTuple

from dialogs.questions import Question
from dialogs.questions.choice import Choice, Multi
from dialogs.questions.rank import Rank
from dialogs.questions.vote import STATUS_QUO, Vote
from dialogs.round import Answer, Closed, Item, Outcome
from dialogs.said import Value
from dialogs.script import Script


class Pile(NamedTuple):
    """The answers on one item, or on the question itself when ``item`` is None."""

    item: Item | None
    answers: tuple[Answer, ...]

    @property
    def values(self) -> tuple[Value, ...]:
        """What was answered."""
        return tuple(answer.value for answer in self.answers)


def fewest(script: Script, question: Question) -> int:
    """Return how many people it takes on an item; named contributions have no threshold."""
    return 1 if script.anonymity_of(question) == "named" else script.threshold


def piles(script: Script, question: Question, closed: Closed) -> tuple[Pile, ...]:
    """Return the piles that may be shown: none at all where the question itself had too few."""
    if closed.outcome is not Outcome.ENOUGH or script.anonymity_of(question) == "private":
        return ()
    fewest_people = fewest(script, question)
    return tuple(
        pile
        for pile in _every(question, closed)
        if max(people(question, pile), 0 if pile.item else closed.people) >= fewest_people
    )


def withheld(script: Script, question: Question, closed: Closed) -> tuple[Item, ...]:
    """Return the items on which too few people answered."""
    enough = {pile.item for pile in piles(script, question, closed)}
    return tuple(item for item in items(question, closed) if item not in enough)


def people(question: Question, pile: Pile) -> int:
    """Return how many people stand behind a pile, at the least.

    Untied contributions do not say whether two of them are one person's, so each person is
    taken to have written as many as the question allows.
    """
    tied = {answer.seat for answer in pile.answers if answer.seat is not None}
    untied = sum(answer.seat is None for answer in pile.answers)
    return len(tied) + ceil(untied / getattr(question, "up_to", 1))


def items(question: Question, closed: Closed) -> tuple[Item, ...]:
    """Return the items a question was repeated over; a vote always has the status quo as well."""
    if not isinstance(question, Vote):
        return closed.items
    listed = closed.items or closed.options or written(question)
    if any(item.key == STATUS_QUO for item in listed):
        return listed
    return (*listed, Item(STATUS_QUO, question.status_quo))


def options(question: Choice | Multi | Rank, closed: Closed) -> tuple[Item, ...]:
    """Return the options that stood to choice, from the script or frozen in the phase."""
    return closed.options or written(question)


def written(question: Choice | Multi | Rank | Vote) -> tuple[Item, ...]:
    """Return the options that stand in the script."""
    if isinstance(question.options, str):
        return ()
    return tuple(Item(key, label) for key, label in question.options.items())


def _every(question: Question, closed: Closed) -> tuple[Pile, ...]:
    listed = items(question, closed)
    if not listed:
        return (Pile(None, closed.answers),)
    by_item: dict[str, list[Answer]] = {item.key: [] for item in listed}
    for answer in closed.answers:
        by_item.get(answer.item, []).append(answer)
    return tuple(Pile(item, tuple(by_item[item.key])) for item in listed)
