"""What the weeks of a group cost: with calm and temperaments, and beside it the bare round.

Run ``python -m tests.bench.bench_simulate``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random

from bot.rehearsal.desk import TANDEM, at_desk
from bot.rehearsal.house import Memory
from bot.rehearsal.plausible import answers
from bot.rehearsal.play import START, read_start
from bot.rehearsal.room import Room
from bot.rehearsal.scripts import find
from bot.simulation.plan import Plan, planned
from bot.simulation.simulation import Simulation
from dialogs.round import Status
from tests.bench.measuring import measured, table

#: A small network, and a large one; and how many seconds they may take.
SIZES = {14: 5.0, 60: 20.0}

SCRIPTS = ("checkin_monatlich", "s01_auftrag", "s15_strukturlandkarte")

#: How often the clock of the bare round is moved at most.
WEEKS = 60


def plan(name: str, people: int) -> Plan:
    """Return what is played."""
    return planned(
        find(name, Path()),
        people,
        seed=1,
        start=read_start(START),
        land="ST",
        language="de",
    )


def simulated(plan: Plan) -> None:
    """Play all weeks, follow-ups included."""
    Simulation(plan).run(lambda _: None)


def bare(plan: Plan) -> None:
    """Play the dialog without calm: everybody answers at once, all words are released at once."""
    room = Room(plan.setting, Memory())
    chance = Random(1)
    room.start()
    for _ in range(WEEKS):
        for name in room.present():
            answers(room, name, chance)
        if room.round(0).status in (Status.ENDED, Status.CANCELLED):
            return
        at_desk(room, TANDEM, "release all")
        room.wait(timedelta(weeks=1))


def works() -> dict[str, Callable[[], object]]:
    """Return everything that is measured."""
    plans = {(name, people): plan(name, people) for name in SCRIPTS for people in SIZES}
    return {
        f"{kind.__name__} {name} {people}": partial(kind, each)
        for (name, people), each in plans.items()
        for kind in (simulated, bare)
    }


def main(times: int = 3) -> None:
    """Measure, and compare with the bare round of the same group."""
    spent = {name: taken / 1e6 for name, taken in measured(works(), times=times, each=1).items()}
    rows = [
        (
            name,
            *(f"{spent[f'simulated {name} {people}']:.2f}" for people in SIZES),
            *(f"{spent[f'bare {name} {people}']:.2f}" for people in SIZES),
        )
        for name in SCRIPTS
    ]
    head = (
        "seconds",
        *(f"simulated, {people}" for people in SIZES),
        *(f"bare, {people}" for people in SIZES),
    )
    goals = ", ".join(f"{people} people in {most:.0f} s" for people, most in SIZES.items())
    table(f"A group lives through all its weeks (goal: {goals})", head, rows)


if __name__ == "__main__":
    main()
