"""Rounds that have not begun: filled in bit by bit, and gone without a trace if discarded.

A trial that is over goes the same way.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import and_, delete, or_, select, update
from sqlalchemy.orm import Session

from dialogs.round import Round, Status
from storage import known, moments, rounds, seats, untied
from storage.keyring import Phase
from storage.tables import Occurrences, Outbox, Rounds, Scripts, Shown
from storage.tables import Seats as SeatRows


def fill_in(session: Session, number: int, round: Round, members: Mapping[int, int]) -> None:
    """Put what a round begins with in the place of what was there while it was planned.

    ``members`` are the memberships by seat.
    """
    assert rounds.head(session, number).status is Status.PLANNED, "what has begun is not replaced"
    known.of(session).heads.pop(number, None)
    session.execute(delete(SeatRows).where(SeatRows.round == number))
    which = update(Rounds).where(Rounds.number == number)
    session.execute(which.values(**rounds.columns(session, round)))
    seats.add(session, number, round.seats.values(), members)


def discard(session: Session, number: int) -> None:
    """Delete a round and everything that is about it, as if it had never been.

    Its script goes as well, where no other round plays it.
    """
    head = rounds.head(session, number)
    known.of(session).heads.pop(number, None)
    if head.opening is not None:
        untied.let_go(session, Phase(number, head.opening.number))
    session.execute(delete(Outbox).where(Outbox.round == number))
    session.execute(delete(Shown).where(Shown.round == number))
    # Who has been told what a round is about is noted by its number, too.
    mine = or_(Occurrences.subject == str(number), Occurrences.subject.startswith(f"{number}/"))
    kinds = Occurrences.kind.in_((*moments.OF_ROUNDS, rounds.INTRODUCED))
    session.execute(delete(Occurrences).where(and_(kinds, mine)))
    session.execute(delete(Rounds).where(Rounds.number == number))
    played = select(Rounds.number).where(Rounds.script == head.digest)
    if session.execute(played).first() is None:
        session.execute(delete(Scripts).where(Scripts.digest == head.digest))
