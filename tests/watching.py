"""Somebody who watches every step of a play and holds it to every promise."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dialogs.script import Script
from tests.asked import ASKED
from tests.closing import AFTER_THE_LEDGER, BEFORE_THE_LEDGER, Openings, Returned
from tests.ledger import Ledger
from tests.overheard import Overheard
from tests.playing import Step
from tests.promises import AT_EVERY_STEP, Promise


class Watch:
    """All promises at once. ``known`` are words that had been released before."""

    def __init__(self, script: Script, known: Collection[str] = ()) -> None:
        self.ledger = Ledger(script)
        self.overheard = Overheard(script, set(known))
        self.openings = Openings()
        self.returned = Returned()

    def __call__(self, step: Step) -> None:
        self._hold_to(BEFORE_THE_LEDGER, step)
        self.ledger.see(step)
        self._hold_to((*AFTER_THE_LEDGER, *AT_EVERY_STEP, *ASKED), step)
        self.overheard.see(step)
        self.openings.see(step)
        self.returned.see(step)

    def _hold_to(self, promises: Sequence[Promise], step: Step) -> None:
        for promise in promises:
            promise(step, self.ledger)
