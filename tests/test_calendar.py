"""The calendar of a network: what goes out when, to how many, and what can be done about it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from bot.facilitator import recurring
from dialogs.recurrence import Recurrence
from storage import moments, schedules
from storage.schedules import DIGEST, Schedule
from tests.planning_desk import Desk

THURSDAYS = Recurrence.model_validate({"every": "thursday 9:00", "begins": date(2026, 12, 1)})


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    made.without_digests()
    with made.house.database.writing() as session:
        weekly = Schedule(made.network, DIGEST, "members", THURSDAYS, made.house.now)
        recurring.settle(session, weekly)
    return made


def slots(desk: Desk) -> list[str]:
    """Return what has come so far, or shall not."""
    with desk.house.database.reading() as session:
        (kept,) = (s for s in schedules.of_network(session, desk.network) if s.recurrence)
        return sorted(moments.slots(session, moments.SCHEDULE, str(kept.id)))


def change(desk: Desk, label: str) -> None:
    """Choose one thing on the newest page of the calendar."""
    desk.kim.type("/kalender")
    desk.kim.press("Etwas ändern")
    desk.kim.press(label)


def test_the_coming_weeks_stand_in_their_order_with_their_free_days(desk: Desk) -> None:
    desk.kim.type("/kalender")
    page = desk.kim.newest.text
    expected = (
        "30. November bis 6. Dezember",
        "– Do., 3. Dezember, 09:00 Uhr: Wochenüberblick für alle",
        "7. Dezember bis 13. Dezember",
        "– Do., 10. Dezember, 09:00 Uhr: Wochenüberblick für alle",
        "– Do., 17. Dezember, 09:00 Uhr: Wochenüberblick für alle",
        "21. Dezember bis 27. Dezember",
        "– Fr., 25. Dezember: frei (Erster Weihnachtstag)",
    )
    places = [page.find(words) for words in expected]
    assert -1 not in places, page
    assert places == sorted(places)
    # Christmas Eve is free as well: the overview comes on the next working day.
    desk.kim.press("Spätere Wochen")
    assert "– Mo., 28. Dezember, 09:00 Uhr: Wochenüberblick für alle" in desk.kim.newest.text
    desk.kim.press("Frühere Wochen")
    assert desk.kim.newest.text == page


def test_a_round_stands_in_it_with_everything_that_comes_of_it(desk: Desk) -> None:
    desk.prepare_contracting(desk.kim)
    desk.begin()
    desk.kim.type("/kalender")
    page = desk.kim.newest.text
    title = "„Worauf lassen wir uns ein?“"
    assert f"{title}: Erinnerung an alle, bei denen noch etwas offen ist" in page
    assert f"– Fr., 11. Dezember, 10:00 Uhr: {title}: „Ankommen“ endet" in page
    assert f"{title}: „Regeln finden“ beginnt, wenn auf nichts gewartet werden muss" in page
    while "das Ergebnis" not in desk.kim.newest.text:
        desk.kim.press("Spätere Wochen")
    assert f"– Mo., 8. Februar, 10:00 Uhr: {title}: das Ergebnis, an 14 Personen" in (
        desk.kim.newest.text
    )


def test_how_many_are_reminded_is_nobody_s_affair(desk: Desk) -> None:
    desk.prepare_contracting(desk.kim)
    desk.begin()
    desk.kim.type("/kalender")
    reminders = [line for line in desk.kim.newest.text.splitlines() if "Erinnerung" in line]
    assert reminders
    assert not any("Person" in line for line in reminders)


def test_a_reminder_can_be_left_out(desk: Desk) -> None:
    desk.prepare_contracting(desk.kim)
    number, _ = desk.begin()
    change(desk, "Do. 10.12. „Worauf")
    desk.kim.press("Diese Erinnerung weglassen")
    assert "Am Do., 10. Dezember wird niemand erinnert." in desk.kim.newest.text
    with desk.house.database.reading() as session:
        names = {each.name for each in moments.of_round(session, number)}
    assert "last-reminder" not in names
    assert "phase-ends" in names


def test_one_slot_is_left_out_and_comes_after_all(desk: Desk) -> None:
    change(desk, "Do. 10.12.")
    desk.kim.press("Diesmal ausfallen lassen")
    assert "am Do., 10. Dezember fällt aus" in desk.kim.newest.text
    assert slots(desk) == ["2026-12-10"]
    desk.kim.press("Doch stattfinden lassen")
    assert "findet doch statt, am Do., 10. Dezember" in desk.kim.newest.text
    assert slots(desk) == []


def test_what_is_left_out_does_not_come_and_the_others_do(desk: Desk) -> None:
    desk.prepare_contracting(desk.kim)
    desk.begin()
    change(desk, "Do. 10.12.")
    desk.kim.press("Diesmal ausfallen lassen")
    desk.kim.type("/kalender")
    assert "Do., 10. Dezember, 09:00 Uhr: Wochenüberblick für alle, fällt aus" in (
        desk.kim.newest.text
    )
    desk.house.wait(timedelta(days=17))
    assert slots(desk) == ["2026-12-03", "2026-12-10", "2026-12-17"]
    texts = desk.house.phones["Mitglied 9"].texts()
    days = [text.split(" · ")[1].split("\n")[0] for text in texts if "Ihre Woche in" in text]
    assert "3. Dezember" in days
    assert "10. Dezember" not in days


def test_one_slot_is_put_on_another_day(desk: Desk) -> None:
    change(desk, "Do. 10.12.")
    desk.kim.press("Auf einen anderen Tag legen")
    desk.kim.type("irgendwann")
    assert "Das kann ich nicht als Tag lesen." in desk.kim.newest.text
    desk.kim.type("13.12.2026")
    assert "So., 13. Dezember ist kein Arbeitstag." in desk.kim.newest.text
    desk.kim.type("11.12.2026")
    assert "kommt jetzt am Fr., 11. Dezember" in desk.kim.newest.text
    desk.kim.type("/kalender")
    page = desk.kim.newest.text
    assert "– Fr., 11. Dezember, 09:00 Uhr: Wochenüberblick für alle" in page
    assert "auf diesen Tag verlegt" in page
    assert "Do., 10. Dezember, 09:00" not in page
    with desk.house.database.reading() as session:
        (moved,) = moments.waiting(session, moments.MOVED, "")
    assert f"{moved.at:%d.%m. %H:%M}" == "11.12. 08:00"
    desk.house.wait(timedelta(days=11))
    assert slots(desk) == ["2026-12-03", "2026-12-10"]


def test_what_was_moved_goes_back_to_its_own_day(desk: Desk) -> None:
    change(desk, "Do. 10.12.")
    desk.kim.press("Auf einen anderen Tag legen")
    desk.kim.type("11.12.2026")
    desk.kim.press("Zurück auf den alten Tag")
    assert "am Do., 10. Dezember" in desk.kim.newest.text
    with desk.house.database.reading() as session:
        assert moments.waiting(session, moments.MOVED, "") == []
    assert slots(desk) == []


def test_it_is_stopped_only_when_that_is_meant(desk: Desk) -> None:
    change(desk, "Do. 10.12.")
    desk.kim.press("Ganz anhalten")
    assert desk.kim.newest.labels == ["Ja, anhalten"]
    desk.kim.press("Ja, anhalten")
    assert desk.kim.newest.text == "Wochenüberblick für alle kommt nicht mehr."
    desk.kim.type("/kalender")
    assert "Wochenüberblick" not in desk.kim.newest.text
    assert "– nichts" in desk.kim.newest.text


def test_a_button_about_what_has_been_changes_nothing(desk: Desk) -> None:
    change(desk, "Do. 3.12.")
    offer = desk.kim.newest
    desk.house.wait(timedelta(days=4))
    desk.kim.press("Diesmal ausfallen lassen", under=offer)
    assert "Das war schon oder kommt nicht mehr." in desk.kim.newest.text


def test_the_file_holds_the_same_and_no_name_of_a_person(desk: Desk) -> None:
    desk.prepare_contracting(desk.kim)
    desk.begin()
    desk.kim.type("/kalender")
    desk.kim.press("Als Datei für Ihren Kalender")
    words = desk.kim.newest.text
    assert words.startswith("[reihum.ics] ")
    calendar = Calendar.from_ical(words.removeprefix("[reihum.ics] "))
    summaries = [str(each["summary"]) for each in calendar.walk("VEVENT")]
    assert summaries.count("Wochenüberblick für alle, an höchstens 12 Personen") > 20
    assert any("das Ergebnis, an 14 Personen" in each for each in summaries)
    assert len({str(each["uid"]) for each in calendar.walk("VEVENT")}) == len(summaries)
    assert "Kim Koch" not in words
    assert "Mitglied" not in words


def test_only_the_desk_has_a_calendar(desk: Desk) -> None:
    member = desk.house.phones["Mitglied 9"]
    member.type("/kalender")
    assert "Wochenüberblick" not in member.newest.text
