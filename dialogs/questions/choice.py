"""``choice`` and ``multi``: one button, or several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, Tag

from dialogs.model import Name, mapping_or
from dialogs.questions.asked import Reasoned, one_of
from dialogs.said import Option, Picked, Reading, Refusal, Why
from dialogs.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from dialogs.said import Answering


#: Options written out by the author (key -> label), or the name of where they come from.
Options = Annotated[
    Annotated[dict[Name, Text], Field(min_length=2, max_length=20), Tag("<mapping>")]
    | Annotated[Name, Tag("<word>")],
    mapping_or("<word>"),
]


def written(options: Options) -> tuple[Option, ...]:
    """Return the options that stand in the script; none where they come from elsewhere."""
    if isinstance(options, str):
        return ()
    return tuple(Option(key, label) for key, label in options.items())


class Choice(Reasoned):
    """Exactly one of the options.

    ``stop`` names options after which the phase is over for the person, with what is said to
    them. Choosing one counts as "Diesmal nicht", and nothing is stored.
    """

    type: Literal["choice"]
    options: Options
    """The options by their keys, or the name of the list or question they come from."""
    """The "why", asked at once after some of the options."""
    stop: dict[Name, Text] = Field(default_factory=dict)
    """Options after which the phase is over for the person, and what is said to them."""

    def buttons(self) -> tuple[Option, ...]:
        """Return the options written in the script."""
        return written(self.options)

    def read(self, said: Answering, options: Sequence[Option], today: date) -> Reading:
        """Return the key of the option."""
        del today
        return one_of(said, options)


class Multi(Reasoned):
    """Some of the options, at most ``at_most``."""

    type: Literal["multi"]
    options: Options
    """The options by their keys, or the name of the list or question they come from."""
    at_most: int | None = Field(default=None, ge=1, le=20)
    """How many options one may choose."""
    """The "why", asked at once after some of the options."""

    def buttons(self) -> tuple[Option, ...]:
        """Return the options written in the script."""
        return written(self.options)

    def read(self, said: Answering, options: Sequence[Option], today: date) -> Reading:
        """Return the keys of the options, in the order of the script."""
        del today
        if not isinstance(said, Picked):
            return Refusal(Why.BUTTONS_ONLY)
        places = sorted(set(said.places))
        if not places:
            return Refusal(Why.NOTHING_CHOSEN)
        if self.at_most is not None and len(places) > self.at_most:
            return Refusal(Why.TOO_MANY, {"most": self.at_most})
        if not all(0 <= place < len(options) for place in places):
            return Refusal(Why.NOT_AN_OPTION, {"count": len(options)})
        return tuple(options[place].key for place in places)
