"""Where rounds live between two things that happen: what a rehearsal asks of storage."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from dialogs.effects import ClearMoment, Forget, Keep, Later, SetMoment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dialogs.effects import Effect
    from dialogs.round import Round


@dataclass(frozen=True, slots=True)
class Due:
    """A moment of a round, by its name, or a follow-up that is to begin."""

    at: datetime
    round: int
    wakes: str | Later

    @property
    def name(self) -> str:
        """What the moment is called."""
        return self.wakes if isinstance(self.wakes, str) else self.wakes.part


class House(Protocol):
    """Keeps rounds and what they are waiting for.

    ``save`` gets the round as the engine returned it, and carries out what it wants kept:
    untied answers, moments and follow-ups. After it, ``load`` returns the very same round.
    """

    def begin(self, round: Round) -> int:
        """Take in a new round and return its number."""

    def load(self, number: int) -> Round:
        """Return the round as it was last saved."""

    def save(self, number: int, round: Round, effects: Sequence[Effect]) -> None:
        """Keep the round and carry out those of the effects that are about what is kept."""

    def due(self) -> Sequence[Due]:
        """Return everything that is waited for, the earliest first."""

    def take(self, due: Due) -> None:
        """Strike out what is being acted on."""


class Memory:
    """A house of values: nothing touches a disk."""

    def __init__(self) -> None:
        """Begin empty."""
        self._rounds: list[Round] = []
        self._due: list[Due] = []
        self._planned: set[tuple[int, str]] = set()

    def begin(self, round: Round) -> int:
        """Take in a new round and return its number."""
        self._rounds.append(round)
        return len(self._rounds) - 1

    def load(self, number: int) -> Round:
        """Return the round as it was last saved."""
        return self._rounds[number]

    def save(self, number: int, round: Round, effects: Sequence[Effect]) -> None:
        """Keep the round, its untied answers, its moments and its follow-ups."""
        untied = {answer.id: answer for answer in round.untied}
        for effect in effects:
            match effect:
                case Keep(answer=answer) if answer.seat is None:
                    untied[answer.id] = answer
                case Forget(answer=gone):
                    untied.pop(gone, None)
                case SetMoment(moment=moment, at=at):
                    self._clear(number, moment)
                    self._due.append(Due(at, number, moment))
                case ClearMoment(moment=moment):
                    self._clear(number, moment)
                case Later(key=key, at=at) if (number, key) not in self._planned:
                    self._planned.add((number, key))
                    self._due.append(Due(at, number, effect))
                case _:  # what is said to people is no matter of the house
                    pass
        self._rounds[number] = replace(round, untied=tuple(untied.values()))

    def due(self) -> Sequence[Due]:
        """Return everything that is waited for, the earliest first."""
        return sorted(self._due, key=lambda due: due.at)

    def take(self, due: Due) -> None:
        """Strike out what is being acted on."""
        self._due.remove(due)

    def _clear(self, number: int, moment: str) -> None:
        self._due = [each for each in self._due if (each.round, each.wakes) != (number, moment)]
