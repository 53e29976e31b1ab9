"""Results: nothing is collected for nobody, and nothing is asked of people for nothing."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.problem import Kind, Problem
from dialogs.questions import Question
from dialogs.questions.statement import Statement
from dialogs.rules.plan import Plan
from dialogs.script import Share
from dialogs.sources import source_of_items, source_of_options


def returned(plan: Plan) -> Iterator[Problem]:
    """What ``returns`` promises can come of the questions."""
    if not plan.whole:
        return
    main = [place.question for place in plan.places if place.stretch.follow_up is None]
    if not main:
        yield plan.problem(Kind.ASKS_NOTHING, ("phases",))
    elif all(_for_oneself(plan, question) for question in main):
        yield plan.problem(Kind.KEEPS_NOTHING, ("returns",))


def _for_oneself(plan: Plan, question: Question) -> bool:
    """Tell whether nothing of the answers can stand in a result for everybody."""
    return plan.script.anonymity_of(question) == "private" or question.read_by == "tandem"


def statements(plan: Plan) -> Iterator[Problem]:
    """Somebody reacts to a statement, reads it, or makes a draft of it."""
    used = _used(plan)
    last_draft = max((phase for phase, _ in plan.drafts.values()), default=-1)
    for place in plan.places:
        question = place.question
        if not plan.whole or not isinstance(question, Statement) or question.read_by == "tandem":
            continue
        if question.ask not in used and place.stretch.number >= last_draft:
            yield plan.problem(Kind.STATEMENT_UNREAD, place.path, name=place.question.ask)


def supplies(plan: Plan) -> Iterator[Problem]:
    """Whatever people are asked to supply is used somewhere."""
    if not plan.whole:
        return
    used = _used(plan)
    for name in plan.script.given:
        if name not in used:
            yield plan.problem(Kind.GIVEN_UNUSED, ("given", name), name=name)
    for stretch in plan.stretches:
        for name in stretch.phase.needs:
            if name not in used:
                yield plan.problem(Kind.DRAFT_UNUSED, (*stretch.path, "needs", name), name=name)


def _used(plan: Plan) -> set[str]:
    """Return every name that stands in braces, is a source of items, or is shared."""
    used = {name for _, text in plan.script.texts() for name in text.placeholders()}
    for stretch in plan.stretches:
        for step in stretch.phase.steps:
            if isinstance(step, Share):
                used.add(step.share)
        for question in stretch.phase.questions.values():
            named = (question.for_each, source_of_items(question), source_of_options(question))
            used.update(name for name in named if name is not None)
    return used
