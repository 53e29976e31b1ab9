"""What operators write about things that come again, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from pydantic import ValidationError

from dialogs.recurrence import Recurrence, every, from_rhythm
from tests.calendars import coming, recurrence, recurrences


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("", "recurrence"),
        ("tuesday", "recurrence"),
        ("10:00", "recurrence"),
        ("dienstag 10:00", "recurrence"),
        ("fifth tuesday of the month 10:00", "recurrence"),
        ("second working day of the month 10:00", "recurrence"),
        ("tuesday of the month 10:00", "recurrence"),
        ("tuesday 24:00", "recurrence-time"),
        ("tuesday 10", "recurrence-time"),
        ("tuesday 10:00:00", "recurrence-time"),
        ("31 february 10:00", "recurrence-date"),
        ("0 may 10:00", "recurrence-date"),
        (600, "recurrence"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_its_kind(written: object, kind: str) -> None:
    with pytest.raises(ValidationError) as refused:
        recurrence(written)
    assert [error["type"] for error in refused.value.errors()] == [kind]


def test_a_rule_needs_a_day_on_which_it_begins() -> None:
    with pytest.raises(ValidationError) as refused:
        recurrence("tuesday 10:00", begins="2026-02-30")
    assert [error["type"] for error in refused.value.errors()] == ["day"]


@given(recurrences)
def test_a_rule_is_read_back_as_it_was_written(rule: Recurrence) -> None:
    assert every(str(rule.every)) == rule.every
    assert Recurrence.model_validate(rule.model_dump()) == rule
    assert Recurrence.model_validate(rule.model_dump(mode="json")) == rule


@pytest.mark.parametrize(
    ("rhythm", "comes"),
    [
        ("daily", "Mon 09.11.2026 10:00"),
        ("weekly", "Mon 09.11.2026 10:00"),
        ("monthly", "Tue 24.11.2026 10:00"),
        ("quarterly", "Tue 12.01.2027 10:00"),
        ("yearly", "Mon 07.06.2027 10:00"),
    ],
)
def test_every_rhythm_of_a_script_has_its_usual_time(rhythm: str, comes: str) -> None:
    rule = from_rhythm(rhythm, date(2026, 6, 6))
    assert rule is not None
    assert coming(rule, "2026-11-07", 1) == [comes]


@pytest.mark.parametrize("rhythm", ["meeting", "round"])
def test_what_follows_a_meeting_or_a_round_does_not_come_again(rhythm: str) -> None:
    assert from_rhythm(rhythm, date(2026, 6, 6)) is None
