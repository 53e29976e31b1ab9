"""Options: buttons that fit on a phone and can be told apart."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.node import Path
from dialogs.problem import Kind, Problem, shown
from dialogs.questions.choice import Choice, Multi
from dialogs.questions.rank import Rank
from dialogs.questions.scale import Ends, Scale
from dialogs.questions.vote import STATUS_QUO, Vote
from dialogs.rules.plan import Place, Plan
from dialogs.rules.words import filled_length
from dialogs.text import Text

#: What a button shows of its label on a narrow phone.
_MOST_LABEL = 32

#: The two ends of a scale stand side by side in one line.
_MOST_END = 40

#: More buttons than these need scrolling.
_MANY = 12


def options(plan: Plan) -> Iterator[Problem]:
    """Options written in the script are short, few, different, and not called like others."""
    for place in plan.places:
        match place.question:
            case Choice(options=dict(labels)) | Multi(options=dict(labels)):
                yield from _buttons(plan, place, labels)
            case Rank(options=dict(labels)):
                yield from _buttons(plan, place, labels)
            case Vote(options=dict(labels)):
                yield from _same(plan, place, labels)
                if STATUS_QUO in labels:
                    path = (*place.path, "options", STATUS_QUO)
                    yield plan.problem(Kind.RESERVED_OPTION, path, name=STATUS_QUO)
            case Scale(scale=Ends() as ends):
                yield from _ends(plan, (*place.path, "scale"), ends)
            case _:
                pass


def _buttons(plan: Plan, place: Place, labels: dict[str, Text]) -> Iterator[Problem]:
    path = (*place.path, "options")
    if len(labels) > _MANY:
        yield plan.problem(Kind.MANY_OPTIONS, path, count=len(labels), most=_MANY)
    for key, label in labels.items():
        yield from _fits(plan, (*path, key), label, Kind.LABEL_TOO_LONG, _MOST_LABEL)
    yield from _same(plan, place, labels)
    if isinstance(place.question, Multi):
        most = place.question.at_most or 0
        if most > len(labels):
            args = {"most": most, "count": len(labels)}
            yield plan.problem(Kind.AT_MOST_TOO_HIGH, (*place.path, "at_most"), **args)


def _ends(plan: Plan, path: Path, ends: Ends) -> Iterator[Problem]:
    yield from _fits(plan, (*path, "low"), ends.low, Kind.END_TOO_LONG, _MOST_END)
    yield from _fits(plan, (*path, "high"), ends.high, Kind.END_TOO_LONG, _MOST_END)
    cannot_say = (*path, "cannot_say")
    yield from _fits(plan, cannot_say, ends.cannot_say, Kind.LABEL_TOO_LONG, _MOST_LABEL)


def _fits(plan: Plan, path: Path, text: Text, kind: Kind, most: int) -> Iterator[Problem]:
    for language, words in text.root.items():
        length = filled_length(plan, path, words)
        if length > most:
            yield plan.problem(kind, (*path, language), length=length, most=most)


def _same(plan: Plan, place: Place, labels: dict[str, Text]) -> Iterator[Problem]:
    """Two buttons with the same label cannot be told apart, typed or read."""
    for language in plan.script.languages:
        seen: dict[str, str] = {}
        for key, label in labels.items():
            words = label.within(language)
            first = seen.setdefault(words.strip().casefold(), key)
            if first != key:
                args = {"label": shown(words), "language": language, "first": first}
                path = (*place.path, "options", key, language)
                yield plan.problem(Kind.SAME_LABEL, path, **args)
