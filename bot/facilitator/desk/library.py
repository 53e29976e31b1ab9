"""The dialogs that come along: read once, and shown as a coordination looks for them."""

from __future__ import annotations

from collections.abc import Mapping

from bot.facilitator import scenes
from bot.facilitator.desk.at_desk import AtDesk
from bot.wording.desk import library as words
from dialogs.script import Script

SHELF, DIALOG = words.SHELF, words.DIALOG


def shelf(desk: AtDesk, to: tuple[str, ...]) -> None:
    """Show the dialogs that are for the same thing, or what they can be for."""
    found = {name: each for name, each in scripts(desk).items() if words.shelf_of(each) in to}
    if found:
        desk.turn(words.which_dialog(to[0], found, desk.t))
    else:
        desk.turn(words.which_shelf(shelves(desk), (), (), desk.t))


def dialog(desk: AtDesk, to: tuple[str, ...]) -> None:
    """Show all about one dialog."""
    script = scripts(desk).get(to[0])
    if script is None:
        desk.say(words.gone(desk.t))
    else:
        host = desk.page.host(desk.here.premises.transport)
        desk.turn(words.dialog(to[0], script, host, desk.t))


def shelves(desk: AtDesk) -> list[str]:
    """Return what there are dialogs for."""
    return [words.shelf_of(script) for script in scripts(desk).values()]


def scripts(desk: AtDesk) -> Mapping[str, Script]:
    """Return the dialogs that come along, by their names."""
    every = {name: scenes.shipped(desk.here, name) for name in sorted(desk.here.premises.shipped)}
    return {name: script for name, script in every.items() if script is not None}


VERBS = {SHELF: shelf, DIALOG: dialog}
STAYS = (SHELF, DIALOG)
