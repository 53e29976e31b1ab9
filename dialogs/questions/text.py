"""``text``: an answer in one's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from dialogs.questions.asked import Asked, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from dialogs.said import Answering, Option, Reading


class TextQuestion(Asked):
    """Free words. ``up_to: 3`` allows three contributions, one a message."""

    type: Literal["text"] = "text"
    longest: int = Field(default=600, ge=20, le=2000)
    """How many characters a contribution may have."""
    up_to: int = Field(default=1, ge=1, le=5)
    """How many contributions a person may make, one a message."""
    release: bool = False
    """Ask each author whether the words may be shown: verbatim, paraphrased or not at all."""

    wordy: ClassVar[bool] = True
    minutes: ClassVar[float] = 2

    def read(self, said: Answering, options: Sequence[Option], today: date) -> Reading:
        """Return the words."""
        del options, today
        return words_of(said, self.longest)
