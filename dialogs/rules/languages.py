"""Languages: every text is there in each language that the script declares."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.problem import Kind, Problem
from dialogs.rules.plan import Plan
from dialogs.text import ANY


def declared(plan: Plan) -> Iterator[Problem]:
    """Each language is declared once, and so is what somebody wants to be complete."""
    tags = plan.script.languages
    for n, tag in enumerate(tags):
        if tag in tags[:n]:
            yield plan.problem(Kind.LANGUAGE_TWICE, ("languages", n), language=tag)
    for tag in sorted(plan.wanted.difference(tags)):
        yield plan.problem(Kind.LANGUAGE_NOT_THERE, ("languages",), language=tag)


def translations(plan: Plan) -> Iterator[Problem]:
    """Each text has its words in every declared language, and in no other."""
    tags, complete = plan.script.languages, _complete(plan)
    if "languages" in plan.lost:
        return
    for path, text in plan.script.texts():
        if ANY in text.root:
            if len(complete) > 1:
                languages = ", ".join(complete)
                yield plan.problem(Kind.WORDS_WITHOUT_LANGUAGE, path, languages=languages)
            continue
        missing = text.missing(complete)
        if missing:
            yield plan.problem(Kind.TRANSLATION_MISSING, path, languages=", ".join(missing))
        for tag in text.root:
            if tag not in tags:
                args = {"language": tag, "languages": ", ".join(tags)}
                yield plan.problem(Kind.LANGUAGE_UNDECLARED, (*path, tag), **args)


def _complete(plan: Plan) -> tuple[str, ...]:
    """Return the languages in which nothing may be missing: those without a fall-back."""
    tags = plan.script.languages
    alone = [tag for tag in tags if not any(tag.startswith(f"{other}-") for other in tags)]
    return tuple(dict.fromkeys([*alone, *sorted(plan.wanted)]))
