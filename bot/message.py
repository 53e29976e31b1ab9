"""What is said to a person, in no channel's own terms: words, and what can be pressed under them.

A channel shows a `Message` as well as it can: Telegram with buttons, the terminal with numbers.
What comes back is a `Press`, or typed words of which `bot.typed` makes one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from bot.menu import Do, Offer
from dialogs.round import AskNumber
from dialogs.said import Picked, Points, Said, Words


@dataclass(frozen=True, slots=True)
class Press:
    """What a press says, to which ask, and which answer it is about.

    ``answer`` is the id of an answer that only the person's own chat carries. It is there when
    the press amends, changes or withdraws that answer.
    """

    said: Said
    number: AskNumber | None = None
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class Button:
    """What stands on a button, and what pressing it says."""

    label: str
    press: Press


Row = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Single:
    """One press says it all."""

    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Toggle:
    """Any of ``labels`` are marked, at most ``at_most``; ``done`` says which.

    The marks live in the buttons and nowhere else; ``marked`` are those to begin with. ``rows``
    are the buttons below.
    """

    labels: tuple[str, ...]
    done: str
    number: AskNumber
    answer: str | None = None
    at_most: int | None = None
    marked: tuple[int, ...] = ()
    rows: tuple[Row, ...] = ()

    def press(self, places: tuple[int, ...]) -> Press:
        """Return what ``done`` says when these places are marked."""
        return Press(Picked(places), self.number, self.answer)


@dataclass(frozen=True, slots=True)
class Spread:
    """Up to ``total`` points are given to ``labels``; ``done`` says how many to each.

    The points live in the buttons and nowhere else; ``given`` are those to begin with, one
    a label or none at all. ``rows`` are the buttons below.
    """

    labels: tuple[str, ...]
    total: int
    done: str
    number: AskNumber
    answer: str | None = None
    given: tuple[int, ...] = ()
    rows: tuple[Row, ...] = ()

    def press(self, given: tuple[int, ...]) -> Press:
        """Return what ``done`` says when the options were given these points."""
        return Press(Points(given), self.number, self.answer)


Keyboard = Single | Toggle | Spread


@dataclass(frozen=True, slots=True)
class Listens:
    """What typed words mean: an answer, the reason for one, or the date of a promise.

    ``what`` is what is promised. ``before`` is the id of the answer to which a typed "Zurück"
    leads.
    """

    to: Literal["answer", "reason", "until"]
    number: AskNumber
    answer: str | None = None
    what: str = ""
    before: str | None = None


class Choice(StrEnum):
    """What somebody does about words in which somebody may be recognisable."""

    CHANGE = "change"
    KEEP = "keep"
    DISCARD = "discard"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Press):
    """A press about words that are kept nowhere: it brings them back with it.

    ``listens`` says what they were typed in answer to.
    """

    choice: Choice
    listens: Listens

    @property
    def words(self) -> str:
        """The words as they were typed."""
        assert isinstance(self.said, Words)
        return self.said.text


@dataclass(frozen=True, slots=True)
class Message:
    """Words for a person and what can be done about them.

    ``listens`` says what words mean that the person types next. ``corrects`` says what they
    mean in reply to this very message, as one can reply in Telegram; typed just so they do not.
    ``completes`` names the ask whose message these words make a record of: that message listens
    no more, and a channel that can edit puts these words and buttons there, below ``above``, which
    is what it asked. Nothing that is typed
    after a message that ``ends_it`` is an answer to what came before. ``menu`` has the buttons that
    are not about a round.
    """

    text: str
    keyboard: Keyboard = Single()
    listens: Listens | None = None
    corrects: Listens | None = None
    completes: AskNumber | None = None
    above: str = ""
    ends_it: bool = False
    menu: tuple[tuple[Offer | Do, ...], ...] = ()

    def buttons(self) -> tuple[Button, ...]:
        """Return every button about a round that says something by itself."""
        return tuple(button for row in self.keyboard.rows for button in row)
