"""The people of a rehearsal, written as ``ana:praxis+steering@en``: level, roles, language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.language import N_
from bot.rehearsal.puzzled import Puzzled
from dialogs.script import LEVELS, ROLES, TANDEM, Script
from dialogs.text import LANGUAGE

#: The level of those for whom none is given.
USUAL = "praxis"

#: An invented group has at least so many people, so that the usual threshold can be met.
FEWEST = 6
NAMES = ("ana", "ben", "cem", "dora", "emil", "fay", "gus", "hanna", "ivo", "jana", "kai", "lena")

#: Words with which lines begin that are not about a person.
RESERVED = frozenset({"all", "coordination", "facilitator", "koordination", "moderation", "tandem"})


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the room."""

    name: str
    level: str
    parts: frozenset[str]
    language: str


def read_people(written: str, script: Script, language: str) -> tuple[Person, ...]:
    """Read everybody, with commas between."""
    people = tuple(read_person(each, script, language) for each in written.split(","))
    names = [person.name for person in people]
    for name in names:
        if names.count(name) > 1:
            raise Puzzled(N_("{name} is there twice."), name=name)
    return people


def read_person(written: str, script: Script, language: str) -> Person:
    """Read one person: a name and, if they matter, level, roles and language."""
    rest, _, own_language = written.strip().partition("@")
    name, _, marks = rest.partition(":")
    if not name.isidentifier() or name in RESERVED:
        raise Puzzled(N_("“{name}” cannot be a name here: letters only, please."), name=name)
    words = [word.strip() for word in marks.split("+") if word.strip()]
    levels = [word for word in words if word in LEVELS]
    parts = [word for word in words if word not in LEVELS]
    _check(parts, script)
    if len(levels) > 1:
        raise Puzzled(N_("{name} can have one level only."), name=name)
    return Person(
        name=name,
        level=levels[0] if levels else USUAL,
        parts=frozenset({"member", *parts}),
        language=read_language(own_language) if own_language else language,
    )


def read_language(written: str) -> str:
    """Read a language, be it one that a script does not have."""
    language = written.strip()
    if not LANGUAGE.fullmatch(language):
        raise Puzzled(
            N_("“{written}” is no language such as de, en or de-einfach."), written=written
        )
    return language


def _check(parts: Sequence[str], script: Script) -> None:
    known = (*ROLES, *script.seats)
    for part in parts:
        if part not in known:
            raise Puzzled(
                N_("There is no level or role “{part}”. Levels: {levels}. Roles: {roles}."),
                part=part,
                levels=", ".join(LEVELS),
                roles=", ".join(known),
            )


def invented(script: Script) -> str:
    """Return a small group in which everything in a script concerns somebody."""
    taken = sum(part.min for part in script.seats.values())
    size = min(max(FEWEST, script.people.min, taken), len(NAMES))
    parts: list[list[str]] = [[] for _ in range(size)]
    for n, part in enumerate(spoken_of(script)):
        parts[n % size].append(part)
    levels = [script.audience[n % len(script.audience)] for n in range(size)]
    everybody = zip(NAMES[:size], levels, parts, strict=True)
    return ", ".join(f"{name}:{'+'.join([level, *own])}" for name, level, own in everybody)


def spoken_of(script: Script) -> list[str]:
    """Return the roles and parts that a script speaks of, each as often as it needs them."""
    phases = (*script.phases, *(each.phase() for each in script.follow_ups))
    named = {name for phase in phases for step in phase.steps for name in step.who}
    if "tandem" in named:
        named |= {*TANDEM}
    roles = [role for role in ROLES if role in named and role != "member"]
    seats = [name for name, part in script.seats.items() for _ in range(part.min)]
    return [*seats, *roles, *(role for role in roles if role == "steering")]
