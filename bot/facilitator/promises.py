"""What people have promised in a network, and how far it has come by what they say themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.facilitator import scenes, trial
from bot.facilitator.here import Here
from bot.roles import STEERING
from dialogs.facts import FEWEST, Commitments, Due
from dialogs.questions.commitment import Commitment
from dialogs.round import Answer, Round
from dialogs.said import Promise
from dialogs.script import Script
from storage import rounds

#: What a choice says about a promise, by the key of the option; any other says that it is kept.
GOING, STUCK, DROPPED = "unterwegs", "stockt", "ueberholt"


class State(StrEnum):
    """How far a promise has come."""

    OPEN = "open"
    DONE = "done"
    GOING = GOING
    STUCK = STUCK
    DROPPED = DROPPED


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise that was made to others, without whose it is."""

    what: str
    until: date
    state: State
    #: Whether it is one of the steering group.
    steering: bool

    def is_overdue(self, today: date) -> bool:
        """Tell whether it should have been kept by now, and nobody has said that it was."""
        return self.until < today and self.state in (State.OPEN, State.GOING, State.STUCK)


def of_network(here: Here, network: int) -> list[Promised]:
    """Return every promise of a network that was made to others."""
    return [
        promised
        for number in rounds.of_network(here.session, network)
        if rounds.head(here.session, number).part is None and not trial.is_one(here, number)
        for promised in _of_round(here, number, scenes.script(here, number))
    ]


def counted(promised: Iterable[Promised], today: date) -> Commitments:
    """Return how many promises have come how far; what is no longer needed is not counted."""
    every = tuple(promised)
    overdue = [each for each in every if each.is_overdue(today)]
    others = [each.state for each in every if not each.is_overdue(today)]
    return Commitments(
        done=others.count(State.DONE),
        going=others.count(State.GOING),
        stuck=others.count(State.STUCK),
        overdue=len(overdue),
    )


def since_the_last(here: Here, network: int, number: int) -> tuple[int, int, int] | None:
    """Return how many promises of the last round before this one are kept, on the way and stuck.

    Below five nothing is counted: it would say of somebody by name how far they have come.
    """
    for before in rounds.of_network(here.session, network):
        head = rounds.head(here.session, before)
        if before >= number or head.part is not None or trial.is_one(here, before):
            continue
        made = [each.state for each in _of_round(here, before, scenes.script(here, before))]
        if made:
            counts = made.count(State.DONE), made.count(State.GOING), made.count(State.STUCK)
            return counts if sum(counts) >= FEWEST else None
    return None


def due(promised: Iterable[Promised], by: date, today: date) -> tuple[Due, ...]:
    """Return what is due by a day, or should have been kept before."""
    soon = (
        each
        for each in promised
        if each.is_overdue(today) or (each.state is State.OPEN and each.until <= by)
    )
    return tuple(Due(each.what, each.until) for each in sorted(soon, key=lambda each: each.until))


def _of_round(here: Here, number: int, script: Script) -> Iterator[Promised]:
    made = {
        name: question
        for name, question in script.questions.items()
        if isinstance(question, Commitment)
        and script.anonymity_of(question) == "named"
        and not script.for_tandem(question)
    }
    if not made:
        return
    round = rounds.load(here.session, number)
    for name in made.keys() & round.closed.keys():
        follow_up = next((each.id for each in script.follow_ups if each.due == name), "")
        for answer in round.closed[name].answers:
            if isinstance(answer.value, Promise):
                state = _state(here, number, f"{follow_up}/{answer.id}")
                seat = None if answer.seat is None else round.seats.get(answer.seat)
                steering = seat is not None and STEERING in seat.parts
                yield Promised(answer.value.what, answer.value.until, state, steering)


def _state(here: Here, number: int, key: str) -> State:
    """Return what was said last about a promise, in the small round that asks about it."""
    child = rounds.begun_later(here.session, number, key)
    if child is None:
        return State.OPEN
    said = [each.value for each in _answers(rounds.load(here.session, child))]
    chosen = next((value for value in reversed(said) if isinstance(value, str)), None)
    if chosen is None:
        return State.OPEN
    return State(chosen) if chosen in (GOING, STUCK, DROPPED) else State.DONE


def _answers(round: Round) -> Iterator[Answer]:
    for seat in round.seats.values():
        yield from seat.answers.values()
    for closed in round.closed.values():
        yield from closed.answers
