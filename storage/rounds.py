"""Rounds: a head for what is said, a seat for who says it, and the whole for what touches all."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import insert, or_, select, update
from sqlalchemy.orm import Session

from dialogs.effects import ClearMoment, Effect, Forget, Keep, Later, SetMoment
from dialogs.round import (
    Answer,
    AskNumber,
    Contribution,
    Opening,
    Round,
    Seat,
    Status,
    Tally,
)
from storage import (
    closed,
    known,
    memberships,
    moments,
    openings,
    sealed,
    seats,
    statements,
    untied,
)
from storage.keyring import Phase
from storage.memberships import Membership
from storage.once import insert_once
from storage.tables import Memberships, Occurrences, People, Rounds, Seats
from storage.values import from_json, to_bytes, to_json

REST, QUEUE, FRAME = "rounds.rest", "rounds.queue", "rounds.frame"

#: The kind of occurrence that somebody has been told what a round is about.
INTRODUCED = "introduced"

OVER = (Status.ENDED, Status.CANCELLED)

_Frame = Mapping[str, str]
_Queue = tuple[Contribution, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """What a reply needs to know of its round, whatever the size of the group."""

    number: int
    network: int
    #: The script that is played.
    digest: str
    status: Status
    part: str | None
    opening: Opening | None
    tally: Tally
    returns_on: datetime | None
    parent: int | None
    key: str | None


def begin(  # noqa: PLR0913 - all of it is part of a beginning
    session: Session,
    network: int,
    digest: str,
    round: Round,
    members: Mapping[int, int],
    now: datetime,
    *,
    parent: int | None = None,
    key: str | None = None,
    frame: _Frame | None = None,
) -> int:
    """Take in a new round and return its number. ``members`` are the memberships by seat."""
    row = {
        "network": network,
        "script": digest,
        "parent": parent,
        "key": key,
        "frame": None if frame is None else _seal(session, FRAME, frame, _Frame),
        "begun_at": now,
        "queue": _seal(session, QUEUE, round.queue, _Queue),
        **columns(session, round),
    }
    number = session.execute(insert(Rounds).values(**row).returning(Rounds.number)).scalar_one()
    seats.add(session, number, round.seats.values(), members)
    return number


def exists(session: Session, number: int) -> bool:
    """Tell whether there is a round with this number; buttons may name one that is gone."""
    return session.execute(statements.EXISTS, {"of": number}).first() is not None


def lock(session: Session, number: int) -> None:
    """Let nobody else change this round until the end of the transaction."""
    session.execute(statements.LOCK, {"of": number})


def head(session: Session, number: int) -> Head:
    """Return what a reply needs to know; who is going to write has the round for itself."""
    heads = known.of(session).heads
    if number not in heads:
        heads[number] = _head(session, number)
    return heads[number]


def _head(session: Session, number: int) -> Head:
    statement = statements.LOCKED_HEAD if session.info["writes"] else statements.HEAD
    row = session.execute(statement, {"of": number}).one()
    # By itself: what is read together with a lock may be from before whoever held it.
    opening = None if row.opening is None else openings.find(session, number, row.opening)
    return Head(
        number=number,
        network=row.network,
        digest=row.script,
        status=Status(row.status),
        part=row.part,
        opening=opening,
        tally=from_json(row.tally, Tally),
        returns_on=row.returns_on,
        parent=row.parent,
        key=row.key,
    )


def seat(session: Session, number: int, seat: int) -> Seat:
    """Return one seat of a round."""
    return seats.get(session, number, seat)


def save_reply(
    session: Session,
    number: int,
    before: Seat,
    after: Seat,
    tally: Tally,
    effects: Sequence[Effect],
    now: datetime,
) -> None:
    """Write what one person said; it costs the same in every group."""
    known.of(session).heads.pop(number, None)
    seats.save(session, number, {before.number: before}, [after])
    counted = {"of": number, "counts": to_json(tally, Tally)}
    opening = session.execute(statements.COUNT, counted).scalar_one()
    if opening is not None:
        untied.carry_out(session, Phase(number, opening), effects)
    _wait(session, number, effects, now)


def glance(session: Session, number: int, seat: int | None) -> Round:
    """Return a round as one of its seats needs it: without the others, and without what closed."""
    now = head(session, number)
    rest = session.execute(statements.REST, {"of": number}).scalar_one()
    return replace(
        from_json(sealed.of(session).open(REST, rest), Round),
        seats={} if seat is None else {seat: seats.get(session, number, seat)},
        opening=now.opening,
        tally=now.tally,
    )


def load(session: Session, number: int) -> Round:
    """Return a round, whole; who is going to write has it for itself."""
    now = head(session, number)
    rest, queue = session.execute(statements.REST_AND_QUEUE, {"of": number}).one()
    phase = Phase(number, now.opening.number) if now.opening else None
    return replace(
        from_json(sealed.of(session).open(REST, rest), Round),
        seats=seats.every(session, number),
        opening=now.opening,
        tally=now.tally,
        untied=untied.every(session, phase) if phase else (),
        closed=closed.every(session, number),
        queue=_unseal(session, QUEUE, queue, _Queue),
    )


def save(
    session: Session,
    number: int,
    before: Round,
    after: Round,
    effects: Sequence[Effect],
    now: datetime,
    *,
    members: Mapping[int, int] | None = None,
) -> None:
    """Write what has changed of a round, and carry out what it wants kept.

    ``members`` are the memberships of those who came with this event.
    """
    known.of(session).heads.pop(number, None)
    _change_phase(session, number, before, after)
    row = _changes(session, before, after, now)
    if row:
        session.execute(update(Rounds).where(Rounds.number == number).values(**row))
    new = [each for each in after.seats.values() if each.number not in before.seats]
    seats.add(session, number, new, members or {})
    old = (each for each in after.seats.values() if each.number in before.seats)
    seats.save(session, number, before.seats, old)
    _save_untied(session, number, before, after, effects)
    closed.save(session, number, before.closed, after.closed)
    _wait(session, number, effects, now)


def seat_of(session: Session, number: int, person: int) -> int | None:
    """Return where somebody sits in a round."""
    return session.execute(statements.SEAT_OF, {"of": number, "who": person}).scalar()


def open_for(session: Session, person: int) -> list[tuple[int, AskNumber]]:
    """Return what is open for somebody, by round, the newest round first."""
    found = session.execute(statements.OPEN_FOR, {"who": person})
    return [(round, AskNumber.parse(written)) for round, written in found if written]


def away(session: Session, number: int) -> frozenset[int]:
    """Return the seats with something open to whom nothing can be written until it is over."""
    opening = head(session, number).opening
    if opening is None:
        return frozenset()
    rows = select(Seats.number).join(Memberships, Memberships.id == Seats.membership)
    paused = People.paused_until >= opening.ends
    gone = or_(paused, People.reachable.is_(False), People.restricted.is_(True))
    mine = rows.join(People, People.id == Memberships.person).where(
        Seats.round == number, Seats.open.is_not(None), gone
    )
    return frozenset(session.scalars(mine))


def of_person(session: Session, person: int) -> list[tuple[int, int]]:
    """Return the rounds in which somebody sits and has not left, with the number of the seat."""
    rows = session.execute(statements.OF_PERSON, {"who": person})
    return [(round, number) for round, number in rows]


def of_member(session: Session, membership: int) -> list[tuple[int, int]]:
    """Return every round in which a member has sat, with the number of the seat."""
    rows = select(Seats.round, Seats.number).where(Seats.membership == membership)
    return [(round, number) for round, number in session.execute(rows.order_by(Seats.round))]


def of_network(
    session: Session, network: int, statuses: Collection[Status] = tuple(Status)
) -> list[int]:
    """Return the numbers of a network's rounds, the newest first."""
    rows = select(Rounds.number).where(Rounds.network == network)
    some = rows.where(Rounds.status.in_([status.value for status in statuses]))
    return list(session.execute(some.order_by(Rounds.number.desc())).scalars())


