"""Seats and the answers that are tied to them: what a reply reads and writes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Row, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from dialogs.round import Answer, AskNumber, Mark, Seat, Standing
from storage import sealed
from storage.tables import Answers, Seats
from storage.values import from_json, to_bytes, to_json

ANSWER = "answers.sealed"

_Marks = Mapping[AskNumber, Mark]
_Reads = Mapping[str, tuple[int, ...]]


def get(session: Session, round: int, number: int) -> Seat:
    """Return one seat with its answers."""
    which = {"of": round, "seat": number}
    row = session.execute(_ONE, which).one()
    answers = _by_seat(session, session.execute(_ANSWERS_OF_ONE, which))
    return _seat(row, answers.get(number, {}))


def every(session: Session, round: int) -> dict[int, Seat]:
    """Return all seats of a round."""
    which = {"of": round}
    answers = _by_seat(session, session.execute(_ANSWERS, which))
    rows = session.execute(_EVERY, which)
    return {row.number: _seat(row, answers.get(row.number, {})) for row in rows}


def named(session: Session, round: int, id: str) -> Answer | None:
    """Return the tied answer with this id."""
    words = session.execute(_NAMED, {"of": round, "id": id}).scalar()
    return None if words is None else from_json(sealed.of(session).open(ANSWER, words), Answer)


def add(session: Session, round: int, seats: Iterable[Seat], members: Mapping[int, int]) -> None:
    """Take in new seats, each with the membership of who sits there, if anybody does."""
    new = list(seats)
    rows = [
        {"round": round, "number": seat.number, "membership": members.get(seat.number)}
        | _columns(seat)
        for seat in new
    ]
    if rows:
        session.execute(insert(Seats), rows)
    for seat in new:
        _save_answers(session, round, {}, seat.answers)


def save(session: Session, round: int, before: Mapping[int, Seat], after: Iterable[Seat]) -> None:
    """Write what has changed of seats that are there already."""
    changed = [seat for seat in after if seat != before[seat.number]]
    rows = [
        {"of": round, "seat": seat.number, **columns}
        for seat in changed
        if (columns := _columns(seat)) != _columns(before[seat.number])
    ]
    if rows:
        session.connection().execute(_CHANGE, rows)
    for seat in changed:
        _save_answers(session, round, before[seat.number].answers, seat.answers)


def _save_answers(
    session: Session,
    round: int,
    before: Mapping[tuple[str, str], Answer],
    after: Mapping[tuple[str, str], Answer],
) -> None:
    old = {answer.id: answer for answer in before.values()}
    new = {answer.id: answer for answer in after.values()}
    gone = [id for id in old if id not in new]
    if gone:
        session.execute(delete(Answers).where(Answers.round == round, Answers.id.in_(gone)))
    for id, answer in new.items():
        if id not in old:
            row = {"round": round, "seat": answer.seat, "id": id}
            session.execute(_ADD, {**row, "sealed": _sealed(session, answer)})
        elif answer != old[id]:
            same = update(Answers).where(Answers.round == round, Answers.id == id)
            session.execute(same.values(sealed=_sealed(session, answer)))


_CHANGE = update(Seats.__table__).where(  # type: ignore[arg-type]
    Seats.round == bindparam("of"), Seats.number == bindparam("seat")
)
_NAMED = select(Answers.sealed).where(
    Answers.round == bindparam("of"), Answers.id == bindparam("id")
)
_ADD = insert(Answers.__table__)  # type: ignore[arg-type]


def _sealed(session: Session, answer: Answer) -> bytes:
    return sealed.of(session).seal(ANSWER, to_bytes(answer, Answer))


# --- Rows --------------------------------------------------------------------------------------


_EVERY = (
    select(
        Seats.number,
        Seats.level,
        Seats.parts,
        Seats.standing,
        Seats.open,
        Seats.marks,
        Seats.reads,
        Seats.introduced,
    )
    .where(Seats.round == bindparam("of"))
    .order_by(Seats.number)
)
_ONE = _EVERY.where(Seats.number == bindparam("seat"))

#: In the order in which they were first given.
_ANSWERS = (
    select(Answers.seat, Answers.sealed)
    .where(Answers.round == bindparam("of"))
    .order_by(Answers.place)
)
_ANSWERS_OF_ONE = _ANSWERS.where(Answers.seat == bindparam("seat"))


def _by_seat(
    session: Session, rows: Iterable[Row[int, bytes]]
) -> dict[int, dict[tuple[str, str], Answer]]:
    seals = sealed.of(session)
    found: dict[int, dict[tuple[str, str], Answer]] = {}
    for number, words in rows:
        answer = from_json(seals.open(ANSWER, words), Answer)
        found.setdefault(number, {})[answer.question, answer.item] = answer
    return found


def _seat(row: Any, answers: Mapping[tuple[str, str], Answer]) -> Seat:  # noqa: ANN401 - see above
    return Seat(
        number=row.number,
        level=row.level,
        parts=from_json(row.parts, frozenset[str]),
        standing=Standing(row.standing),
        open=None if row.open is None else AskNumber.parse(row.open),
        marks=from_json(row.marks, _Marks),
        answers=answers,
        reads=from_json(row.reads, _Reads),
        introduced=row.introduced,
    )


def _columns(seat: Seat) -> dict[str, Any]:
    return {
        "level": seat.level,
        "parts": to_json(seat.parts, frozenset[str]),
        "standing": seat.standing.value,
        "open": None if seat.open is None else str(seat.open),
        "marks": to_json(seat.marks, _Marks),
        "reads": to_json(seat.reads, _Reads),
        "introduced": seat.introduced,
    }
