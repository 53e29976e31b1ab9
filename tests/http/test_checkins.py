"""A check-in from the switch to its result, over HTTP.

Kim coordinates, and six others have come in by the link. It is Tuesday, 1 December 2026.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from bot.demo.respondent import Manner, Respondent
from bot.sandbox.phones import Phone
from bot.sandbox.values import Message
from tests.http.desks import Desk
from tests.http.installation import Installation, installation, labels, newest, texts
from tests.http.visitors import answer_everything, join

NAMES = ("Ada Arndt", "Bela Blum", "Cem Celik", "Dana Dorn", "Emil Ernst", "Fatma Faß")
ASKED, MIRROR = "„Eine Frage zur Woche“", "Das haben Sie gesagt: „Eine Frage zur Woche“"

#: Thursday at two in the afternoon, in Berlin.
THURSDAY = datetime(2026, 12, 10, 13, tzinfo=UTC)


def test_a_check_in_from_the_switch_to_its_result(tmp_path: Path) -> None:
    async def play() -> None:
        async with installation(tmp_path) as at:
            kim = await _gathers(at)
            await _switches_on(kim)
            await _choose(at)
            await _comes_at_each_one_s_hour(at)
            await _gives_back(at)

    asyncio.run(play())


async def _gathers(at: Installation) -> Desk:
    """Everybody joins, and is confirmed."""
    kim = Desk(at, at.phone("Kim Koch"))
    await join(at, await at.add_network(), "Kim Koch", level="verwaltung")
    link = await kim.link()
    for name in NAMES:
        await join(at, link, name)
    await kim.confirm_all()
    return kim


async def _switches_on(kim: Desk) -> None:
    """Kim lets a question come every week; nobody has chosen that so far."""
    await kim.say("/checkins")
    await kim.press("Eine Frage zur Woche")
    await kim.press("Einschalten")
    assert "Alle, die angeschrieben werden, haben diesen Check-in selbst gewählt." in (
        kim.newest.text
    )
    await kim.press("Jede Woche")
    assert "bisher haben ihn weniger als 5 Menschen gewählt" in kim.newest.text


async def _choose(at: Installation) -> None:
    """Everybody is asked once; all but one want it weekly, and Bela on Thursdays at two."""
    await at.walk(timedelta(hours=3))
    for name in NAMES:
        assert "In Ihrem Netzwerk gibt es ab jetzt Check-ins" in newest(at.phone(name)).text
    for name in ("Kim Koch", *NAMES[:-1]):
        at.phone(name).press("Jede Woche")
    await at.settle()
    bela = Desk(at, at.phone("Bela Blum"))
    await bela.say("/rhythmus")
    for label in ("Check-ins: Tag und Uhrzeit", "Donnerstag", "14 Uhr"):
        await bela.press(label)
    assert "Check-ins: Jede Woche, Donnerstag um 14:00 Uhr" in bela.newest.text


async def _comes_at_each_one_s_hour(at: Installation) -> None:
    """It comes on Tuesdays at ten to those who have left that as it is, and to Bela at two."""
    await at.walk(THURSDAY - timedelta(minutes=5) - at.now)
    everybody = [at.phone(name) for name in ("Kim Koch", *NAMES)]
    came = {phone.person.first_name: len(_asked(phone)) for phone in everybody}
    assert came == {"Kim": 1, "Ada": 1, "Bela": 0, "Cem": 1, "Dana": 1, "Emil": 1, "Fatma": 0}
    await at.walk(timedelta(minutes=10))
    assert len(_asked(at.phone("Bela Blum"))) == 1


async def _gives_back(at: Installation) -> None:
    """All who were asked answer and get the result; the others read of it in their overview."""
    manner = Manner(skips=0, doubtful=0, refused=0)
    asked = ("Kim Koch", *NAMES[:-1])
    people = [Respondent(at.phone(name), Random(1), manner) for name in asked]
    await answer_everything(at, people)
    await at.walk(timedelta(days=11, hours=6))
    for name in asked:
        assert any(MIRROR in text and "6 von 6" in text for text in texts(at.phone(name)))
    others = texts(at.phone(NAMES[-1]))
    assert not any(MIRROR in text for text in others)
    assert any(text.startswith("Ihre Woche in") and "6 von 6" in text for text in others)


def _asked(phone: Phone) -> list[Message]:
    """Return the invitations that somebody has got; the desk reads of the set elsewhere too."""
    begins = (each for each in phone.screen() if "Beginnen" in labels(each))
    return [each for each in begins if each.text.startswith(ASKED)]
