"""Two check-ins over HTTP, and how they stood: in the second result, and as pictures on a phone."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

from bot import drawing
from bot.sandbox.phones import Phone
from bot.sandbox.pictures import size
from bot.sandbox.values import Message
from tests.http.desks import Desk
from tests.http.installation import Installation, installation, texts
from tests.http.visitors import join, wants_check_ins

RESULT, BESIDE = "Das haben Sie gesagt: „Ihr Monat im Netzwerk“", "Neben dem letzten Mal:"

#: What five members answer to how much the time was worth it, the first and the second time.
POINTS = (("2", "4", "5", "5", "8"), ("4", "6", "6", "7", "9"))


async def plays(at: Installation, kim: Desk, phones: list[Phone], points: tuple[str, ...]) -> str:
    """Play a check-in until its result is there; return it as the last of the members reads it."""
    await kim.begin("checkin_monatlich")
    await at.walk(timedelta(days=1))
    for phone, point in zip(phones, points, strict=True):
        for label in ("Beginnen", point):
            phone.press(label)
            await at.settle()
    await at.walk(timedelta(days=20))
    return [text for text in texts(phones[-1]) if RESULT in text][-1]


def pictures(shown: list[Message]) -> list[Message]:
    return [each for each in shown if "photo" in each.content]


def test_how_answers_stood_comes_with_the_result_and_as_pictures(tmp_path: Path) -> None:
    async def play() -> None:
        async with installation(tmp_path) as at:
            kim = Desk(at, await join(at, await at.add_network(), "Kim Koch"))
            link = await kim.link()
            phones = [await join(at, link, f"Mitglied {n}", body="Kita") for n in range(5)]
            await kim.confirm_all()
            for each in phones:
                await wants_check_ins(at, each)
            first, second = [await plays(at, kim, phones, points) for points in POINTS]
            assert BESIDE not in first
            assert "lagen die Antworten zwischen 2 und 8 (5 haben geantwortet), diesmal" in second
            phone = phones[-1]
            phone.unheard()
            phone.say("/verlauf")
            await at.settle()
            own, everybody = pictures(phone.unheard())
            assert own.content["caption"].startswith("Ihre Antworten: Ihr Monat im Netzwerk")
            assert everybody.content["caption"].startswith("Im Netzwerk, Ergebnisse und Nutzen")
            for sent in (own, everybody):
                stored = at.sandbox.world.files[sent.content["photo"][-1]["file_id"]]
                assert size(stored.upload.content)[0] == drawing.WIDTH

    asyncio.run(play())
