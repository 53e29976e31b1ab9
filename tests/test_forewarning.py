"""A body that is named in a result reads it two working days before all others."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.facilitator.advancing import advance
from bot.facilitator.here import Here
from bot.roles import parts
from dialogs import engine
from dialogs.events import Beginning, Started
from dialogs.round import Seat
from storage import memberships, rounds, scripts
from tests.planning_desk import Desk
from tests.talking import Phone

SCRIPT = """
reihum: 1
id: uebergabe
languages: [de]
title: Die Übergabe
purpose: Sehen, wie es geht.
minutes: 1
anonymity: named
intro: Guten Tag. Eine kurze Frage.
phases:
  - id: blick
    title: Blick
    lasts: 5d
    steps:
      - ask: klappt
        type: scale
        scale: agree6
        text: Die Übergabe mit der Stelle 3 klappt.
returns: {text: Ein Bild., within: 7d}
closing: Danke.
"""

EARLY = "deshalb lesen Sie es vorher"
RESULT = "Das haben Sie gesagt"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk at which the question of the script has been put on Tuesday, 1 December."""
    desk = Desk(tmp_path)
    with desk.house.database.writing() as session:
        members = memberships.of_network(session, desk.network)
        seats = [Seat(n, each.level, parts(each.roles)) for n, each in enumerate(members, 1)]
        number = rounds.begin(
            session,
            desk.network,
            scripts.put(session, SCRIPT.encode()),
            engine.begin(seats, Beginning()),
            {n: each.id for n, each in enumerate(members, 1)},
            desk.house.now,
            frame={"talk": "2027-01-20"},
        )
        house = desk.house.facilitator
        here = Here(session, house.premises, desk.house.now, house.chance, house.fresh)
        advance(here, number, Started())
    desk.house.wait(timedelta(minutes=15))
    for phone in people(desk):
        phone.press("Beginnen")
        phone.press("4")
    return desk


def people(desk: Desk) -> list[Phone]:
    return [desk.house.phones[f"Mitglied {n}"] for n in range(1, 7)]


def named_and_others(desk: Desk) -> tuple[Phone, list[Phone]]:
    with desk.house.database.reading() as session:
        members = memberships.of_network(session, desk.network)
    (name,) = [each.name for each in members if each.body == "Stelle 3"]
    return desk.house.phones[name], [p for p in desk.house.phones.values() if p.name != name]


def days(phone: Phone, words: str) -> int:
    return sum(words in text for text in phone.texts())


def test_a_named_body_reads_the_result_two_working_days_before_all_others(desk: Desk) -> None:
    named, others = named_and_others(desk)
    while not days(named, EARLY):
        assert not days(named, RESULT)
        desk.house.wait(timedelta(hours=4))
        assert desk.house.now.day < 20
    early = desk.house.now
    assert not any(days(each, RESULT) for each in others)
    while not days(others[-1], RESULT):
        desk.house.wait(timedelta(hours=4))
    assert (early.day, desk.house.now.day) == (10, 14), "Thursday and Monday"
    assert days(named, EARLY) == 1
    assert days(named, RESULT) == 2
    assert not any(days(each, EARLY) for each in others)
    assert "Wir sprechen darüber am Mi., 20. Januar 2027." in others[-1].newest.text


def test_it_may_comment_and_the_coordination_reads_that(desk: Desk) -> None:
    named, _ = named_and_others(desk)
    while not days(named, EARLY):
        desk.house.wait(timedelta(hours=4))
    named.press("Etwas anmerken")
    named.type("Wir haben seit Mai eine neue Nummer.")
    assert "Die Koordination hat es jetzt" in named.newest.text or "Danke" in named.newest.text
    assert any("eine neue Nummer" in text for text in desk.kim.texts())


def test_a_pause_is_quiet_also_for_who_is_named(desk: Desk) -> None:
    named, others = named_and_others(desk)
    named.type("/pause")
    named.press("4 Wochen")
    while not days(others[-1], RESULT):
        desk.house.wait(timedelta(hours=4))
    assert not days(named, EARLY)
