"""The outbox: what will be sent, in order, once, and no longer than it makes sense."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogs.round import AskNumber
from storage import outbox, shown
from storage.database import Database
from storage.outbox import Priority
from storage.shown import About
from storage.tables import Outbox
from tests.peopled import NOW, person

SOON = NOW + timedelta(minutes=1)
LATER = NOW + timedelta(hours=1)
ABOUT = About(3, AskNumber(1, 2, 0))


@pytest.fixture
def session(database: Database):  # type: ignore[no-untyped-def]  # noqa: ANN201 - a session
    with database.writing() as session:
        yield session


def _put(session: Session, who: int, body: str, priority: Priority = Priority.PROVOKED) -> int:
    return outbox.put(session, who, body.encode(), now=NOW, priority=priority)


def _due(session: Session, *, minutes: int = 0) -> list[str]:
    now = NOW + timedelta(minutes=minutes)
    return [letter.body.decode() for letter in outbox.due(session, now, 10)]


def test_people_get_their_messages_in_order_and_what_they_provoked_first(session: Session) -> None:
    ana, ben = person(session, "1"), person(session, "2")
    first = _put(session, ana, "bulk", Priority.UNPROVOKED)
    _put(session, ana, "answer")
    _put(session, ben, "reply")
    assert _due(session) == ["reply", "bulk"]
    outbox.trying(session, [first], NOW)
    assert _due(session) == ["reply"]
    outbox.delivered(session, first, 17, NOW)
    assert _due(session) == ["answer", "reply"]


def test_a_letter_says_where_it_goes(session: Session) -> None:
    ana = person(session, "4711")
    _put(session, ana, "hello")
    (letter,) = outbox.due(session, NOW, 10)
    assert (letter.address, letter.person, letter.attempts) == ("4711", ana, 0)


def test_what_did_not_go_holds_back_what_comes_after_it(session: Session) -> None:
    ana = person(session)
    first = _put(session, ana, "one")
    _put(session, ana, "two")
    outbox.trying(session, [first], NOW)
    outbox.again(session, first, SOON)
    assert outbox.next_at(session) == SOON
    assert _due(session) == []
    assert _due(session, minutes=2) == ["one"]
    (letter,) = outbox.due(session, SOON, 10)
    assert letter.attempts == 1


def test_what_failed_is_forgotten_and_lets_the_next_one_pass(session: Session) -> None:
    ana = person(session)
    first = _put(session, ana, "secret")
    _put(session, ana, "two")
    outbox.failed(session, first, "BadRequest", NOW)
    assert _due(session) == ["two"]
    row = session.execute(select(Outbox.body, Outbox.failed).where(Outbox.id == first)).one()
    assert tuple(row) == (b"", "BadRequest")


def test_what_may_have_been_sent_goes_once_more_only_if_it_asks_or_answers(
    session: Session,
) -> None:
    ana, ben = person(session, "1"), person(session, "2")
    question = _put(session, ana, "question")
    reminder = outbox.put(
        session, ben, b"reminder", now=NOW, priority=Priority.UNPROVOKED, repeats=False
    )
    outbox.trying(session, [question, reminder], NOW)
    assert outbox.recover(session, SOON) == 2
    assert _due(session, minutes=1) == ["question"]
    failed = select(Outbox.failed).where(Outbox.id == reminder)
    assert session.execute(failed).scalar_one() == outbox.MAYBE_SENT


def test_what_has_expired_is_not_sent_and_holds_nothing_back(session: Session) -> None:
    ana = person(session)
    outbox.put(session, ana, b"old", now=NOW, priority=Priority.UNPROVOKED, expires_at=SOON)
    _put(session, ana, "new")
    assert _due(session) == ["old"]
    assert _due(session, minutes=2) == ["new"]


def test_an_answer_takes_back_what_is_unsent_about_its_ask(session: Session) -> None:
    ana, ben = person(session, "1"), person(session, "2")
    for who in (ana, ben):
        for about in (ABOUT, About(3, AskNumber(1, 3, 0)), About(4, AskNumber(1, 2, 0))):
            body = f"{who} {about.round} {about.ask}".encode()
            outbox.put(session, who, body, now=NOW, priority=Priority.PROVOKED, about=about)
    outbox.withdraw(session, round=3, person=ana, ask=ABOUT.ask)
    assert _due(session) == [f"{ana} 3 1.3.0", f"{ben} 3 1.2.0"]
    outbox.withdraw(session, round=3, opening=1)
    assert _due(session) == [f"{ana} 4 1.2.0", f"{ben} 4 1.2.0"]


def test_a_message_with_buttons_is_known_by_its_number_once_it_is_delivered(
    session: Session,
) -> None:
    ana = person(session)
    for message in (5, 9):
        id = outbox.put(
            session, ana, b"?", now=NOW, priority=Priority.PROVOKED, about=ABOUT, keeps=True
        )
        outbox.delivered(session, id, message, NOW)
    assert shown.message(session, ana, 3, ABOUT.ask) == 9
    assert shown.about(session, ana, 5) == ABOUT
    assert [live.message for live in shown.of_opening(session, 3, 1)] == [5, 9]
    shown.forget(session, ana, 9)
    assert shown.message(session, ana, 3, ABOUT.ask) == 5
    shown.forget_opening(session, 3, 1)
    assert shown.of_opening(session, 3, 1) == []


def test_the_age_of_the_oldest_tells_whether_all_is_well(session: Session) -> None:
    ana = person(session)
    assert outbox.oldest(session, NOW) is None
    id = _put(session, ana, "one")
    assert outbox.oldest(session, NOW) == NOW
    outbox.failed(session, id, "BadRequest", LATER)
    assert outbox.oldest(session, NOW) is None


def test_the_words_are_sealed(session: Session) -> None:
    _put(session, person(session), "Alle kommen zu Wort.")
    assert b"Wort" not in session.execute(select(Outbox.body)).scalar_one()
