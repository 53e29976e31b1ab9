"""A whole invented group that has played a script: once is enough for all tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bot.language import translator
from bot.rehearsal.play import read_start
from bot.rehearsal.scripts import find, shipped_names
from bot.simulation.account import Account, account
from bot.simulation.lints import About, lints
from bot.simulation.plan import planned
from bot.simulation.simulation import Simulation
from dialogs.script import Script
from dialogs.workdays import Land

ENGLISH, GERMAN = translator("en"), translator("de")


def played(
    name: str,
    people: int = 14,
    seed: int = 1,
    start: str = "2026-12-01 09:00",
    land: Land | None = "ST",
) -> Account:
    """Play a dialog of the library, or a script that is written out; once is enough."""
    return _played(name, people, seed, start, land)


@cache
def _played(name: str, people: int, seed: int, start: str, land: Land | None) -> Account:
    plan = planned(
        _script_of(name), people, seed=seed, start=read_start(start), land=land, language="de"
    )
    simulation = Simulation(plan)
    simulation.run(lambda _: None)
    return account(simulation)


@cache
def _script_of(name: str) -> Script:
    return find(name, Path())


def every_play() -> list[Account]:
    """Return what all dialogs came to, each played by fourteen."""
    return [played(name) for name in shipped_names()]


def found(came: Account) -> list[About]:
    return [lint.about for lint in lints(came, ENGLISH)]
