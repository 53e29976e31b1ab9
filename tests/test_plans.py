"""Rounds that are planned in a database, and rounds that go from it without a trace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.channels.outgoing import Send, to_bytes
from dialogs import engine
from dialogs.events import Beginning, Moved
from dialogs.round import AskNumber, Seat, Status
from storage import moments, outbox, plans, rounds, shown
from storage.database import Database
from storage.keyring import Phase
from storage.outbox import Priority
from storage.shown import About
from storage.tables import Table
from tests.peopled import NOW, Circle


def test_what_a_round_begins_with_takes_the_place_of_what_was_planned(database: Database) -> None:
    circle = Circle(database, size=3)
    seats = [Seat(n, "praxis", frozenset({"member", "steering"})) for n in (1, 2)]
    begun = engine.begin(seats, Beginning(turn=2, invited={"praxis": 9}, given={"day": ("1",)}))
    members = {1: circle.members[3], 2: circle.members[1]}
    with database.writing() as session:
        rounds.note(session, circle.number, "purpose", "Klären")
        plans.fill_in(session, circle.number, begun, members)
    with database.reading() as session:
        assert rounds.load(session, circle.number) == begun
        who = {seat: each.id for seat, each in rounds.members(session, circle.number).items()}
        assert who == members
        assert rounds.frame(session, circle.number) == {"purpose": "Klären"}


def test_what_has_begun_is_not_replaced(database: Database) -> None:
    circle = Circle(database)
    circle.start()
    begun = circle.round()
    with (
        pytest.raises(AssertionError, match="what has begun is not replaced"),
        database.writing() as session,
    ):
        plans.fill_in(session, circle.number, replace(begun, status=Status.PLANNED), {})
    assert circle.round() == begun


@pytest.mark.parametrize("far", ["planned", "open", "closed"])
def test_a_discarded_round_leaves_no_row_and_no_key(
    database: Database, tmp_path: Path, far: str
) -> None:
    other = Circle(database)
    before = rows(database)
    number = planned(database, other)
    if far != "planned":
        with_events(database, other, number, closes=far == "closed")
    with database.writing() as session:
        plans.discard(session, number)
    assert rows(database) == before
    assert list((tmp_path / "keys" / "phases").iterdir()) == []
    with database.reading() as session:
        assert not rounds.exists(session, number)
        assert rounds.exists(session, other.number)


def test_a_discarded_round_takes_its_letters_and_buttons_along(database: Database) -> None:
    circle = Circle(database)
    circle.start()
    about = About(circle.number, AskNumber(1, 0, 0))
    with database.writing() as session:
        before = rows(database)
        for phase in (None, Phase(circle.number, 1)):
            outbox.put(
                session,
                circle.people[1],
                to_bytes(Send("Eine Frage")),
                now=NOW,
                priority=Priority.PROVOKED,
                about=about,
                phase=phase,
            )
        shown.put(session, circle.people[2], 7, about)
    assert rows(database) != before
    with database.writing() as session:
        plans.discard(session, circle.number)
    after = rows(database)
    assert (after["outbox"], after["shown"], after["untied"]) == (0, 0, 0)


def test_a_moment_of_a_discarded_round_never_comes(database: Database) -> None:
    circle = Circle(database)
    with database.writing() as session:
        moments.plan(session, moments.TRIAL, str(circle.number), "", NOW, round=circle.number)
        (due,) = moments.due(session, NOW, 10)
        assert moments.take(session, due, NOW)
        plans.discard(session, circle.number)
    assert rows(database)["occurrences"] == 0
    assert rows(database)["moments"] == 0


# --- Doing it ------------------------------------------------------------------------------------


def planned(database: Database, beside: Circle) -> int:
    """Plan a second round of the same network."""
    with database.writing() as session:
        digest = rounds.head(session, beside.number).digest
        begun = replace(rounds.load(session, beside.number), status=Status.PLANNED)
        return rounds.begin(session, beside.network, digest, begun, beside.members, NOW, frame={})


def with_events(database: Database, beside: Circle, number: int, *, closes: bool) -> None:
    """Let a round begin, be introduced and, if it shall, close its first phase."""
    mine = beside.number
    beside.number = number
    beside.start()
    beside.answer_everything()
    with database.writing() as session:
        rounds.introduce(session, number, 1)
        for moment in moments.of_round(session, number)[:1]:
            moments.take(session, moment, NOW)
    if closes:
        beside.happen(Moved())
    beside.number = mine


def rows(database: Database) -> Mapping[str, int]:
    with database.reading() as session:
        return {
            table.name: session.execute(select(func.count()).select_from(table)).scalar_one()
            for table in Table.metadata.sorted_tables
        }
