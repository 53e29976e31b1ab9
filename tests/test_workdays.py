"""Working days: the holidays of the sixteen Länder, and what is counted in working days."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.workdays import (
    LANDS,
    Calendar,
    Land,
    Span,
    first_working_day,
    is_before_rest,
    is_working_day,
    last_working_day,
    next_working_day,
    on_or_after,
    on_or_before,
    previous_working_day,
    working_days_after,
    working_days_between,
)

days = st.dates(date(2000, 1, 1), date(2090, 12, 31))
lands = st.sampled_from([*LANDS, None])

#: Days on which some Länder work and others do not, in 2026 and 2027.
SOMEWHERE = [
    ("Heilige Drei Könige", date(2026, 1, 6), {"BW", "BY", "ST"}),
    ("Frauentag", date(2027, 3, 8), {"BE", "MV"}),
    ("Fronleichnam", date(2026, 6, 4), {"BW", "BY", "HE", "NW", "RP", "SL", "SN", "TH"}),
    ("Mariä Himmelfahrt", date(2028, 8, 15), {"BY", "SL"}),
    ("Weltkindertag", date(2027, 9, 20), {"TH"}),
    (
        "Reformationstag",
        date(2028, 10, 31),
        {"BB", "HB", "HH", "MV", "NI", "SN", "ST", "SH", "TH"},
    ),
    ("Allerheiligen", date(2027, 11, 1), {"BW", "BY", "NW", "RP", "SL"}),
    ("Buß- und Bettag", date(2026, 11, 18), {"SN"}),
]

#: Days on which nobody works.
EVERYWHERE = [
    ("Neujahr", date(2026, 1, 1)),
    ("Karfreitag", date(2026, 4, 3)),
    ("Ostermontag", date(2026, 4, 6)),
    ("Tag der Arbeit", date(2026, 5, 1)),
    ("Christi Himmelfahrt", date(2026, 5, 14)),
    ("Pfingstmontag", date(2026, 5, 25)),
    ("Tag der Deutschen Einheit", date(2028, 10, 3)),
    ("Heiligabend", date(2026, 12, 24)),
    ("Erster Weihnachtstag", date(2026, 12, 25)),
    ("Zweiter Weihnachtstag", date(2028, 12, 26)),
    ("Silvester", date(2026, 12, 31)),
    ("a Saturday", date(2026, 11, 21)),
    ("a Sunday", date(2026, 11, 22)),
]


@pytest.mark.parametrize(
    ("day", "free"), [row[1:] for row in SOMEWHERE], ids=[row[0] for row in SOMEWHERE]
)
def test_each_land_keeps_its_own_holidays(day: date, free: set[Land]) -> None:
    assert {land for land in LANDS if not is_working_day(day, land)} == free
    assert is_working_day(day, None), "without a Land only the holidays of all count"


@pytest.mark.parametrize("day", [row[1] for row in EVERYWHERE], ids=[row[0] for row in EVERYWHERE])
def test_some_days_are_free_everywhere(day: date) -> None:
    assert not any(is_working_day(day, land) for land in (*LANDS, None))


@pytest.mark.parametrize(
    ("year", "month", "land", "first", "last"),
    [
        (2026, 1, "NW", date(2026, 1, 2), date(2026, 1, 30)),
        (2026, 2, "NW", date(2026, 2, 2), date(2026, 2, 27)),
        (2028, 2, "NW", date(2028, 2, 1), date(2028, 2, 29)),
        (2026, 5, "NW", date(2026, 5, 4), date(2026, 5, 29)),
        (2025, 10, "NI", date(2025, 10, 1), date(2025, 10, 30)),
        (2025, 10, "NW", date(2025, 10, 1), date(2025, 10, 31)),
        (2027, 11, "NW", date(2027, 11, 2), date(2027, 11, 30)),
        (2026, 12, "NW", date(2026, 12, 1), date(2026, 12, 30)),
        (2027, 12, None, date(2027, 12, 1), date(2027, 12, 30)),
    ],
)
def test_a_month_has_a_first_and_a_last_working_day(
    year: int, month: int, land: Land | None, first: date, last: date
) -> None:
    assert first_working_day(year, month, land) == first
    assert last_working_day(year, month, land) == last


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        (date(2026, 4, 3), date(2026, 4, 2), date(2026, 4, 7)),
        (date(2026, 12, 24), date(2026, 12, 23), date(2026, 12, 28)),
        (date(2026, 12, 31), date(2026, 12, 30), date(2027, 1, 4)),
        (date(2026, 11, 20), date(2026, 11, 19), date(2026, 11, 23)),
    ],
    ids=["Easter", "Christmas", "New Year", "a weekend"],
)
def test_holidays_and_weekends_are_stepped_over(day: date, before: date, after: date) -> None:
    assert previous_working_day(day, "NW") == before
    assert next_working_day(day, "NW") == after


def test_a_result_within_ten_working_days_may_take_longer_over_easter() -> None:
    assert working_days_after(date(2026, 3, 4), 10, "NW") == date(2026, 3, 18)
    assert working_days_after(date(2026, 3, 27), 10, "NW") == date(2026, 4, 14)


def test_a_body_reads_two_working_days_before_the_others() -> None:
    assert working_days_after(date(2026, 4, 7), -2, "NW") == date(2026, 4, 1)


@pytest.mark.parametrize(
    ("day", "before_rest"),
    [
        (date(2026, 11, 19), False),
        (date(2026, 11, 20), True),
        (date(2026, 4, 2), True),
        (date(2026, 5, 13), False),
        (date(2026, 12, 23), True),
    ],
    ids=["Thursday", "Friday", "Maundy Thursday", "the day before Ascension", "before Christmas"],
)
def test_a_long_weekend_begins_as_early_as_its_first_free_day(
    day: date, *, before_rest: bool
) -> None:
    assert is_before_rest(day, "NW") == before_rest


@given(days, lands)
def test_the_neighbours_of_a_day_are_the_nearest_working_days(day: date, land: Land | None) -> None:
    before, after = previous_working_day(day, land), next_working_day(day, land)
    assert before < day < after
    assert is_working_day(before, land)
    assert is_working_day(after, land)
    between = (before + timedelta(days=n) for n in range(1, (after - before).days))
    assert not any(is_working_day(each, land) for each in between if each != day)


@given(days, lands)
def test_a_working_day_stays_where_it_is(day: date, land: Land | None) -> None:
    stays = is_working_day(day, land)
    assert (on_or_after(day, land) == day) == (on_or_before(day, land) == day) == stays


@given(days, st.integers(0, 30), lands)
def test_counting_working_days_and_going_them_agree(
    day: date, count: int, land: Land | None
) -> None:
    assert working_days_between(day, working_days_after(day, count, land), land) == count
    start = on_or_after(day, land)
    assert working_days_after(working_days_after(start, count, land), -count, land) == start


@given(days, lands)
def test_nobody_is_free_for_more_than_a_week(day: date, land: Land | None) -> None:
    assert next_working_day(day, land) - day <= timedelta(days=7)


# --- The days of a network -----------------------------------------------------------------------

CHRISTMAS = Span(date(2026, 12, 21), date(2027, 1, 2))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 12, 18), date(2026, 12, 18)),
        (date(2026, 12, 19), date(2027, 1, 4)),
        (date(2026, 12, 21), date(2027, 1, 4)),
        (date(2027, 1, 2), date(2027, 1, 4)),
        (date(2027, 1, 4), date(2027, 1, 4)),
    ],
)
def test_what_falls_on_school_holidays_comes_at_the_same_hour_after_them(
    day: date, expected: date
) -> None:
    at = Calendar("NW", (CHRISTMAS,)).open_day(datetime.combine(day, time(9, 30), UTC))
    assert at == datetime.combine(expected, time(9, 30), UTC)


def test_results_come_neither_in_school_holidays_nor_before_a_rest() -> None:
    calendar = Calendar("NW", (CHRISTMAS,))
    friday = datetime(2026, 12, 18, 9, 30, tzinfo=UTC)
    assert calendar.day_for_results(friday) == datetime(2027, 1, 4, 9, 30, tzinfo=UTC)


def test_without_school_holidays_the_working_days_of_the_land_count() -> None:
    assert Calendar("BY").open_day(datetime(2027, 1, 6, 9, tzinfo=UTC)) == datetime(
        2027, 1, 7, 9, tzinfo=UTC
    )
    assert Calendar("NW").open_day(datetime(2027, 1, 6, 9, tzinfo=UTC)) == datetime(
        2027, 1, 6, 9, tzinfo=UTC
    )


def test_a_span_is_read_as_it_is_written_and_ends_after_it_begins() -> None:
    assert Span.read(str(CHRISTMAS)) == CHRISTMAS
    with pytest.raises(ValueError, match="holds no day"):
        Span.read("2027-01-02 to 2026-12-21")
    with pytest.raises(ValueError, match="Invalid isoformat"):
        Span.read("Christmas")
