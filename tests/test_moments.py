"""Moments: each is acted on once, whoever else tries, and a follow-up is planned once for ever."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from dialogs.effects import ClearMoment, Effect, Later, SetMoment
from storage import inbox, moments, rounds
from storage.database import Database
from storage.moments import Moment
from tests.peopled import NOW, Circle

DAY = timedelta(days=1)


def _save(circle: Circle, *effects: Effect) -> None:
    with circle.database.writing() as session:
        round = rounds.load(session, circle.number)
        rounds.save(session, circle.number, round, round, effects, NOW)


def _due(database: Database, days: int = 100) -> list[Moment]:
    with database.reading() as session:
        return moments.due(session, NOW + days * DAY, 100)


def test_a_moment_of_a_round_is_moved_and_cleared(database: Database) -> None:
    circle = Circle(database)
    _save(circle, SetMoment("returns", NOW + 9 * DAY), SetMoment("phase-ends", NOW + DAY))
    assert [each.name for each in _due(database)] == ["phase-ends", "returns"]
    _save(circle, SetMoment("phase-ends", NOW + 12 * DAY))
    assert [each.name for each in _due(database)] == ["returns", "phase-ends"]
    assert _due(database, days=1) == []
    _save(circle, ClearMoment("returns"))
    assert [each.name for each in _due(database)] == ["phase-ends"]
    with database.reading() as session:
        assert moments.next_at(session) == NOW + 12 * DAY
        assert moments.of_round(session, circle.number) == _due(database)


def test_only_one_acts_on_a_moment(database: Database) -> None:
    circle = Circle(database)
    _save(circle, SetMoment("phase-ends", NOW + DAY))
    (moment,) = _due(database)

    with ThreadPoolExecutor(4) as threads:
        claims = [threads.submit(database.transact, moments.take, moment, NOW) for _ in range(8)]
    assert sorted(claim.result() for claim in claims) == [False] * 7 + [True]
    assert _due(database) == []


def test_a_moment_that_was_moved_meanwhile_is_not_acted_on(database: Database) -> None:
    circle = Circle(database)
    _save(circle, SetMoment("phase-ends", NOW + DAY))
    (early,) = _due(database)
    _save(circle, SetMoment("phase-ends", NOW + 2 * DAY))
    assert not database.transact(moments.take, early, NOW)
    assert len(_due(database)) == 1


def test_a_follow_up_is_planned_once_for_ever(database: Database) -> None:
    circle = Circle(database)
    first = Later("r/1", "review", NOW + DAY, (1, 2), {"commitment": ("Bogen",)})
    _save(circle, first, Later("r/1", "review", NOW + 5 * DAY, (1,)))
    (moment,) = _due(database)
    assert (moment.later, moment.name, moment.round) == (first, "review", circle.number)
    assert database.transact(moments.take, moment, NOW)
    _save(circle, first)
    assert _due(database) == []


def test_a_slot_of_a_schedule_is_planned_once_for_ever(database: Database) -> None:
    def plan(slot: str) -> bool:
        with database.writing() as session:
            return moments.plan(session, "digest", "network 1", slot, NOW + DAY)

    assert plan("2026-W49")
    assert plan("2026-W49")
    (moment,) = _due(database)
    assert database.transact(moments.take, moment, NOW)
    assert not plan("2026-W49")
    assert plan("2026-W50")


def test_an_update_counts_once(database: Database) -> None:
    assert database.transact(inbox.admit, "update 7", NOW)
    assert not database.transact(inbox.admit, "update 7", NOW)
    with ThreadPoolExecutor(4) as threads:
        taken = threads.map(lambda _: database.transact(inbox.admit, "update 8", NOW), range(8))
    assert sorted(taken) == [False] * 7 + [True]


def test_an_update_that_was_stepped_over_does_not_come_again(database: Database) -> None:
    database.transact(inbox.stumbled, "update 9", "ZeroDivisionError", NOW)
    assert not database.transact(inbox.admit, "update 9", NOW)
