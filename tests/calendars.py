"""What tests of time draw from: zones with their oddities, nights when clocks change, Länder."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from dialogs.recurrence import MONTHS, PLACES, WEEKDAYS, Recurrence
from dialogs.schedule import occurrences
from dialogs.workdays import LANDS, Land

BERLIN = ZoneInfo("Europe/Berlin")

#: The usual; an hour behind; the other hemisphere; half an hour of summer; 45 minutes of offset; a
#: day that never was (30 December 2011); summer time as the rule; changes at midnight; Ramadan.
ZONES = [
    ZoneInfo(name)
    for name in (
        "Europe/Berlin",
        "Europe/Lisbon",
        "America/New_York",
        "Australia/Lord_Howe",
        "Asia/Kathmandu",
        "Pacific/Apia",
        "Europe/Dublin",
        "America/Havana",
        "Africa/Casablanca",
    )
]

zones = st.sampled_from(ZONES)
lands = st.sampled_from([*LANDS, None])

YEARS = (2011, 2024, 2026, 2027)


@cache
def changes(zone: ZoneInfo, year: int) -> tuple[datetime, ...]:
    """Return when the clocks of a zone are changed in a year, to the minute."""
    hours = [datetime(year, 1, 1, tzinfo=UTC) + timedelta(hours=n) for n in range(366 * 24)]
    return tuple(
        next(
            minute
            for minute in (hour + timedelta(minutes=n) for n in range(1, 61))
            if _offset(minute, zone) != _offset(hour, zone)
        )
        for hour in hours
        if _offset(hour, zone) != _offset(hour + timedelta(hours=1), zone)
    )


def _offset(at: datetime, zone: ZoneInfo) -> timedelta | None:
    return at.astimezone(zone).utcoffset()


@st.composite
def moments(draw: st.DrawFn, zone: ZoneInfo) -> datetime:
    """Draw a moment of some year, often near a change of the clocks."""
    year = draw(st.sampled_from(YEARS))
    near = changes(zone, year)
    change = draw(st.none() | st.sampled_from(near)) if near else None
    if change is not None:
        return change + timedelta(minutes=draw(st.integers(-26 * 60, 26 * 60)))
    first = datetime(year, 1, 1, tzinfo=UTC)
    return first + timedelta(minutes=draw(st.integers(0, 365 * 24 * 60)))


@st.composite
def days(draw: st.DrawFn) -> date:
    """Draw a day of some year, often at the end of a month or of February."""
    year = draw(st.sampled_from(YEARS))
    if draw(st.booleans()):
        month = draw(st.integers(1, 12))
        return date(year, month, 1) + timedelta(days=draw(st.integers(-3, 3)))
    return draw(st.dates(date(year, 1, 1), date(year, 12, 31)))


# --- Rules ---------------------------------------------------------------------------------------

clock_times = st.builds(lambda h, m: f"{h}:{m:02}", st.integers(0, 23), st.integers(0, 59))
weekdays = st.sampled_from(WEEKDAYS)
spans = st.sampled_from(["month", "quarter"])
dates_of_a_year = st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(
    lambda day: f"{day.day} {MONTHS[day.month - 1]}"
)
written_days = st.one_of(
    st.just("working day"),
    weekdays,
    weekdays.map("other {}".format),
    st.builds("{} {} of the {}".format, st.sampled_from([*PLACES]), weekdays, spans),
    st.builds("{} working day of the {}".format, st.sampled_from(["first", "last"]), spans),
    dates_of_a_year,
)
recurrences = st.builds(
    lambda day, at, begins, moved: Recurrence.model_validate(
        {"every": f"{day} {at}", "begins": begins, "on_free_days": moved}
    ),
    written_days,
    clock_times,
    days(),
    st.sampled_from(["later", "earlier", "skipped"]),
)


def recurrence(written: object, begins: str = "2026-01-01", moved: str = "later") -> Recurrence:
    return Recurrence.model_validate({"every": written, "begins": begins, "on_free_days": moved})


def coming(rule: Recurrence, day: str, count: int, land: Land | None = "NW") -> list[str]:
    """Return the next so many as clocks in Berlin show them, asked for on the morning of a day."""
    after = datetime.fromisoformat(day).replace(tzinfo=BERLIN)
    far = after + timedelta(days=3660)
    found = occurrences(rule, BERLIN, land, after=after, until=far, limit=count)
    return [f"{each.at.astimezone(BERLIN):%a %d.%m.%Y %H:%M}" for each in found]
