"""Rounds that are over: pseudonyms are cut after some months, and signed words forgotten later."""

from __future__ import annotations

from datetime import datetime
from random import Random

from sqlalchemy import ColumnElement, exists, select, update
from sqlalchemy.orm import Session, aliased

from dialogs import engine
from dialogs.events import Left
from dialogs.round import Standing
from storage import openings, pseudonyms, rounds, scripts
from storage.moments import LATER
from storage.tables import Moments, Rounds, Seats


def cut_pseudonyms(
    session: Session, network: int, until: datetime, now: datetime, chance: Random
) -> int:
    """Cut the pseudonyms of rounds that were over by then, and return how many rounds there were.

    What their phases worked on is forgotten with them: nobody can answer it any more.
    """
    over = _over(session, network, until, Rounds.cut_at.is_(None))
    for number in over:
        before = rounds.load(session, number)
        script = scripts.get(session, rounds.head(session, number).digest)
        after = pseudonyms.cut(script, before, chance)
        rounds.save(session, number, before, after, [], now)
        openings.forget_earlier(session, number, None)
        session.execute(update(Rounds).where(Rounds.number == number).values(cut_at=now))
    return len(over)


def forget_names(
    session: Session, network: int, until: datetime, now: datetime, chance: Random
) -> int:
    """Delete what was signed in rounds that were over by then, and return how many there were."""
    still = exists().where(Seats.round == Rounds.number, Seats.standing != Standing.LEFT.value)
    over = _over(session, network, until, still)
    for number in over:
        before = after = rounds.load(session, number)
        script = scripts.get(session, rounds.head(session, number).digest)
        for seat in before.seats:
            after, _ = engine.advance(script, after, Left(seat, erase=True), now, chance)
        rounds.save(session, number, before, after, [], now)
        session.execute(update(Seats).where(Seats.round == number).values(membership=None))
    return len(over)


def _over(session: Session, network: int, until: datetime, which: ColumnElement[bool]) -> list[int]:
    """Return the rounds that were over by then, with all their follow-ups."""
    follow_up = aliased(Rounds)
    under_way = exists().where(
        follow_up.parent == Rounds.number,
        (follow_up.ended_at.is_(None)) | (follow_up.ended_at > until),
    )
    planned = exists().where(Moments.round == Rounds.number, Moments.kind == LATER)
    rows = select(Rounds.number).where(
        Rounds.network == network, Rounds.ended_at <= until, ~under_way, ~planned, which
    )
    return list(session.execute(rows.order_by(Rounds.number)).scalars())
