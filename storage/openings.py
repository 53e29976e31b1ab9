"""What phases work on. It is sealed, and read once, whoever many replies there are."""

from __future__ import annotations

from secrets import token_bytes

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from dialogs.round import Opening
from storage import sealed, shelf
from storage.once import put
from storage.tables import Openings
from storage.values import from_json, to_bytes

SEALED = "openings.sealed"


def get(session: Session, round: int, number: int, mark: bytes) -> Opening:
    """Return an opening, whose mark is known already."""
    at_hand = shelf.of(session)
    opening = at_hand.openings.get(mark)
    if opening is None:
        words = session.execute(_of(round, number)).scalar_one()
        opening = from_json(sealed.of(session).open(SEALED, words), Opening)
        at_hand.put_opening(mark, opening)
    return opening


def find(session: Session, round: int, number: int) -> Opening | None:
    """Return an opening, also one of a phase that has closed."""
    which = (Openings.round == round, Openings.number == number)
    mark = session.execute(select(Openings.mark).where(*which)).scalar()
    return None if mark is None else get(session, round, number, mark)


def save(session: Session, round: int, opening: Opening) -> None:
    """Keep an opening as it is now."""
    words = sealed.of(session).seal(SEALED, to_bytes(opening, Opening))
    row = {"round": round, "number": opening.number, "mark": token_bytes(16), "sealed": words}
    put(session, Openings, row)


def forget_earlier(session: Session, round: int, opening: int | None) -> None:
    """Delete what phases worked on that are over."""
    gone = delete(Openings).where(Openings.round == round)
    session.execute(gone if opening is None else gone.where(Openings.number != opening))


def _of(round: int, number: int):  # type: ignore[no-untyped-def]  # noqa: ANN202
    return select(Openings.sealed).where(Openings.round == round, Openings.number == number)
