"""When what comes again comes to one person."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from dialogs.calm import Kind, Rhythm
from dialogs.habits import USUAL, Habit, comes_to, has_turn, wants
from dialogs.workdays import Land
from storage import habits
from storage.database import Database
from tests.peopled import person

BERLIN = ZoneInfo("Europe/Berlin")

#: A Thursday at nine in Berlin.
THURSDAY = datetime(2026, 12, 3, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("habit", "own", "comes"),
    [
        (Habit(Rhythm.WEEKLY), None, "2026-12-03 08:00"),
        (Habit(Rhythm.WEEKLY, weekday=3), None, "2026-12-03 08:00"),
        (Habit(Rhythm.WEEKLY, weekday=4, at=time(16)), None, "2026-12-04 15:00"),
        (Habit(Rhythm.WEEKLY, weekday=2, at=time(16)), None, "2026-12-09 15:00"),
        (Habit(Rhythm.WEEKLY, at=time(8)), None, "2026-12-03 07:00"),
        (Habit(Rhythm.WEEKLY, at=time(9)), ZoneInfo("Europe/Lisbon"), "2026-12-03 09:00"),
    ],
)
def test_it_comes_on_the_day_and_at_the_time_somebody_has_chosen(
    habit: Habit, own: ZoneInfo | None, comes: str
) -> None:
    assert f"{comes_to(habit, THURSDAY, BERLIN, own, None):%Y-%m-%d %H:%M}" == comes


@pytest.mark.parametrize(
    ("weekday", "land", "comes"),
    [
        (0, "ST", "2027-03-30 09:00"),
        (4, "ST", "2027-03-30 09:00"),
        (3, "ST", "2027-04-01 09:00"),
        (1, "ST", "2027-03-30 09:00"),
    ],
)
def test_who_likes_a_day_that_is_free_gets_it_on_the_first_day_after(
    weekday: int, land: Land, comes: str
) -> None:
    """Easter Monday puts off what is planned for Mondays; Good Friday was before it."""
    tuesday = datetime(2027, 3, 30, 8, tzinfo=BERLIN)
    habit = Habit(Rhythm.WEEKLY, weekday, time(11))
    assert f"{comes_to(habit, tuesday, BERLIN, None, land):%Y-%m-%d %H:%M}" == comes


@pytest.mark.parametrize("night", ["2026-10-22", "2027-03-25"])
def test_clocks_that_change_do_not_move_it(night: str) -> None:
    planned = datetime.fromisoformat(f"{night}T09:00").replace(tzinfo=BERLIN)
    comes = comes_to(Habit(Rhythm.WEEKLY, 0, time(10)), planned, BERLIN, None, None)
    wall = comes.astimezone(BERLIN)
    assert (wall.weekday(), wall.time()) == (0, time(10))
    assert timedelta() < comes - planned < timedelta(days=7)


def test_digests_come_in_the_rhythm_that_somebody_has_chosen() -> None:
    thursdays = [date(2026, 12, 3) + n * timedelta(days=7) for n in range(52)]
    wanted = {each: [wants(each, day) for day in thursdays] for each in Rhythm}
    assert all(wanted[Rhythm.WEEKLY])
    assert not any(wanted[Rhythm.NONE])
    assert wanted[Rhythm.FORTNIGHTLY] in ([True, False] * 26, [False, True] * 26)
    assert sum(wanted[Rhythm.MONTHLY]) == 12
    months = [day.month for day in thursdays if wants(Rhythm.MONTHLY, day)]
    assert len(set(months)) == 12


@pytest.mark.parametrize(
    ("rhythm", "too_soon", "again"),
    [
        (Rhythm.WEEKLY, 2, 7),
        (Rhythm.FORTNIGHTLY, 7, 14),
        (Rhythm.MONTHLY, 21, 28),
    ],
)
def test_it_is_somebody_s_turn_again_after_a_while(
    rhythm: Rhythm, too_soon: int, again: int
) -> None:
    last = date(2026, 12, 1)
    assert has_turn(rhythm, None, last)
    assert not has_turn(rhythm, last, last + timedelta(days=too_soon))
    assert has_turn(rhythm, last, last + timedelta(days=again))


def test_who_wants_none_never_has_a_turn() -> None:
    assert not has_turn(Rhythm.NONE, None, date(2026, 12, 1))


def test_what_somebody_has_chosen_is_kept(database: Database) -> None:
    chosen = Habit(Rhythm.FORTNIGHTLY, 4, time(15, 30))
    with database.writing() as session:
        ana, ben = person(session, "1"), person(session, "2")
        habits.put(session, ana, Kind.CHECK_IN, Habit(Rhythm.WEEKLY))
        habits.put(session, ana, Kind.CHECK_IN, chosen)
    with database.reading() as session:
        assert habits.several(session, [ana, ben], Kind.CHECK_IN) == {
            ana: chosen,
            ben: USUAL[Kind.CHECK_IN],
        }
        assert habits.get(session, ana, Kind.DIGEST) == USUAL[Kind.DIGEST]
