"""``statement``: one short sentence, and what the others say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from dialogs.model import Name
from dialogs.questions.asked import Asked, one_of, words_of
from dialogs.said import Option
from dialogs.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from dialogs.said import Answering, Reading

#: The reaction of those who meet their own sentence; it is worth a pass.
MINE = "mine"

REACTIONS = (
    Option("agree", Text({"de": "Stimme zu", "de-einfach": "Finde ich auch", "en": "Agree"})),
    Option(
        "disagree",
        Text({"de": "Stimme nicht zu", "de-einfach": "Finde ich nicht", "en": "Disagree"}),
    ),
    Option(
        "pass",
        Text({"de": "Dazu keine Meinung", "de-einfach": "Dazu sage ich nichts", "en": "Pass"}),
    ),
    Option(MINE, Text({"de": "Das ist von mir", "en": "This is mine"})),
)


class Statement(Asked):
    """Write one sentence. Others react to it in a later phase with ``type: reaction``."""

    type: Literal["statement"]
    longest: int = Field(default=200, ge=20, le=400)
    """How many characters a sentence may have."""
    up_to: int = Field(default=1, ge=1, le=5)
    """How many sentences a person may write, one a message."""

    wordy: ClassVar[bool] = True
    minutes: ClassVar[float] = 2

    def read(self, said: Answering, options: Sequence[Option], today: date) -> Reading:
        """Return the sentence."""
        del options, today
        return words_of(said, self.longest)


class Reaction(Asked):
    """React to sentences of others: agree, disagree, pass.

    Each sentence is planned to be read by ``readers`` people and one more, and nobody reads
    more than ``max`` of them, if it says so.
    """

    type: Literal["reaction"]
    to: Name
    """The statement or text question of an earlier phase, or the list, one reacts to."""
    readers: int = Field(default=7, ge=3, le=50)
    """How many people shall read each sentence."""

    def buttons(self) -> tuple[Option, ...]:
        """Return the reactions; "mine" is worth a pass."""
        return REACTIONS

    def read(self, said: Answering, options: Sequence[Option], today: date) -> Reading:
        """Return the reaction."""
        del today
        key = one_of(said, options)
        return "pass" if key == MINE else key
