"""Invented people who answer whatever their phone shows, all together."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from itertools import cycle

from bot.demo.respondent import Respondent
from bot.fields import FIELDS, field_name
from bot.language import translator
from bot.levels import LEVELS, level_name
from bot.sandbox.phones import Phone
from tests.http.installation import Installation

#: More than this nobody does in one go.
MOST = 150


async def answer_everything(at: Installation, people: Iterable[Respondent]) -> int:
    """Let everybody answer what is open for them, all at the same time; return in how many steps.

    Nobody goes on before what they did has been answered.
    """
    everybody, steps = list(people), 0
    while acted := await asyncio.gather(*(each.act() for each in everybody)):
        await at.settle()
        if not any(acted):
            return steps
        steps += sum(acted)
        assert steps < MOST * len(everybody), "they go round in circles"
    return steps


async def join(
    at: Installation,
    link: str,
    name: str,
    *,
    level: str = "praxis",
    field: str = "jugendhilfe",
    body: str = "Jugendamt Beispielstadt",
) -> Phone:
    """Let somebody follow a link, agree, and answer the four questions about themselves."""
    phone, t = at.phone(name), translator("de")
    phone.follow(link)
    for label in ("Weiter", "Einverstanden"):
        await _until_offered(phone, label)
        phone.press(label)
    for label in (level_name(level, t), field_name(field, t)):
        await _until_offered(phone, label)
        phone.press(label)
        await at.settle()
    phone.say(name)
    await at.settle()
    phone.say(body)
    await at.settle()
    return phone


async def wants_check_ins(at: Installation, phone: Phone) -> None:
    """Let somebody choose check-ins, as often as can be."""
    phone.say("/rhythmus")
    await at.settle()
    for label in ("Check-ins: wie oft", "Jede Woche"):
        phone.press(label)
        await at.settle()


async def _until_offered(phone: Phone, label: str) -> None:
    async with asyncio.timeout(5):
        while not any(label in row for each in phone.screen() for row in each.labels):
            await phone.world.next_change()


def everybody_from(names: Iterable[str]) -> Iterable[tuple[str, str, str]]:
    """Yield a name, a level and a field for everybody, so that all are there."""
    return zip(names, cycle(LEVELS), cycle(FIELDS), strict=False)
