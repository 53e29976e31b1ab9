"""Follow-ups: what was promised is asked after."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.problem import Kind, Problem, hint
from dialogs.questions.commitment import Commitment
from dialogs.questions.consent import Consent
from dialogs.rules.plan import Plan


def beginnings(plan: Plan) -> Iterator[Problem]:
    """A follow-up starts either after some time or on the day of a commitment."""
    for n, follow_up in enumerate(plan.script.follow_ups):
        path = ("follow_ups", n)
        if follow_up.due is not None:
            yield from _due(plan, follow_up.due, (*path, "due"))
            if follow_up.after is not None:
                yield plan.problem(Kind.FOLLOW_UP_BOTH, (*path, "after"))
        elif follow_up.after is None and not plan.lost.intersection(("after", "due")):
            yield plan.problem(Kind.FOLLOW_UP_NEITHER, path)


def _due(plan: Plan, name: str, path: tuple[str | int, ...]) -> Iterator[Problem]:
    place = plan.named.get(name)
    if place is None:
        if name not in plan.lost:
            known = [p.question.ask for p in plan.places if isinstance(p.question, Commitment)]
            yield plan.problem(Kind.UNKNOWN_COMMITMENT, path, name=name, **hint(name, known))
    elif not isinstance(place.question, Commitment):
        yield plan.problem(Kind.NOT_A_COMMITMENT, path, name=name, type=place.question.type)


def commitments(plan: Plan) -> Iterator[Problem]:
    """Every commitment is asked after on its day."""
    due = {follow_up.due for follow_up in plan.script.follow_ups}
    for place in plan.places:
        if plan.whole and isinstance(place.question, Commitment) and place.question.ask not in due:
            yield plan.problem(Kind.COMMITMENT_FORGOTTEN, place.path, name=place.question.ask)


def proposals(plan: Plan) -> Iterator[Problem]:
    """After an objection there is something to write anew: the item, or the draft in the text."""
    for place in plan.places:
        question, drafts = place.question, place.stretch.phase.needs.keys()
        if isinstance(question, Consent) and question.for_each is None:
            names = question.text.placeholders()
            if not names & drafts and not names & plan.lost:
                yield plan.problem(Kind.CONSENT_WITHOUT_DRAFT, place.path, name=question.ask)


def decisions(plan: Plan) -> Iterator[Problem]:
    """What the group adopts is looked at again."""
    if plan.whole and not plan.script.follow_ups:
        for place in plan.places:
            if isinstance(place.question, Consent):
                yield plan.problem(Kind.DECISION_FORGOTTEN, place.path, name=place.question.ask)
