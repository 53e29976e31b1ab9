"""Languages: every text is there in each language that the script declares."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.node import Path
from dialogs.problem import Kind, Problem
from dialogs.rules.plan import Plan
from dialogs.text import ANY, Text


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
    if "languages" in plan.lost:
        return
    alone = _without_fallback(plan.script.languages)
    wanted = tuple(sorted(plan.wanted.difference(alone)))
    for path, text in plan.script.texts():
        spoken_once = ANY in text.root
        if spoken_once and len(alone) > 1:
            languages = ", ".join(alone)
            yield plan.problem(Kind.WORDS_WITHOUT_LANGUAGE, path, languages=languages)
            continue
        missing = text.missing(wanted if spoken_once else (*alone, *wanted))
        if missing:
            yield plan.problem(Kind.TRANSLATION_MISSING, path, languages=", ".join(missing))
        yield from _undeclared(plan, path, text)


def _without_fallback(tags: list[str]) -> tuple[str, ...]:
    """Return the languages in which nothing may be missing: they fall back on no other."""
    return tuple(
        tag for tag in dict.fromkeys(tags) if not any(tag.startswith(f"{other}-") for other in tags)
    )


def _undeclared(plan: Plan, path: Path, text: Text) -> Iterator[Problem]:
    tags = plan.script.languages
    for tag in text.root:
        if tag not in tags and tag != ANY:
            args = {"language": tag, "languages": ", ".join(tags)}
            yield plan.problem(Kind.LANGUAGE_UNDECLARED, (*path, tag), **args)
