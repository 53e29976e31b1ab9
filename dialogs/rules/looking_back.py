"""Branches: ``when`` and ``opens_if`` look back, at answers that belong to somebody."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.node import Path
from dialogs.problem import Kind, Problem, hint
from dialogs.questions.asked import AnyItem, Condition, DiffersFromMedian
from dialogs.questions.choice import Choice
from dialogs.rules.answers import suits, values
from dialogs.rules.plan import Place, Plan, Stretch, has_items
from dialogs.sources import source_of_items


def conditions(plan: Plan) -> Iterator[Problem]:
    """Each ``when`` can be decided, and betrays nobody."""
    for place in plan.places:
        for name, condition in place.question.when.items():
            path = (*place.path, "when", name)
            target = plan.named.get(name)
            if target is None:
                yield from _unknown(plan, name, path, _before(plan, place.stretch, place.step))
            else:
                yield from _order(plan, place, target, path) or _condition(
                    plan, place, target, condition, path
                )


def openings(plan: Plan) -> Iterator[Problem]:
    """Each ``opens_if`` can come true, and betrays nobody."""
    for stretch in plan.stretches:
        for name, wanted in stretch.phase.opens_if.items():
            path = (*stretch.path, "opens_if", name)
            target = plan.named.get(name)
            if target is None:
                yield from _unknown(plan, name, path, _before(plan, stretch, 0))
            elif target.stretch.number >= stretch.number:
                same = target.stretch.path == stretch.path
                kind = Kind.SAME_PHASE if same else Kind.REFERS_LATER
                yield plan.problem(kind, path, name=name, key="opens_if")
            elif not plan.tied(target.question):
                yield _untied(plan, target, Kind.BETRAYING_OPENING, path)
            else:
                yield from values(plan, target.question, wanted, path)
                yield from _after_stop(plan, target, wanted, path)


def _unknown(plan: Plan, name: str, path: Path, before: list[str]) -> Iterator[Problem]:
    if name not in plan.lost:
        yield plan.problem(Kind.UNKNOWN_QUESTION, path, name=name, **hint(name, before))


def _before(plan: Plan, stretch: Stretch, step: int) -> list[str]:
    """Return the questions that can be looked back at from a step."""
    return [
        each.question.ask
        for each in plan.places
        if (each.stretch.number < stretch.number and stretch.follow_up is None)
        or (each.stretch.path == stretch.path and each.step < step)
    ]


def _order(plan: Plan, place: Place, target: Place, path: Path) -> list[Problem]:
    """Return why this question cannot look at that one, wherever it stands."""
    name, key = target.question.ask, "when"
    if target.path == place.path:
        return [plan.problem(Kind.REFERS_TO_ITSELF, path, name=name)]
    if target.stretch.path != place.stretch.path and place.stretch.follow_up is not None:
        return [plan.problem(Kind.OTHER_ROUND, path, name=name, key=key)]
    if (target.stretch.number, target.step) > (place.stretch.number, place.step):
        return [plan.problem(Kind.REFERS_LATER, path, name=name, key=key)]
    return [] if plan.tied(target.question) else [_untied(plan, target, Kind.BETRAYING_WHEN, path)]


def _untied(plan: Plan, target: Place, betrayal: Kind, path: Path) -> Problem:
    name, mode = target.question.ask, plan.script.anonymity_of(target.question)
    if mode == "private":
        return plan.problem(Kind.NOTHING_KEPT, path, name=name)
    return plan.problem(betrayal, path, name=name, anonymity=mode)


def _condition(
    plan: Plan, place: Place, target: Place, condition: Condition, path: Path
) -> Iterator[Problem]:
    name, same_phase = target.question.ask, target.stretch.path == place.stretch.path
    yield from suits(plan, target.question, condition, path)
    match condition:
        case list():
            yield from _after_stop(plan, target, condition, path)
        case AnyItem() if not has_items(target.question):
            yield plan.problem(Kind.NO_ITEMS, path, name=name)
        case DiffersFromMedian() if same_phase:
            yield plan.problem(Kind.NO_MEDIAN_YET, path, name=name)
        case DiffersFromMedian() if not _same_items(place, target):
            yield plan.problem(Kind.OTHER_ITEMS, path, name=name)
        case _:
            pass
    if same_phase and place.stretch.phase.at_a_time is not None:
        yield plan.problem(Kind.WHEN_IN_ROTATION, path, name=name)


def _after_stop(
    plan: Plan, target: Place, wanted: list[str | int], path: Path
) -> Iterator[Problem]:
    """An answer that ended the phase was never stored: nothing can look back at it."""
    if isinstance(target.question, Choice):
        for n, value in enumerate(wanted):
            if value in target.question.stop:
                args = {"value": value, "name": target.question.ask}
                yield plan.problem(Kind.WHEN_AFTER_STOP, (*path, n), **args)


def _same_items(place: Place, target: Place) -> bool:
    return source_of_items(place.question) == source_of_items(target.question)
