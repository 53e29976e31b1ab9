"""What an invented coordination fills in before a dialog starts."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from bot.simulation.vocabulary import Vocabulary
from dialogs.script import Given, Script
from dialogs.workdays import Land, on_or_after

#: How many entries a list has.
ENTRIES = 6

#: The room for what is filled in, a list being taken together.
LONGEST = 600

#: People meet so long after they have had the result.
AFTERWARDS = timedelta(days=7)


def filled_in(
    script: Script, words: Vocabulary, start: datetime, land: Land | None, chance: Random
) -> dict[str, tuple[str, ...]]:
    """Return something that fits for everything a script asks for at its start."""
    lasts = (phase.lasts + (phase.opens_after or timedelta()) for phase in script.phases)
    ends = start + sum(lasts, script.returns.within)
    day = on_or_after((ends + AFTERWARDS).date(), land).isoformat()
    return {name: _filled_in(of, words, day, chance) for name, of in script.given.items()}


def _filled_in(of: Given, words: Vocabulary, day: str, chance: Random) -> tuple[str, ...]:
    question = of.text.within(words.language)
    if words.asks_for_a_day(question):
        return (day,)
    return words.several(question, ENTRIES if of.list else 1, LONGEST, chance)
