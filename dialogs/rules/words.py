"""Words: they are there, fit into a message, and can be read aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from dialogs.node import Path
from dialogs.problem import Kind, Problem, shown
from dialogs.questions.commitment import Commitment
from dialogs.rules.plan import Plan
from dialogs.text import PLACEHOLDER

#: What Telegram takes in one message.
_MOST = 4096

#: More than this nobody reads on a phone.
_LONG = 700

#: The longest words of others that stand in the place of a name in braces.
_ITEM, _OTHER = 400, 80

#: "Kolleg*innen", "Kolleg:innen", "Kolleg_innen": screen readers stumble over the sign.
_SIGNED = re.compile(r"\b\w+[*:_]in(nen)?\b")


def texts(plan: Plan) -> Iterator[Problem]:
    """Each text says something, and can be sent and read as one message."""
    for path, text in plan.script.texts():
        for language, words in text.root.items():
            here = (*path, language)
            if not words.strip():
                yield plan.problem(Kind.EMPTY_TEXT, here)
                continue
            length = filled_length(plan, path, words)
            if length > _MOST:
                yield plan.problem(Kind.TEXT_TOO_LONG, here, length=length, most=_MOST)
            elif len(words) > _LONG:
                yield plan.problem(Kind.TEXT_LONG, here, length=len(words), most=_LONG)
            if signed := _SIGNED.search(words):
                yield plan.problem(Kind.GENDER_SIGN, here, word=shown(signed[0]))


def titles(plan: Plan) -> Iterator[Problem]:
    """The title fits wherever ``{title}`` stands."""
    for language, words in plan.script.title.root.items():
        if len(words) > _OTHER:
            args = {"length": len(words), "most": _OTHER}
            yield plan.problem(Kind.TITLE_TOO_LONG, ("title", language), **args)


def filled_length(plan: Plan, path: Path, words: str) -> int:
    """Return how long a text gets when everything in braces is as long as it can be."""
    names = PLACEHOLDER.findall(words)
    written = len(escape(PLACEHOLDER.sub("", words), quote=False))
    return written + sum(_longest(plan, path, name) for name in names)


def _longest(plan: Plan, path: Path, name: str) -> int:
    if name in plan.drafts:
        return plan.drafts[name][1].longest
    if name == "commitment":
        return _longest_promise(plan, path)
    return _ITEM if name == "item" or name in plan.named else _OTHER


def _longest_promise(plan: Plan, path: Path) -> int:
    """Return how long the promise can be that a follow-up quotes."""
    match path:
        case ("follow_ups", int(n), *_):
            place = plan.named.get(plan.script.follow_ups[n].due or "")
            if place is not None and isinstance(place.question, Commitment):
                return place.question.longest
        case _:
            pass
    return _ITEM