def ended_since(session: Session, network: int, since: datetime) -> list[int]:
    """Return the numbers of a network's rounds that have ended since then, the newest first."""
    rows = select(Rounds.number).where(
        Rounds.network == network,
        Rounds.status == Status.ENDED.value,
        Rounds.ended_at >= since,
    )
    return list(session.execute(rows.order_by(Rounds.number.desc())).scalars())


def begun_later(session: Session, number: int, key: str) -> int | None:
    """Return the small round that has followed on a round under this key."""
    row = select(Rounds.number).where(Rounds.parent == number, Rounds.key == key)
    return session.execute(row).scalar()


def named(session: Session, number: int, id: str, opening: int) -> Answer | None:
    """Return the answer that a button names, untied or tied."""
    found = untied.named(session, Phase(number, opening), id)
    return found or seats.named(session, number, id)


def members(session: Session, number: int) -> Mapping[int, Membership]:
    """Return who sits where."""
    rows = select(Seats.number, Seats.membership).where(Seats.round == number)
    where = dict(session.execute(rows.where(Seats.membership.is_not(None))).all())
    known = memberships.several(session, [each for each in where.values() if each is not None])
    return {seat: known[each] for seat, each in where.items() if each is not None}


def member(session: Session, number: int, seat: int) -> Membership | None:
    """Return who sits on one seat."""
    row = select(Seats.membership).where(Seats.round == number, Seats.number == seat)
    which = session.execute(row).scalar_one()
    return None if which is None else memberships.get(session, which)


