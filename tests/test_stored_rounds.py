"""Rounds in a database: whole ones come back as they were, and a reply touches one seat."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from threading import Event
from typing import Any

import pytest
from sqlalchemy import event

from dialogs.events import Extended, Joined, Left, Moved
from dialogs.round import Mark, Seat, Status
from dialogs.said import Skip
from storage import rounds
from storage.database import Database
from storage.rounds import Head
from tests.peopled import NOW, Circle, member, person


def test_a_round_comes_back_as_it_was(database: Database) -> None:
    circle = Circle(database)
    circle.start()
    circle.say(1, circle.sensible(1))
    before = circle.round()
    assert before.tally.people
    assert circle.round() == before


def test_a_head_says_what_a_reply_needs(database: Database) -> None:
    circle = Circle(database)
    circle.start()
    with database.reading() as session:
        head = rounds.head(session, circle.number)
    whole = circle.round()
    assert (head.status, head.opening, head.tally) == (Status.OPEN, whole.opening, whole.tally)
    assert (head.network, head.part, head.returns_on) == (circle.network, None, whole.returns_on)


def test_people_find_what_is_open_for_them(database: Database) -> None:
    circle = Circle(database)
    circle.start()
    with database.reading() as session:
        assert rounds.seat_of(session, circle.number, circle.people[3]) == 3
        ((number, ask),) = rounds.open_for(session, circle.people[3])
        assert (number, ask) == (circle.number, circle.round().seats[3].open)
        assert rounds.of_person(session, circle.people[3]) == [(circle.number, 3)]
        assert rounds.of_network(session, circle.network, [Status.OPEN]) == [circle.number]
        assert rounds.of_network(session, circle.network, [Status.PLANNED]) == []


def test_it_is_known_who_sits_where(database: Database) -> None:
    circle = Circle(database, size=3)
    with database.reading() as session:
        names = {n: each.name for n, each in rounds.members(session, circle.number).items()}
    assert names == {1: "Name0001", 2: "Name0002", 3: "Name0003"}


def test_who_comes_late_sits_down_with_their_membership(database: Database) -> None:
    circle = Circle(database, size=3)
    circle.start()
    with database.writing() as session:
        late = member(session, circle.network, person(session, "late"), "Late")
    circle.happen(Joined(Seat(9, "praxis")), members={9: late})
    with database.reading() as session:
        assert rounds.members(session, circle.number)[9].name == "Late"


def test_replies_at_once_are_all_counted(database: Database) -> None:
    """Each takes the tally as it is when its turn comes: none overwrites that of another."""
    circle = Circle(database, size=12)
    circle.start()
    whole = circle.round()
    waiting = [number for number, seat in whole.seats.items() if seat.open is not None]
    assert whole.tally.waiting == len(waiting)
    with ThreadPoolExecutor(6) as threads:
        list(threads.map(lambda number: circle.say(number, Skip()), waiting))
    after = circle.round()
    marked = Counter(mark for seat in after.seats.values() for mark in seat.marks.values())
    assert marked[Mark.PASSED] == len(waiting)
    assert after.tally.waiting == sum(seat.open is not None for seat in after.seats.values())


def test_replies_and_events_at_once_lose_nothing(database: Database) -> None:
    circle = Circle(database, size=12)
    circle.start()

    def act(number: int) -> None:
        if number % 4:
            circle.say(number, Skip())
        else:
            circle.happen(Left(number, erase=False))

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(act, circle.people))
    after = circle.round()
    assert after.tally.waiting == sum(seat.open is not None for seat in after.seats.values())
    assert sum(seat.standing == "left" for seat in after.seats.values()) == 3


def test_who_waits_for_a_round_sees_it_as_it_is_then(database: Database) -> None:
    """A phase that has changed while a reply waited is not taken for what it was before."""
    circle = Circle(database, size=3)
    circle.start()
    waiting = Event()

    def look() -> Head:
        waiting.set()
        return database.transact(rounds.head, circle.number)

    with ThreadPoolExecutor(1) as threads:
        with database.writing() as session:
            circle.let_happen(session, Extended(timedelta(days=2)))
            seen = threads.submit(look)
            waiting.wait(5)
            with pytest.raises(TimeoutError):
                seen.result(timeout=0.2)
        assert seen.result(timeout=5).opening == circle.round().opening
    assert circle.round().opening


@pytest.mark.parametrize("script", ["untied", "every_type"])
def test_a_reply_costs_the_same_in_every_group(database: Database, script: str) -> None:
    few, many = (_cost_of_a_reply(database, script, size) for size in (12, 200))
    assert few == many


def _cost_of_a_reply(database: Database, script: str, size: int) -> tuple[int, int]:
    circle = Circle(database, script, size)
    circle.start()
    circle.say(5, circle.sensible(5))
    with _counted(database) as counts:
        circle.say(6, circle.sensible(6))
    return counts["statements"], counts["rows"]


@contextmanager
def _counted(database: Database) -> Iterator[Counter[str]]:
    """Count what is asked of the database, and how many rows it touches."""
    counts: Counter[str] = Counter()

    def count(_c: Any, cursor: Any, *_: object) -> None:  # noqa: ANN401 - SQLAlchemy's own
        counts["statements"] += 1
        counts["rows"] += max(0, cursor.rowcount)

    event.listen(database.writes, "after_cursor_execute", count)
    try:
        yield counts
    finally:
        event.remove(database.writes, "after_cursor_execute", count)


def test_saving_writes_only_what_has_changed(database: Database) -> None:
    circle = Circle(database, size=12)
    circle.start()
    with database.writing() as session:
        round = rounds.load(session, circle.number)
    with _counted(database) as counts, database.writing() as session:
        rounds.save(session, circle.number, round, round, [], NOW)
        rounds.save(session, circle.number, round, replace(round, turn=round.turn), [], NOW)
    assert counts == {}


def test_the_times_of_a_round_are_noted(database: Database) -> None:
    circle = Circle(database, size=3)
    circle.start()
    for _ in range(30):
        if circle.round().status in rounds.OVER:
            break
        circle.happen(Moved())
    with database.reading() as session:
        begun, started, ended = rounds.times(session, circle.number)
    assert begun == started == ended == NOW
