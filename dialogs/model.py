"""What all parts of a script share: strictness, names and durations."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

#: How authors name phases, questions, options, drafts: ``energie``, ``q07``, ``v8a``.
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]

_UNITS = {"h": "hours", "d": "days", "w": "weeks"}


def duration(written: Any) -> timedelta:  # noqa: ANN401 - whatever the file holds
    """Read ``36h``, ``14d`` or ``2w``; at most two years."""
    if isinstance(written, timedelta):
        return written
    found = re.fullmatch(r"(\d{1,4})\s*([hdw])", str(written))
    if not found:
        raise PydanticCustomError("duration", "not a duration")
    span = timedelta(**{_UNITS[found[2]]: int(found[1])})
    if not timedelta() < span <= timedelta(days=730):
        raise PydanticCustomError("duration", "not a duration")
    return span


#: A stretch of calendar time as authors write it: hours, days or weeks.
Duration = Annotated[
    timedelta,
    BeforeValidator(duration),
    WithJsonSchema({"type": "string", "pattern": r"^\d{1,4}\s*[hdw]$", "examples": ["36h", "14d"]}),
]


class Part(BaseModel):
    """A part of a script: unknown keys are refused, values never change.

    The sentence under a key explains it in an author's editor, by way of the JSON Schema.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, use_attribute_docstrings=True
    )


def mapping_or(other: str) -> Discriminator:
    """Tell a mapping from the other shape that a value may have.

    Tags of unions stand in angle brackets, so that none is mistaken for an author's key in the
    place of an error.
    """

    def shape(written: Any) -> str:  # noqa: ANN401 - whatever the file holds
        return "<mapping>" if isinstance(written, dict | Part) else other

    return Discriminator(shape)
