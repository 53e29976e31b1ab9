"""Where something happens: in which transaction, in which installation, when, with what luck."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from sqlalchemy.orm import Session

from bot.menu import Doors
from dialogs.facts import Week


@dataclass(frozen=True, slots=True)
class Premises:
    """What there is in this installation.

    ``bot`` is the name under which people find us, ``transport`` who carries messages, ``shipped``
    the dialogs that come along, by their names.
    """

    bot: str
    transport: str
    doors: Doors
    shipped: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Here:
    """The transaction in which everything happens that one thing leads to.

    ``now`` is in UTC; ``fresh`` returns an id that nobody can guess and nobody has had before.
    ``weeks`` holds what was gathered of each network in this beat, for all who read it.
    """

    session: Session
    premises: Premises
    now: datetime
    chance: Random
    fresh: Callable[[], str]
    weeks: dict[int, Week] = field(default_factory=dict)
