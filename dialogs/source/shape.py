"""Keys and values one by one: what pydantic found, in words an author can act on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from dialogs.node import Node, Path
from dialogs.problem import Kind, Problem, hint, shown
from dialogs.questions import TYPES
from dialogs.script import Script
from dialogs.source.keys import STEPS, key_hint, place_of, places_for

Args = dict[str, str | int]

#: Nobody reads more of them, and a file of nonsense has hundreds of thousands.
_MOST_ERRORS = 300


def built(document: Node) -> Script | list[ErrorDetails]:
    """Return the script, or everything that keeps the document from being one."""
    try:
        return Script.model_validate(document.plain())
    except ValidationError as error:
        return error.errors(include_url=False)[:_MOST_ERRORS]


def place(error: ErrorDetails) -> Path:
    """Return the way to an error, without the tags of unions and what is not in the file."""
    steps = [
        step
        for step in error["loc"]
        if not (isinstance(step, str) and re.fullmatch(r"<.*>|\[key\]", step, re.DOTALL))
    ]
    if "[key]" in error["loc"]:
        # What follows the key names a branch of the model, nothing in the file.
        steps = steps[: error["loc"].index("[key]")]
    if error["type"] == "union_tag_invalid":
        steps.append("type")
    if steps[-1:] in (["str"], ["int"]) and isinstance(steps[-2], int):
        steps = steps[:-1]
    return tuple(steps)


def misshapen(document: Node, errors: list[ErrorDetails]) -> Iterator[Problem]:
    """Yield one problem for each mistake, at the place where it was made."""
    found: dict[Path, Problem] = {}
    for error in errors:
        path = place(error)
        step = _step_without_beginning(document, path)
        if step is not None:
            found[step] = _unknown_step(document, step)
        elif path not in found:
            found[path] = _problem(document, path, error)
    misspelled = {
        (*path[:-1], problem.args["nearest"])
        for path, problem in found.items()
        if problem.kind is Kind.UNKNOWN_KEY and "nearest" in problem.args
    }
    for path, problem in found.items():
        if path not in misspelled or problem.kind not in _ABSENT:
            yield problem


#: What is not said of a key that is there, only misspelled.
_ABSENT = (Kind.MISSING_KEY, Kind.PHASE_WITHOUT_END, Kind.KEYS_EXPECTED)


def _step_without_beginning(document: Node, path: Path) -> Path | None:
    """Return the way to the step that says neither ``info`` nor ``share`` nor ``ask``."""
    if "steps" not in path[:-1]:
        return None
    step = path[: path.index("steps") + 2]
    written = document.at(step).value
    begun = isinstance(written, dict) and written.keys() & set(STEPS)
    return None if begun else step


def _unknown_step(document: Node, path: Path) -> Problem:
    step = document.at(path)
    first = next(iter(step.value), "") if isinstance(step.value, dict) else step.plain()
    return Problem(step.line, Kind.UNKNOWN_STEP, {"key": shown(first)})


def _problem(document: Node, path: Path, error: ErrorDetails) -> Problem:
    line = document.at(path).line
    if error["type"] == "missing":
        return _missing(document, path, line)
    if error["type"] == "extra_forbidden":
        return _unknown_key(document, path, line)
    kind, args = _value(path, error)
    return Problem(line, kind, args)


def _missing(document: Node, path: Path, line: int) -> Problem:
    where = place_of(document, path[:-1])
    if where == "condition":
        return Problem(line, Kind.KEYS_EXPECTED, {"key": _key(path[:-1])})
    if where == "phase" and path[-1] == "lasts":
        return Problem(line, Kind.PHASE_WITHOUT_END)
    return Problem(line, Kind.MISSING_KEY, {"key": str(path[-1]), "place": where})


def _unknown_key(document: Node, path: Path, line: int) -> Problem:
    where, key = place_of(document, path[:-1]), str(path[-1])
    elsewhere = places_for(key)
    if elsewhere:
        places = ", ".join(elsewhere)
        return Problem(line, Kind.KEY_ELSEWHERE, {"key": key, "place": where, "places": places})
    args: Args = {"key": shown(key), "place": where, **key_hint(where, key)}
    return Problem(line, Kind.UNKNOWN_KEY, args)


#: What pydantic says of a limit: the kind, the name of the limit, and pydantic's name for it.
_LIMITS = {
    "greater_than_equal": (Kind.TOO_SMALL, "least", "ge"),
    "less_than_equal": (Kind.TOO_LARGE, "most", "le"),
    "too_short": (Kind.TOO_FEW_ENTRIES, "least", "min_length"),
    "too_long": (Kind.TOO_MANY_ENTRIES, "most", "max_length"),
}

#: What pydantic says of a type that leaves no doubt what is expected.
_EXPECTED = {
    "int_type": Kind.NUMBER_EXPECTED,
    "bool_type": Kind.YES_NO_EXPECTED,
    "list_type": Kind.LIST_EXPECTED,
    "model_type": Kind.KEYS_EXPECTED,
    "duration": Kind.BAD_DURATION,
}

#: Words in quotation marks that would be right without them, by what is expected.
_UNQUOTED = {"int_type": re.compile(r"\d+"), "bool_type": re.compile(r"true|false")}

#: Keys whose values are keys and values again, where pydantic may expect a word.
_KEYED = frozenset({"needs", "given", "seats", "when", "opens_if", "stop", "options"})


def _value(path: Path, error: ErrorDetails) -> tuple[Kind, Args]:
    """Return what is wrong with a value, and what would be right."""
    key, said = _key(path), error["type"]
    written = error["input"]["type"] if said == "union_tag_invalid" else error["input"]
    args: Args = {"key": key, "value": shown(written)}
    if written is None:
        return Kind.EMPTY_VALUE, args
    if said in _LIMITS:
        kind, limit, name = _LIMITS[said]
        return kind, {**args, limit: error["ctx"][name]}
    if said in _UNQUOTED and isinstance(written, str) and _UNQUOTED[said].fullmatch(written):
        return Kind.IN_QUOTES, args
    if said in _EXPECTED:
        return _EXPECTED[said], args
    ctx = error.get("ctx", {})
    return _word(path, said, written, ctx) or (_wrong_type(written, key), args)


def _word(path: Path, said: str, written: object, ctx: dict[str, Any]) -> tuple[Kind, Args] | None:
    """Return what is wrong with a word of which only some are possible; None if no word is."""
    match said:
        case "literal_error":
            return _wrong_word(path, written, ctx)
        case "union_tag_invalid":
            value = shown(written)
            return Kind.UNKNOWN_TYPE, {"value": value, **hint(value, TYPES)}
        case "string_pattern_mismatch" | "string_too_long":
            kind = Kind.BAD_NAME if "_" in ctx.get("pattern", "_") else Kind.BAD_LANGUAGE
            return kind, {"value": shown(written)}
        case _:
            return None


def _wrong_type(written: object, key: str) -> Kind:
    if key in _KEYED:
        return Kind.KEYS_EXPECTED
    return Kind.NEEDS_QUOTES if isinstance(written, bool | int | float) else Kind.WORDS_EXPECTED


def _wrong_word(path: Path, written: object, ctx: dict[str, Any]) -> tuple[Kind, Args]:
    if path == ("reihum",):
        return Kind.WRONG_VERSION, {"value": shown(written)}
    allowed = re.findall(r"'([^']*)'", ctx["expected"])
    value = shown(written)
    return Kind.WRONG_WORD, {"key": _key(path), "value": value, **hint(value, allowed)}


def _key(path: Path) -> str:
    """Return the last key on the way: what stands in a list is known by the key of the list."""
    return next((step for step in reversed(path) if isinstance(step, str)), "")
