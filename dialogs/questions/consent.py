"""``consent``: adopted when nobody raises a serious, reasoned objection (sociocracy)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from dialogs.questions.asked import Because, Reasoned, one_of
from dialogs.said import Option
from dialogs.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from dialogs.said import Answering, Reading

OBJECTION = "objection"

VOICES = (
    Option(
        "ok",
        Text({"de": "Kein Einwand", "de-einfach": "Ich bin einverstanden", "en": "No objection"}),
    ),
    Option(
        "concern",
        Text(
            {
                "de": "Bedenken, ich trage es mit",
                "de-einfach": "Ich habe Sorgen, mache aber mit",
                "en": "Concern, but I go along",
            }
        ),
    ),
    Option(
        OBJECTION,
        Text(
            {
                "de": "Schwerwiegender Einwand",
                "de-einfach": "So geht es nicht",
                "en": "Serious objection",
            }
        ),
    ),
)


class Consent(Reasoned):
    """No objection; a concern, but I go along; or a serious objection, with its reason."""

    type: Literal["consent"]
    because: Because
    """The question for the reason of an objection; without a reason it does not count."""

    def buttons(self) -> tuple[Option, ...]:
        """Return the three voices."""
        return VOICES

    def read(self, said: Answering, options: Sequence[Option], today: date) -> Reading:
        """Return the voice."""
        del today
        return one_of(said, options)
