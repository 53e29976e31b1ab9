"""Beginning a round."""

from __future__ import annotations

from collections.abc import Callable

from bot.facilitator.desk.at_desk import AtDesk

STAYS: tuple[str, ...] = ()


def dialogs(desk: AtDesk) -> None:
    """Show the dialogs."""


VERBS: dict[str, Callable[[AtDesk, tuple[str, ...]], None]] = {}
FORMS: dict[str, Callable[[AtDesk, tuple[str, ...], str], None]] = {}
