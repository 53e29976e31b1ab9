"""Untied answers of phases that are open. No column ties them to anybody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from dialogs.effects import Effect, Forget, Keep
from dialogs.round import Answer
from storage import sealed
from storage.keyring import Phase
from storage.once import put
from storage.tables import Listening, Outbox, Untied
from storage.values import from_json, to_bytes

SEALED = "untied.sealed"


def named(session: Session, phase: Phase, id: str) -> Answer | None:
    """Return the untied answer with this id, which a button in the person's own chat carries."""
    which = (Untied.round == phase.round, Untied.id == id, Untied.opening == phase.opening)
    words = session.execute(select(Untied.sealed).where(*which)).scalar()
    return None if words is None else _answer(session, phase, words)


def every(session: Session, phase: Phase) -> tuple[Answer, ...]:
    """Return all untied answers of a phase, in the order of their ids: it says nothing."""
    which = (Untied.round == phase.round, Untied.opening == phase.opening)
    by_id = select(Untied.sealed).where(*which).order_by(func.length(Untied.id), Untied.id)
    return tuple(_answer(session, phase, words) for words in session.execute(by_id).scalars())


def carry_out(session: Session, phase: Phase, effects: Iterable[Effect]) -> None:
    """Keep and forget what one person said."""
    for effect in effects:
        match effect:
            case Keep(answer=answer) if answer.seat is None:
                _keep(session, phase, answer)
            case Forget(answer=gone):
                _forget(session, phase, [gone])
            case _:
                pass


def save(
    session: Session, phase: Phase, before: Sequence[Answer], after: Mapping[str, Answer]
) -> None:
    """Write the untied answers of a phase as they are now."""
    known = {answer.id: answer for answer in before}
    gone = [id for id in known if id not in after]
    if gone:
        _forget(session, phase, gone)
    for id, answer in after.items():
        if known.get(id) != answer:
            _keep(session, phase, answer)


def let_go(session: Session, phase: Phase) -> None:
    """Delete all that is sealed under the key of a phase; the key goes with the commit."""
    which = (Untied.round == phase.round, Untied.opening == phase.opening)
    session.execute(delete(Untied).where(*which))
    for table in (Outbox, Listening):
        sealed_so = (table.phase_round == phase.round, table.phase_opening == phase.opening)
        session.execute(delete(table).where(*sealed_so))
    sealed.of(session).closing.append(phase)


def _keep(session: Session, phase: Phase, answer: Answer) -> None:
    words = sealed.of(session).seal(SEALED, to_bytes(answer, Answer), phase)
    row = {"round": phase.round, "id": answer.id, "opening": phase.opening, "sealed": words}
    put(session, Untied, row)


def _forget(session: Session, phase: Phase, ids: Sequence[str]) -> None:
    session.execute(delete(Untied).where(Untied.round == phase.round, Untied.id.in_(ids)))


def _answer(session: Session, phase: Phase, words: bytes) -> Answer:
    return from_json(sealed.of(session).open(SEALED, words, phase), Answer)
