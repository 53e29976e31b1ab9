"""Items: what ``for_each``, ``options``, ``to`` and ``share`` take from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from dialogs.node import Path
from dialogs.problem import Kind, Problem, hint
from dialogs.questions import Question
from dialogs.questions.choice import Choice, Multi
from dialogs.questions.commitment import Commitment
from dialogs.questions.consent import Consent
from dialogs.questions.optin import Optin
from dialogs.questions.rank import Rank
from dialogs.questions.scale import Scale
from dialogs.questions.statement import Reaction, Statement
from dialogs.questions.text import TextQuestion
from dialogs.questions.vote import Vote
from dialogs.rules.plan import Place, Plan, Stretch
from dialogs.script import Share
from dialogs.sources import source_of_items, source_of_options


def yields_items(question: Question) -> bool:
    """Tell whether something comes of a question that others can work on."""
    match question:
        case TextQuestion() | Statement() | Commitment() | Reaction() | Rank() | Vote():
            return True
        case Choice() | Multi():
            return True
        case Consent():
            return question.for_each is not None
        case Scale() | Optin():
            return False
        case _:
            assert_never(question)


def sources(plan: Plan) -> Iterator[Problem]:
    """Whatever a question works on exists before its phase opens, and is a list."""
    for place in plan.places:
        for key, name in _uses(place.question):
            path = (*place.path, key)
            found = list(_source(plan, place.stretch, key, name, path))
            yield from found
            if not found:
                yield from _limit(plan, place, name, path)


def _uses(question: Question) -> Iterator[tuple[str, str]]:
    """Yield each key of a question that names a source, and the name."""
    if question.for_each is not None:
        yield "for_each", question.for_each
    options = source_of_options(question)
    if isinstance(question, Vote):
        options = source_of_items(question)
    if options is not None:
        yield "options", options
    if isinstance(question, Reaction):
        yield "to", question.to


def _source(plan: Plan, stretch: Stretch, key: str, name: str, path: Path) -> Iterator[Problem]:
    if name in plan.script.given:
        if not plan.script.given[name].list:
            yield plan.problem(Kind.NOT_A_LIST, path, name=name)
    elif name in plan.drafts:
        phase, draft = plan.drafts[name]
        if phase > stretch.number:
            yield plan.problem(Kind.REFERS_LATER, path, name=name, key=key)
        elif not draft.list:
            yield plan.problem(Kind.NOT_A_LIST, path, name=name)
    elif name in plan.named:
        yield from _question(plan, stretch, plan.named[name], key, path)
    elif name not in plan.lost:
        known = _sources_before(plan, stretch)
        yield plan.problem(Kind.UNKNOWN_SOURCE, path, name=name, key=key, **hint(name, known))


def _question(plan: Plan, here: Stretch, source: Place, key: str, path: Path) -> Iterator[Problem]:
    name = source.question.ask
    if source.stretch.number >= here.number:
        kind = Kind.SAME_PHASE if source.stretch.path == here.path else Kind.REFERS_LATER
        yield plan.problem(kind, path, name=name, key=key)
    elif plan.script.anonymity_of(source.question) == "private":
        yield plan.problem(Kind.NOTHING_KEPT, path, name=name)
    elif source.question.read_by == "tandem":
        yield plan.problem(Kind.TANDEM_ONLY, path, name=name)
    elif key == "to" and not isinstance(source.question, TextQuestion | Statement):
        yield plan.problem(Kind.NOT_A_STATEMENT, path, name=name, type=source.question.type)
    elif not yields_items(source.question):
        yield plan.problem(Kind.NOT_A_SOURCE, path, name=name, type=source.question.type)


def _sources_before(plan: Plan, stretch: Stretch) -> set[str]:
    return {
        *plan.script.given,
        *(name for name, (phase, _) in plan.drafts.items() if phase <= stretch.number),
        *(each.question.ask for each in plan.earlier(stretch) if yields_items(each.question)),
    }


def _limit(plan: Plan, place: Place, name: str, path: Path) -> Iterator[Problem]:
    """Words of many people may be many more than anybody wants to go through one by one."""
    source = plan.named.get(name)
    if source is None or place.question.max is not None or isinstance(place.question, Reaction):
        return
    if source.question.wordy:
        yield plan.problem(Kind.UNLIMITED_ITEMS, path, name=name)


def repetition(plan: Plan) -> Iterator[Problem]:
    """``for_each``, ``max`` and ``up_to`` stand only where they can mean something."""
    for place in plan.places:
        question = place.question
        if question.for_each is not None:
            if isinstance(question, Vote | Reaction):
                path = (*place.path, "for_each")
                yield plan.problem(Kind.FOR_EACH_NOT_HERE, path, type=question.type)
            elif isinstance(question, TextQuestion | Statement) and question.up_to > 1:
                yield plan.problem(Kind.UP_TO_WITH_ITEMS, (*place.path, "up_to"))
        if question.max is not None and not list(_uses(question)):
            yield plan.problem(Kind.MAX_WITHOUT_ITEMS, (*place.path, "max"))


def shares(plan: Plan) -> Iterator[Problem]:
    """What is shared was asked in an earlier phase, and something of it was kept."""
    for stretch in plan.stretches:
        for n, step in enumerate(stretch.phase.steps):
            if isinstance(step, Share):
                yield from _share(plan, stretch, step.share, (*stretch.path, "steps", n, "share"))


def _share(plan: Plan, stretch: Stretch, name: str, path: Path) -> Iterator[Problem]:
    place = plan.named.get(name)
    if place is None:
        if name not in plan.lost:
            known = [each.question.ask for each in plan.earlier(stretch)]
            yield plan.problem(Kind.UNKNOWN_QUESTION, path, name=name, **hint(name, known))
    elif place.stretch.path == stretch.path:
        yield plan.problem(Kind.SAME_PHASE, path, name=name, key="share")
    elif place.stretch.number >= stretch.number:
        yield plan.problem(Kind.REFERS_LATER, path, name=name, key="share")
    elif stretch.follow_up is not None:
        yield plan.problem(Kind.OTHER_ROUND, path, name=name, key="share")
    elif plan.script.anonymity_of(place.question) == "private":
        yield plan.problem(Kind.NOTHING_KEPT, path, name=name)
    elif place.question.read_by == "tandem":
        yield plan.problem(Kind.TANDEM_ONLY, path, name=name)
    elif isinstance(place.question, Optin):
        yield plan.problem(Kind.OPTIN_SHARED, path, name=name)
