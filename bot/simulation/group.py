"""The people of a simulation: invented, with levels, roles, temperaments and working weeks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from itertools import cycle, islice
from random import Random

from bot.rehearsal.people import NAMES, Person, spoken_of
from bot.simulation.hours import OFFICE, WorkingWeek
from bot.simulation.temperaments import MIX, Temperament
from dialogs.script import ROLES, TANDEM, Script

#: How many people a simulation can have.
FEWEST, MOST = 2, 200

#: First names for larger groups; when they are used up they come once more with a number.
MORE_NAMES = (
    *("milo", "nele", "olaf", "pia", "quirin", "rana", "sven", "tara", "udo", "vera", "willi"),
    *("xenia", "yusuf", "zoe", "alma", "bela", "carla", "dilan", "edda", "finn", "greta", "horst"),
    *("ines", "jakob", "kira", "levin", "mara", "nuri", "oda", "paul", "romy", "selim", "thea"),
    *("ulla", "viktor", "wanda", "yara", "zeki", "anton", "birte", "clara", "dario", "elif"),
    *("frieda", "georg", "hilde", "iris"),
)

#: How often levels are there in a network, from the one that is there most.
_LEVELS = (
    *("praxis", "traeger", "verwaltung", "praxis", "politik", "traeger", "zivil", "praxis"),
    *("verwaltung", "extern", "praxis", "traeger", "praxis", "zivil"),
)

#: One in so many sits in the steering group, and has any other role that a script speaks of.
_ONE_IN = 7

_WEEKS = (
    OFFICE,
    OFFICE,
    WorkingWeek(frozenset(range(5)), time(7, 15), time(15)),
    WorkingWeek(frozenset(range(5)), time(9, 30), time(18)),
    WorkingWeek(frozenset({0, 1, 3}), time(8), time(16)),
    WorkingWeek(frozenset(range(4)), time(8), time(14)),
)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in the group, and what they are like."""

    person: Person
    temperament: Temperament
    week: WorkingWeek

    @property
    def name(self) -> str:
        """What they are called."""
        return self.person.name


def invent(script: Script, size: int, language: str, chance: Random) -> tuple[Member, ...]:
    """Return a group in which everything in a script concerns somebody.

    Those who come late come last, and have no part that others wait for.
    """
    temperaments = list(islice(cycle(MIX), size))
    chance.shuffle(temperaments)
    temperaments.sort(key=lambda each: each.joins is not None)
    early = sum(each.joins is None for each in temperaments)
    parts: list[list[str]] = [[] for _ in range(size)]
    for n, part in enumerate(_parts(script, size)):
        parts[n % early].append(part)
    levels = cycle([level for level in _LEVELS if level in script.audience])
    return tuple(
        Member(Person(name, level, frozenset({"member", *own}), language), temperament, week)
        for name, level, own, temperament, week in zip(
            _names(size), levels, parts, temperaments, chance.choices(_WEEKS, k=size), strict=False
        )
    )


def _parts(script: Script, size: int) -> list[str]:
    """Return the roles and parts that a script speaks of, more of them in larger groups."""
    least = spoken_of(script)
    roles = [part for part in dict.fromkeys(least) if part in ROLES and part not in TANDEM]
    more = [
        name
        for name, part in script.seats.items()
        for _ in range(min(part.max, size // (2 * len(script.seats))) - part.min)
    ]
    return [*least, *more, *roles * max(0, size // _ONE_IN - 1)]


def _names(size: int) -> list[str]:
    names = (*NAMES, *MORE_NAMES)
    rounds = range(2, 2 + size // len(names))
    return [*names, *(f"{name}{n}" for n in rounds for name in names)][:size]
