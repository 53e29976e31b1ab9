"""Somebody who watches every step of a play and holds it to every promise."""

from __future__ import annotations

from collections.abc import Collection

from dialogs.script import Script
from tests.closing import AFTER_THE_LEDGER, BEFORE_THE_LEDGER, Returned
from tests.ledger import Ledger
from tests.overheard import Overheard
from tests.playing import Step
from tests.promises import AT_EVERY_STEP


class Watch:
    """All promises at once. ``known`` are words that had been released before."""

    def __init__(self, script: Script, known: Collection[str] = ()) -> None:
        self.ledger = Ledger(script)
        self.overheard = Overheard(script, set(known))
        self.returned = Returned()

    def __call__(self, step: Step) -> None:
        for promise in BEFORE_THE_LEDGER:
            promise(step, self.ledger)
        self.ledger.see(step)
        for promise in (*AFTER_THE_LEDGER, *AT_EVERY_STEP):
            promise(step, self.ledger)
        self.overheard.see(step)
        self.returned.see(step)
