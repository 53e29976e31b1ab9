"""Who there is: a coordination, fourteen members of five levels, and how each of them is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.roles import COORDINATOR, DEPUTY, FACILITATOR, MEMBER
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
    """An invented person. Whoever has no temperament is played by the one at the browser."""

    name: str
    level: str
    field: str
    body: str
    temperament: Temperament | None
    role: str = MEMBER

    @property
    def initials(self) -> str:
        """The first letters of the name."""
        return "".join(word[0] for word in self.name.split())


#: The one who begins rounds, and two who answer. The last of them has yet to join.
PLAYED: Final = (
    Part("Sabine Berger", "verwaltung", "fruehe-hilfen", "Netzwerkkoordination", None, COORDINATOR),
    Part("Miriam Vogt", "praxis", "gesundheit", "Hebammenpraxis am Park", None),
    Part("Jonas Reuter", "praxis", "jugendhilfe", "Familienzentrum Mitte", None),
)

#: Those who answer by themselves.
OTHERS: Final = (
    Part("Heike Sommer", "verwaltung", "jugendhilfe", "Jugendamt Musterkreis", QUICK, DEPUTY),
    Part("Paul Lindner", "traeger", "soziales", "Institut Muster", STEADY, FACILITATOR),
    Part("Ayla Demir", "praxis", "kita", "Kita Sonnenweg", QUICK),
    Part("Bernd Krüger", "verwaltung", "gesundheit", "Gesundheitsamt Musterkreis", STEADY),
    Part("Claudia Neumann", "verwaltung", "soziales", "Sozialamt Musterkreis", LATE),
    Part("Dirk Hoffmann", "verwaltung", "bau", "Stadtplanung Musterstadt", OBJECTING),
    Part("Elena Petrova", "praxis", "gesundheit", "Kinderarztpraxis Petrova", PROLIFIC),
    Part("Frank Albrecht", "verwaltung", "schule", "Schulamt Musterkreis", STEADY),
    Part("Gudrun Wolf", "politik", "soziales", "Kreistag Musterkreis", LATE),
    Part("Hanna Schulze", "praxis", "fruehe-hilfen", "Beratungsstelle am Markt", QUICK),
    Part("Ingo Brandt", "traeger", "jugendhilfe", "Jugendhilfe Muster e. V.", STEADY),
    Part("Karin Teske", "zivil", "ehrenamt", "Sportverein Nord", SILENT),
)
