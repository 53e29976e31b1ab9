"""When somebody leaves for good: what is kept about them goes, and what was tied to them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from dialogs.calm import Kind
from dialogs.effects import Later
from dialogs.engine.people import TAKEN_BACK
from dialogs.round import Item, Standing
from storage import memberships, moments, openings, sealed
from storage.moments import PAYLOAD
from storage.tables import (
    Memberships,
    Moments,
    Nudges,
    People,
    Proofs,
    Rounds,
    Seats,
)
from storage.values import from_json, to_bytes


def still_seated(session: Session, membership: int) -> list[tuple[int, int]]:
    """Return the rounds and seats that a member has to leave before ``erase``.

    Leaving a round is an event of the engine, for it may move the round on.
    """
    rows = select(Seats.round, Seats.number).where(
        Seats.membership == membership, Seats.standing != Standing.LEFT.value
    )
    return [(round, seat) for round, seat in session.execute(rows.order_by(Seats.round))]


def erase(session: Session, membership: int, now: datetime, *, keep: bool) -> None:
    """Delete a membership, and the person with the last one; the proof of agreement stays.

    With ``keep`` the words that were tied stay without any tie; without it they go, also from
    what is still to be said to others. Every round has been left before this.
    """
    assert not still_seated(session, membership), "every round has to be left first"
    member = memberships.get(session, membership)
    seats = select(Seats.round, Seats.number).where(Seats.membership == membership)
    for round, seat in session.execute(seats).all():
        _take_back(session, round, seat, keep=keep)
    _prove(session, member.id, now)
    session.execute(update(Seats).where(Seats.membership == membership).values(membership=None))
    theirs = (Nudges.network == member.network, Nudges.person == member.person)
    session.execute(delete(Nudges).where(*theirs))
    session.execute(delete(Memberships).where(Memberships.id == membership))
    another = select(Memberships.id).where(Memberships.person == member.person)
    if session.execute(another).first() is None:
        session.execute(delete(People).where(People.id == member.person))
    session.info["erased"] = True


def _take_back(session: Session, round: int, seat: int, *, keep: bool) -> None:
    """Take somebody out of what a round has kept beside its present state."""
    which = select(Rounds.opening).where(Rounds.number == round)
    opening = session.execute(which).scalar_one()
    openings.forget_earlier(session, round, opening)
    over = (Nudges.round == round, Nudges.opening.is_not(None), Nudges.opening != (opening or 0))
    session.execute(delete(Nudges).where(*over, Nudges.kind != Kind.RESULT.value))
    seals = sealed.of(session)
    planned = select(Moments.id, Moments.payload).where(
        Moments.round == round, Moments.kind == moments.LATER
    )
    for id, payload in session.execute(planned).all():
        later = from_json(seals.open(PAYLOAD, payload), Later)
        others = tuple(number for number in later.seats if number != seat)
        carried = {
            name: tuple(_cut(item, seat, keep=keep) for item in items)
            for name, items in later.carried.items()
        }
        changed = replace(later, seats=others, carried=carried)
        if not others:
            session.execute(delete(Moments).where(Moments.id == id))
        elif changed != later:
            words = seals.seal(PAYLOAD, to_bytes(changed, Later))
            session.execute(update(Moments).where(Moments.id == id).values(payload=words))


def _cut(item: Item, seat: int, *, keep: bool) -> Item:
    """Return an item without its tie to a seat, and without its words unless they may stay."""
    if item.author != seat:
        return item
    return Item(item.key, item.words if keep else TAKEN_BACK)


def _prove(session: Session, membership: int, now: datetime) -> None:
    """Keep that somebody agreed, when and to what, without saying who it was."""
    row = session.execute(
        select(Memberships, People.address_hash)
        .join(People, People.id == Memberships.person)
        .where(Memberships.id == membership)
    ).one()
    member: Memberships = row[0]
    session.execute(
        insert(Proofs).values(
            network=member.network,
            address_hash=row.address_hash,
            notice=member.notice,
            agreed_at=member.agreed_at,
            ended_on=member.left_on or now.date(),
        )
    )
