"""Who there is: a coordination, fourteen members of five levels, and how each of them is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.language import N_
from bot.roles import COORDINATOR, DEPUTY, DESK, FACILITATOR, MEMBER, STEERING
from bot.simulation.temperaments import (
    LATE,
    OBJECTING,
    PROLIFIC,
    QUICK,
    SILENT,
    STEADY,
    Temperament,
)


@dataclass(frozen=True, slots=True)
class Part:
    """An invented person. Whoever has no temperament is played by the one at the browser.

    Their body is called what it is called in English, to be translated.
    """

    name: str
    level: str
    field: str
    body: str
    temperament: Temperament | None
    role: str = MEMBER

    @property
    def at_desk(self) -> bool:
        """Whether they coordinate, as deputy or facilitator also."""
        return self.role in DESK

    @property
    def initials(self) -> str:
        """The first letters of the name."""
        return "".join(word[0] for word in self.name.split())


#: The one who begins rounds, and two who answer. The last of them has yet to join.
PLAYED: Final = (
    Part(
        "Sabine Berger",
        "verwaltung",
        "fruehe-hilfen",
        N_("Network coordination"),
        None,
        COORDINATOR,
    ),
    Part("Miriam Vogt", "praxis", "gesundheit", N_("Midwives at the Park"), None),
    Part("Jonas Reuter", "praxis", "jugendhilfe", N_("Family Centre Mitte"), None),
)

#: Those who answer by themselves.
OTHERS: Final = (
    Part(
        "Heike Sommer", "verwaltung", "jugendhilfe", N_("Youth Office Musterkreis"), QUICK, DEPUTY
    ),
    Part("Paul Lindner", "traeger", "soziales", N_("Muster Institute"), STEADY, FACILITATOR),
    Part("Ayla Demir", "praxis", "kita", N_("Day Nursery Sonnenweg"), QUICK),
    Part("Bernd Krüger", "verwaltung", "gesundheit", N_("Health Office Musterkreis"), STEADY),
    Part("Claudia Neumann", "verwaltung", "soziales", N_("Social Services Musterkreis"), LATE),
    Part("Dirk Hoffmann", "verwaltung", "bau", N_("Town Planning Musterstadt"), OBJECTING),
    Part("Elena Petrova", "praxis", "gesundheit", N_("Petrova Children's Practice"), PROLIFIC),
    Part("Frank Albrecht", "verwaltung", "schule", N_("School Office Musterkreis"), STEADY),
    Part(
        "Gudrun Wolf", "politik", "soziales", N_("District Council Musterkreis"), STEADY, STEERING
    ),
    Part("Hanna Schulze", "praxis", "fruehe-hilfen", N_("Advice Centre at the Market"), QUICK),
    Part("Ingo Brandt", "traeger", "jugendhilfe", N_("Muster Youth Aid Society"), STEADY),
    Part("Karin Teske", "zivil", "ehrenamt", N_("Sports Club Nord"), SILENT),
)
