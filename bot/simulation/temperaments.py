"""How differently people take part, as figures."""

from __future__ import annotations

from dataclasses import dataclass

from bot.language import N_


@dataclass(frozen=True, slots=True)
class Temperament:
    """When somebody looks at a message, whether they answer, and at what length."""

    name: str
    #: How many of their working hours, from and to, until they look at a message.
    looks: tuple[float, float]
    #: How likely they begin when they are invited, and else when they are reminded.
    begins: float
    reminded: float
    #: How likely they answer a question rather than pass it over.
    answers: float = 0.92
    #: How likely, after each answer, that something comes between until another day.
    interrupted: float = 0.01
    #: How likely they object to a proposal, or think otherwise than most.
    objects: float = 0.03
    #: How likely they say on an invitation that they would rather not, this time.
    declines: float = 0.01
    #: How many sentences they write, from and to.
    sentences: tuple[int, int] = (1, 2)
    #: After how many days, from and to, they come, or go.
    joins: tuple[int, int] | None = None
    leaves: tuple[int, int] | None = None


QUICK = Temperament(N_("quick"), looks=(0.1, 2), begins=0.97, reminded=0.9, interrupted=0)
STEADY = Temperament(N_("steady"), looks=(1, 14), begins=0.85, reminded=0.8)
LATE = Temperament(N_("late"), looks=(3, 9), begins=0.15, reminded=0.85, interrupted=0.04)
SILENT = Temperament(
    N_("silent"), looks=(4, 30), begins=0.04, reminded=0.05, answers=0.5, declines=0.15
)
PROLIFIC = Temperament(N_("prolific"), looks=(0.5, 8), begins=0.95, reminded=0.9, sentences=(5, 8))
OBJECTING = Temperament(
    N_("objecting"), looks=(1, 10), begins=0.9, reminded=0.9, objects=0.5, sentences=(1, 3)
)
LEAVING = Temperament(N_("leaving"), looks=(1, 12), begins=0.8, reminded=0.5, leaves=(5, 40))
NEWCOMER = Temperament(N_("joining late"), looks=(0.5, 8), begins=0.9, reminded=0.9, joins=(3, 14))

#: Who is in a group of this many; larger ones begin anew.
MIX = (
    QUICK,
    STEADY,
    LATE,
    PROLIFIC,
    OBJECTING,
    STEADY,
    SILENT,
    LEAVING,
    NEWCOMER,
    STEADY,
    LATE,
    STEADY,
    QUICK,
    SILENT,
    STEADY,
    LATE,
    STEADY,
    STEADY,
    QUICK,
    SILENT,
)
