"""What a simulation begins with: a script, an invented group, and what a network has settled on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from random import Random

from bot.rehearsal.play import ZONE, host
from bot.rehearsal.room import Setting
from bot.simulation.given import filled_in
from bot.simulation.group import Member, invent
from bot.simulation.vocabulary import vocabulary
from dialogs.calm import Calm
from dialogs.script import Script
from dialogs.workdays import Land


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything a simulation begins with."""

    setting: Setting
    members: tuple[Member, ...]
    calm: Calm


def planned(
    script: Script, people: int, *, seed: int, start: datetime, land: Land | None, language: str
) -> Plan:
    """Return a plan with everything made up that nobody has said."""
    # Dice of their own: how somebody answers does not change with who else is there.
    chance = Random(f"{seed}/group")  # noqa: S311 - a play is repeatable, not secret
    calm = Calm(ZONE, land)
    members = invent(script, people, language, chance)
    setting = Setting(
        script=script,
        people=tuple(each.person for each in members if each.temperament.joins is None),
        start=start,
        language=language,
        host=replace(host(language), calm=calm),
        seed=seed,
        given=filled_in(script, vocabulary(language), start, land, chance),
        calendar=calm.calendar,
    )
    return Plan(setting, members, calm)
