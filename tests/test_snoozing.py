"""Being reminded later: at an hour of one's own choice, once, and never at a wrong one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dialogs.calm import Calm
from dialogs.snooze import mornings, this_afternoon
from tests.operating import BERLIN
from tests.planning_desk import Desk
from tests.talking import Phone

CALM = Calm(BERLIN, "ST")

#: Thursday before the fourth weekend of Advent.
THURSDAY = datetime(2026, 12, 17, 9, tzinfo=BERLIN)


# --- Which hours there are -----------------------------------------------------------------------


def test_this_afternoon_is_offered_in_the_morning_of_a_working_day_only() -> None:
    far = THURSDAY + timedelta(days=30)
    three = THURSDAY.replace(hour=15)
    assert this_afternoon(CALM, BERLIN, THURSDAY, far) == three
    assert this_afternoon(CALM, BERLIN, THURSDAY.replace(hour=14, minute=30), far) is None
    assert this_afternoon(CALM, BERLIN, THURSDAY + timedelta(days=2), far) is None
    assert this_afternoon(CALM, BERLIN, THURSDAY, three) is None


def test_mornings_are_those_of_working_days_before_the_end() -> None:
    days = mornings(CALM, BERLIN, THURSDAY, THURSDAY + timedelta(days=8))
    found = [day.astimezone(BERLIN).isoformat() for day in days]
    assert [each[:16] for each in found] == [
        "2026-12-18T08:00",
        "2026-12-21T08:00",
        "2026-12-22T08:00",
        "2026-12-23T08:00",
    ]


# --- Asking for it -------------------------------------------------------------------------------


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.house.later(timedelta(days=1))
    desk.prepare_contracting(desk.kim)
    desk.begin()
    desk.house.wait(timedelta(minutes=15))
    return desk


def reminders(phone: Phone) -> int:
    return sum("noch etwas offen ist" in words for words in phone.texts())


def test_this_afternoon_means_this_afternoon_beside_the_budget(desk: Desk) -> None:
    member = desk.house.phones["Mitglied 1"]
    member.press("Später erinnern")
    assert "Wann soll ich erinnern?" in member.newest.text
    member.press("Heute Nachmittag")
    assert "Ich erinnere Sie am 2. Dezember, 15:00 Uhr" in member.newest.text
    desk.house.now = datetime(2026, 12, 2, 13, 45, tzinfo=UTC)
    desk.house.wait(timedelta(minutes=0))
    assert reminders(member) == 0
    desk.house.wait(timedelta(minutes=30))
    assert reminders(member) == 1
    assert "Später erinnern" in member.newest.labels


def test_until_then_no_other_reminder_of_this_round_comes(desk: Desk) -> None:
    put_off, other = (desk.house.phones[f"Mitglied {n}"] for n in (1, 2))
    desk.house.wait(datetime(2026, 12, 11, 7, 30, tzinfo=UTC) - desk.house.now)
    put_off.press("Später erinnern")
    put_off.press("Heute Nachmittag")
    desk.house.wait(timedelta(hours=2))
    assert (reminders(put_off), reminders(other)) == (0, 1)
    desk.house.wait(timedelta(hours=5))
    assert (reminders(put_off), reminders(other)) == (1, 1)


def test_a_day_can_be_chosen_and_is_reminded_of_in_its_morning(desk: Desk) -> None:
    member = desk.house.phones["Mitglied 1"]
    member.press("Später erinnern")
    member.press("Tag wählen")
    member.press("Mo., 7. Dezember 2026, morgens")
    desk.house.wait(timedelta(days=4, hours=20))
    assert reminders(member) == 0
    desk.house.wait(timedelta(hours=4))
    assert reminders(member) == 1


def test_whoever_has_answered_meanwhile_is_not_reminded(desk: Desk) -> None:
    member = desk.house.phones["Mitglied 1"]
    member.press("Später erinnern")
    member.press("Morgen früh")
    member.press("Diesmal nicht")
    desk.house.wait(timedelta(days=2))
    assert reminders(member) == 0


def test_a_button_of_a_round_that_is_over_says_that_nothing_is_open(desk: Desk) -> None:
    member = desk.house.phones["Mitglied 1"]
    invitation = member.with_button("Später erinnern")
    keys = invitation.keys
    desk.house.wait(timedelta(days=30))
    invitation.keys = keys
    member.press("Später erinnern", under=invitation)
    assert "Für Sie ist nichts offen" in member.newest.text
