"""What invented people say when they are asked whether they would like something."""

from __future__ import annotations

from random import Random
from typing import Final

from bot.channels.presses import Chosen
from bot.demo.pressing import acts, carried
from bot.menu import Command
from bot.sandbox.values import Message
from bot.wording.rhythm import OFTEN
from bot.wording.trial import AGREES
from dialogs.calm import Rhythm

#: How many of them would like check-ins how often. Most want each: else there would be none to see.
LIKED: Final = {Rhythm.WEEKLY: 6, Rhythm.FORTNIGHTLY: 1, Rhythm.MONTHLY: 2, Rhythm.NONE: 1}


def wish(shown: Message, chance: Random) -> str | None:
    """Return what to press where check-ins or a trial run are offered; None elsewhere."""
    rhythms = {
        read.detail.partition("=")[2]: data
        for data, read in carried(shown)
        if isinstance(read, Chosen)
        and read.command is Command.RHYTHM
        and read.detail.startswith(f"c{OFTEN}=")
    }
    if rhythms.keys() >= LIKED.keys():
        return rhythms[chance.choices(list(LIKED), list(LIKED.values()))[0]]
    return next((data for data, act in acts(shown) if act.verb == AGREES), None)
