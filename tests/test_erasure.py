"""A person can leave: neither words that were tied to them, nor name nor address are left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from dialogs.calm import Kind, Nudge
from dialogs.effects import Effect, Invite, Later, Return, Say
from dialogs.events import Left
from dialogs.round import Answer, AskNumber, Item
from dialogs.said import Value
from dialogs.text import plain
from storage import erasure, listening, memberships, moments, nudges, outbox, people, rounds, shown
from storage.database import Database
from storage.outbox import Priority
from storage.shown import About
from storage.tables import Answers, Outbox, People, Proofs, Seats, Table
from tests.peopled import NOW, Circle, member, network

ANA = 1


def _leave(circle: Circle, seat: int, *, keep: bool) -> None:
    """Leave a round and then the network, as the facilitator has it."""
    with circle.database.writing() as session:
        for number, place in erasure.still_seated(session, circle.members[seat]):
            assert number == circle.number
            circle.let_happen(session, Left(place, erase=not keep))
        erasure.erase(session, circle.members[seat], NOW, keep=keep)


def _named(database: Database) -> Circle:
    """Return a circle whose members have signed what they said."""
    circle = Circle(database, "every_type", size=8)
    circle.start()
    circle.answer_everything("Worte von")
    return circle


def test_nothing_of_a_person_is_left_in_the_files(sqlite: Database, tmp_path: Path) -> None:
    circle = _named(sqlite)
    ana = circle.people[ANA]
    with sqlite.writing() as session:
        outbox.put(session, ana, b"hello", now=NOW, priority=Priority.PROVOKED)
        listening.put(session, ana, b"words")
        shown.put(session, ana, 7, About(circle.number, AskNumber(1, 1, 0)))
        theirs = [
            *session.execute(select(Answers.sealed).where(Answers.seat == ANA)).scalars(),
            *session.execute(select(Outbox.body)).scalars(),
            *session.execute(select(People.address).where(People.id == ana)).scalars(),
        ]
        member_row = select(Table.metadata.tables["memberships"]).where(
            Table.metadata.tables["memberships"].c.person == ana
        )
        row = session.execute(member_row).one()
        theirs += [row.name, row.body]
    assert len(theirs) > 5
    assert all(each in _bytes(tmp_path) for each in theirs)
    _leave(circle, ANA, keep=False)
    assert not [each for each in theirs if each in _bytes(tmp_path)]
    assert b"Name0001" not in _bytes(tmp_path)
    with sqlite.reading() as session:
        assert people.by_address(session, "8-000001") is None


def _bytes(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.glob("reihum.db*")))


def test_words_stay_without_any_tie_where_the_person_wants_that(database: Database) -> None:
    circle = _named(database)
    before = set(map(str, _values(circle.round().seats[ANA].answers.values())))
    assert before
    _leave(circle, ANA, keep=True)
    after = circle.round()
    assert after.seats[ANA].answers == {}
    assert before <= set(map(str, _values(after.untied)))
    with database.reading() as session:
        assert not session.execute(select(Seats.membership).where(Seats.number == ANA)).scalar()
        assert ANA not in rounds.members(session, circle.number)


def _values(answers: Iterable[Answer]) -> list[Value]:
    return [answer.value for answer in answers]


def test_the_proof_of_agreement_says_when_and_to_what_but_not_who(database: Database) -> None:
    circle = Circle(database)
    _leave(circle, ANA, keep=False)
    with database.reading() as session:
        (proof,) = session.execute(select(Proofs)).scalars()
    assert (proof.notice, proof.agreed_at, proof.ended_on) == ("2026-11", NOW, NOW.date())


def test_a_person_in_two_networks_stays_in_the_other(database: Database) -> None:
    circle = Circle(database)
    with database.writing() as session:
        other = member(session, network(session, "Another"), circle.people[ANA])
    _leave(circle, ANA, keep=False)
    with database.reading() as session:
        assert people.by_address(session, "8-000001") is not None
        assert [each.id for each in memberships.of_person(session, circle.people[ANA])] == [other]


def test_what_was_to_be_said_to_others_holds_none_of_their_words(database: Database) -> None:
    circle = Circle(database)
    circle.start()
    opening = circle.round().opening
    assert opening is not None
    words = plain("Worte von Ana")
    with database.writing() as session:
        round = rounds.load(session, circle.number)
        items = {"theirs": (Item("a", words, ANA), Item("b", plain("Others"), 2))}
        told = replace(round, opening=replace(opening, items=items, fills={"it": words}))
        effects: list[Effect] = [
            Later("r", "again", NOW + timedelta(days=9), (ANA, 2), carried=items)
        ]
        rounds.save(session, circle.number, round, told, effects, NOW)
        saying: list[Effect] = [Say(2, plain("See {it}"), {"it": words}), Return(2)]
        nudge = Nudge(circle.people[2], Kind.OPENING, "1", NOW, None)
        nudges.put(
            session,
            nudge,
            circle.network,
            saying,
            now=NOW,
            round=circle.number,
            seat=2,
            opening=told.opening,
        )
    _leave(circle, ANA, keep=False)
    with database.reading() as session:
        (waiting,) = nudges.of(session, circle.people[2])
        (later,) = (m.later for m in moments.of_round(session, circle.number) if m.name == "again")
    assert "Ana" not in str(waiting.effects)
    assert "Ana" not in str(later)
    assert later.seats == (2,)


def test_an_invitation_that_waits_knows_the_phase_as_it_is_now(database: Database) -> None:
    circle = Circle(database)
    (invite, *_) = (each for each in circle.start() if isinstance(each, Invite))
    nudge = Nudge(circle.people[1], Kind.OPENING, "1", NOW, invite.opening.ends)
    with database.writing() as session:
        nudges.put(
            session,
            nudge,
            circle.network,
            [invite],
            now=NOW,
            round=circle.number,
            seat=1,
            opening=invite.opening,
        )
        (waiting,) = nudges.of(session, circle.people[1])
    assert waiting.effects == (invite,)
    assert waiting.nudge == nudge
