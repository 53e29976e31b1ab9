"""What is left of a script whose parts are partly broken, so that the rest can be checked too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic_core import ErrorDetails

from dialogs.node import Node, Path, node
from dialogs.script import Script
from dialogs.source.shape import built, place

#: More passes than the language is deep mean that nothing can be saved.
_MOST_PASSES = 20


@dataclass(frozen=True, slots=True)
class Salvaged:
    """The parts of a script that can be read, and every word of those that cannot."""

    script: Script
    document: Node
    lost: frozenset[str] = frozenset()


def salvaged(document: Node, errors: list[ErrorDetails]) -> Salvaged | None:
    """Return the script without its broken parts; None where too little is left."""
    lost: set[str] = set()
    for _ in range(_MOST_PASSES):
        for path in sorted({_part(place(error)) for error in errors}, key=_last_first):
            lost.update(_words_at(document, path))
            document = _mended(document, path)
        script = built(document)
        if isinstance(script, Script):
            return Salvaged(script, document, frozenset(lost))
        errors = script
    return None


def _last_first(path: Path) -> list[tuple[int, str]]:
    """Sort so that leaving out one entry of a list does not move those still to come."""
    return [(-step, "") if isinstance(step, int) else (0, step) for step in path]


def _part(path: Path) -> Path:
    """Return the smallest part that is left out as a whole: a step, a draft, a seat, a key."""
    match path:
        case (_, int(), "steps" | "needs", _, *_):
            return path[:4]
        case ("given" | "seats", _, *_):
            return path[:2]
        case (_, int(), *_):
            return path[:3]
        case _:
            return path[:1]


def _mended(document: Node, path: Path) -> Node:
    """Return the document without this part, or with a stand-in where it cannot do without."""
    line, stand_in = document.at(path).line, None
    if len(path) in (1, 3):
        stand_in = _stand_ins(document, line).get(str(path[-1]))
    return document.with_value(path, None if stand_in is None else node(line, stand_in))


def _stand_ins(document: Node, line: int) -> dict[str, Any]:
    """Return something valid for each key that a script, a phase or a follow-up must have."""
    words = dict.fromkeys(_languages(document), "–")
    name, steps = f"unnamed_{line}", [{"info": words}]
    return {
        "reihum": 1,
        "id": name,
        "languages": ["en"],
        **dict.fromkeys(("title", "purpose", "intro", "closing"), words),
        "minutes": 1,
        "anonymity": "named",
        "phases": [{"id": name, "title": words, "lasts": "1d", "steps": steps}],
        "lasts": "1d",
        "steps": steps,
        "returns": {"text": words, "within": "1d"},
    }


def _languages(document: Node) -> list[str]:
    written = document.at(("languages",)).plain()
    return [tag for tag in written if isinstance(tag, str)] if isinstance(written, list) else ["en"]


def _words_at(document: Node, path: Path) -> Iterator[str]:
    """Yield the last key of the way and every word of what stands there."""
    yield str(path[-1])
    found = document
    for step in path:
        inner = found.inner(step)
        if inner is None:
            return
        found = inner
    yield from _words_in(found)


def _words_in(part: Node) -> Iterator[str]:
    match part.value:
        case dict():
            for key, inner in part.value.items():
                yield key
                yield from _words_in(inner)
        case list():
            for inner in part.value:
                yield from _words_in(inner)
        case _:
            yield str(part.value)
