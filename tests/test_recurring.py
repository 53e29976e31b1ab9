"""What comes again in a network: each slot once, whatever happens to clocks and machines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from bot.facilitator import recurring
from bot.facilitator.here import Here
from bot.run import premises
from dialogs.recurrence import Recurrence
from dialogs.schedule import Planned
from storage import moments, networks, schedules
from storage.database import Database
from storage.schedules import DIGEST, Schedule
from tests import peopled

#: A Tuesday.
START = datetime(2026, 12, 1, 9, tzinfo=UTC)

THURSDAYS = Recurrence.model_validate({"every": "thursday 9:00", "begins": date(2026, 12, 1)})


class Installation:
    """A network with one schedule, and a ticker moved by hand."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.begun: list[Planned] = []
        with database.writing() as session:
            self.network = peopled.network(session)
            weekly = Schedule(self.network, DIGEST, "members", THURSDAYS, START)
            self.number = recurring.settle(session, weekly)

    def wake(self, now: datetime) -> None:
        """Act on all that is due, as the ticker does."""
        with self.database.reading() as session:
            due = moments.due(session, now, 100)
        for moment in due:
            with self.database.writing() as session:
                if moments.take(session, moment, now):
                    here = Here(session, premises("bot"), now, Random(1), lambda: "x")
                    recurring.come(here, moment, {DIGEST: self._begin})

    def walk(self, to: datetime) -> None:
        """Go from due moment to due moment."""
        with self.database.reading() as session:
            at = moments.next_at(session)
        while at is not None and at <= to:
            self.wake(at)
            with self.database.reading() as session:
                at = moments.next_at(session)

    def change(self, do: Callable[[Schedule], Schedule]) -> None:
        """Let the schedule be another one."""
        with self.database.writing() as session:
            found = schedules.find(session, self.number)
            assert found is not None
            recurring.settle(session, do(found))

    @property
    def slots(self) -> list[str]:
        """Which days have come."""
        return [f"{each.slot:%d.%m.}" for each in self.begun]

    def _begin(self, _here: Here, _schedule: Schedule, planned: Planned) -> None:
        self.begun.append(planned)


@pytest.fixture
def at(database: Database) -> Installation:
    return Installation(database)


def test_it_comes_every_week(at: Installation) -> None:
    at.walk(START + timedelta(days=21))
    assert at.slots == ["03.12.", "10.12.", "17.12."]
    assert {each.at.hour for each in at.begun} == {8}


def test_a_slot_on_a_free_day_comes_on_the_next_working_day(at: Installation) -> None:
    at.walk(START + timedelta(days=40))
    assert at.slots == ["03.12.", "10.12.", "17.12.", "24.12.", "31.12.", "07.01."]
    assert [f"{each.at:%d.%m.}" for each in at.begun][3:5] == ["28.12.", "04.01."]


def test_after_a_standstill_only_the_newest_comes(at: Installation) -> None:
    at.wake(datetime(2026, 12, 17, 12, tzinfo=UTC))
    assert at.slots == ["17.12."]
    at.wake(datetime(2026, 12, 17, 13, tzinfo=UTC))
    assert at.slots == ["17.12."]


def test_what_comes_too_late_does_not_come_at_all(at: Installation) -> None:
    at.wake(datetime(2026, 12, 5, 12, tzinfo=UTC))
    assert at.slots == []
    at.walk(datetime(2026, 12, 11, tzinfo=UTC))
    assert at.slots == ["10.12."]


def test_who_stops_it_is_not_written_to_any_more(at: Installation) -> None:
    at.walk(START + timedelta(days=7))
    at.change(lambda found: replace(found, recurrence=None))
    at.walk(START + timedelta(days=70))
    assert at.slots == ["03.12."]


@pytest.mark.parametrize(("zone", "hour"), [("Europe/Berlin", 8), ("Europe/Lisbon", 9)])
def test_another_zone_moves_what_is_waited_for_and_repeats_nothing(
    at: Installation, zone: str, hour: int
) -> None:
    at.walk(datetime(2026, 12, 3, 8, 30, tzinfo=UTC))
    with at.database.writing() as session:
        networks.change(session, at.network, zone=zone)
        recurring.settle_anew(session, at.network)
    at.walk(datetime(2026, 12, 11, tzinfo=UTC))
    assert at.slots == ["03.12.", "10.12."]
    assert at.begun[-1].at.hour == hour
