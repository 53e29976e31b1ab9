"""``rank``: a few points spread over the options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from dialogs.questions.asked import Asked
from dialogs.questions.choice import Options, written
from dialogs.said import Option, Points, Reading, Refusal, Why

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from dialogs.said import Answering


class Rank(Asked):
    """``points`` to spread. One need not give them all, and may give several to one option."""

    type: Literal["rank"]
    options: Options
    """The options by their keys, or the name of the list or question they come from."""
    points: int = Field(ge=1, le=9)
    """How many points each person may spread."""

    def buttons(self) -> tuple[Option, ...]:
        """Return the options written in the script."""
        return written(self.options)

    def read(self, said: Answering, options: Sequence[Option], today: date) -> Reading:
        """Return the points a key, without the options that got none."""
        del today
        if not isinstance(said, Points):
            return Refusal(Why.BUTTONS_ONLY)
        if len(said.given) != len(options) or any(n < 0 for n in said.given):
            return Refusal(Why.NOT_AN_OPTION, {"count": len(options)})
        if sum(said.given) > self.points:
            return Refusal(Why.TOO_MANY_POINTS, {"points": self.points})
        if not any(said.given):
            return Refusal(Why.NOTHING_CHOSEN)
        return {option.key: n for option, n in zip(options, said.given, strict=True) if n}
