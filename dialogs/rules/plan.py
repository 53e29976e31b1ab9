"""A script laid out: where everything stands, and what comes before what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from dialogs.node import Node, Path
from dialogs.problem import Kind, Problem
from dialogs.questions import Question
from dialogs.script import Draft, FollowUp, Phase, Script
from dialogs.sources import source_of_items


@dataclass(frozen=True)
class Stretch:
    """A phase, or a follow-up as the one phase it is, and where it stands."""

    path: Path
    number: int
    phase: Phase
    follow_up: FollowUp | None = None


@dataclass(frozen=True)
class Place:
    """A question and where it stands."""

    question: Question
    stretch: Stretch
    step: int

    @property
    def path(self) -> Path:
        """The way to the question in the file."""
        return (*self.stretch.path, "steps", self.step)


@dataclass(frozen=True)
class Plan:
    """A script with the lines of its file.

    ``lost`` are the words of parts that could not be read: a name among them may well be right.
    The script is not ``whole`` then, and nobody can say that something is missing from it.
    """

    script: Script
    document: Node
    lost: frozenset[str] = frozenset()
    wanted: frozenset[str] = frozenset()
    whole: bool = True

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """Every phase in the order of the script, then the follow-ups, which come after all."""
        after = len(self.script.phases)
        return (
            *(Stretch(("phases", n), n, phase) for n, phase in enumerate(self.script.phases)),
            *(
                Stretch(("follow_ups", n), after, each.phase(), each)
                for n, each in enumerate(self.script.follow_ups)
            ),
        )

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Every question, in the order of the script."""
        return tuple(
            Place(question, stretch, step)
            for stretch in self.stretches
            for step, question in stretch.phase.questions.items()
        )

    @cached_property
    def named(self) -> Mapping[str, Place]:
        """Every question by its name; the first one where a name is used twice."""
        return {place.question.ask: place for place in reversed(self.places)}

    @cached_property
    def drafts(self) -> Mapping[str, tuple[int, Draft]]:
        """Every draft by its name, with the number of the phase that needs it."""
        return {
            name: (stretch.number, draft)
            for stretch in reversed(self.stretches)
            for name, draft in stretch.phase.needs.items()
        }

    def earlier(self, stretch: Stretch) -> Iterator[Place]:
        """Yield the questions of earlier phases, which are closed when this one opens."""
        return (each for each in self.places if each.stretch.number < stretch.number)

    def tied(self, question: Question) -> bool:
        """Tell whether the answers belong to somebody."""
        return self.script.anonymity_of(question) in ("pseudonymous", "named")

    def problem(self, kind: Kind, path: Path, **args: str | int) -> Problem:
        """Return a problem with what stands at ``path``."""
        return Problem(self.document.at(path).line, kind, args)


def has_items(question: Question) -> bool:
    """Tell whether a question is answered item by item."""
    return source_of_items(question) is not None or question.type == "vote"
