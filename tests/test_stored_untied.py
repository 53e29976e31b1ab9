"""Untied means untied: while a phase is open under its own key, and afterwards tied to nothing."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from dialogs.effects import Forget
from dialogs.events import Moved, Started
from dialogs.round import Answer, AskNumber, Outcome
from storage import listening, outbox, rounds, sealed, shown
from storage.database import Database
from storage.keyring import KeyTrouble, Phase
from storage.outbox import Priority
from storage.sealed import BLOCK
from storage.shown import About
from storage.tables import People, Table, Untied
from tests import databases
from tests.peopled import NOW, Circle

WORDS = "Wir sehen uns zu selten"


def _answered(database: Database, size: int = 8) -> Circle:
    """Return a circle in which everybody has answered a few questions, each in other words."""
    circle = Circle(database, size=size)
    circle.start()
    for _ in range(3):
        for seat in circle.people:
            circle.say(seat, circle.sensible(seat, f"{WORDS} {seat}"))
    return circle


def _phase(circle: Circle) -> Phase:
    opening = circle.round().opening
    assert opening is not None
    return Phase(circle.number, opening.number)


def _everything(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    with database.reading() as session:
        return {
            table.name: [tuple(row) for row in session.execute(select(table))]
            for table in Table.metadata.sorted_tables
        }


def test_no_column_ties_an_untied_answer_to_anything() -> None:
    assert [column.name for column in Untied.__table__.columns] == [
        "round",
        "id",
        "opening",
        "sealed",
    ]


def test_a_tied_row_knows_no_untied_answer(database: Database) -> None:
    circle = _answered(database)
    ids = [answer.id for answer in circle.round().untied]
    assert len(ids) > 20
    for name, rows in _everything(database).items():
        if name != "untied":
            assert not [row for row in rows for id in ids if id in str(row)], name


def test_while_a_phase_is_open_its_answers_need_its_key(database: Database) -> None:
    circle = _answered(database)
    with database.reading() as session:
        seals = sealed.of(session)
        row = session.execute(select(Untied.sealed).limit(1)).scalar_one()
    with pytest.raises(KeyError):
        seals.open("untied.sealed", row)
    seals.phases.destroy(_phase(circle))
    with pytest.raises(KeyTrouble):
        circle.round()


def test_the_length_of_what_is_sealed_says_nothing(database: Database) -> None:
    circle = Circle(database, size=6)
    circle.start()
    for seat in circle.people:
        circle.say(seat, circle.sensible(seat))
        circle.say(seat, circle.sensible(seat))
        circle.say(seat, circle.sensible(seat, "lang " * 20 * seat))
    with database.reading() as session:
        lengths = {len(row) for row in session.execute(select(Untied.sealed)).scalars()}
    assert len(lengths) == 1
    assert lengths.pop() > BLOCK


def test_only_who_carries_the_id_finds_an_untied_answer_again(database: Database) -> None:
    circle = _answered(database)
    phase, answer = _phase(circle), circle.round().untied[0]
    with database.reading() as session:
        assert rounds.named(session, circle.number, answer.id, phase.opening) == answer
        assert rounds.named(session, circle.number, answer.id, phase.opening + 1) is None
        assert rounds.named(session, circle.number, "another", phase.opening) is None


def test_closing_writes_them_anew_under_fresh_ids_and_destroys_the_key(
    database: Database, tmp_path: Path
) -> None:
    circle = _answered(database)
    phase, before = _phase(circle), circle.round()
    key = tmp_path / "keys" / "phases" / f"{phase.round}.{phase.opening}"
    assert key.exists()
    circle.happen(Moved())
    after = circle.round()
    assert not key.exists()
    assert after.untied == ()
    kept = [answer for closed in after.closed.values() for answer in closed.answers]
    assert kept
    assert {a.id for a in kept}.isdisjoint(a.id for a in before.untied)
    assert not [seat for seat in after.seats.values() if seat.marks]
    everything = _everything(database)
    assert everything["untied"] == []
    gone = [a.id for a in before.untied]
    assert not [
        row for rows in everything.values() for row in rows for id in gone if id in str(row)
    ]


def test_below_the_threshold_nothing_is_left(database: Database) -> None:
    circle = Circle(database)
    circle.start()
    for seat in (1, 2, 3, 4):
        circle.say(seat, circle.sensible(seat))
    circle.happen(Moved())
    closed = circle.round().closed["yes_no"]
    assert (closed.outcome, closed.answers, closed.people) == (Outcome.TOO_FEW, (), 0)


def test_messages_and_listening_that_carry_an_untied_answer_go_with_its_key(
    database: Database,
) -> None:
    circle = _answered(database)
    phase, ana, ben = _phase(circle), circle.people[1], circle.people[2]
    with database.writing() as session:
        for who, under in ((ana, phase), (ben, None)):
            outbox.put(session, who, b"x", now=NOW, priority=Priority.PROVOKED, phase=under)
            listening.put(session, who, b"reason a1", phase=under)
        assert [letter.body for letter in outbox.due(session, NOW, 9)] == [b"x", b"x"]
        assert listening.get(session, ana) == b"reason a1"
    circle.happen(Moved())
    with database.reading() as session:
        assert [letter.person for letter in outbox.due(session, NOW, 9)] == [ben]
        assert listening.get(session, ana) is None
        assert listening.get(session, ben) == b"reason a1"


def test_an_older_copy_of_the_database_can_be_read_by_nobody(
    sqlite: Database, tmp_path: Path
) -> None:
    circle = _answered(sqlite)
    copy = tmp_path / "copy.db"
    for end in ("", "-wal"):
        shutil.copyfile(tmp_path / f"reihum.db{end}", f"{copy}{end}")
    circle.happen(Moved())
    older = databases.opened(f"sqlite:///{copy}", tmp_path)
    with older.reading() as session:
        assert session.execute(select(Untied.id)).all()
        with pytest.raises(KeyTrouble):
            rounds.load(session, circle.number)
    older.close()


def test_who_died_before_destroying_a_key_does_so_at_the_next_start(
    database: Database, tmp_path: Path
) -> None:
    circle = _answered(database)
    phase = _phase(circle)
    key = tmp_path / "keys" / "phases" / f"{phase.round}.{phase.opening}"
    left_behind = key.read_bytes()
    circle.happen(Moved())
    key.write_bytes(left_behind)
    key.chmod(0o600)
    with database.reading() as session:
        assert sealed.sweep(session) == 1
        assert sealed.sweep(session) == 0
    assert not key.exists()


def test_a_phase_that_is_open_keeps_its_key(database: Database) -> None:
    circle = _answered(database)
    with database.reading() as session:
        assert sealed.sweep(session) == 0
    assert circle.round().untied


def test_a_phase_that_could_not_be_opened_leaves_no_key(database: Database) -> None:
    circle = Circle(database)
    with pytest.raises(ZeroDivisionError):
        database.transact(_start_and_fail, circle)
    with database.reading() as session:
        assert sealed.sweep(session) == 1
    circle.start()
    assert circle.round().opening is not None


def _start_and_fail(session: Session, circle: Circle) -> None:
    circle.let_happen(session, Started())
    raise ZeroDivisionError


def test_an_answer_that_is_withdrawn_is_gone(database: Database) -> None:
    circle = _answered(database)
    answer: Answer = circle.round().untied[0]
    with database.writing() as session:
        untied_before = len(circle.round().untied)
        head = rounds.head(session, circle.number)
        seat = rounds.seat(session, circle.number, 1)
        rounds.save_reply(session, circle.number, seat, seat, head.tally, [Forget(answer.id)], NOW)
    assert len(circle.round().untied) == untied_before - 1


def test_who_was_asked_why_is_seen_nowhere_while_the_phase_is_open(database: Database) -> None:
    circle = _answered(database)
    phase, ana, ben = _phase(circle), circle.people[1], circle.people[2]
    with database.writing() as session:
        shown.put(session, ben, 3, About(phase.round, AskNumber(phase.opening, 1, 0)))
        shown.hide(session, ana, 7, phase)
    row = _everything(database)["hidden"][0]
    assert len(row[-1]) > BLOCK
    assert len(row) == len(["id", *phase, "sealed"])
    assert 7 not in row
    with database.writing() as session:
        live = [each[:2] for each in shown.of_opening(session, *phase)]
        assert live == [(ben, 3), (ana, 7)]
        session.execute(delete(People).where(People.id == ana))
        assert [each[:2] for each in shown.of_opening(session, *phase)] == [(ben, 3)]
        shown.forget_opening(session, *phase)
    assert _everything(database)["hidden"] == []
