"""Anonymity: a script promises nothing that its own steps would break."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.problem import Kind, Problem
from dialogs.questions import Question
from dialogs.questions.commitment import Commitment
from dialogs.questions.consent import Consent
from dialogs.questions.statement import Reaction
from dialogs.questions.text import TextQuestion
from dialogs.questions.vote import Vote
from dialogs.rules.plan import Plan

#: As many people as a role can have at most: the coordination has a deputy.
_FEW = {"coordinator": 2, "facilitator": 1, "tandem": 3}

#: Below this number the group has to agree to what can be seen.
_USUAL_THRESHOLD = 5


def audiences(plan: Plan) -> Iterator[Problem]:
    """Enough people can answer for something to be shown."""
    for place in plan.places:
        most = _most_people(plan, place.question)
        args = {"most": most, "threshold": plan.script.threshold}
        if _hidden_below_threshold(plan, place.question) and most < plan.script.threshold:
            yield plan.problem(Kind.NEVER_ENOUGH_PEOPLE, place.path, **args)


def _hidden_below_threshold(plan: Plan, question: Question) -> bool:
    return plan.script.anonymity_of(question) in ("anonymous", "role", "pseudonymous")


def _most_people(plan: Plan, question: Question) -> int:
    """Return how many people can be asked this at most."""
    everybody = plan.script.people.max
    seats = {name: parts.max for name, parts in plan.script.seats.items()}
    most = {**_FEW, **seats}
    return min(everybody, sum(most.get(name, everybody) for name in question.who))


def thresholds(plan: Plan) -> Iterator[Problem]:
    """A round is large enough for its own threshold, and a low threshold is agreed upon."""
    script, questions = plan.script, [place.question for place in plan.places]
    shown = [each for each in questions if script.anonymity_of(each) != "private"]
    hidden = [each for each in shown if _hidden_below_threshold(plan, each)]
    if plan.whole and shown and hidden == shown and script.people.min < script.threshold:
        yield plan.problem(
            Kind.PEOPLE_BELOW_THRESHOLD, ("people", "min"), threshold=script.threshold
        )
    if plan.whole and script.threshold < _USUAL_THRESHOLD and not script.requires:
        yield plan.problem(Kind.THRESHOLD_LOWERED, ("threshold",), usual=_USUAL_THRESHOLD)


def modes(plan: Plan) -> Iterator[Problem]:
    """No question is kept in a way that takes away what it is for."""
    for place in plan.places:
        question, mode = place.question, plan.script.anonymity_of(place.question)
        match question:
            case Commitment() if mode != "named":
                yield plan.problem(Kind.COMMITMENT_NOT_NAMED, place.path, anonymity=mode)
            case Consent() | Vote() | Reaction() if mode == "private":
                yield plan.problem(Kind.PRIVATE_DECISION, place.path, type=question.type)
            case TextQuestion(release=True) if mode == "private" or question.read_by == "tandem":
                yield plan.problem(Kind.RELEASE_TO_NOBODY, (*place.path, "release"))
            case _ if question.read_by == "tandem" and mode == "private":
                yield plan.problem(Kind.PRIVATE_FROM_TANDEM, (*place.path, "read_by"))
            case _:
                pass


def alone(plan: Plan) -> Iterator[Problem]:
    """Who is asked after a promise is asked alone: there is no group to hide in."""
    for place in plan.places:
        follow_up = place.stretch.follow_up
        if follow_up is None or follow_up.due is None:
            continue
        if _hidden_below_threshold(plan, place.question):
            mode = plan.script.anonymity_of(place.question)
            yield plan.problem(Kind.ALONE_WITH_ANSWER, place.path, anonymity=mode)


def readers(plan: Plan) -> Iterator[Problem]:
    """Enough people read each sentence for their reactions to be shown."""
    for place in plan.places:
        question = place.question
        if not isinstance(question, Reaction) or not _hidden_below_threshold(plan, question):
            continue
        if question.readers < plan.script.threshold:
            args = {"readers": question.readers, "threshold": plan.script.threshold}
            yield plan.problem(Kind.READERS_BELOW_THRESHOLD, (*place.path, "readers"), **args)
