"""Rounds that are over, as a look back needs them: a few questions, of many rounds at once."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogs.round import Answer, Closed, Status
from storage import sealed
from storage.closed import SEALED
from storage.seats import ANSWER
from storage.tables import Answers, Rounds, Seats
from storage.tables import Closed as Results
from storage.values import from_json


class Over(NamedTuple):
    """A round that is over."""

    number: int
    #: The script that was played.
    digest: str
    began: datetime
    #: Whether something was settled before it: only then it can have been a trial.
    framed: bool


def ended(session: Session, network: int) -> list[Over]:
    """Return the rounds of a network that are over, without small ones, the oldest first."""
    framed = Rounds.frame.is_not(None).label("framed")
    rows = select(Rounds.number, Rounds.script, Rounds.started_at, Rounds.begun_at, framed).where(
        Rounds.network == network, Rounds.status == Status.ENDED.value, Rounds.part.is_(None)
    )
    found = session.execute(rows.order_by(Rounds.number))
    return [
        Over(row.number, row.script, row.started_at or row.begun_at, row.framed) for row in found
    ]


def closed(
    session: Session, rounds: Collection[int], questions: Collection[str]
) -> dict[int, dict[str, Closed]]:
    """Return what became of some questions, by the round that has closed them."""
    rows = select(Results.round, Results.question, Results.sealed).where(
        Results.round.in_(rounds), Results.question.in_(questions)
    )
    seals, found = sealed.of(session), dict[int, dict[str, Closed]]()
    for round, question, words in session.execute(rows):
        found.setdefault(round, {})[question] = from_json(seals.open(SEALED, words), Closed)
    return found


def tied(session: Session, membership: int, rounds: Collection[int]) -> dict[int, list[Answer]]:
    """Return the answers that are tied to a member, by round."""
    rows = (
        select(Answers.round, Answers.sealed)
        .join(Seats, (Seats.round == Answers.round) & (Seats.number == Answers.seat))
        .where(Seats.membership == membership, Answers.round.in_(rounds))
    )
    seals, found = sealed.of(session), dict[int, list[Answer]]()
    for round, words in session.execute(rows.order_by(Answers.place)):
        found.setdefault(round, []).append(from_json(seals.open(ANSWER, words), Answer))
    return found
