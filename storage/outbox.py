"""The outbox: exactly what will be sent, written with what led to it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Any

from cryptography.exceptions import InvalidTag
from sqlalchemy import (
    BindParameter,
    ColumnElement,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session

from dialogs.round import AskNumber
from storage import people, sealed, shown
from storage.columns import Instant
from storage.keyring import KeyTrouble, Phase
from storage.shown import About
from storage.tables import Outbox, People

BODY = "outbox.body"

#: Why a message that may have been sent is not sent again.
MAYBE_SENT = "maybe-sent"


class Priority(IntEnum):
    """What goes first."""

    PROVOKED = 0
    UNPROVOKED = 1
    TIDYING_UP = 2


@dataclass(frozen=True, slots=True)
class Letter:
    """A message that is to be sent."""

    id: int
    person: int
    address: str
    body: bytes
    priority: Priority
    about: About | None
    repeats: bool
    attempts: int


def put(  # noqa: PLR0913 - all of it is part of a message
    session: Session,
    person: int,
    body: bytes,
    *,
    now: datetime,
    priority: Priority,
    about: About | None = None,
    keeps: bool = False,
    repeats: bool = True,
    phase: Phase | None = None,
    expires_at: datetime | None = None,
) -> int:
    """Put a message into the outbox, behind all others to the same person.

    ``about`` lets it be withdrawn; with ``keeps`` its number is remembered on delivery, for the
    sake of its buttons. What carries an untied answer, or its id, is sealed under its ``phase``.
    """
    assert about or not keeps, "what has live buttons is about something"
    opening, step, item = about.ask if about else (None, None, None)
    row = {
        "person": person,
        "priority": priority.value,
        "round": about.round if about else None,
        "opening": opening,
        "step": step,
        "item": item,
        "keeps": keeps,
        "repeats": repeats,
        "body": sealed.of(session).seal(BODY, body, phase),
        "phase_round": phase.round if phase else None,
        "phase_opening": phase.opening if phase else None,
        "expires_at": expires_at,
        "attempts": 0,
        "put_at": now,
    }
    number: int = session.execute(_PUT, row).scalar_one()
    return number


def due(session: Session, now: datetime, limit: int) -> list[Letter]:
    """Return the oldest unsent message of each person, what was provoked first.

    One that has to wait, or is being sent, holds back what comes after it for the same person.
    """
    rows = session.execute(_DUE, {"now": now, "limit": limit})
    return [_letter(session, row, address) for row, address in rows]


def next_at(session: Session) -> datetime | None:
    """Return when the next message may be sent that has to wait now."""
    waits = select(func.min(Outbox.not_before)).where(
        Outbox.failed.is_(None), Outbox.trying_since.is_(None)
    )
    return session.execute(waits).scalar_one()


def trying(session: Session, ids: Collection[int], now: datetime) -> set[int]:
    """Note that these are being sent, before they are; return those not withdrawn meanwhile."""
    begun = session.execute(_TRY, {"ids": list(ids), "now": now})
    return set(begun.scalars())


def delivered(session: Session, id: int, message: int | None, now: datetime) -> None:  # noqa: ARG001
    """Forget a message that has arrived, but for the number of one with live buttons."""
    row = session.execute(_DELIVERED, {"of": id}).first()
    about = _read_about(row) if row else None
    if row is None or not row.keeps or about is None or message is None:
        return
    if about.ask.step == shown.HIDDEN:
        shown.hide(session, row.person, message, Phase(about.round, about.ask.opening))
    else:
        shown.put(session, row.person, message, about)


def again(
    session: Session,
    id: int,
    at: datetime,
    *,
    tried: bool = True,
) -> None:
    """Send a message later that did not go. Only what was ``tried`` counts as an attempt."""
    attempts = Outbox.attempts + (1 if tried else 0)
    _change(session, Outbox.id == id, not_before=at, trying_since=None, attempts=attempts)


def failed(session: Session, id: int, why: str, now: datetime) -> None:
    """Give up a message: its words are forgotten, and why is noted."""
    _change(session, Outbox.id == id, failed=why, body=b"", trying_since=now)


def unsure(session: Session, id: int, now: datetime) -> None:
    """Send what may have been sent once more, where that is better than not at all."""
    repeats = session.execute(select(Outbox.repeats).where(Outbox.id == id)).scalar()
    if repeats:
        again(session, id, now)
    elif repeats is not None:
        failed(session, id, MAYBE_SENT, now)


def recover(session: Session, now: datetime) -> int:
    """Take up what was being sent when a process died; return how many there were."""
    left = select(Outbox.id).where(Outbox.trying_since.is_not(None), Outbox.failed.is_(None))
    ids = list(session.execute(left).scalars())
    for each in ids:
        unsure(session, each, now)
    return len(ids)


def withdraw(
    session: Session,
    *,
    round: int,
    person: int | None = None,
    opening: int | None = None,
    ask: AskNumber | None = None,
) -> None:
    """Take back unsent messages about a round, an opening or an ask."""
    gone = delete(Outbox).where(
        Outbox.round == round, Outbox.trying_since.is_(None), Outbox.failed.is_(None)
    )
    if person is not None:
        gone = gone.where(Outbox.person == person)
    if opening is not None:
        gone = gone.where(Outbox.opening == opening)
    if ask is not None:
        gone = gone.where(
            Outbox.opening == ask.opening, Outbox.step == ask.step, Outbox.item == ask.item
        )
    session.execute(gone)


def drop(session: Session, person: int) -> None:
    """Take back everything to somebody who cannot be reached any more."""
    session.execute(delete(Outbox).where(Outbox.person == person))


def oldest(session: Session, now: datetime) -> datetime | None:
    """Return since when the message is there that has been waiting longest to be sent."""
    waiting = select(func.min(Outbox.put_at)).where(Outbox.failed.is_(None), _not_expired(now))
    return session.execute(waiting).scalar_one()


# --- Statements ----------------------------------------------------------------------------------


def _not_expired(now: datetime | BindParameter[Any]) -> ColumnElement[bool]:
    return or_(Outbox.expires_at.is_(None), Outbox.expires_at > now)


_NOW = bindparam("now", type_=Instant())
_OUTBOX = Outbox.__table__

_PUT = insert(_OUTBOX).returning(_OUTBOX.c.id)  # type: ignore[arg-type]
_DUE = (
    select(Outbox, People.address)
    .join(People, People.id == Outbox.person)
    .where(
        Outbox.id.in_(
            select(func.min(Outbox.id))
            .where(Outbox.failed.is_(None), _not_expired(_NOW))
            .group_by(Outbox.person)
        ),
        Outbox.trying_since.is_(None),
        or_(Outbox.not_before.is_(None), Outbox.not_before <= _NOW),
    )
    .order_by(Outbox.priority, Outbox.id)
    .limit(bindparam("limit"))
    .execution_options(populate_existing=True)
)
_TRY = (
    update(_OUTBOX)  # type: ignore[arg-type]
    .where(_OUTBOX.c.id.in_(bindparam("ids", expanding=True)))
    .values(trying_since=_NOW)
    .returning(_OUTBOX.c.id)
)
_DELIVERED = (
    delete(_OUTBOX)  # type: ignore[arg-type]
    .where(_OUTBOX.c.id == bindparam("of"))
    .returning(
        *(_OUTBOX.c[name] for name in ("person", "keeps", "round", "opening", "step", "item"))
    )
)


def _change(session: Session, which: Any, **values: Any) -> None:  # noqa: ANN401 - a condition
    session.execute(
        update(Outbox).where(which).values(**values), execution_options=_WITHOUT_LOOKING
    )


_WITHOUT_LOOKING = {"synchronize_session": False}


def _read_about(row: Any) -> About | None:  # noqa: ANN401 - a row with the columns above
    if row.round is None:
        return None
    return About(row.round, AskNumber(row.opening, row.step, row.item))


def _letter(session: Session, row: Outbox, address: bytes) -> Letter:
    return Letter(
        id=row.id,
        person=row.person,
        address=sealed.of(session).open_text(people.ADDRESS, address),
        body=_body(session, row),
        priority=Priority(row.priority),
        about=_read_about(row),
        repeats=row.repeats,
        attempts=row.attempts,
    )


def _body(session: Session, row: Outbox) -> bytes:
    """Return what a letter says; nothing where its phase key is gone, as in a restored backup."""
    phase = None
    if row.phase_round is not None and row.phase_opening is not None:
        phase = Phase(row.phase_round, row.phase_opening)
    try:
        return sealed.of(session).open(BODY, row.body, phase)
    except (KeyTrouble, InvalidTag):
        if phase is None:
            raise
        return b""
