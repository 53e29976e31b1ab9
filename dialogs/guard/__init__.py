"""The guard: reads every text before it is kept, and tells whether it gives somebody away.

Pure, offline and deterministic; what it reads is not remembered anywhere.
"""

from __future__ import annotations

from dialogs.guard.danger import dangers, told_now
from dialogs.guard.hints import hinted
from dialogs.guard.reading import reading
from dialogs.guard.signs import SIGNS
from dialogs.guard.verdict import BANDS, Band, Sign, Verdict
from dialogs.guard.weighing import weigh
from dialogs.questions.asked import Guard

__all__ = ["BANDS", "Band", "Guard", "Sign", "Verdict", "read"]

#: Longer texts are read up to here and always asked about: the rest is unread.
LONGEST = 20_000

_COLLEAGUES = ("colleague", "post")


def read(text: str, guard: Guard = "normal") -> Verdict:
    """Read a text; ``guard`` is how strictly its question wants it read."""
    taken = reading(text[:LONGEST])
    signs = [sign for find in SIGNS for sign in find(taken)] if taken.words else []
    if len(text) > LONGEST:
        signs.append(Sign("too-long", LONGEST, len(text), ""))
    if guard == "names":
        signs = [sign for sign in signs if sign.kind not in (*_COLLEAGUES, "name")]
    doubtful = weigh(signs, taken)[0] != "accept"
    danger = list(dangers(taken, doubtful=doubtful)) or list(told_now(taken)) or list(hinted(taken))
    band, decided = weigh([*signs, *danger], taken)
    colleague = any(sign.kind in _COLLEAGUES for sign in signs)
    if danger and band == "accept":
        band = "ask"
    if guard == "strict" and band == "ask" and any(s.kind not in _COLLEAGUES for s in decided):
        band = "refuse"
    return Verdict(band, bool(danger), colleague, (*danger, *decided))
