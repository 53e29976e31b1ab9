"""From a filled-in form to all that the law and the calendar want to know of a network."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from importlib.resources import files

from bot.sheet.flaw import Fault, Flaw
from bot.sheet.gaps import gaps, gaps_after_holidays
from bot.sheet.model import Sheet
from bot.sheet.shape import built
from dialogs.node import Node
from dialogs.problem import Kind
from dialogs.source.decoding import decoded
from dialogs.source.document import parsed

__all__ = ["TEMPLATE", "Sheet", "read"]

#: An empty sheet, with German notes on how to fill it in.
TEMPLATE = files("bot.sheet") / "template.yaml"

#: Words in braces wait for whoever fills them in: that is said of the fact itself.
_BRACES = (Kind.YAML_BRACES, Kind.YAML_COMMA)

Read = tuple[Sheet | None, tuple[Flaw, ...]]


def read(source: bytes, today: date) -> Read:
    """Return the sheet and everything that is wrong with it, in the order of the lines.

    There is a sheet where none of the flaws is an error.
    """
    text, problems = decoded(source)
    document, more = (None, []) if problems else parsed(text)
    found = [
        Flaw(each.line, each.kind, each.args)
        for each in (*problems, *more)
        if document is None or each.kind not in _BRACES
    ]
    if document is None:
        return None, tuple(found)
    sheet = _built(document, found)
    found += _second_look(sheet, document, today) if sheet else ()
    in_order = tuple(sorted(found, key=lambda flaw: flaw.line))
    return None if any(flaw.severity == "error" for flaw in found) else sheet, in_order


def _built(document: Node, found: list[Flaw]) -> Sheet | None:
    if document.inner("reihum") is not None:
        found.append(Flaw(document.at(("reihum",)).line, Fault.A_SCRIPT))
        return None
    sheet = built(document)
    if isinstance(sheet, Sheet):
        return sheet
    found += sheet
    return None


def _second_look(sheet: Sheet, document: Node, today: date) -> Iterator[Flaw]:
    """Yield what is wrong, or a pity, about facts that can be read."""
    if sheet.as_of > today:
        args = {"key": "as_of", "value": sheet.as_of, "today": today}
        yield Flaw(document.at(("as_of",)).line, Fault.NOT_YET, args)
    shifts = [shift for number in sheet.numbers for shift in number.answers]
    line = document.at(("numbers",)).line
    for fault, times in (
        (Fault.NOBODY_ANSWERS, gaps(shifts)),
        (Fault.NOBODY_AFTER_HOLIDAYS, gaps_after_holidays(shifts)),
    ):
        if times:
            yield Flaw(line, fault, {"times": times})
