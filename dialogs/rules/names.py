"""Names: each for one thing only, and none that already means something."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.node import Path
from dialogs.problem import Kind, Problem
from dialogs.rules.plan import Plan
from dialogs.script import PLACEHOLDERS, WHO

#: Names in braces that are filled by the question or the follow-up around them.
FILLED_INSIDE = ("item", "commitment", "until")


def names(plan: Plan) -> Iterator[Problem]:
    """What can stand in braces has its name for itself; so have phases, seats and options."""
    yield from _twice(plan, _fillable(plan))
    yield from _twice(plan, _stretches(plan))
    for name, path in _fillable(plan):
        if name in PLACEHOLDERS or name in FILLED_INSIDE:
            yield plan.problem(Kind.RESERVED_NAME, path, name=name)
    for name in plan.script.seats:
        if name in WHO:
            yield plan.problem(Kind.RESERVED_SEAT, ("seats", name), name=name)


def _twice(plan: Plan, named: Iterator[tuple[str, Path]]) -> Iterator[Problem]:
    lines: dict[str, int] = {}
    for name, path in named:
        if name in lines:
            yield plan.problem(Kind.NAME_TWICE, path, name=name, first=lines[name])
        else:
            lines[name] = plan.document.at(path).line


def _fillable(plan: Plan) -> Iterator[tuple[str, Path]]:
    """Yield the names of questions, drafts and what is given, in the order of the script."""
    for name in plan.script.given:
        yield name, ("given", name)
    for stretch in plan.stretches:
        for name in stretch.phase.needs:
            yield name, (*stretch.path, "needs", name)
        for step, question in stretch.phase.questions.items():
            yield question.ask, (*stretch.path, "steps", step, "ask")


def _stretches(plan: Plan) -> Iterator[tuple[str, Path]]:
    for stretch in plan.stretches:
        yield stretch.phase.id, (*stretch.path, "id")
