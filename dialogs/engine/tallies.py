"""The few counts of an open phase: how many still have something open, how many have answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from dialogs.asking import phase_of
from dialogs.questions import Question
from dialogs.round import Mark, Opening, Seat, Tally
from dialogs.script import Script


def answered(questions: Mapping[int, Question], seat: Seat) -> set[str]:
    """Return the names of the questions that this seat has answered in the open phase."""
    return {
        questions[number.step].ask
        for number, mark in seat.marks.items()
        if mark is Mark.ANSWERED and number.step in questions
    }


def counted(script: Script, opening: Opening, seats: Iterable[Seat]) -> Tally:
    """Return the tally, counted afresh over all seats."""
    questions = phase_of(script, opening).questions
    people: Counter[str] = Counter()
    waiting = 0
    for seat in seats:
        people.update(answered(questions, seat))
        waiting += seat.open is not None
    return Tally(waiting, people)


def with_change(script: Script, opening: Opening, tally: Tally, before: Seat, after: Seat) -> Tally:
    """Return the tally with one seat's change in it, whatever the size of the group."""
    questions = phase_of(script, opening).questions
    had, has = answered(questions, before), answered(questions, after)
    people = dict(tally.people)
    for name in sorted(had ^ has):
        people[name] = people.get(name, 0) + (1 if name in has else -1)
    waiting = (after.open is not None) - (before.open is not None)
    return replace(tally, waiting=tally.waiting + waiting, people=people)
