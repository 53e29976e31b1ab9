"""``commitment``: what one takes on oneself, and until when."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from dialogs.questions.asked import Asked, words_of
from dialogs.said import Promise, Reading, Refusal, Unfinished, Why, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dialogs.said import Answering, Option

#: A promise further away than this is rather a wish.
FURTHEST = timedelta(days=366)


class Commitment(Asked):
    """A promise for oneself or one's own body. It cannot be saved without its date."""

    type: Literal["commitment"]
    longest: int = Field(default=400, ge=20, le=1000)
    """How many characters the promise may have."""

    wordy: ClassVar[bool] = True
    minutes: ClassVar[float] = 1

    def read(self, said: Answering, options: Sequence[Option], today: date) -> Reading:
        """Return the promise, or what is there of it when the date is missing."""
        del options
        if not isinstance(said, Promise):
            what = words_of(said, self.longest)
            return what if isinstance(what, Refusal) else Unfinished(what)
        what = words_of(Words(said.what), self.longest)
        if isinstance(what, Refusal):
            return what
        with_whom = said.with_whom.strip()
        if len(with_whom) > self.longest:
            return Refusal(Why.TOO_LONG, {"longest": self.longest, "length": len(with_whom)})
        if said.until < today:
            return Refusal(Why.PAST_DATE)
        if said.until > today + FURTHEST:
            return Refusal(Why.TOO_FAR)
        return Promise(what, said.until, with_whom)
