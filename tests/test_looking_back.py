"""The next round opens with what became of the promises of the last one, in counts only."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.facilitator.advancing import advance
from bot.facilitator.here import Here
from bot.roles import parts
from dialogs import engine
from dialogs.events import Beginning, Started
from dialogs.round import Seat
from storage import memberships, rounds, scripts
from tests.planning_desk import Desk
from tests.talking import Phone

STEPS = """
reihum: 1
id: schritte
languages: [de]
title: Nächste Schritte
purpose: Sich etwas vornehmen.
minutes: 2
anonymity: named
intro: Guten Tag. Eine Frage.
phases:
  - id: zusagen
    title: Zusagen
    lasts: 5d
    steps:
      - ask: schritt
        type: commitment
        text: Was nehmen Sie sich vor?
follow_ups:
  - id: stand
    title: Stand
    due: schritt
    lasts: 5d
    steps:
      - ask: wie_weit
        type: choice
        text: 'Sie hatten sich vorgenommen: „{commitment}“. Wie ist der Stand?'
        options: {erledigt: Erledigt, unterwegs: Auf dem Weg, stockt: Es stockt}
returns: {text: Die Zusagen., within: 2d}
closing: Danke.
"""

OPENS = "Seit der letzten Runde: "


def begin(desk: Desk) -> None:
    """Begin the dialog with everybody."""
    with desk.house.database.writing() as session:
        members = memberships.of_network(session, desk.network)
        seats = [Seat(n, each.level, parts(each.roles)) for n, each in enumerate(members, 1)]
        number = rounds.begin(
            session,
            desk.network,
            scripts.put(session, STEPS.encode()),
            engine.begin(seats, Beginning()),
            {n: each.id for n, each in enumerate(members, 1)},
            desk.house.now,
            frame={},
        )
        house = desk.house.facilitator
        here = Here(session, house.premises, desk.house.now, house.chance, house.fresh)
        advance(here, number, Started())
    desk.house.wait(timedelta(minutes=15))


def members(desk: Desk, n: int) -> list[Phone]:
    return [desk.house.phones[f"Mitglied {each}"] for each in range(1, n + 1)]


def promise(phone: Phone) -> None:
    phone.press("Beginnen")
    phone.type("Ich rufe die Kita an.")
    phone.type("14.12.2026")


def lived_through(desk: Desk, said: list[str]) -> str:
    """Let a round and what is asked after it go by; return the invitation of the next one."""
    begin(desk)
    phones = members(desk, len(said))
    for phone in phones:
        promise(phone)
    desk.house.wait(timedelta(days=16))
    for phone, label in zip(phones, said, strict=True):
        phone.press("Beginnen", under=phone.with_button("Beginnen"))
        phone.press(label)
    desk.house.wait(timedelta(days=20))
    begin(desk)
    desk.house.wait(timedelta(days=7))
    other = desk.house.phones["Mitglied 12"]
    return next(text for text in reversed(other.texts()) if "Eine Frage." in text)


def test_the_next_round_opens_with_what_became_of_promises(tmp_path: Path) -> None:
    said = [
        "Erledigt",
        "Erledigt",
        "Erledigt",
        "Erledigt",
        "Auf dem Weg",
        "Auf dem Weg",
        "Es stockt",
    ]
    invitation = lived_through(Desk(tmp_path), said)
    line = "Seit der letzten Runde: 4 Zusagen erledigt, 2 auf dem Weg, 1 stockt."
    assert invitation.split("\n\n")[:2] == ["„Nächste Schritte“", line]
    assert "Mitglied" not in invitation
    assert "Kita" not in invitation


def test_of_few_promises_nothing_is_told(tmp_path: Path) -> None:
    assert OPENS not in lived_through(Desk(tmp_path), ["Erledigt", "Es stockt"])


def test_the_first_round_has_nothing_to_look_back_on(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    begin(desk)
    assert not any(OPENS in text for text in members(desk, 1)[0].texts())
