"""What phases work on. It is sealed, and read once, whoever many replies there are."""

from __future__ import annotations

from secrets import token_bytes

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from dialogs.round import Opening
from storage import sealed, shelf
from storage.once import put
from storage.tables import Openings
from storage.values import from_json, to_bytes

SEALED = "openings.sealed"


def find(session: Session, round: int, number: int) -> Opening | None:
    """Return an opening, also one of a phase that has closed."""
    which = {"of": round, "opening": number}
    mark = session.execute(_MARK, which).scalar()
    if mark is None:
        return None
    at_hand = shelf.of(session)
    opening = at_hand.openings.get(mark)
    if opening is None:
        words = session.execute(_WORDS, which).scalar_one()
        opening = from_json(sealed.of(session).open(SEALED, words), Opening)
        at_hand.put_opening(mark, opening)
    return opening


def save(session: Session, round: int, opening: Opening) -> None:
    """Keep an opening as it is now."""
    words = sealed.of(session).seal(SEALED, to_bytes(opening, Opening))
    row = {"round": round, "number": opening.number, "mark": token_bytes(16), "sealed": words}
    put(session, Openings, row)


def forget_earlier(session: Session, round: int, opening: int | None) -> None:
    """Delete what phases worked on that are over."""
    gone = delete(Openings).where(Openings.round == round)
    session.execute(gone if opening is None else gone.where(Openings.number != opening))


_WHICH = (Openings.round == bindparam("of"), Openings.number == bindparam("opening"))
_MARK = select(Openings.mark).where(*_WHICH)
_WORDS = select(Openings.sealed).where(*_WHICH)
