"""The levels of a network as people read them."""

from __future__ import annotations

from bot.language import N_, Translator

LEVELS = {
    "politik": N_("politics"),
    "verwaltung": N_("administration and planning"),
    "traeger": N_("providers and managers"),
    "praxis": N_("services and practice"),
    "zivil": N_("civil society"),
    "extern": N_("outside view"),
}


def level_name(level: str, t: Translator) -> str:
    """Return what people call a level."""
    return t.gettext(LEVELS.get(level, level))
