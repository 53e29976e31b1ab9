"""What is kept only for a time goes when the time is over, and nothing goes before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random

import pytest

from dialogs.calm import Kind, Sent
from dialogs.events import Cancelled, Left, Moved
from dialogs.round import Standing
from storage import (
    erasure,
    inbox,
    invitations,
    memberships,
    moments,
    nudges,
    outbox,
    people,
    retention,
    rounds,
)
from storage.database import Database
from storage.outbox import Priority
from storage.retention import Periods, Swept
from tests.peopled import NOW, Circle, network, person

DAY = timedelta(days=1)


def _sweep(
    database: Database, now: datetime, periods: Mapping[int, Periods] | None = None
) -> Swept:
    return database.transact(retention.sweep, now, Random(1), periods)


def _counts(swept: Swept) -> dict[str, int]:
    return {name: count for name, count in swept.counts.items() if count}


def test_letters_and_keys_go_when_they_have_served_their_purpose(database: Database) -> None:
    with database.writing() as session:
        ana, number = person(session), network(session)
        inbox.admit(session, "update", NOW)
        outbox.put(
            session, ana, b"x", now=NOW, priority=Priority.PROVOKED, expires_at=NOW + 3 * DAY
        )
        failed = outbox.put(session, ana, b"y", now=NOW, priority=Priority.PROVOKED)
        outbox.failed(session, failed, "BadRequest", NOW)
        expires, fresh = NOW + 5 * DAY, "token"
        invitations.make(session, number, {"member"}, uses=1, expires=expires, fresh=lambda: fresh)
        nudges.remember(session, ana, Sent(NOW.date(), frozenset({Kind.OPENING})))
    assert _counts(_sweep(database, NOW + DAY)) == {}
    assert _counts(_sweep(database, NOW + 2 * DAY)) == {"inbox": 1}
    assert _counts(_sweep(database, NOW + 3 * DAY)) == {"outbox": 1}
    assert _counts(_sweep(database, NOW + 5 * DAY)) == {"invitations": 1}
    assert _counts(_sweep(database, NOW + 14 * DAY)) == {"outbox": 1}
    assert _counts(_sweep(database, NOW + 28 * DAY)) == {}
    assert _counts(_sweep(database, NOW + 29 * DAY)) == {"written": 1}


def test_a_member_who_has_left_is_forgotten_after_a_month(database: Database) -> None:
    circle = Circle(database)
    with database.writing() as session:
        for number, seat in erasure.still_seated(session, circle.members[1]):
            assert number == circle.number
            circle.let_happen(session, Left(seat, erase=False))
        memberships.change(session, circle.members[1], left_on=NOW.date())
    assert _counts(_sweep(database, NOW + 29 * DAY)) == {}
    assert _counts(_sweep(database, NOW + 30 * DAY)) == {"members": 1}
    with database.reading() as session:
        assert people.by_address(session, "8-000001") is None
    assert _counts(_sweep(database, NOW + 1090 * DAY)) == {}
    assert _counts(_sweep(database, NOW + 1100 * DAY)) == {"proofs": 1}


def test_whoever_has_left_a_network_but_not_its_rounds_is_named(database: Database) -> None:
    circle = Circle(database)
    with database.writing() as session:
        memberships.change(session, circle.members[1], left_on=NOW.date())
    swept = _sweep(database, NOW + 40 * DAY)
    assert (_counts(swept), swept.to_leave) == ({}, (circle.members[1],))


def test_who_is_silent_for_a_year_is_asked_and_then_has_to_leave(database: Database) -> None:
    circle = Circle(database, size=2)
    asked = NOW + 366 * DAY
    assert _sweep(database, NOW + 364 * DAY).to_ask == ()
    assert _sweep(database, asked).to_ask == tuple(circle.people.values())
    with database.writing() as session:
        for each in circle.people.values():
            people.change(session, each, asked_on=asked.date())
        people.seen(session, circle.people[2], (asked + DAY).date())
    assert _sweep(database, asked + 29 * DAY).to_leave == ()
    swept = _sweep(database, asked + 30 * DAY)
    assert (swept.to_ask, swept.to_leave) == ((), (circle.members[1],))


@pytest.fixture
def promised(database: Database) -> Circle:
    """A round with named, pseudonymous and anonymous answers that is over, but for promises."""
    circle = Circle(database, "every_type", size=4)
    circle.start()
    circle.answer_everything()
    circle.happen(Moved())
    circle.happen(Cancelled("enough"))
    return circle


@pytest.fixture
def ended(promised: Circle) -> Circle:
    """The round when all promises have been asked about."""
    with promised.database.writing() as session:
        for moment in moments.of_round(session, promised.number):
            assert moments.take(session, moment, NOW)
    return promised


def _modes(circle: Circle) -> dict[str, set[str]]:
    """Return in which modes answers are tied to seats, and in which they are not."""
    tied: dict[str, set[str]] = {"tied": set(), "loose": set()}
    for name, closed in circle.round().closed.items():
        mode = circle.script.anonymity_of(circle.script.questions[name])
        for answer in closed.answers:
            tied["loose" if answer.seat is None else "tied"].add(mode)
    return tied


def test_pseudonyms_are_cut_after_three_months_and_signed_words_after_a_year(
    database: Database, ended: Circle
) -> None:
    before = _modes(ended)
    assert {"named", "pseudonymous"} <= before["tied"]
    assert _counts(_sweep(database, NOW + 89 * DAY)) == {}
    assert _counts(_sweep(database, NOW + 90 * DAY)) == {"pseudonyms": 1}
    cut = _modes(ended)
    assert cut["tied"] == {"named"}
    assert "pseudonymous" in cut["loose"]
    seats = ended.round().seats.values()
    assert "pseudonymous" not in {
        ended.script.anonymity_of(ended.script.questions[question])
        for seat in seats
        for question, _ in seat.answers
    }
    assert _counts(_sweep(database, NOW + 364 * DAY)) == {}
    swept = _sweep(database, NOW + 365 * DAY)
    assert _counts(swept) == {"names": 1}
    assert _modes(ended)["tied"] == set()
    assert {seat.standing for seat in ended.round().seats.values()} == {Standing.LEFT}
    with database.reading() as session:
        assert rounds.members(session, ended.number) == {}
    assert _counts(_sweep(database, NOW + 365 * DAY)) == {}


def test_an_operator_can_shorten_the_times(database: Database, ended: Circle) -> None:
    shorter = {ended.network: Periods(pseudonym_days=10, named_months=1)}
    assert _counts(_sweep(database, NOW + 10 * DAY, shorter)) == {"pseudonyms": 1}
    assert _counts(_sweep(database, NOW + 31 * DAY, shorter)) == {"names": 1}


def test_nothing_is_cut_until_every_promise_has_been_asked_about(
    database: Database, promised: Circle
) -> None:
    with database.reading() as session:
        planned = [each.kind for each in moments.of_round(session, promised.number)]
    assert planned == [moments.LATER] * 4
    assert _counts(_sweep(database, NOW + 365 * DAY)) == {}
