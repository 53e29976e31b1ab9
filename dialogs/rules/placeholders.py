"""Names in braces: each is filled wherever it stands, in every language."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.node import Path
from dialogs.problem import Kind, Problem, hint
from dialogs.rules.items import yields_items
from dialogs.rules.names import FILLED_INSIDE
from dialogs.rules.plan import Plan, Stretch, has_items
from dialogs.script import PLACEHOLDERS
from dialogs.text import PLACEHOLDER, Text


def placeholders(plan: Plan) -> Iterator[Problem]:
    """Each name in braces is one that is filled here."""
    for path, text in plan.script.texts():
        filled = filled_at(plan, path)
        for language, words in text.root.items():
            here = (*path, language)
            if _unbalanced(words):
                yield plan.problem(Kind.UNBALANCED_BRACES, here)
            for name in dict.fromkeys(PLACEHOLDER.findall(words)):
                if name and name not in filled and name not in plan.lost:
                    yield _unfilled(plan, here, name, filled)
        yield from _everywhere(plan, path, text)


def _unbalanced(words: str) -> bool:
    """Tell whether braces are left over, or hold nothing."""
    left = PLACEHOLDER.sub(lambda found: "" if found[1] else "{", words)
    return "{" in left or "}" in left


def _unfilled(plan: Plan, path: Path, name: str, filled: frozenset[str]) -> Problem:
    question = plan.named[name].question if name in plan.named else None
    if question is not None and not yields_items(question):
        kind = Kind.PLACEHOLDER_NEVER_FILLED
        return plan.problem(kind, path, name=name, type=question.type)
    if question is not None and plan.script.anonymity_of(question) == "private":
        return plan.problem(Kind.NOTHING_KEPT, path, name=name)
    if question is not None and question.read_by == "tandem":
        return plan.problem(Kind.TANDEM_ONLY, path, name=name)
    if question is not None or name in plan.drafts:
        return plan.problem(Kind.PLACEHOLDER_LATER, path, name=name)
    kind = _ELSEWHERE.get(name, Kind.UNKNOWN_PLACEHOLDER)
    known = hint(name, filled) if kind is Kind.UNKNOWN_PLACEHOLDER else {}
    return plan.problem(kind, path, name=name, **known)


#: Names that are filled, but not in every place.
_ELSEWHERE = {
    **dict.fromkeys(PLACEHOLDERS, Kind.PLACEHOLDER_NOT_HERE),
    **dict.fromkeys(FILLED_INSIDE, Kind.PROMISE_NOT_HERE),
    "item": Kind.ITEM_NOT_HERE,
}


def _everywhere(plan: Plan, path: Path, text: Text) -> Iterator[Problem]:
    """A name that stands in one language stands in all, or somebody misses something."""
    every = text.placeholders() - {""}
    for language, words in text.root.items():
        for name in sorted(every.difference(PLACEHOLDER.findall(words))):
            args = {"name": name, "language": language}
            yield plan.problem(Kind.PLACEHOLDER_NOT_EVERYWHERE, (*path, language), **args)


def filled_at(plan: Plan, path: Path) -> frozenset[str]:
    """Return the names that are filled in the text at ``path``."""
    match path:
        case ("closing", *_):
            found = _drafts(plan, len(plan.script.phases)) | _found(plan, None)
            return (_always(plan) | found) - {"ends_on"}
        case ("returns", *_):
            return _always(plan) - {"ends_on"}
        case ("given" | "seats" | "title" | "purpose" | "method" | "requires", *_):
            return frozenset(PLACEHOLDERS) - {"title"}
        case ("phases" | "follow_ups" as key, int(n), *inside):
            stretch = plan.stretches[n if key == "phases" else len(plan.script.phases) + n]
            return _in_stretch(plan, stretch, tuple(inside))
        case _:
            return _always(plan)


def _always(plan: Plan) -> frozenset[str]:
    return frozenset((*PLACEHOLDERS, *plan.script.given))


def _drafts(plan: Plan, until: int) -> frozenset[str]:
    return frozenset(name for name, (phase, _) in plan.drafts.items() if phase <= until)


def _found(plan: Plan, stretch: Stretch | None) -> frozenset[str]:
    """Return the earlier questions of which something came that has a first item."""
    places = plan.places if stretch is None else plan.earlier(stretch)
    return frozenset(
        each.question.ask
        for each in places
        if each.stretch.follow_up is None
        and yields_items(each.question)
        and each.question.read_by == "all"
        and plan.script.anonymity_of(each.question) != "private"
    )


def _in_stretch(plan: Plan, stretch: Stretch, inside: Path) -> frozenset[str]:
    before = _always(plan) | _found(plan, stretch)
    if inside[:1] == ("needs",):
        # The draft itself is still to be written.
        return before | _drafts(plan, stretch.number - 1)
    here = before | _drafts(plan, stretch.number)
    if stretch.follow_up is not None and stretch.follow_up.due is not None:
        here |= frozenset(FILLED_INSIDE) - {"item"}
    if inside[:1] == ("steps",) and isinstance(inside[1], int):
        question = stretch.phase.questions.get(inside[1])
        if question is not None and has_items(question):
            here |= {"item"}
    return here
