"""The fields of work that people choose from (domain 6.1)."""

from __future__ import annotations

from bot.language import N_, Translator

FIELDS = {
    "jugendhilfe": N_("child and youth welfare"),
    "fruehe-hilfen": N_("early help"),
    "kita": N_("day care for children"),
    "schule": N_("school"),
    "gesundheit": N_("health"),
    "soziales": N_("social affairs and participation"),
    "senioren": N_("care for the elderly"),
    "wasser": N_("water, environment, climate"),
    "bau": N_("urban planning and building"),
    "justiz": N_("police and justice"),
    "ehrenamt": N_("volunteering, sport, culture"),
    "anderes": N_("something else"),
}


def field_name(field: str, t: Translator) -> str:
    """Return what people call a field of work."""
    return t.gettext(FIELDS.get(field, field))
