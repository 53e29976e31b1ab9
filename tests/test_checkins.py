"""Check-ins begin by themselves, for those who want them, when they want them.

Kim coordinates. It is Tuesday, 1 December 2026; the last Tuesday of the month is the 29th.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from dialogs.calm import Kind, Rhythm
from dialogs.habits import Habit
from storage import habits, people, rounds
from tests.databases import on_sqlite
from tests.planning_desk import Desk
from tests.talking import Phone

WEEKLY, MONTHLY = "Eine Frage zur Woche", "Ihr Monat im Netzwerk"
WOULD_YOU = "In Ihrem Netzwerk gibt es ab jetzt Check-ins"


@pytest.fixture
def desk(tmp_path: Path, url: str) -> Iterator[Desk]:
    with closing(Desk(tmp_path, members=8, url=url)) as made:
        made.without_digests()
        yield made


def switch_on(desk: Desk, title: str, way: str) -> None:
    desk.kim.type("/checkins")
    desk.kim.press(title)
    desk.kim.press("Einschalten")
    desk.kim.press(way)


def until(desk: Desk, day: int, hour: int, month: int = 12, year: int = 2026) -> None:
    """Wait until a day and an hour in Berlin, in winter."""
    desk.house.wait(datetime(year, month, day, hour - 1, tzinfo=UTC) - desk.house.now)


def live_until(desk: Desk, day: int, month: int = 12, year: int = 2026) -> None:
    """Wait until noon of a day, while everybody gives a sign of life between two check-ins."""
    noon = datetime(year, month, day, 11, tzinfo=UTC)
    while desk.house.now < noon:
        desk.house.wait(min(timedelta(days=6), noon - desk.house.now))
        for phone in desk.house.phones.values():
            phone.type("/hilfe")


def chooses(desk: Desk, phone: Phone, habit: Habit) -> None:
    with desk.house.database.writing() as session:
        person = people.by_address(session, phone.chat)
        assert person is not None
        habits.put(session, person.id, Kind.CHECK_IN, habit)


def members(desk: Desk) -> list[Phone]:
    return [phone for name, phone in desk.house.phones.items() if name.startswith("Mitglied")]


def asked(phone: Phone, title: str = WEEKLY) -> list[str]:
    return [text for text in phone.texts() if text.startswith(f"„{title}")]


def everybody_wants(desk: Desk, rhythm: Rhythm) -> None:
    for phone in desk.house.phones.values():
        chooses(desk, phone, Habit(rhythm, 1, time(10)))


# --- Switching on --------------------------------------------------------------------------------


def test_a_set_is_switched_on_and_everybody_is_asked_once_whether_they_want_it(desk: Desk) -> None:
    desk.kim.type("/checkins")
    assert f"– {WEEKLY}: ausgeschaltet" in desk.kim.newest.text
    switch_on(desk, WEEKLY, "Jede Woche")
    assert "bisher haben ihn weniger als 5 Menschen gewählt" in desk.kim.newest.text
    desk.house.wait(timedelta(hours=2))
    assert all(WOULD_YOU in phone.newest.text for phone in members(desk))
    switch_on(desk, MONTHLY, "In der letzten Woche des Monats")
    desk.house.wait(timedelta(days=2))
    for phone in members(desk):
        assert sum(WOULD_YOU in text for text in phone.texts()) == 1


def test_nobody_who_has_not_chosen_it_is_asked_anything(desk: Desk) -> None:
    switch_on(desk, WEEKLY, "Jede Woche")
    desk.house.wait(timedelta(hours=2))
    for phone in members(desk)[:5]:
        phone.press("Jede Woche")
    until(desk, 8, 12)
    assert all(asked(phone) for phone in members(desk)[:5])
    assert not any(asked(phone) for phone in members(desk)[5:])


@on_sqlite
def test_it_does_not_begin_with_too_few(desk: Desk) -> None:
    switch_on(desk, WEEKLY, "Jede Woche")
    desk.house.wait(timedelta(hours=2))
    for phone in members(desk)[:3]:
        phone.press("Jede Woche")
    until(desk, 15, 12)
    assert not any(asked(phone) for phone in members(desk))
    with desk.house.database.reading() as session:
        assert rounds.of_network(session, desk.network) == []


@on_sqlite
def test_who_stops_it_ends_it(desk: Desk) -> None:
    everybody_wants(desk, Rhythm.WEEKLY)
    switch_on(desk, WEEKLY, "Jede Woche")
    until(desk, 8, 12)
    assert len(asked(members(desk)[0])) == 1
    desk.kim.type("/checkins")
    desk.kim.press(WEEKLY)
    desk.kim.press("Anhalten")
    assert "Er ist ausgeschaltet." in desk.kim.newest.text
    until(desk, 30, 12)
    assert len(asked(members(desk)[0])) == 1


# --- Each in their rhythm ------------------------------------------------------------------------


def test_it_comes_on_the_day_and_at_the_hour_that_each_has_chosen(desk: Desk) -> None:
    everybody_wants(desk, Rhythm.WEEKLY)
    early, late = members(desk)[:2]
    chooses(desk, early, Habit(Rhythm.WEEKLY, 0, time(8)))
    chooses(desk, late, Habit(Rhythm.WEEKLY, 3, time(16)))
    switch_on(desk, WEEKLY, "Jede Woche")
    until(desk, 7, 9)
    assert (len(asked(early)), len(asked(members(desk)[3])), len(asked(late))) == (1, 0, 0)
    until(desk, 8, 11)
    assert (len(asked(members(desk)[3])), len(asked(late))) == (1, 0)
    until(desk, 10, 15)
    assert asked(late) == []
    until(desk, 10, 17)
    assert len(asked(late)) == 1


@on_sqlite
def test_for_twelve_weeks_everybody_is_asked_in_their_rhythm_and_then_the_first_returns(
    desk: Desk,
) -> None:
    everybody_wants(desk, Rhythm.WEEKLY)
    weekly, second, monthly = members(desk)[:3]
    chooses(desk, second, Habit(Rhythm.FORTNIGHTLY, 1, time(10)))
    chooses(desk, monthly, Habit(Rhythm.MONTHLY, 1, time(10)))
    switch_on(desk, WEEKLY, "Jede Woche")
    questions = []
    for week in range(13):
        wednesday = date(2026, 12, 9) + week * timedelta(days=7)
        live_until(desk, wednesday.day, wednesday.month, wednesday.year)
        weekly.press("Beginnen")
        questions.append(weekly.newest.text.split("\n")[0])
        weekly.press("Überspringen")
    assert len(set(questions)) == 12
    assert questions[12] == questions[0]
    assert [len(asked(phone)) for phone in (weekly, second, monthly)] == [13, 7, 4]


@on_sqlite
def test_who_wants_it_monthly_gets_the_monthly_set_where_there_is_one(desk: Desk) -> None:
    everybody_wants(desk, Rhythm.WEEKLY)
    monthly = members(desk)[0]
    chooses(desk, monthly, Habit(Rhythm.MONTHLY, 1, time(10)))
    switch_on(desk, WEEKLY, "Jede Woche")
    switch_on(desk, MONTHLY, "In der letzten Woche des Monats")
    live_until(desk, 30)
    assert asked(monthly) == []
    assert len(asked(monthly, MONTHLY)) == 1


@on_sqlite
def test_check_ins_leave_room_for_rounds(desk: Desk) -> None:
    """However many are open: a round begins, and does not have to wait for them."""
    everybody_wants(desk, Rhythm.WEEKLY)
    switch_on(desk, WEEKLY, "Jede Woche")
    switch_on(desk, MONTHLY, "In der letzten Woche des Monats")
    live_until(desk, 30)
    desk.prepare_contracting(desk.kim)
    assert "Runden" not in desk.kim.newest.text
    assert "Starten" in desk.kim.newest.labels


# --- Silence -------------------------------------------------------------------------------------


@on_sqlite
def test_who_misses_two_is_asked_once_whether_it_fits_and_then_asked_less(desk: Desk) -> None:
    everybody_wants(desk, Rhythm.WEEKLY)
    switch_on(desk, WEEKLY, "Jede Woche")
    silent = members(desk)[0]
    for _ in range(11):
        desk.house.wait(timedelta(days=6))
        for phone in members(desk)[1:]:
            phone.type("/hilfe")
    fits = [text for text in silent.texts() if "Passt Ihnen der Rhythmus" in text]
    assert len(fits) == 1
    silent.type("/rhythmus")
    assert "Check-ins: Einmal im Monat" in silent.newest.text
    assert sum("Passt Ihnen der Rhythmus" in text for text in silent.texts()) == 1
    for phone in members(desk)[1:]:
        assert not any("Passt Ihnen der Rhythmus" in text for text in phone.texts())


# --- What one settles for oneself ----------------------------------------------------------------


@on_sqlite
def test_everybody_settles_their_rhythm_for_themselves(desk: Desk) -> None:
    phone = members(desk)[0]
    phone.type("/rhythmus")
    assert "Check-ins: Gar nicht" in phone.newest.text
    assert "Wochenüberblick: Jede Woche" in phone.newest.text
    assert "In Ihrem Netzwerk gibt es bisher keine Check-ins." in phone.newest.text
    phone.press("Check-ins: wie oft")
    phone.press("Alle zwei Wochen")
    phone.press("Check-ins: Tag und Uhrzeit")
    phone.press("Donnerstag")
    phone.press("14 Uhr")
    assert "Check-ins: Alle zwei Wochen, Donnerstag um 14:00 Uhr" in phone.newest.text
    phone.press("Zeitzone")
    phone.press("Europe/Lisbon")
    assert "Ihre Zeitzone: Europe/Lisbon" in phone.newest.text
    phone.press("Überblick: wie oft")
    phone.press("Gar nicht")
    assert "Wochenüberblick: Gar nicht" in phone.newest.text


@on_sqlite
def test_clocks_that_change_do_not_move_the_hour(tmp_path: Path, url: str) -> None:
    with closing(Desk(tmp_path, 8, url=url, now=datetime(2027, 3, 23, 9, tzinfo=UTC))) as desk:
        desk.without_digests()
        everybody_wants(desk, Rhythm.WEEKLY)
        chooses(desk, members(desk)[0], Habit(Rhythm.WEEKLY, 3, time(16)))
        switch_on(desk, WEEKLY, "Jede Woche")
        # On the Thursday after the night of 28 March four in the afternoon is an hour earlier.
        desk.house.wait(datetime(2027, 4, 1, 13, 55, tzinfo=UTC) - desk.house.now)
        assert asked(members(desk)[0]) == []
        desk.house.wait(timedelta(minutes=10))
        assert len(asked(members(desk)[0])) == 1


# --- After a meeting, after a round ---------------------------------------------------------------


def test_everybody_is_asked_how_a_meeting_was(desk: Desk) -> None:
    everybody_wants(desk, Rhythm.MONTHLY)
    chooses(desk, members(desk)[0], Habit(Rhythm.NONE))
    desk.kim.type("/checkins")
    desk.kim.press("Nach dem Treffen")
    desk.kim.press("Ein Treffen eintragen")
    desk.kim.type("gestern")
    assert "Das kann ich nicht als Zeitpunkt lesen" in desk.kim.newest.text
    desk.kim.type("3.12.2026 14:00")
    assert "3. Dezember, 16:00 Uhr" in desk.kim.newest.text
    until(desk, 3, 15)
    assert not any(asked(phone, "Nach dem Treffen") for phone in members(desk))
    until(desk, 3, 17)
    assert all(asked(phone, "Nach dem Treffen") for phone in members(desk)[1:])
    assert not asked(members(desk)[0], "Nach dem Treffen")


def test_the_coordination_s_own_month_comes_to_whoever_coordinates(desk: Desk) -> None:
    switch_on(desk, "Ihr Monat in der Koordination", "In der ersten Woche des Monats")
    until(desk, 5, 12, month=1, year=2027)
    assert asked(desk.kim, "Ihr Monat in der Koordination")
    assert asked(desk.ada, "Ihr Monat in der Koordination")
    assert not any(asked(phone, "Ihr Monat in der Koordination") for phone in members(desk))


@on_sqlite
def test_nothing_confidential_is_switched_on(desk: Desk) -> None:
    desk.kim.type("/checkins")
    assert "außen" not in str(desk.kim.newest.labels)
