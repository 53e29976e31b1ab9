"""What all questions have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import Discriminator, Field, Tag

from dialogs.model import Name, Part, mapping_or
from dialogs.said import Option, Picked, Reading, Refusal, Why, Words
from dialogs.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from dialogs.said import Answering, Value

Anonymity = Literal["private", "anonymous", "role", "pseudonymous", "named"]
Guard = Literal["normal", "strict", "names"]
Lens = Literal["zweck", "beteiligte", "rahmen", "miteinander", "nutzen", "lernen"]

#: Answers in these modes are tied to no seat.
UNTIED: frozenset[str] = frozenset({"private", "anonymous", "role"})

#: Untied answers whose words are kept, sealed under the phase key while their phase is open.
SEALED: frozenset[str] = frozenset({"anonymous", "role"})


class AtLeast(Part):
    """The value is at least this high."""

    at_least: int
    """The lowest point that counts, such as 8."""


class AnyItem(Part):
    """At least one item was given at least this much."""

    any_item: int
    """The lowest point that counts, given to any of the items."""


class DiffersFromMedian(Part):
    """The value is at least this far from the middle of the group."""

    differs_from_median: int = Field(ge=1)
    """How many points from the middle, up or down."""


def _condition_of(written: Any) -> str:  # noqa: ANN401 - whatever the file holds
    """Tell a condition by its word; without one it is a list of values."""
    for word in ("any_item", "differs_from_median", "at_least"):
        if (word in written) if isinstance(written, dict) else hasattr(written, word):
            return f"<{word}>"
    return "<at_least>" if isinstance(written, dict) else "<list>"


Condition = Annotated[
    Annotated[list[str | int], Tag("<list>")]
    | Annotated[AtLeast, Tag("<at_least>")]
    | Annotated[AnyItem, Tag("<any_item>")]
    | Annotated[DiffersFromMedian, Tag("<differs_from_median>")],
    Discriminator(_condition_of),
]


class Because(Part):
    """The follow-up "why", asked at once and kept as part of the same answer."""

    when: Annotated[
        Annotated[list[str | int], Field(min_length=1), Tag("<list>")]
        | Annotated[AtLeast, Tag("<mapping>")],
        mapping_or("<list>"),
    ]
    """After which answers the reason is asked: a list of them, or ``{at_least: 8}``."""
    text: Text
    """The question for the reason."""
    longest: int = Field(default=600, ge=20, le=2000)
    """How many characters the reason may have."""

    def applies(self, value: Value) -> bool:
        """Tell whether an answer of this value is asked for its reason."""
        if isinstance(self.when, AtLeast):
            return isinstance(value, int) and value >= self.when.at_least
        if isinstance(value, tuple):
            return any(key in self.when for key in value)
        return value in self.when


class Asked(Part):
    """A question: to whom, when, how often, and what becomes of the answers."""

    ask: Name
    """The name of the question. Other steps refer to it; people never see it."""
    text: Text
    """The question itself, in every language of the script."""
    heading: Text | None = None
    """What stands above the results, where the question itself is too long for that."""
    who: list[Name] = Field(default_factory=lambda: ["all"], min_length=1)
    """Who is asked: all, tandem, roles, levels, or parts from ``seats``."""
    when: dict[Name, Condition] = Field(default_factory=dict)
    """Ask only those who gave these answers to an earlier, tied question."""
    for_each: Name | None = None
    """Repeat the question over a list, or over what came of a question of an earlier phase."""
    max: int | None = Field(default=None, ge=1, le=20)
    """Use only the first so many items."""
    anonymity: Anonymity | None = None
    """What the answers are tied to, where it differs from the script."""
    read_by: Literal["all", "tandem"] = "all"
    """Who reads the answers: everybody, in the results, or only coordination and facilitator."""
    guard: Guard | None = None
    """How strictly texts are read before they are kept, where it differs from the script."""
    lens: Lens | None = None
    """Which of the six ways of looking at a network the question belongs to."""

    #: Whether what is answered can be read by others as somebody's own words.
    wordy: ClassVar[bool] = False
    #: Minutes an answer takes, for the honest total. Free text counts two (practice 11).
    minutes: ClassVar[float] = 1 / 3

    def buttons(self) -> tuple[Option, ...]:
        """Return the buttons that the question itself brings along."""
        return ()

    def read(self, said: Answering, options: Sequence[Option], today: date) -> Reading:
        """Return the value of what was said, or why it does not count yet."""
        raise NotImplementedError

    def asks_reason(self, value: Value) -> Because | None:
        """Return the "why" that this answer calls for, if any."""
        del value
        return None


class Reasoned(Asked):
    """A question that may ask for the reason of some answers."""

    because: Because | None = None
    """Ask those who answered so for their reason, which is kept with the answer."""

    def asks_reason(self, value: Value) -> Because | None:
        """Return the "why" that this answer calls for, if any."""
        return self.because if self.because and self.because.applies(value) else None


def one_of(said: Answering, options: Sequence[Option]) -> str | Refusal:
    """Return the key of the one option that was pressed, or typed as on its button."""
    match said:
        case Picked(places=(place,)) if 0 <= place < len(options):
            return options[place].key
        case Words(text=text):
            typed = text.strip().casefold()
            for option in options:
                if typed in (words.casefold() for words in option.label.root.values()):
                    return option.key
        case _:
            pass
    return Refusal(Why.NOT_AN_OPTION, {"count": len(options)})


def words_of(said: Answering, longest: int) -> str | Refusal:
    """Return what was typed, if it is neither nothing nor too much."""
    if not isinstance(said, Words):
        return Refusal(Why.WORDS_ONLY)
    text = said.text.strip()
    if not text:
        return Refusal(Why.EMPTY)
    if len(text) > longest:
        return Refusal(Why.TOO_LONG, {"longest": longest, "length": len(text)})
    return text
