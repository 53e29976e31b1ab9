"""``optin``: a data-protection choice, yes or no, revocable. It is not a consent of the group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from dialogs.questions.asked import Asked, one_of
from dialogs.said import Option
from dialogs.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from dialogs.said import Answering, Reading

YES_NO = (
    Option("yes", Text({"de": "Ja", "en": "Yes"})),
    Option("no", Text({"de": "Nein", "en": "No"})),
)


class Optin(Asked):
    """Kept by name as a proof of what was agreed."""

    type: Literal["optin"]
    anonymity: Literal["named"] = "named"
    """Always by name: it is the proof of what was agreed."""

    def buttons(self) -> tuple[Option, ...]:
        """Return yes and no."""
        return YES_NO

    def read(self, said: Answering, options: Sequence[Option], today: date) -> Reading:
        """Return ``yes`` or ``no``."""
        del today
        return one_of(said, options)