def frame(session: Session, number: int) -> _Frame:
    """Return what the coordination said of the purpose of a round."""
    written = session.execute(statements.FRAME, {"of": number}).scalar_one()
    return {} if written is None else _unseal(session, FRAME, written, _Frame)


def note(session: Session, number: int, name: str, words: str) -> None:
    """Write down something that the coordination has said of a round."""
    noted = {**frame(session, number), name: words}
    which = update(Rounds).where(Rounds.number == number)
    session.execute(which.values(frame=_seal(session, FRAME, noted, _Frame)))


def introduce(session: Session, number: int, seat: int) -> bool:
    """Note that somebody is told what a round is about; return whether it is the first time."""
    once = {"kind": INTRODUCED, "subject": f"{number}/{seat}", "slot": ""}
    row = select(Rounds.begun_at).where(Rounds.number == number)
    begun_at = session.execute(row).scalar_one()
    return insert_once(session, Occurrences, {**once, "acted_at": begun_at})


class Times(NamedTuple):
    """When a round was made, began and ended."""

    begun: datetime
    started: datetime | None
    ended: datetime | None


def times(session: Session, number: int) -> Times:
    """Return when a round was made, began and ended."""
    columns = select(Rounds.begun_at, Rounds.started_at, Rounds.ended_at)
    return Times(*session.execute(columns.where(Rounds.number == number)).one())


# --- What changes --------------------------------------------------------------------------------


def _change_phase(session: Session, number: int, before: Round, after: Round) -> None:
    """Open and close: a phase has a key from the one to the other."""
    old, new = before.opening, after.opening
    if old is not None and (new is None or new.number != old.number):
        untied.let_go(session, Phase(number, old.number))
    if new is not None and (old is None or new.number != old.number):
        sealed.of(session).phases.make(Phase(number, new.number))
    if new is not None and new != old:
        openings.save(session, number, new)


def _changes(session: Session, before: Round, after: Round, now: datetime) -> dict[str, Any]:
    old, new = _columns_of_head(before), _columns_of_head(after)
    row: dict[str, Any] = {name: value for name, value in new.items() if value != old[name]}
    if _rest(after) != _rest(before):
        row["rest"] = _seal(session, REST, _rest(after), Round)
    if after.queue != before.queue:
        row["queue"] = _seal(session, QUEUE, after.queue, _Queue)
    if before.status is Status.PLANNED and after.status is not Status.PLANNED:
        row["started_at"] = now
    if before.status not in OVER and after.status in OVER:
        row["ended_at"] = now
    return row


def _save_untied(
    session: Session, number: int, before: Round, after: Round, effects: Sequence[Effect]
) -> None:
    if after.opening is None:
        return
    same = before.opening is not None and before.opening.number == after.opening.number
    now = {answer.id: answer for answer in after.untied}
    for effect in effects:
        match effect:
            case Keep(answer=answer) if answer.seat is None:
                now[answer.id] = answer
            case Forget(answer=gone):
                now.pop(gone, None)
            case _:
                pass
    phase = Phase(number, after.opening.number)
    untied.save(session, phase, before.untied if same else (), now)


def _wait(session: Session, number: int, effects: Sequence[Effect], now: datetime) -> None:
    """Set and clear the moments of a round, and plan its follow-ups."""
    for effect in effects:
        match effect:
            case SetMoment(moment=name, at=at):
                about, slot = f"{number}/{name}", f"{at.isoformat()} since {now.isoformat()}"
                moments.plan(session, moments.ROUND, about, slot, at, name=name, round=number)
            case ClearMoment(moment=name):
                moments.clear(session, moments.ROUND, f"{number}/{name}")
            case Later():
                moments.plan_later(session, number, effect)
            case _:
                pass


# --- Rows ----------------------------------------------------------------------------------------


def columns(session: Session, round: Round) -> dict[str, Any]:
    """Return how a round is kept, without what stands in tables of its own."""
    return {**_columns_of_head(round), "rest": _seal(session, REST, _rest(round), Round)}


def _columns_of_head(round: Round) -> dict[str, Any]:
    return {
        "status": round.status.value,
        "part": round.part,
        "opening": None if round.opening is None else round.opening.number,
        "tally": to_json(round.tally, Tally),
        "returns_on": round.returns_on,
    }


def _rest(round: Round) -> Round:
    """Return the round without what stands in columns and tables of its own."""
    return replace(round, seats={}, opening=None, tally=Tally(), untied=(), closed={}, queue=())


def _seal(session: Session, purpose: str, value: object, kind: Hashable) -> bytes:
    return sealed.of(session).seal(purpose, to_bytes(value, kind))


def _unseal(session: Session, purpose: str, words: bytes, kind: Hashable) -> Any:  # noqa: ANN401
    return from_json(sealed.of(session).open(purpose, words), kind)
