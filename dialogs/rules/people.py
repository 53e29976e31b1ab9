"""People: whom ``who`` means, and how many of them there can be."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.node import Path
from dialogs.problem import Kind, Problem, hint
from dialogs.rules.plan import Plan
from dialogs.script import LEVELS, WHO


def who(plan: Plan) -> Iterator[Problem]:
    """Whoever is named exists, and is invited."""
    known = {*WHO, *plan.script.seats}
    for path, named in _addressed(plan):
        for n, name in enumerate(named):
            here = (*path, "who", n)
            if name not in known and name not in plan.lost:
                yield plan.problem(Kind.UNKNOWN_WHO, here, name=name, **hint(name, known))
            elif name in LEVELS and name not in plan.script.audience:
                yield plan.problem(Kind.LEVEL_NOT_INVITED, here, level=name)


def _addressed(plan: Plan) -> Iterator[tuple[Path, list[str]]]:
    for stretch in plan.stretches:
        if stretch.follow_up is not None:
            yield stretch.path, stretch.follow_up.who
        for n, step in enumerate(stretch.phase.steps):
            yield (*stretch.path, "steps", n), step.who


def seats(plan: Plan) -> Iterator[Problem]:
    """Every part that is given out has something to do, and there are people enough for all."""
    named = {name for _, names in _addressed(plan) for name in names}
    for name, parts in plan.script.seats.items():
        if plan.whole and name not in named:
            yield plan.problem(Kind.SEAT_UNUSED, ("seats", name), name=name)
        yield from _least_and_most(plan, ("seats", name), parts.min, parts.max)
    taken = sum(parts.min for parts in plan.script.seats.values())
    if taken > plan.script.people.max:
        args = {"taken": taken, "most": plan.script.people.max}
        yield plan.problem(Kind.SEATS_ABOVE_PEOPLE, ("seats",), **args)


def numbers(plan: Plan) -> Iterator[Problem]:
    """A round can have the people and levels it needs."""
    people, levels = plan.script.people, len(set(plan.script.audience))
    yield from _least_and_most(plan, ("people",), people.min, people.max)
    if people.levels > levels:
        args = {"levels": people.levels, "invited": levels}
        yield plan.problem(Kind.TOO_MANY_LEVELS, ("people", "levels"), **args)


def _least_and_most(plan: Plan, path: Path, least: int, most: int) -> Iterator[Problem]:
    if least > most:
        yield plan.problem(Kind.LEAST_ABOVE_MOST, (*path, "min"), least=least, most=most)
