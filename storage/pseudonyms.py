"""Cutting pseudonyms: answers that were tied for a comparison over time stay without any tie."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from random import Random

from dialogs.round import Closed, Item, Outcome, Round, Seat
from dialogs.script import Script


def cut(script: Script, round: Round, chance: Random) -> Round:
    """Return a round that is over without any tie between pseudonymous answers and their seats.

    Answers of which there are too few do not stay at all.
    """
    names = {
        question.ask
        for question in script.questions.values()
        if script.anonymity_of(question) == "pseudonymous"
    }
    ids = {
        answer.id
        for seat in round.seats.values()
        for answer in seat.answers.values()
        if answer.question in names
    }
    return replace(
        round,
        seats={number: _without(seat, ids) for number, seat in round.seats.items()},
        closed={
            name: _loose(_unsigned_in(closed, ids), names, chance)
            for name, closed in round.closed.items()
        },
        queue=tuple(
            replace(each, author=None) if _answer_of(each.key) in ids else each
            for each in round.queue
        ),
        carried=unsigned(round.carried, ids),
    )


def unsigned(
    lists: Mapping[str, tuple[Item, ...]], ids: set[str]
) -> Mapping[str, tuple[Item, ...]]:
    """Return lists of items in which those from these answers have no author."""
    return {name: _unsigned(items, ids) for name, items in lists.items()}


def _unsigned(items: Iterable[Item], ids: set[str]) -> tuple[Item, ...]:
    return tuple(
        item._replace(author=None) if _answer_of(item.key) in ids else item for item in items
    )


def _answer_of(key: str) -> str:
    """Return the id of the answer whose words, reason or companion a key names."""
    return key.partition("/")[0]


def _without(seat: Seat, ids: set[str]) -> Seat:
    kept = {key: answer for key, answer in seat.answers.items() if answer.id not in ids}
    return seat if kept == seat.answers else replace(seat, answers=kept)


def _unsigned_in(closed: Closed, ids: set[str]) -> Closed:
    return replace(
        closed, items=_unsigned(closed.items, ids), options=_unsigned(closed.options, ids)
    )


def _loose(closed: Closed, names: set[str], chance: Random) -> Closed:
    if closed.question not in names:
        return closed
    if closed.outcome is not Outcome.ENOUGH:
        return replace(closed, answers=())
    loose = [replace(answer, seat=None) for answer in closed.answers]
    return replace(closed, answers=tuple(chance.sample(loose, len(loose))))
