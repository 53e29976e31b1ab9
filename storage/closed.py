"""What remains of questions whose phase has closed: one sealed value a question."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from dialogs.round import Closed
from storage import sealed
from storage.tables import Closed as Rows
from storage.values import from_json, to_bytes

SEALED = "closed.sealed"


def every(session: Session, round: int) -> dict[str, Closed]:
    """Return what a round has closed, in the order in which it did."""
    seals = sealed.of(session)
    rows = select(Rows.question, Rows.sealed).where(Rows.round == round).order_by(Rows.place)
    return {
        question: from_json(seals.open(SEALED, words), Closed)
        for question, words in session.execute(rows)
    }


def save(
    session: Session, round: int, before: Mapping[str, Closed], after: Mapping[str, Closed]
) -> None:
    """Write what has changed."""
    gone = [name for name in before if name not in after]
    if gone:
        session.execute(delete(Rows).where(Rows.round == round, Rows.question.in_(gone)))
    for name, result in after.items():
        if name in before and before[name] == result:
            continue
        words = sealed.of(session).seal(SEALED, to_bytes(result, Closed))
        if name in before:
            which = (Rows.round == round, Rows.question == name)
            session.execute(update(Rows).where(*which).values(sealed=words))
        else:
            row = {"round": round, "question": name, "sealed": words}
            session.execute(insert(Rows).values(**row))
