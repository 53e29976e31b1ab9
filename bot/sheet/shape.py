"""What pydantic found in a sheet, each with its line and its key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.sheet.flaw import Flaw
from bot.sheet.model import Line, Sheet, Times
from dialogs.node import Node, Path
from dialogs.problem import Kind, hint, shown
from dialogs.source.shape import place

#: The parts of a sheet that have keys of their own, by the key above them.
PARTS: dict[str, type[BaseModel]] = {"": Sheet, "retention": Times, "numbers": Line}


def built(document: Node) -> Sheet | list[Flaw]:
    """Return the sheet, or everything that keeps the document from being one."""
    try:
        return Sheet.model_validate(document.plain())
    except ValidationError as error:
        return list(_flaws(document, error.errors(include_url=False)))


def may_be_none(key: str) -> bool:
    """Tell whether what this key says need not apply."""
    field = Sheet.model_fields.get(key)
    return field is not None and type(None) in get_args(field.annotation)


def _flaws(document: Node, errors: list[ErrorDetails]) -> Iterator[Flaw]:
    found = {path: _flaw(document, path, error) for error in errors if (path := place(error))}
    misspelled = {
        (*path[:-1], flaw.args["nearest"])
        for path, flaw in found.items()
        if flaw.kind is Kind.UNKNOWN_KEY and "nearest" in flaw.args
    }
    for path, flaw in found.items():
        if path not in misspelled or flaw.kind is not Kind.MISSING_KEY:
            yield flaw


def _flaw(document: Node, path: Path, error: ErrorDetails) -> Flaw:
    line = document.at(path).line
    key = next(step for step in reversed(path) if isinstance(step, str))
    match error["type"]:
        case "flaw":
            ctx = error["ctx"]
            return Flaw(line, ctx["kind"], {"key": key, **ctx["args"]})
        case "missing":
            return Flaw(line, Kind.MISSING_KEY, {"key": key})
        case "extra_forbidden":
            known = PARTS[next((step for step in path[:-1] if step in PARTS), "")].model_fields
            return Flaw(line, Kind.UNKNOWN_KEY, {"key": shown(key), **hint(key, known)})
        case _:
            kind = Kind.EMPTY_VALUE if error["input"] is None else Kind.KEYS_EXPECTED
            return Flaw(line, kind, {"key": key})
