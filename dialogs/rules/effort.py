"""Effort: how long it takes, how often people are written to, and whether the script says so."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import timedelta
from math import ceil

from dialogs.problem import Kind, Problem
from dialogs.questions import Question
from dialogs.questions.vote import Vote
from dialogs.rules.plan import Plan, has_items
from dialogs.script import LEVELS, Phase

_YEAR = timedelta(days=365)

#: What a person is written to about one round: openings and the result (practice 12).
_MOST_MESSAGES = 6

#: The days from one round of a check-in to the next.
_RHYTHMS = {"weekly": 7, "monthly": 31, "quarterly": 92, "yearly": 366}

#: Who stands for everybody in ``who``.
_EVERYBODY = frozenset({"all", "member"})


def durations(plan: Plan) -> Iterator[Problem]:
    """No phase lasts so long that people forget it, and no round reaches into the next."""
    for stretch in plan.stretches:
        if stretch.phase.lasts > _YEAR:
            yield plan.problem(Kind.VERY_LONG, (*stretch.path, "lasts"), days=_YEAR.days)
    days = _RHYTHMS.get(plan.script.rhythm or "")
    waits = (phase.opens_after or timedelta() for phase in plan.script.phases)
    whole = sum(waits, sum((phase.lasts for phase in plan.script.phases), timedelta()))
    if days is not None and whole > timedelta(days=days):
        args = {"days": ceil(whole / timedelta(days=1)), "most": days}
        yield plan.problem(Kind.ROUNDS_OVERLAP, ("rhythm",), **args)


def rotation(plan: Plan) -> Iterator[Problem]:
    """Questions take turns only where there is a next time."""
    if plan.script.rhythm is None and plan.whole:
        for stretch in plan.stretches:
            if stretch.phase.at_a_time is not None:
                path = (*stretch.path, "at_a_time")
                yield plan.problem(Kind.AT_A_TIME_WITHOUT_RHYTHM, path)


def messages(plan: Plan) -> Iterator[Problem]:
    """Nobody is written to more often than they can bear, unless a day is the rhythm."""
    count = max(_openings(plan, level) for level in LEVELS) + 1
    if plan.whole and count > _MOST_MESSAGES and plan.script.rhythm != "daily":
        args = {"count": count, "most": _MOST_MESSAGES}
        yield plan.problem(Kind.MANY_MESSAGES, ("phases",), **args)


def _openings(plan: Plan, level: str) -> int:
    """Return how many phases have something for everybody of this level."""
    return sum(
        any(_EVERYBODY.union([level]).intersection(step.who) for step in phase.steps)
        for phase in plan.script.phases
        if not phase.opens_if
    )


def minutes(plan: Plan) -> Iterator[Problem]:
    """The stated minutes are honest for somebody who answers everything."""
    # Rounded first: fifteen thirds of a minute are five, and not a little more.
    counted = ceil(round(max(_minutes(plan, level) for level in LEVELS), 2))
    if plan.whole and counted > plan.script.minutes:
        args = {"stated": plan.script.minutes, "counted": counted}
        yield plan.problem(Kind.DISHONEST_MINUTES, ("minutes",), **args)


def phase_minutes(phase: Phase) -> int:
    """Return the minutes that anybody needs at most to answer everything in a phase."""
    return ceil(round(max(_for_level(phase, level) for level in LEVELS), 2)) or 1


def _minutes(plan: Plan, level: str) -> float:
    """Return what a member of this level needs; what only parts are asked does not count."""
    return sum(_for_level(phase, level) for phase in plan.script.phases)


def _for_level(phase: Phase, level: str) -> float:
    asked = phase.questions.values()
    mine = [each for each in asked if _EVERYBODY.union([level]).intersection(each.who)]
    share = min(1.0, phase.at_a_time / len(asked)) if phase.at_a_time and asked else 1.0
    return _longest_way(mine) * share


def _longest_way(questions: list[Question]) -> float:
    """Return the minutes of somebody who always takes the branch with most to answer."""
    always, branches = 0.0, defaultdict[str, Counter[str | int]](Counter)
    for question in questions:
        minutes = question.minutes * _items(question)
        lists = {name: each for name, each in question.when.items() if isinstance(each, list)}
        if not lists:
            always += minutes
        for name, values in lists.items():
            branches[name].update(dict.fromkeys(values, minutes / len(lists)))
    return always + sum(max(ways.values(), default=0) for ways in branches.values())


def _items(question: Question) -> int:
    """Return how many items one can expect: those in the script, or as many as ``max`` allows.

    What is asked only after certain answers is rarely asked about more than one item.
    """
    if isinstance(question, Vote):
        sourced = isinstance(question.options, str)
        # The status quo is put to the vote as well.
        return (question.max or 1 if sourced else len(question.options)) + 1
    return question.max or 1 if has_items(question) and not question.when else 1
