"""What can be wrong with a fill-in sheet, as data: the wording is in ``sentences``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pydantic_core import PydanticCustomError

from dialogs.problem import Kind, Severity


class Fault(StrEnum):
    """Kinds of problems that scripts do not have; all others are ``dialogs.problem.Kind``."""

    NOT_FILLED_IN = "not-filled-in"
    NONE_NOT_HERE = "none-not-here"
    PHONE_NEEDS_QUOTES = "phone-needs-quotes"
    NO_PHONE = "no-phone"
    ALWAYS_NAMED = "always-named"
    NO_TIMES = "no-times"
    NEVER_OPEN = "never-open"
    NO_SHIFT = "no-shift"
    NO_DAY = "no-day"
    NO_SPAN = "no-span"
    NOT_YET = "not-yet"
    UNKNOWN_ZONE = "unknown-zone"
    UNKNOWN_LAND = "unknown-land"
    UNKNOWN_LANGUAGE = "unknown-language"
    UNKNOWN_LEVEL = "unknown-level"
    OUT_OF_RANGE = "out-of-range"
    A_SCRIPT = "a-script"
    NOBODY_ANSWERS = "nobody-answers"
    NOBODY_AFTER_HOLIDAYS = "nobody-after-holidays"


#: Advice: a sheet with these only can be used.
WARNINGS = frozenset({Fault.NOBODY_ANSWERS, Fault.NOBODY_AFTER_HOLIDAYS})


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong, the line it stands on, and what its sentence needs."""

    line: int
    kind: Kind | Fault
    args: Mapping[str, object] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        """Whether the sheet cannot be used, or this is advice."""
        return "warning" if self.kind in WARNINGS else "error"


def wrong(kind: Kind | Fault, **args: object) -> PydanticCustomError:
    """Return what a field raises when what was written does not fit."""
    return PydanticCustomError("flaw", "{kind}", {"kind": kind, "args": args})
