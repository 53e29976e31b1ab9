"""The six ways of looking at a network (domain 3.2) as people read them."""

from __future__ import annotations

from bot.language import N_, Translator
from dialogs.questions.asked import Lens

LENSES: dict[Lens, str] = {
    "zweck": N_("Purpose and goals"),
    "beteiligte": N_("People and gaps"),
    "rahmen": N_("Mandate and backing"),
    "miteinander": N_("Relationships"),
    "nutzen": N_("Results and benefit"),
    "lernen": N_("Learning"),
}


def lens_name(lens: Lens, t: Translator) -> str:
    """Return what people call a way of looking at a network."""
    return t.gettext(LENSES[lens])
