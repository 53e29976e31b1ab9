"""The three digests on their days, over HTTP, in a network with a round and an agreement."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.sandbox.phones import Phone
from tests.http.installation import installation, newest, texts
from tests.http.test_a_whole_round import Network

WEEK, MONDAY, BRIEF = "Ihre Woche in", "Guten Morgen.", "Kurzbrief an die Steuerungsgruppe"

THURSDAY = datetime(2026, 12, 3, 15, tzinfo=UTC)
PROMISED = "Zusagen. Keine Teilnahmeliste."


def digests(phone: Phone, head: str) -> list[str]:
    return [text for text in texts(phone) if text.startswith(head)]


async def reads_the_week(network: Network) -> None:
    """On Thursday everybody but the desk reads what is open, and opens it where it stands."""
    await network.at.walk(THURSDAY - network.at.now)
    at_desk = (network.kim.phone, network.ada.phone)
    for person in network.people:
        if person.phone in at_desk:
            assert digests(person.phone, WEEK) == []
            continue
        assert len(digests(person.phone, WEEK)) == 1
        assert "Offen für Sie" in digests(person.phone, WEEK)[0]
    dana = network.at.phone("Dana Dorn")
    dana.press("Was ist offen?")
    await network.at.settle()
    assert "Frage 1 von 5" in newest(dana).text


async def reads_the_desk_s(network: Network) -> None:
    """On Mondays the desk alone reads what runs and what was promised, and never who."""
    for desk in (network.kim, network.ada):
        mondays = digests(desk.phone, MONDAY)
        assert mondays
        assert len({text.splitlines()[0] for text in mondays}) == len(mondays)
        assert any(PROMISED in text for text in mondays)
        assert not any("Bela" in text for text in mondays)
    assert digests(network.bela.phone, MONDAY) == []


async def reads_the_brief(network: Network) -> None:
    """On the first working day of a month the steering group reads what has moved."""
    await network.at.walk(timedelta(days=40))
    brief = digests(network.at.phone("Cem Celik"), BRIEF)
    assert brief
    assert "14 von 34" in brief[-1]
    assert digests(network.bela.phone, BRIEF) == []


def test_each_digest_comes_on_its_day_to_those_for_whom_it_is(tmp_path: Path) -> None:
    async def play() -> None:
        async with installation(tmp_path) as at:
            network = Network(at)
            await network.is_founded()
            await network.fills()
            await network.gets_its_roles()
            await network.prepares_a_round()
            await network.is_invited()
            await reads_the_week(network)
            await network.writes_the_draft()
            await network.goes_on_until("Alle Teile sind abgeschlossen.")
            await network.goes_on_until("Das haben Sie gesagt: „Worauf lassen wir uns ein?“")
            await reads_the_brief(network)
            await reads_the_desk_s(network)

    asyncio.run(play())
