"""Digests arrive on their day, with what is worth saying then, and not at all in a quiet week.

Kim coordinates, Ada is her deputy, the first three members are the steering group. It is Tuesday,
1 December 2026, and the network is as old as that.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from dialogs.calm import Kind, Rhythm
from dialogs.habits import Habit
from storage import habits, people
from tests.databases import on_sqlite
from tests.planning_desk import Desk
from tests.talking import Phone

DAY = timedelta(days=1)
S01 = "„Worauf lassen wir uns ein?“"
WEEKLY, MONDAY, BRIEF = "Ihre Woche in", "Guten Morgen.", "Kurzbrief an die Steuerungsgruppe"


@pytest.fixture
def desk(tmp_path: Path, url: str) -> Iterator[Desk]:
    with closing(Desk(tmp_path, url=url)) as made:
        yield made


def begin(desk: Desk) -> int:
    """Let everybody be asked in S01."""
    desk.prepare_contracting(desk.kim)
    number, _ = desk.begin()
    return number


def member(desk: Desk, n: int = 9) -> Phone:
    return desk.house.phones[f"Mitglied {n}"]


def digests(phone: Phone, head: str = WEEKLY) -> list[str]:
    return [text for text in phone.texts() if text.startswith(head)]


def until(desk: Desk, day: int, hour: int, month: int = 12, year: int = 2026) -> None:
    """Wait until a day and an hour in Berlin, in winter."""
    desk.house.wait(datetime(year, month, day, hour - 1, tzinfo=UTC) - desk.house.now)


def chooses(desk: Desk, phone: Phone, habit: Habit) -> None:
    with desk.house.database.writing() as session:
        person = people.by_address(session, phone.chat)
        assert person is not None
        habits.put(session, person.id, Kind.DIGEST, habit)


def answers(phone: Phone) -> None:
    """Answer everything that is open."""
    phone.press("Beginnen")
    for _ in range(20):
        labels = phone.newest.labels
        if "Überspringen" not in labels:
            return
        phone.press("Überspringen")


# --- Members -------------------------------------------------------------------------------------


def test_on_thursday_everybody_reads_what_is_open_for_them(desk: Desk) -> None:
    begin(desk)
    until(desk, 3, 14)
    assert digests(member(desk)) == []
    until(desk, 3, 16)
    (digest,) = digests(member(desk))
    assert f"Offen für Sie\n– {S01}, noch bis 11. Dezember" in digest
    assert "Nächstes Treffen\n– Mo., 15. März 2027: zum Ergebnis von" in digest
    assert member(desk).newest.labels == ["Was ist offen?"]
    member(desk).press("Was ist offen?")
    assert "Frage 1 von 5" in "\n".join(member(desk).texts())


@on_sqlite
def test_nothing_that_has_been_dealt_with_stands_in_it(desk: Desk) -> None:
    begin(desk)
    desk.house.wait(timedelta(hours=2))
    answers(member(desk))
    until(desk, 3, 16)
    assert digests(member(desk)) == []
    (other,) = digests(member(desk, 8))
    assert "Offen für Sie" in other


@on_sqlite
def test_in_a_quiet_week_nobody_is_written_to(desk: Desk) -> None:
    until(desk, 11, 16)
    assert not any(digests(phone) for phone in desk.house.phones.values())


@on_sqlite
def test_what_ends_within_hours_is_open_no_more(desk: Desk) -> None:
    begin(desk)
    chooses(desk, member(desk), Habit(Rhythm.WEEKLY, weekday=4, at=time(8)))
    until(desk, 4, 9)
    (digest,) = digests(member(desk))
    assert f"Offen für Sie\n– {S01}, noch bis 11. Dezember" in digest
    until(desk, 11, 9)
    assert digests(member(desk)) == [digest]


def test_it_comes_on_the_day_and_at_the_hour_somebody_has_chosen(desk: Desk) -> None:
    begin(desk)
    chooses(desk, member(desk), Habit(Rhythm.WEEKLY, weekday=4, at=time(16)))
    until(desk, 4, 15)
    assert digests(member(desk)) == []
    until(desk, 4, 17)
    assert len(digests(member(desk))) == 1


def test_who_wants_none_gets_none(desk: Desk) -> None:
    begin(desk)
    chooses(desk, member(desk), Habit(Rhythm.NONE))
    until(desk, 10, 16)
    assert digests(member(desk)) == []
    assert digests(member(desk, 8))


@on_sqlite
def test_a_pause_is_quiet(desk: Desk) -> None:
    begin(desk)
    desk.house.wait(timedelta(hours=2))
    with desk.house.database.writing() as session:
        person = people.by_address(session, member(desk).chat)
        assert person is not None
        people.change(session, person.id, paused_until=desk.house.now + 20 * DAY)
    until(desk, 10, 16)
    assert digests(member(desk)) == []


def test_it_never_comes_twice_whatever_is_restarted(desk: Desk) -> None:
    begin(desk)
    until(desk, 3, 15)
    desk.house.restart()
    until(desk, 3, 16)
    desk.house.restart()
    until(desk, 4, 12)
    assert len(digests(member(desk))) == 1


def test_after_an_outage_the_newest_comes_and_no_other(desk: Desk) -> None:
    begin(desk)
    desk.house.wait(timedelta(hours=2))
    desk.house.later(datetime(2026, 12, 17, 9, tzinfo=UTC) - desk.house.now)
    desk.house.wait(2 * DAY)
    assert len(digests(member(desk))) <= 1


# --- The coordination ----------------------------------------------------------------------------


def test_on_monday_the_desk_reads_how_it_stood_at_the_weekend_and_never_who(desk: Desk) -> None:
    begin(desk)
    desk.house.wait(timedelta(hours=2))
    for n in range(1, 9):
        answers(member(desk, n))
    until(desk, 7, 9)
    for phone in (desk.kim, desk.ada):
        (digest,) = digests(phone, MONDAY)
        assert f"Laufende Runden, Stand gestern\n– {S01}, bis 11. Dezember" in digest
        assert "Mitglied" not in digest
        assert "Diese Übersicht zeigt nie, wer geantwortet hat." in digest
    assert digests(member(desk), MONDAY) == []
    desk.kim.press("Stand der Runden")
    assert S01 in desk.kim.newest.text


@on_sqlite
def test_the_desk_is_led_to_what_waits(desk: Desk) -> None:
    begin(desk)
    until(desk, 7, 9)
    labels = desk.kim.with_button("Kalender").labels
    assert labels == ["Stand der Runden", "Kalender"]
    desk.kim.press("Kalender")
    assert "Das geht in den nächsten Wochen hinaus" in desk.kim.newest.text


@on_sqlite
def test_nobody_else_learns_how_many_texts_were_refused_and_few_are_nobody_s_affair(
    desk: Desk,
) -> None:
    begin(desk)
    desk.house.wait(timedelta(hours=2))
    for n in range(1, 7):
        member(desk, n).press("Beginnen")
        member(desk, n).type("Familie Kaya aus der Lindenstraße 4 braucht Hilfe.")
    until(desk, 7, 9)
    (digest,) = digests(desk.kim, MONDAY)
    assert "6 Texte" in digest
    assert "Kaya" not in digest
    assert not any("6 Texte" in text for text in digests(member(desk)))


# --- The steering group --------------------------------------------------------------------------


@on_sqlite
def test_the_steering_group_reads_its_brief_asks_back_and_decides(desk: Desk) -> None:
    """It comes on the first working day of a month, where there is something in it."""
    begin(desk)
    desk.house.wait(timedelta(hours=2))
    for n in range(1, 13):
        answers(member(desk, n))
    until(desk, 1, 7, month=2, year=2027)
    assert not any(digests(phone, BRIEF) for phone in desk.house.phones.values())
    until(desk, 1, 12, month=3, year=2027)
    (brief,) = digests(member(desk, 1), BRIEF)
    assert "Was sich bewegt hat" in brief
    assert digests(member(desk, 9), BRIEF) == []
    member(desk, 1).press("Rückfrage")
    member(desk, 1).type("Wer bringt das in den Ausschuss?")
    asked = "Mitglied 1, Stelle 3, hat eine Rückfrage zum Kurzbrief: „Wer bringt das in den"
    for phone in (desk.kim, desk.ada):
        assert any(asked in text for text in phone.texts())
    desk.kim.type("/stand")
    desk.kim.press("Entscheidung festhalten")
    desk.kim.press("Worauf lassen wir uns ein?")
    desk.kim.type("Der Ausschuss stimmt dem Arbeitsbündnis zu.")
    assert "Alle lesen es im nächsten Überblick." in desk.kim.newest.text
    until(desk, 5, 16, month=3, year=2027)
    digest = digests(member(desk))[-1]
    assert f"Entschieden\n– {S01}: „Der Ausschuss stimmt dem Arbeitsbündnis zu.“" in digest
    desk.kim.type("/stand")
    assert "Entscheidung festhalten" not in desk.kim.newest.labels


@on_sqlite
def test_that_nothing_was_decided_everybody_reads_last(desk: Desk) -> None:
    """The steering group on 1 June, the desk the Monday after, all after ten working days."""
    begin(desk)
    house, line = desk.house, f"– {S01}: seit"
    house.wait(timedelta(hours=2))
    for _ in range(8):  # nobody does anything, and part after part comes to its end
        house.later(14 * DAY)
        house.wait(DAY)
    house.later(datetime(2027, 5, 31, 12, tzinfo=UTC) - house.now)
    house.wait(datetime(2027, 6, 1, 12, tzinfo=UTC) - house.now)
    assert line in digests(member(desk, 1), BRIEF)[-1]
    house.later(datetime(2027, 6, 13, 12, tzinfo=UTC) - house.now)
    house.wait(DAY)
    seen = digests(desk.kim, MONDAY)[-1]
    assert "Ab 15. Juni lesen alle die Zeile darüber in ihrem Überblick" in seen
    assert not any("Noch keine Entscheidung" in text for text in digests(member(desk)))
    house.wait(4 * DAY)
    house.later(5 * DAY)
    house.wait(2 * DAY)
    told = [text for text in digests(member(desk)) if "Noch keine Entscheidung" in text]
    assert len(told) == 1
    assert line in told[0]
