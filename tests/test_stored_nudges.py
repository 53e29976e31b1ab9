"""Wishes to write wait with what is to be said, and it is remembered who was written to when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogs.calm import Calm, Kind, Nudge, Rhythm, Sent, Wishes, due
from dialogs.effects import Effect, News, Remind, Return, Say, Tell
from dialogs.text import plain
from storage import nudges
from storage.database import Database
from storage.tables import Nudges
from tests.peopled import NOW, network, person

SOON = NOW + timedelta(hours=1)
SAID: list[Effect] = [Say(1, plain("Auf Wiedersehen."))]


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.writing() as session:
        yield session


def test_a_nudge_waits_with_what_is_to_be_said(session: Session) -> None:
    number, ana = network(session), person(session)
    nudge = Nudge(ana, Kind.RESULT, "7", NOW, None, promised=SOON, mirror=True)
    effects: list[Effect] = [Return(3), Tell(3, News.CANCELLED, words="Zu viel los.", at=SOON)]
    nudges.put(session, nudge, number, effects, now=NOW, seat=3)
    (waiting,) = nudges.of(session, ana)
    assert (waiting.nudge, waiting.effects) == (nudge, tuple(effects))
    assert (waiting.network, waiting.round, waiting.seat, waiting.opening) == (
        number,
        None,
        3,
        None,
    )


def test_the_very_same_nudge_waits_once(session: Session) -> None:
    number, ana = network(session), person(session)
    for ends in (1, 2):
        nudge = Nudge(ana, Kind.REMINDER, "7", NOW, NOW + timedelta(days=ends))
        nudges.put(session, nudge, number, [Remind(1, NOW + timedelta(days=ends))], now=NOW)
    (waiting,) = nudges.of(session, ana)
    assert waiting.nudge.latest == NOW + timedelta(days=2)


def test_what_is_to_be_said_is_sealed(session: Session) -> None:
    number, ana = network(session), person(session)
    nudges.put(session, Nudge(ana, Kind.OPENING, "7", NOW, None), number, SAID, now=NOW)
    assert b"Wiedersehen" not in session.execute(select(Nudges.effects)).scalar_one()


def test_who_has_waited_longest_is_decided_about_first(session: Session) -> None:
    number, ana, ben = network(session), person(session, "1"), person(session, "2")
    for who, subject, now in ((ana, "7", SOON), (ben, "7", NOW), (ben, "8", SOON)):
        nudges.put(session, Nudge(who, Kind.OPENING, subject, NOW, None), number, SAID, now=now)
    assert nudges.next_at(session) == NOW
    assert nudges.people_due(session, NOW, 9) == [ben]
    assert nudges.people_due(session, SOON, 9) == [ben, ana]
    nudges.again(session, ben, SOON + timedelta(days=1))
    assert nudges.people_due(session, SOON, 9) == [ana]
    nudges.remove(session, [each.id for each in nudges.of(session, ana)])
    assert nudges.people_due(session, SOON, 9) == []


def test_calm_decides_on_what_is_kept_as_it_would_on_values(session: Session) -> None:
    number, ana = network(session), person(session)
    nudge = Nudge(ana, Kind.OPENING, "7", NOW, NOW + timedelta(days=7))
    nudges.put(session, nudge, number, SAID, now=NOW)
    nudges.remember(session, ana, Sent(date(2026, 11, 30), frozenset({Kind.DIGEST, Kind.RESULT})))
    nudges.remember(session, ana, Sent(date(2026, 11, 24), frozenset({Kind.OPENING}), counts=False))
    history = nudges.history(session, ana)
    assert [sent.day.day for sent in history] == [24, 30]
    assert [sent.counts for sent in history] == [False, True]
    assert history[1].kinds == {Kind.DIGEST, Kind.RESULT}
    kept = [waiting.nudge for waiting in nudges.of(session, ana)]
    calm = Calm(ZoneInfo("Europe/Berlin"), "ST")
    assert due(kept, Wishes(Rhythm.MONTHLY), calm, history, NOW).send == (nudge,)
