"""No order of events breaks a round: whole rounds are played, and every promise is watched.

The plays are the same every time, so that a failure on one machine is a failure on all. To explore
further, run ``REIHUM_HYPOTHESIS=long pytest tests/test_round_properties.py``: many more plays, and
other ones every time. Hypothesis prints the steps of a failure and keeps it for the next run.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from dialogs.effects import Later
from dialogs.events import Announced
from dialogs.script import Script
from dialogs.workdays import Calendar, Span
from tests.doings import EVERYTHING, Doing, everybody_answers
from tests.invented import scripts
from tests.overheard import words_in
from tests.playing import Play, beginning, named, script_of
from tests.watching import Watch

ROOT = Path(__file__).parent.parent
LIBRARY = ROOT / "dialogs" / "library"
LONG = os.environ.get("REIHUM_HYPOTHESIS") == "long"

#: Scripts made to be difficult; between them they use the whole language.
SCRIPTS = ("every_type", "untied", "drafts", "branches", "rotation")

#: Fewer rounds of more steps: most of what can go wrong takes two phases.
USUAL = settings(
    max_examples=30,
    stateful_step_count=30,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
EXPLORING = settings(
    max_examples=400,
    stateful_step_count=60,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)

#: Parts begin and end on working days, but not around the middle of December.
DAYS = Calendar("NW", (Span(date(2026, 12, 10), date(2026, 12, 16)),))


class Rounds(RuleBasedStateMachine):
    """Everything that can happen to a round, in any order."""

    name = SCRIPTS[0]

    def __init__(self) -> None:
        super().__init__()
        self.script = named(self.name)
        self.watch = Watch(self.script)
        self.play = Play(self.script, beginning(self.script, 1), self.watch)

    @initialize(
        size=st.sampled_from([3, 5, 8, 12]),
        turn=st.integers(0, 3),
        days=st.sampled_from([None, DAYS]),
        announced=st.booleans(),
    )
    def people_come_together(
        self, size: int, turn: int, days: Calendar | None, *, announced: bool
    ) -> None:
        self.play = Play(self.script, beginning(self.script, size, turn=turn), self.watch)
        self.play.days = days
        if announced:
            self.play.happen(Announced(self.play.now + timedelta(days=3)))
        else:
            self.play.start()

    def teardown(self) -> None:
        """Whatever has happened: time alone ends the round, and each of its follow-ups."""
        self.play.to_the_end()
        for later in self.play.follow_ups[:3]:
            follow(self.play, later, self.watch.overheard.released)


def follow(play: Play, later: Later, released: set[str]) -> None:
    """Play a follow-up; in it people meet what had been released, and their own promises."""
    watch = Watch(play.script, released | words_in(later.given))
    small = play.follow_up(later, watch)
    everybody_answers(small, Random(later.key))
    small.to_the_end()


def _as_rule(doing: Doing) -> Callable[..., Any]:
    def happens(self: Rounds, seed: int) -> None:
        doing(self.play, Random(seed))

    happens.__name__ = doing.__name__
    return rule(seed=st.integers(0, 2**16))(happens)


for each in EVERYTHING:
    setattr(Rounds, each.__name__, _as_rule(each))


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_order_of_events_breaks_a_round(name: str) -> None:
    of_this_script = type(name, (Rounds,), {"name": name})
    run_state_machine_as_test(of_this_script, settings=EXPLORING if LONG else USUAL)


@pytest.mark.parametrize("seed", range(200 if LONG else 6))
@pytest.mark.parametrize("name", SCRIPTS)
def test_a_long_walk_keeps_every_promise(name: str, seed: int) -> None:
    walk(named(name), seed)


@pytest.mark.parametrize("file", sorted(LIBRARY.glob("*.yaml")), ids=lambda file: file.stem)
def test_the_dialogs_of_the_library_keep_every_promise(file: Path) -> None:
    for seed in range(100 if LONG else 2):
        walk(script_of(file), seed)


@pytest.mark.parametrize("first", range(0, 20000 if LONG else 400, 100))
def test_no_order_of_events_breaks_a_dialog_that_nobody_would_write(first: int) -> None:
    for seed, script in scripts(first, 10):
        try:
            walk(script, seed)
        except AssertionError as error:
            error.add_note(f"the dialog is invented({seed}), and so is the walk")
            raise


def walk(script: Script, seed: int) -> None:
    """Play a round in which anything happens, and whatever follows from it."""
    dice, watch = Random(seed), Watch(script)
    play = Play(script, beginning(script, dice.choice([4, 6, 9, 12]), turn=seed % 3), watch)
    play.start()
    for _ in range(60):
        dice.choice(EVERYTHING)(play, dice)
    play.to_the_end()
    for later in play.follow_ups:
        follow(play, later, watch.overheard.released)


def test_the_same_happens_in_every_process() -> None:
    """No set decides about an order, whatever number Python has drawn for its hashes."""
    told = {
        subprocess.run(
            [sys.executable, "-m", "tests.retelling", "every_type", "2"],
            env={**os.environ, "PYTHONHASHSEED": number},
            cwd=ROOT,
            check=True,
            capture_output=True,
        ).stdout
        for number in ("1", "2")
    }
    assert len(told) == 1
