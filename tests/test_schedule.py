"""Schedules: when something comes again, on calendars and clocks of all kinds."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.recurrence import MONTHS, PLACES, WEEKDAYS, Recurrence
from dialogs.schedule import (
    Arrears,
    Planned,
    after_meeting,
    arrears,
    at_wall,
    next_occurrence,
    occurrences,
    once,
    too_late,
)
from dialogs.workdays import Land, is_working_day, next_working_day, previous_working_day
from tests.calendars import (
    BERLIN,
    changes,
    coming,
    lands,
    moments,
    recurrence,
    recurrences,
    zones,
)

USUAL = settings(max_examples=60, deadline=None)


# --- What operators write ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "begins", "comes"),
    [
        ("tuesday 10:00", "2026-01-01", ["Tue 03.11.2026 10:00", "Tue 10.11.2026 10:00"]),
        ("other tuesday 10:00", "2026-10-22", ["Tue 10.11.2026 10:00", "Tue 24.11.2026 10:00"]),
        ("other tuesday 10:00", "2026-10-29", ["Tue 03.11.2026 10:00", "Tue 17.11.2026 10:00"]),
        ("working day 9:00", "2026-01-01", ["Mon 02.11.2026 09:00", "Tue 03.11.2026 09:00"]),
        ("third thursday of the month 8:30", "2026-01-01", ["Thu 19.11.2026 08:30"]),
        ("last tuesday of the month 10:00", "2026-01-01", ["Tue 24.11.2026 10:00"]),
        ("first working day of the month 9:00", "2026-01-01", ["Mon 02.11.2026 09:00"]),
        ("last working day of the month 9:00", "2026-01-01", ["Mon 30.11.2026 09:00"]),
        ("second tuesday of the quarter 10:00", "2026-01-01", ["Tue 12.01.2027 10:00"]),
        ("last friday of the quarter 10:00", "2026-01-01", ["Mon 28.12.2026 10:00"]),
        ("last working day of the quarter 10:00", "2026-01-01", ["Wed 30.12.2026 10:00"]),
        ("1 september 9:00", "2026-01-01", ["Wed 01.09.2027 09:00", "Fri 01.09.2028 09:00"]),
        ("29 february 9:00", "2026-01-01", ["Mon 01.03.2027 09:00", "Tue 29.02.2028 09:00"]),
        ("tuesday 10:00", "2027-05-01", ["Tue 04.05.2027 10:00"]),
    ],
)
def test_what_is_written_comes_when_it_is_meant(
    written: str, begins: str, comes: list[str]
) -> None:
    assert coming(recurrence(written, begins), "2026-11-02", len(comes)) == comes


@pytest.mark.parametrize(
    ("written", "moved", "day", "comes"),
    [
        ("friday 10:00", "later", "2026-04-01", "Tue 07.04.2026 10:00"),
        ("friday 10:00", "earlier", "2026-04-01", "Thu 02.04.2026 10:00"),
        ("friday 10:00", "skipped", "2026-04-01", "Fri 10.04.2026 10:00"),
        ("last thursday of the month 9:00", "earlier", "2026-12-01", "Wed 30.12.2026 09:00"),
        ("last thursday of the month 9:00", "later", "2026-12-01", "Mon 04.01.2027 09:00"),
        ("last working day of the month 9:00", "later", "2026-12-01", "Wed 30.12.2026 09:00"),
        ("first working day of the month 9:00", "earlier", "2026-12-31", "Mon 04.01.2027 09:00"),
        ("working day 9:00", "earlier", "2026-12-23T12:00", "Mon 28.12.2026 09:00"),
    ],
)
def test_a_free_day_moves_what_would_come_on_it(
    written: str, moved: str, day: str, comes: str
) -> None:
    assert coming(recurrence(written, moved=moved), day, 1) == [comes]


def test_nothing_comes_before_the_day_on_which_a_rule_begins() -> None:
    silvester = recurrence("last working day of the month 9:00", "2026-12-31")
    assert coming(silvester, "2026-11-01", 1) == ["Fri 29.01.2027 09:00"]


def test_the_same_rule_comes_on_other_days_in_other_laender() -> None:
    rule = recurrence("last friday of the month 10:00", "2025-01-01")
    assert coming(rule, "2025-10-27", 1, "NI") == ["Mon 03.11.2025 10:00"]
    assert coming(rule, "2025-10-27", 1, "HE") == ["Fri 31.10.2025 10:00"]


def test_those_who_have_met_are_asked_two_hours_later() -> None:
    ended = datetime(2026, 11, 3, 16, tzinfo=BERLIN)
    asked = Planned(date(2026, 11, 3), datetime(2026, 11, 3, 17, tzinfo=UTC))
    assert after_meeting(ended, BERLIN) == asked
    night = datetime(2026, 10, 25, 1, 30, tzinfo=BERLIN)
    assert after_meeting(night, BERLIN).at - night.astimezone(UTC) == timedelta(hours=2)


def test_a_day_is_that_of_the_calendar_on_the_wall() -> None:
    assert once(datetime(2026, 11, 2, 23, 30, tzinfo=UTC), BERLIN).slot == date(2026, 11, 3)


# --- Clocks --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zone", "wall", "moment"),
    [
        ("Europe/Berlin", "2026-03-29 02:30", "2026-03-29 01:00"),
        ("Europe/Berlin", "2026-03-29 02:00", "2026-03-29 01:00"),
        ("Europe/Berlin", "2026-03-29 01:59", "2026-03-29 00:59"),
        ("Europe/Berlin", "2026-03-29 03:00", "2026-03-29 01:00"),
        ("Europe/Berlin", "2026-10-25 02:30", "2026-10-25 00:30"),
        ("Europe/Berlin", "2026-10-25 03:00", "2026-10-25 02:00"),
        ("Australia/Lord_Howe", "2026-10-04 02:15", "2026-10-03 15:30"),
        ("Australia/Lord_Howe", "2026-04-05 01:45", "2026-04-04 14:45"),
        ("America/Havana", "2026-03-08 00:30", "2026-03-08 05:00"),
        ("Pacific/Apia", "2011-12-30 10:00", "2011-12-30 10:00"),
        ("Asia/Kathmandu", "2026-06-01 10:00", "2026-06-01 04:15"),
    ],
)
def test_times_that_clocks_skip_or_show_twice(zone: str, wall: str, moment: str) -> None:
    expected = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert at_wall(datetime.fromisoformat(wall), ZoneInfo(zone)) == expected


@settings(max_examples=150, deadline=None)
@given(st.data(), zones)
def test_a_time_on_the_wall_is_the_first_minute_that_shows_it_or_more(
    data: st.DataObject, zone: ZoneInfo
) -> None:
    wall = data.draw(moments(zone)).astimezone(zone).replace(tzinfo=None)
    wall += timedelta(minutes=data.draw(st.integers(-120, 120)))
    first = wall.replace(tzinfo=UTC) - timedelta(hours=15)
    minutes = [first + timedelta(minutes=n) for n in range(30 * 60)]
    shown = [minute.astimezone(zone).replace(tzinfo=None) for minute in minutes]
    there = wall in shown
    expected = next(
        m for m, s in zip(minutes, shown, strict=True) if s == wall or (not there and s > wall)
    )
    assert at_wall(wall, zone) == expected


@pytest.mark.parametrize("night", changes(BERLIN, 2026), ids=["spring", "autumn"])
def test_nothing_is_lost_or_doubled_in_the_nights_when_clocks_change(night: datetime) -> None:
    for minute in range(0, 24 * 60, 10):
        wall = datetime.combine(date(2026, 1, 1), time()) + timedelta(minutes=minute)
        sunday = night.astimezone(BERLIN)
        rule = recurrence(f"{sunday.day} {MONTHS[sunday.month - 1]} {wall:%H:%M}")
        days_around = night - timedelta(days=9), night + timedelta(days=9)
        (planned,) = occurrences(rule, BERLIN, "NW", after=days_around[0], until=days_around[1])
        assert planned.slot == sunday.date()
        assert f"{planned.at.astimezone(BERLIN):%a %H:%M}" == f"Mon {wall:%H:%M}"


# --- The rule, whenever it is asked for ----------------------------------------------------------


def by_the_book(rule: Recurrence, day: date) -> bool:
    """Tell whether a day is a slot, by going through what the words mean one by one."""
    words = str(rule.every).split()[:-1]
    if words == ["working", "day"]:
        return day.weekday() < 5
    if len(words) == 1:
        return WEEKDAYS[day.weekday()] == words[0]
    if words[0] == "other":
        first = rule.begins
        while WEEKDAYS[first.weekday()] != words[1]:
            first += timedelta(days=1)
        return (day - first).days % 14 == 0
    if words[-1] in MONTHS:
        number, of_month = int(words[0]), day.month == MONTHS.index(words[1]) + 1
        ends = (day + timedelta(days=1)).month != day.month
        return of_month and (day.day == number or (ends and day.day < number))
    in_span = [
        each for each in _span(day, words[-1]) if words[1] in ("working", WEEKDAYS[each.weekday()])
    ]
    return in_span[{"last": -1}.get(words[0], PLACES[words[0]] - 1)] == day


def _span(day: date, kind: str) -> list[date]:
    """Return the days of the month or quarter around a day."""
    year = [date(day.year, 1, 1) + timedelta(days=n) for n in range(366)]
    size = 1 if kind == "month" else 3
    return [
        each
        for each in year
        if each.year == day.year and (each.month - 1) // size == (day.month - 1) // size
    ]


def moved_by_the_book(rule: Recurrence, day: date, land: Land | None) -> date | None:
    if is_working_day(day, land):
        return day
    words = str(rule.every).split()
    if "working" in words:
        if "last" in words:
            return previous_working_day(day, land)
        return next_working_day(day, land) if "first" in words else None
    earlier, later = previous_working_day(day, land), next_working_day(day, land)
    return {"earlier": earlier, "later": later, "skipped": None}[rule.on_free_days]


@USUAL
@given(recurrences, zones, lands, st.integers(-40, 1200))
def test_every_slot_is_a_day_by_the_book_and_none_is_missing(
    rule: Recurrence, zone: ZoneInfo, land: Land | None, later: int
) -> None:
    first = rule.begins + timedelta(days=later)
    after = at_wall(datetime.combine(first, time()), zone)
    until = after + timedelta(days=300)
    days_around = (first + timedelta(days=n) for n in range(-20, 340))
    slots = [day for day in days_around if day >= rule.begins and by_the_book(rule, day)]
    moved = [(slot, moved_by_the_book(rule, slot, land)) for slot in slots]
    expected = [
        Planned(slot, at_wall(datetime.combine(day, rule.every.at), zone))
        for slot, day in moved
        if day is not None and day >= rule.begins
    ]
    found = list(occurrences(rule, zone, land, after=after, until=until))
    assert found == [each for each in expected if after < each.at <= until]


@USUAL
@given(st.data(), recurrences, zones, lands)
def test_a_slot_does_not_depend_on_when_it_is_asked_for(
    data: st.DataObject, rule: Recurrence, zone: ZoneInfo, land: Land | None
) -> None:
    asked = data.draw(moments(zone))
    planned = next_occurrence(rule, asked, zone, land)
    if planned is None:
        assert rule.on_free_days == "skipped"
        return
    assert planned.at > asked
    between = data.draw(st.integers(0, int((planned.at - asked).total_seconds()) - 1))
    assert next_occurrence(rule, asked + timedelta(seconds=between), zone, land) == planned
    elsewhere = asked.astimezone(data.draw(zones))
    assert next_occurrence(rule, elsewhere, zone, land) == planned


@USUAL
@given(recurrences, zones, lands)
def test_going_from_slot_to_slot_never_repeats_or_leaves_out_one(
    rule: Recurrence, zone: ZoneInfo, land: Land | None
) -> None:
    start = at_wall(datetime.combine(rule.begins, time()), zone)
    walked: list[Planned] = []
    after = start
    while (planned := next_occurrence(rule, after, zone, land)) is not None and len(walked) < 20:
        walked.append(planned)
        after = planned.at
    assert all(one.slot < other.slot and one.at < other.at for one, other in pairwise(walked))
    assert walked == list(occurrences(rule, zone, land, after=start, until=after))


@USUAL
@given(st.data(), recurrences, zones, lands)
def test_what_is_planned_shows_its_time_on_a_working_day(
    data: st.DataObject, rule: Recurrence, zone: ZoneInfo, land: Land | None
) -> None:
    planned = next_occurrence(rule, data.draw(moments(zone)), zone, land)
    if planned is None:
        return
    shown = planned.at.astimezone(zone).replace(tzinfo=None)
    as_written = shown.time() == rule.every.at and is_working_day(shown.date(), land)
    after_a_gap = at_wall(shown - timedelta(minutes=1), zone) == planned.at
    assert as_written or after_a_gap


# --- What came due while nobody looked -----------------------------------------------------------


def in_berlin(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("now", "acts", "skips"),
    [
        ("2026-11-03 09:59", None, []),
        ("2026-11-03 10:00", "2026-11-03", []),
        ("2026-11-04 09:00", "2026-11-03", []),
        ("2026-11-04 11:00", None, ["2026-11-03"]),
        ("2026-11-17 12:00", "2026-11-17", ["2026-11-03", "2026-11-10"]),
        ("2026-11-20 12:00", None, ["2026-11-03", "2026-11-10", "2026-11-17"]),
    ],
)
def test_after_a_standstill_there_is_no_burst(now: str, acts: str | None, skips: list[str]) -> None:
    since = in_berlin("2026-10-27 10:00")
    found = arrears(recurrence("tuesday 10:00"), BERLIN, "NW", since=since, now=in_berlin(now))
    assert (found.act and str(found.act.slot)) == acts
    assert [str(each.slot) for each in found.skipped] == skips


def test_after_years_of_standstill_only_the_last_one_is_looked_at() -> None:
    since, now = in_berlin("2019-01-01 09:00"), in_berlin("2026-11-03 09:00")
    found = arrears(
        recurrence("working day 9:00", "2019-01-01"), BERLIN, "NW", since=since, now=now
    )
    assert found.act is not None
    assert found.act.slot == date(2026, 11, 3)
    assert len(found.skipped) < 260


@pytest.mark.parametrize(
    ("written", "keeps"),
    [
        ("working day 9:00", timedelta(hours=6)),
        ("tuesday 10:00", timedelta(days=1)),
        ("other tuesday 10:00", timedelta(days=2)),
        ("last tuesday of the month 10:00", timedelta(days=3)),
        ("first working day of the quarter 10:00", timedelta(days=3)),
        ("1 september 10:00", timedelta(days=7)),
    ],
)
def test_the_rarer_something_is_the_longer_it_keeps(written: str, keeps: timedelta) -> None:
    rule = recurrence(written)
    planned = next_occurrence(rule, in_berlin("2026-11-02 12:00"), BERLIN, "NW")
    assert planned is not None
    assert not too_late(rule, planned, planned.at + keeps)
    assert too_late(rule, planned, planned.at + keeps + timedelta(seconds=1))


@USUAL
@given(st.data(), recurrences, zones, lands)
def test_whoever_looks_often_acts_on_each_slot_once(
    data: st.DataObject, rule: Recurrence, zone: ZoneInfo, land: Land | None
) -> None:
    since = data.draw(moments(zone))
    looks = sorted(data.draw(st.lists(st.integers(1, 60 * 24), max_size=12)))
    noted: list[Planned] = []
    for hours in looks:
        now = since + timedelta(hours=hours)
        found = arrears(rule, zone, land, since=noted[-1].at if noted else since, now=now)
        assert found == arrears(rule, zone, land, since=noted[-1].at if noted else since, now=now)
        noted += found.skipped
        if found.act is not None:
            assert not too_late(rule, found.act, now)
            noted.append(found.act)
    until = since + timedelta(hours=looks[-1] if looks else 0)
    assert noted == list(occurrences(rule, zone, land, after=since, until=until))


def test_nothing_is_due_before_its_time() -> None:
    now = in_berlin("2026-11-02 12:00")
    assert arrears(recurrence("tuesday 10:00"), BERLIN, "NW", since=now, now=now) == Arrears(
        None, ()
    )


def test_a_rule_that_never_has_a_working_day_has_no_slot() -> None:
    rule = recurrence("25 december 9:00", moved="skipped")
    assert next_occurrence(rule, in_berlin("2026-11-02 12:00"), BERLIN, None) is None
