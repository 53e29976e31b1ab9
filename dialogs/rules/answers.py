"""Which answers a question can have, and whether a condition asks for one of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from dialogs.node import Path
from dialogs.problem import Kind, Problem, hint, shown
from dialogs.questions import Question
from dialogs.questions.asked import AnyItem, AtLeast, Condition, DiffersFromMedian
from dialogs.questions.choice import Choice, Multi
from dialogs.questions.commitment import Commitment
from dialogs.questions.consent import Consent
from dialogs.questions.optin import Optin
from dialogs.questions.rank import Rank
from dialogs.questions.scale import SCALES, Ends, Scale
from dialogs.questions.statement import REACTIONS, Reaction, Statement
from dialogs.questions.text import TextQuestion
from dialogs.questions.vote import Vote
from dialogs.rules.plan import Plan
from dialogs.said import CANNOT_SAY

Answers = tuple[str | int, ...]


def answers_of(question: Question) -> Answers | None:
    """Return every answer there can be: none where people write, None where nobody knows yet."""
    match question:
        case Choice() | Multi():
            return None if isinstance(question.options, str) else tuple(question.options)
        case Scale():
            return _points(question.ends())
        case Vote():
            return _points(SCALES["resist10"])
        case Consent() | Optin():
            return tuple(option.key for option in question.buttons())
        case Reaction():
            return tuple(option.key for option in REACTIONS if option.key != "mine")
        case TextQuestion() | Statement() | Commitment() | Rank():
            return ()
        case _:
            assert_never(question)


def _points(ends: Ends) -> Answers:
    return (*range(ends.lowest, ends.highest + 1), CANNOT_SAY)


def suits(plan: Plan, question: Question, condition: Condition, path: Path) -> Iterator[Problem]:
    """Yield what keeps a condition on this question from ever being decided."""
    match condition:
        case list():
            yield from values(plan, question, condition, path)
        case AtLeast(at_least=least):
            yield from point(plan, question, least, path)
        case AnyItem(any_item=least):
            yield from point(plan, question, least, path)
        case DiffersFromMedian(differs_from_median=distance):
            yield from _distance(plan, question, distance, path)
        case _:
            assert_never(condition)


def values(plan: Plan, question: Question, given: list[str | int], path: Path) -> Iterator[Problem]:
    """Each value is an answer that the question can have."""
    possible = answers_of(question)
    name = question.ask
    if not given:
        yield plan.problem(Kind.NO_VALUES_GIVEN, path, name=name)
    elif possible is None:
        yield plan.problem(Kind.VALUES_ELSEWHERE, path, name=name)
    elif not possible:
        yield plan.problem(Kind.ANSWERS_ARE_WORDS, path, name=name, type=question.type)
    else:
        known = [str(value) for value in possible]
        for n, value in enumerate(given):
            if value not in possible and str(value) not in plan.lost:
                args = {"value": shown(value), "name": name, **hint(str(value), known)}
                yield plan.problem(Kind.UNKNOWN_VALUE, (*path, n), **args)


def point(plan: Plan, question: Question, least: int, path: Path) -> Iterator[Problem]:
    """The point is one of the scale that the question has."""
    points = [value for value in answers_of(question) or () if isinstance(value, int)]
    if not points:
        yield plan.problem(Kind.NO_POINTS, path, name=question.ask)
    elif least not in points:
        args = {"value": least, "low": points[0], "high": points[-1]}
        yield plan.problem(Kind.OFF_THE_SCALE, path, name=question.ask, **args)


def _distance(plan: Plan, question: Question, distance: int, path: Path) -> Iterator[Problem]:
    if not isinstance(question, Scale):
        yield plan.problem(Kind.NO_POINTS, path, name=question.ask)
        return
    ends = question.ends()
    widest = ends.highest - ends.lowest
    if distance > widest:
        args = {"value": distance, "low": 1, "high": widest}
        yield plan.problem(Kind.OFF_THE_SCALE, path, name=question.ask, **args)


def reasons(plan: Plan) -> Iterator[Problem]:
    """The "why" is asked after answers that there are; a consent always asks for objections."""
    for place in plan.places:
        because = getattr(place.question, "because", None)
        if because is None:
            continue
        path = (*place.path, "because", "when")
        yield from suits(plan, place.question, because.when, path)
        if isinstance(place.question, Consent) and not because.applies("objection"):
            yield plan.problem(Kind.CONSENT_WITHOUT_OBJECTION, path)


def stops(plan: Plan) -> Iterator[Problem]:
    """What ends the phase for a person is an option, leaves another one, and asks no reason."""
    for place in plan.places:
        if not isinstance(place.question, Choice) or not place.question.stop:
            continue
        path, keys = (*place.path, "stop"), place.question.stop
        possible = answers_of(place.question)
        yield from values(plan, place.question, [*keys], path)
        if possible and keys.keys() >= set(possible):
            yield plan.problem(Kind.STOP_EVERYWHERE, path)
        for key in keys:
            if place.question.because and place.question.because.applies(key):
                yield plan.problem(Kind.STOP_AND_BECAUSE, (*path, key), value=key)
