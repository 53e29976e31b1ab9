"""Keyboards as a messenger shows them: what stands on each button, and what it carries.

A half-made answer lives in its keyboard. A press on a mark or a point needs nothing but the
keyboard it stands in: the next one is worked out from it, and no database is asked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import assert_never

from bot.channels import presses
from bot.channels.outgoing import Key, Keys, Link
from bot.channels.presses import Act, Chosen, Giving, InRound, Marking
from bot.menu import Do, Offer
from bot.message import Keyboard, Row, Single, Spread, Toggle

#: What stands before an option that can be marked.
OPEN, MARKED = "☐ ", "☑ "

_LESS = "−"


def keys(keyboard: Keyboard, round: int) -> Keys:
    """Return the buttons of a question of this round."""
    below = _rows(keyboard.rows, round)
    match keyboard:
        case Single():
            return below
        case Toggle():
            return (*_marks(keyboard, round), *below)
        case Spread():
            return (*_points(keyboard, round), *below)
        case _:
            assert_never(keyboard)


def menu(rows: tuple[tuple[Offer | Do, ...], ...], whose: str) -> Keys:
    """Return the buttons that do what a command does; ``whose`` says for which membership."""
    return tuple(
        tuple(Key(each.label, presses.write(_chosen(each, whose))) for each in row) for row in rows
    )


def _chosen(offer: Offer | Do, whose: str) -> Chosen | Act:
    if isinstance(offer, Do):
        return Act(offer.verb, (whose, *offer.to))
    return Chosen(offer.command, offer.detail, offer.whose or whose)


def marked(keys: Keys, press: Marking) -> Keys | None:
    """Return the keyboard after a press on a mark; None when there is no room for another."""
    after = press.marked ^ {press.place}
    if press.at_most is not None and len(after) > max(press.at_most, len(press.marked)):
        return None

    def turned(key: Key) -> Key:
        match presses.read(key.data):
            case Marking() as each:
                sign = MARKED if each.place in after else OPEN
                label = sign + key.label.removeprefix(OPEN).removeprefix(MARKED)
                return Key(label, presses.write(replace(each, marked=after)))
            case InRound() as done if key.data.startswith("p:"):
                picked = Toggle((), "", press.number, press.answer).press(tuple(sorted(after)))
                return Key(key.label, presses.write(replace(done, press=picked)))
            case _:
                return key

    return _changed(keys, turned)


def given(keys: Keys, press: Giving) -> Keys | None:
    """Return the keyboard after a point more or less; None when there is none to give or take."""
    points = press.given[press.place] + press.by
    after = (*press.given[: press.place], points, *press.given[press.place + 1 :])
    if points < 0 or sum(after) > press.total:
        return None

    def turned(key: Key) -> Key:
        match presses.read(key.data):
            case Giving(by=by) as each:
                written = presses.write(replace(each, given=after))
                if by < 0:
                    return Key(key.label, written)
                label = key.label.rpartition(": ")[0]
                return Key(f"{label}: {after[each.place]}", written)
            case InRound() as done if key.data.startswith("q:"):
                spread = Spread((), 0, "", press.number, press.answer).press(after)
                return Key(key.label, presses.write(replace(done, press=spread)))
            case _:
                return key

    return _changed(keys, turned)


def _changed(keys: Keys, turned: Callable[[Key], Key]) -> Keys:
    return tuple(
        tuple(key if isinstance(key, Link) else turned(key) for key in row) for row in keys
    )


def _rows(rows: tuple[Row, ...], round: int) -> Keys:
    return tuple(
        tuple(Key(each.label, presses.write(InRound(round, each.press))) for each in row)
        for row in rows
    )


def _marks(toggle: Toggle, round: int) -> Keys:
    marked, most = frozenset(toggle.marked), toggle.at_most
    options = (
        (
            Key(
                (MARKED if place in marked else OPEN) + label,
                presses.write(Marking(round, toggle.number, toggle.answer, marked, place, most)),
            ),
        )
        for place, label in enumerate(toggle.labels)
    )
    done = presses.write(InRound(round, toggle.press(tuple(sorted(marked)))))
    return (*options, (Key(toggle.done, done),))


def _points(spread: Spread, round: int) -> Keys:
    """Return a row an option: its name with its points, which gives one more, and one less."""
    points = spread.given or (0,) * len(spread.labels)
    rows = []
    for place, label in enumerate(spread.labels):
        giving = Giving(round, spread.number, spread.answer, points, place, 1, spread.total)
        more = Key(f"{label}: {points[place]}", presses.write(giving))
        rows.append((more, Key(_LESS, presses.write(replace(giving, by=-1)))))
    done = presses.write(InRound(round, spread.press(points)))
    return (*rows, (Key(spread.done, done),))
