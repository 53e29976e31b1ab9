"""What the moments of a round are called where people read of them."""

from __future__ import annotations

from bot.language import N_, Translator

#: Stories and storage know a moment by its name here. A follow-up has the name its author gave it.
CALLED = {
    "phase-ends": N_("the part ends"),
    "settled": N_("everybody is done"),
    "first-reminder": N_("first reminder"),
    "last-reminder": N_("reminder"),
    "opens": N_("the pause is over"),
    "gives-up": N_("the waiting is over"),
    "returns": N_("the promised day"),
}


def called(moment: str, t: Translator) -> str:
    """Return what a moment is called in this language."""
    return t.gettext(CALLED[moment]) if moment in CALLED else moment
