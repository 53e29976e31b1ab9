"""The same seed gives the same course of the demonstration, word for word and minute for minute."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from bot.demo.stage import Stage, Wishes, staged

SMALL = Path(__file__).parent / "scripts/small.yaml"

#: What a coordinator types and presses to begin it.
TYPED = ("/runde", "Wofür wir das tun.", "Die Steuerungsgruppe", "4.5.2027")
BEGINS = (TYPED[0], "> Andere Dialoge", "> Klein, 3 Min.", "> Vorbereiten", *TYPED[1:], "> Starten")

Course = list[tuple[str, bool, str, Sequence[Sequence[str]]]]


def test_the_same_seed_gives_the_same_course(tmp_path: Path) -> None:
    first, again = (asyncio.run(_course(tmp_path / each)) for each in ("first", "again"))
    assert any("Gelesen von" in text for _, _, text, _ in first)
    assert first == again


async def _course(home: Path) -> Course:
    """Return everything on all phones after a small round of some days."""
    wishes = Wishes(home, seed=7, language="de", own={"small": SMALL.read_bytes()})
    async with staged(wishes, lambda _: None) as stage:
        await _begin(stage)
        async for _ in stage.stops(stage.now + timedelta(days=3)):
            pass
        phones = [phone for _, phone in stage.played]
        phones += [other.respondent.phone for other in stage.company.others]
        return [
            (phone.person.first_name, each.sender.is_bot, each.text, each.labels)
            for phone in phones
            for each in phone.screen()
        ]


async def _begin(stage: Stage) -> None:
    desk = stage.played[0][1]
    for deed in (*BEGINS, "> Jetzt starten"):
        if deed.startswith("> "):
            desk.press(deed.removeprefix("> "))
        else:
            desk.say(deed)
        await stage.settle()
