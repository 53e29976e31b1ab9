"""What the buttons of a message are called where people type: numbers, and the labels themselves.

A button whose label is a number is called by it, so that ``4`` on a scale is a four. The others
are counted on from there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, assert_never

from bot.message import Single, Spread, Toggle
from dialogs.said import Picked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.message import Button, Keyboard, Message, Press

_LABELS = re.compile(r"(\[[^\[\]]+\]\s*)+")
_NUMBERS = re.compile(r"\d+(\s+\d+)*")


@dataclass(frozen=True, slots=True)
class Key:
    """A button with its number; one of those that are only marked or given points has no press.

    ``typed`` is empty for what is given points: their order is what counts.
    """

    typed: str
    label: str
    press: Press | None = None

    @property
    def answers(self) -> bool:
        """Whether this button, or this one among others, is an answer to the question."""
        return self.press is None or isinstance(self.press.said, Picked)

    @property
    def number(self) -> str:
        """The number as it is shown: not twice, where it is the label."""
        return "" if self.typed == self.label else self.typed

    def __str__(self) -> str:
        """Return ``[4]`` or ``[7 Kann ich nicht beurteilen]``."""
        return f"[{self.number} {self.label}]" if self.number else f"[{self.label}]"


def keys(keyboard: Keyboard) -> list[tuple[Key, ...]]:
    """Return the buttons row by row, each with its number."""
    buttons = [button for row in keyboard.rows for button in row]
    numbers = count(1 + max((int(b.label) for b in buttons if b.label.isdecimal()), default=0))
    rows: list[tuple[Key, ...]] = []
    match keyboard:
        case Single():
            pass
        case Toggle(labels=labels):
            rows = [(Key(str(next(numbers)), label),) for label in labels]
        case Spread(labels=labels):
            rows = [(Key("", label),) for label in labels]
        case _:
            assert_never(keyboard)
    below = [
        tuple(Key(_own(button) or str(next(numbers)), button.label, button.press) for button in row)
        for row in keyboard.rows
    ]
    return [*rows, *below]


def flat(message: Message) -> list[Key]:
    """Return the buttons of a message in one row."""
    return [key for row in keys(message.keyboard) for key in row]


def called(key: Key, among: Sequence[Key]) -> str:
    """Return what to type for a button: its label, or its number where the label is no help."""
    alike = [each for each in among if each.label == key.label]
    helps = len(alike) == 1 and not set("[]|") & set(key.label)
    return f"[{key.label}]" if helps and key.number else key.typed


def by_labels(line: str, message: Message) -> str:
    """Return a line of numbers in labels where these are numbers of buttons; else the line."""
    among = flat(message)
    chosen = [key for number in line.split() for key in among if key.typed == number]
    points = isinstance(message.keyboard, Spread) and len(line.split()) > 1
    if points or len(chosen) != len(line.split()):
        return line
    return " ".join(called(key, among) for key in chosen)


def looks_pressed(line: str) -> bool:
    """Tell whether a typed line is about buttons: ``[Ja]``, ``[Zeit] [Geld]``, ``3``, ``2 0 1``."""
    return bool(_LABELS.fullmatch(line) or _NUMBERS.fullmatch(line))


def pressed(line: str, message: Message) -> Press | None:
    """Return what a line such as ``[Ja]`` or ``2 0 1`` presses under a message, if anything."""
    among = flat(message)
    if _NUMBERS.fullmatch(line):
        return _by_number(line.split(), among, message.keyboard)
    labels = [label.strip() for label in re.findall(r"\[([^\[\]]+)\]", line)]
    found = [key for label in labels if (key := _labelled(label, among))]
    return _together(found, among, message.keyboard) if len(found) == len(labels) else None


def _own(button: Button) -> str:
    return button.label if button.label.isdecimal() else ""


def _by_number(numbers: Sequence[str], among: Sequence[Key], keyboard: Keyboard) -> Press | None:
    if isinstance(keyboard, Spread) and len(numbers) == len(keyboard.labels):
        return keyboard.press(tuple(int(number) for number in numbers))
    chosen = [key for number in numbers for key in among if key.typed == number]
    return _together(chosen, among, keyboard) if len(chosen) == len(numbers) else None


def _together(chosen: Sequence[Key], among: Sequence[Key], keyboard: Keyboard) -> Press | None:
    """Return what it says to press these one after the other: one button, or several marks."""
    if isinstance(keyboard, Toggle) and all(key.press is None for key in chosen):
        return keyboard.press(tuple(among.index(key) for key in chosen))
    return chosen[0].press if len(chosen) == 1 else None


def _labelled(label: str, among: Sequence[Key]) -> Key | None:
    """Return the button with this label, or the only one that begins so."""
    wanted = label.casefold()
    exact = [key for key in among if key.label.casefold() == wanted]
    begin = [key for key in among if key.label.casefold().startswith(wanted)]
    found = exact or begin
    return found[0] if len(found) == 1 else None
