"""Dialogs of the library, over HTTP, from their preparation to their mirror on all phones.

``REIHUM_HTTP=long pytest tests/http/test_library.py`` plays every one of them that is for the chat,
and a year of what follows; it takes some minutes. Otherwise it is some dialogs that together have
every type of question, parts, drafts, reading in pairs and follow-ups.
"""

from __future__ import annotations

import asyncio
import os
from datetime import timedelta
from pathlib import Path
from random import Random

from bot.demo.respondent import Manner, Respondent
from bot.planned import is_small_circle
from bot.rehearsal.scripts import shipped_names
from bot.sandbox.phones import Phone
from bot.wording.desk import library, preparing
from tests.http.desks import Desk, at_work, script_of
from tests.http.installation import Installation, installation, texts
from tests.http.visitors import answer_everything, join, wants_check_ins

LONG = os.environ.get("REIHUM_HTTP") == "long"

#: What is played when there is little time.
SOME = ("s03_fokusgruppe", "s05_wirkungspfad", "s15_strukturlandkarte")

#: So many members answer, and so many more have a seat and are away.
ANSWERING, AWAY = 5, 4

LEVELS = ("praxis", "politik", "traeger", "zivil", "verwaltung")

#: No round of the library takes longer than this, with a bit of time for its readers.
LONGEST = 120

DAY = timedelta(days=1)


class Network:
    """A network that plays one dialog after the other."""

    def __init__(self, at: Installation, desks: list[Desk], members: list[Phone]) -> None:
        self.at, self.desks = at, desks
        phones = [*(desk.phone for desk in desks), *members]
        manner = Manner(skips=0.2, reasons=0.4)
        self.people = [Respondent(phone, Random(n), manner) for n, phone in enumerate(phones)]

    async def plays(self, dialog: str) -> None:
        """Play a dialog until everybody in it has its mirror, each once.

        A dialog of which nothing is kept has none.
        """
        script = script_of(dialog)
        title = script.title.within("de")
        before = self._mirrors(title)
        await self.desks[0].begin(dialog)
        everybody = script.people.min if is_small_circle(script.people) else len(self.people)
        expected = 0 if script.anonymity == "private" else everybody
        for _ in range(LONGEST):
            await self.passes(DAY)
            # Who has had an overview on that day gets the result on the next.
            new = [n - m for n, m in zip(self._mirrors(title), before, strict=True)]
            if sum(new) == expected:
                break
        assert set(new) <= {0, 1}, f"{dialog}: somebody has a mirror twice"
        assert sum(new) == expected, f"{dialog}: {new}"

    async def passes(self, span: timedelta) -> None:
        """Let time pass, and everybody do what they are asked for."""
        await self.at.walk(span)
        await answer_everything(self.at, self.people)
        await at_work(self.desks)

    def _mirrors(self, title: str) -> list[int]:
        """Return how many mirrors of this dialog everybody has on their phone."""
        head = f"Das haben Sie gesagt: „{title}“"
        return [sum(head in text for text in texts(each.phone)) for each in self.people]


async def _founded(at: Installation) -> Network:
    """Found a network with a coordination, a deputy, a steering group, and members."""
    kim = Desk(at, await join(at, await at.add_network(), "Kim Koch", level="verwaltung"))
    ada = Desk(at, await join(at, await kim.link("deputy"), "Ada Arndt", level="traeger"))
    members = [
        await join(at, await kim.link("steering" if n < 3 else ""), f"Mitglied {n}", level=level)
        for n, level in enumerate((LEVELS * 3)[:ANSWERING])
    ]
    link = await kim.link()
    away = [await join(at, link, f"Fern {n}") for n in range(AWAY)]
    await kim.confirm_all()
    for phone in away:
        phone.block()
    for phone in (kim.phone, ada.phone, *members):
        await wants_check_ins(at, phone)
    kim.prefers = ("Mitglied", "Kim", "Ada")
    return Network(at, [kim, ada], members)


async def _refuses(desk: Desk, dialog: str) -> None:
    """See that a confidential dialog cannot be prepared, not even by a button of another one."""
    await desk.show(dialog)
    assert "braucht eine eigene Webseite" in desk.newest.text
    assert not desk.offers(library.PREPARE)
    (another,) = desk.offers(library.SHELF)
    whose = another.to[0]
    desk.phone.press_data(desk.newest, f"c:{library.PREPARE}:{whose}:{dialog}")
    await desk.at.settle()
    assert "braucht eine eigene Webseite" in desk.newest.text
    assert not desk.offers(preparing.DISCARD), "it is being prepared"


def test_dialogs_for_the_chat_are_played_to_their_mirror(tmp_path: Path) -> None:
    chats = [name for name in shipped_names() if script_of(name).channel == "chat"]

    async def play() -> None:
        async with installation(tmp_path) as at:
            network = await _founded(at)
            for dialog in chats if LONG else SOME:
                await network.plays(dialog)
            for _ in range(52 if LONG else 1):
                await network.passes(7 * DAY)

    asyncio.run(play())


def test_those_played_have_every_type_of_question() -> None:
    every = {type(each) for name in shipped_names() for each in script_of(name).questions.values()}
    played = {type(each) for name in SOME for each in script_of(name).questions.values()}
    assert played == every


def test_confidential_dialogs_do_not_begin_in_a_messenger(tmp_path: Path) -> None:
    async def play() -> None:
        async with installation(tmp_path) as at:
            kim = Desk(at, await join(at, await at.add_network(), "Kim Koch"))
            for dialog in shipped_names():
                if script_of(dialog).channel == "web":
                    await _refuses(kim, dialog)

    asyncio.run(play())
