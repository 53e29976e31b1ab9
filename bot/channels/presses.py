"""What a button carries: at most 64 bytes, and never a word that somebody wrote.

The first letter says what a press means, the fields behind it to which ask of which round. An
untied answer is named here and nowhere else. Half-made answers are here as well: marks are bits,
points are digits. Words that have been kept nowhere come back with the press by themselves, see
``Ours.answers``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import assert_never

from bot.menu import Command
from bot.message import Choice, Decision, Listens, Press
from dialogs.round import AskNumber
from dialogs.said import (
    Back,
    Decline,
    Picked,
    Points,
    Promise,
    Reason,
    Release,
    Releasing,
    Show,
    Skip,
    Withdraw,
    Words,
)

#: More than this no button of Telegram carries.
LONGEST = 64

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_RELEASES: dict[str, Release] = {"v": "verbatim", "p": "paraphrase", "h": "hide"}


@dataclass(frozen=True, slots=True)
class InRound:
    """A press about a round. Where it needs words, they are still empty."""

    round: int
    press: Press


@dataclass(frozen=True, slots=True)
class Marking:
    """Mark or unmark an option; ``marked`` are those that are marked before the press."""

    round: int
    number: AskNumber
    answer: str | None
    marked: frozenset[int]
    place: int
    at_most: int | None


@dataclass(frozen=True, slots=True)
class Giving:
    """Give an option a point more or less; ``given`` are the points before the press."""

    round: int
    number: AskNumber
    answer: str | None
    given: tuple[int, ...]
    place: int
    by: int
    total: int


@dataclass(frozen=True, slots=True)
class Chosen:
    """Something from the menu; ``whose`` is the membership it is about, or an invitation."""

    command: Command
    detail: str = ""
    whose: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """Something a coordination does, with what it does it to."""

    verb: str
    to: tuple[str, ...] = ()


Carried = InRound | Marking | Giving | Chosen | Act


class Unreadable(ValueError):  # noqa: N818 - it is not our error
    """A button that is none of ours, or of a version that nobody remembers."""


def write(carried: Carried) -> str:
    """Return what stands in the button."""
    match carried:
        case InRound(round=round, press=press):
            fields = _press(round, press)
        case Marking(marked=marked, place=place, at_most=most):
            marks = f"{sum(1 << n for n in marked):x}"
            fields = ("t", *_about(carried), marks, str(place), str(most or ""))
        case Giving(given=given, place=place, by=by, total=total):
            step = f"{place}{'+' if by > 0 else '-'}"
            fields = ("g", *_about(carried), _points(given), step, str(total))
        case Chosen(command=command, detail=detail, whose=whose):
            fields = ("m", command, detail, whose)
        case Act(verb=verb, to=to):
            fields = ("c", verb, *to)
        case _:
            assert_never(carried)
    written = ":".join(fields)
    assert len(written.encode()) <= LONGEST, written
    return written


def read(written: str) -> Carried:
    """Read what a button carries; raises Unreadable on anything else."""
    letter, *fields = written.split(":")
    try:
        match letter:
            case "t":
                round, number, answer, marks, place, most = fields
                return Marking(
                    *_told(round, number, answer),
                    _marked(marks),
                    int(place),
                    int(most or 0) or None,
                )
            case "g":
                round, number, answer, points, step, total = fields
                by = 1 if step[-1] == "+" else -1
                about = _told(round, number, answer)
                return Giving(*about, _given(points), int(step[:-1]), by, int(total))
            case "m":
                command, detail, whose = fields
                return Chosen(Command(command), detail, whose)
            case "c":
                verb, *to = fields
                return Act(verb, tuple(to))
            case _:
                return _in_round(letter, *fields)
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise Unreadable(letter) from error


# --- What is pressed in a round ------------------------------------------------------------------


def _press(  # noqa: C901, PLR0911, PLR0912 - one line a thing that can be said
    round: int, press: Press
) -> tuple[str, ...]:
    about = (str(round), str(press.number or ""), press.answer or "")
    if isinstance(press, Decision):
        return _decision(round, press)
    match press.said:
        case Picked(places=places):
            return ("p", *about, f"{sum(1 << n for n in places):x}")
        case Points(given=given):
            return ("q", *about, _points(given))
        case Promise(until=until):
            return ("u", *about, f"{until:%Y%m%d}")
        case Releasing(choice=choice):
            return ("l", *about, choice[0])
        case Reason():
            return ("r", *about)
        case Skip():
            return ("s", *about)
        case Back():
            return ("b", *about)
        case Decline():
            return ("n", *about)
        case Withdraw():
            return ("w", *about)
        case Show():
            return ("o", *about)
        case Words():
            raise AssertionError("words are typed, not pressed")
        case _:
            assert_never(press.said)


def _decision(round: int, decision: Decision) -> tuple[str, ...]:
    listens = decision.listens
    answers = (listens.answer or "", listens.before or "")
    return ("k", str(round), str(listens.number), *answers, listens.to[0], decision.choice[0])


def _in_round(letter: str, round: str, number: str, answer: str, *more: str) -> InRound:
    ask = AskNumber.parse(number) if number else None
    if letter == "k":
        before, to, choice = more
        return InRound(int(round), _decided(AskNumber.parse(number), answer, before, to, choice))
    return InRound(int(round), Press(_said(letter, *more), ask, answer or None))


def _said(  # noqa: C901, PLR0911 - one line a letter
    letter: str, more: str = ""
) -> Picked | Points | Promise | Releasing | Reason | Skip | Back | Decline | Withdraw | Show:
    match letter:
        case "p":
            return Picked(tuple(sorted(_marked(more))))
        case "q":
            return Points(_given(more))
        case "u":
            return Promise("", date.fromisoformat(more))
        case "l":
            return Releasing(_RELEASES[more])
        case "r":
            return Reason("")
        case "s":
            return Skip()
        case "b":
            return Back()
        case "n":
            return Decline()
        case "w":
            return Withdraw()
        case "o":
            return Show()
        case _:
            raise ValueError(letter)


def _decided(number: AskNumber, answer: str, before: str, to: str, choice: str) -> Decision:
    for each in ("answer", "reason", "until"):
        if each[0] == to:
            listens = Listens(each, number, answer or None, before=before or None)
            chosen = {kind[0]: kind for kind in Choice}[choice]
            return Decision(Words(""), number, choice=chosen, listens=listens)
    raise ValueError(to)


# --- Fields --------------------------------------------------------------------------------------


def _about(carried: Marking | Giving) -> tuple[str, str, str]:
    return str(carried.round), str(carried.number), carried.answer or ""


def _told(round: str, number: str, answer: str) -> tuple[int, AskNumber, str | None]:
    return int(round), AskNumber.parse(number), answer or None


def _marked(bits: str) -> frozenset[int]:
    marks = int(bits, 16)
    return frozenset(n for n in range(marks.bit_length()) if marks >> n & 1)


def _points(given: tuple[int, ...]) -> str:
    return "".join(_DIGITS[points] for points in given)


def _given(digits: str) -> tuple[int, ...]:
    return tuple(_DIGITS.index(digit) for digit in digits)
