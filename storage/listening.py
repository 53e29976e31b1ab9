"""What typed words of a person mean now. One row a person, sealed."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from storage import sealed
from storage.keyring import Phase
from storage.once import put as put_row
from storage.tables import Listening

SEALED = "listening.sealed"


def put(session: Session, person: int, body: bytes, phase: Phase | None = None) -> None:
    """Listen for this, instead of what was listened for before."""
    words = sealed.of(session).seal(SEALED, body, phase)
    round, opening = phase or (None, None)
    put_row(
        session,
        Listening,
        {"person": person, "phase_round": round, "phase_opening": opening, "sealed": words},
    )


def get(session: Session, person: int) -> bytes | None:
    """Return what is listened for."""
    row = session.execute(_GET, {"who": person}).first()
    if row is None:
        return None
    words, round, opening = row
    phase = None if round is None or opening is None else Phase(round, opening)
    return sealed.of(session).open(SEALED, words, phase)


def clear(session: Session, person: int) -> None:
    """Listen for nothing."""
    session.execute(_CLEAR, {"who": person})


def clear_opening(session: Session, round: int, opening: int) -> None:
    """Listen for nothing any more that belongs to an opening."""
    which = (Listening.phase_round == round, Listening.phase_opening == opening)
    session.execute(delete(Listening).where(*which))


_GET = select(Listening.sealed, Listening.phase_round, Listening.phase_opening).where(
    Listening.person == bindparam("who")
)
_CLEAR = delete(Listening.__table__).where(  # type: ignore[arg-type]
    Listening.person == bindparam("who")
)
