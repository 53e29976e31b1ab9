"""Moments that something waits for, and that each is acted on once."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, delete, func, insert, or_, select, update
from sqlalchemy.orm import Session

from dialogs.effects import Later
from storage import sealed, values
from storage.once import insert_once
from storage.tables import Moments, Occurrences, Rounds, Schedules

PAYLOAD = "moments.payload"

#: Kinds of moments: one of a round by its name, and a follow-up of a round that is to begin.
ROUND, LATER = "round", "later"

#: When people are asked whether they play in a trial, and when it ends, however far it has come.
ASKING, TRIAL = "asking", "trial"

#: When the next slot of a schedule has come, and one that was put on another day.
SCHEDULE, MOVED = "schedule", "moved"

#: When those who have met are asked how it was.
MEETING = "meeting"

#: Kinds whose subject begins with the number of a round.
OF_ROUNDS = (ROUND, LATER, ASKING, TRIAL)


@dataclass(frozen=True, slots=True)
class Moment:
    """A due time that belongs to a round or to a schedule."""

    id: int
    kind: str
    #: What it is about; there is one moment of a kind and subject at a time.
    subject: str
    #: Which planned time this is: it is acted on once for ever.
    slot: str
    name: str
    round: int | None
    at: datetime
    payload: bytes

    @property
    def later(self) -> Later:
        """The follow-up that is to begin, where the kind is ``LATER``."""
        return values.from_json(self.payload, Later)


def plan(  # noqa: PLR0913 - all of it is part of a moment
    session: Session,
    kind: str,
    subject: str,
    slot: str,
    at: datetime,
    *,
    name: str = "",
    round: int | None = None,
    payload: bytes = b"",
) -> bool:
    """Wait for a time, instead of the one that this was waited for before.

    What has been acted on already is not planned anew; returns whether it was planned.
    """
    acted = select(Occurrences.acted_at).where(
        Occurrences.kind == kind, Occurrences.subject == subject, Occurrences.slot == slot
    )
    if session.execute(acted).first():
        return False
    clear(session, kind, subject)
    row = {
        "kind": kind,
        "subject": subject,
        "slot": slot,
        "name": name or subject,
        "round": round,
        "at": at,
        "payload": sealed.of(session).seal(PAYLOAD, payload),
    }
    session.execute(insert(Moments).values(**row))
    return True


def plan_later(session: Session, round: int, later: Later) -> None:
    """Wait for a follow-up of a round; one with the same key is planned once for ever."""
    about = f"{round}/{later.key}"
    planned = select(Moments.id).where(Moments.kind == LATER, Moments.subject == about)
    if session.execute(planned).first() is None:
        payload = values.to_bytes(later, Later)
        plan(session, LATER, about, "", later.at, name=later.part, round=round, payload=payload)


def clear(session: Session, kind: str, subject: str) -> None:
    """Wait for this no longer."""
    session.execute(delete(Moments).where(Moments.kind == kind, Moments.subject == subject))


def move(session: Session, network: int, moved: Callable[[datetime], datetime]) -> None:
    """Let all that a network waits for come at another time, but for slots of schedules."""
    numbers = session.scalars(select(Schedules.id).where(Schedules.network == network))
    begins = [(MEETING, network), *((MOVED, number) for number in numbers)]
    mine = or_(
        Moments.round.in_(select(Rounds.number).where(Rounds.network == network)),
        *(
            and_(Moments.kind == kind, Moments.subject.startswith(f"{number}/"))
            for kind, number in begins
        ),
    )
    for id, at in session.execute(select(Moments.id, Moments.at).where(mine)).all():
        session.execute(update(Moments).where(Moments.id == id).values(at=moved(at)))


def subjects(session: Session, kind: str, begins: str) -> list[str]:
    """Return what is waited for in this way, where the subject begins like this."""
    some = select(Moments.subject).where(
        Moments.kind == kind, Moments.subject.startswith(begins, autoescape=True)
    )
    return list(session.scalars(some.order_by(Moments.id)))


def waiting(session: Session, kind: str, begins: str) -> list[Moment]:
    """Return what is waited for in this way, where the subject begins like this."""
    some = select(Moments).where(
        Moments.kind == kind, Moments.subject.startswith(begins, autoescape=True)
    )
    return [_moment(session, row) for row in session.scalars(some.order_by(Moments.at))]


def due(session: Session, now: datetime, limit: int) -> list[Moment]:
    """Return what should have been acted on by now, the earliest first."""
    rows = select(Moments).where(Moments.at <= now).order_by(Moments.at, Moments.id).limit(limit)
    return [_moment(session, row) for row in session.scalars(rows)]


def of_round(session: Session, round: int) -> list[Moment]:
    """Return what a round waits for, the earliest first."""
    rows = select(Moments).where(Moments.round == round).order_by(Moments.at, Moments.id)
    return [_moment(session, row) for row in session.scalars(rows)]


def later(session: Session, rounds: Collection[int], until: datetime) -> list[Moment]:
    """Return what follows on these rounds by then, the earliest first."""
    some = select(Moments).where(
        Moments.kind == LATER, Moments.round.in_(rounds), Moments.at <= until
    )
    rows = session.scalars(some.order_by(Moments.at, Moments.id))
    return [_moment(session, row) for row in rows]


def next_at(session: Session) -> datetime | None:
    """Return when there is something to act on next."""
    return session.execute(select(func.min(Moments.at))).scalar_one()


def take(session: Session, moment: Moment, now: datetime) -> bool:
    """Claim a moment for this transaction; False when it was acted on or changed meanwhile."""
    still = (Moments.id == moment.id, Moments.at == moment.at)
    if session.execute(delete(Moments).where(*still).returning(Moments.id)).first() is None:
        return False
    return occurs(session, moment.kind, moment.subject, moment.slot, now)


def occurs(session: Session, kind: str, subject: str, slot: str, now: datetime) -> bool:
    """Note that something has been acted on that nothing waited for; False if it was before."""
    occurred = {"kind": kind, "subject": subject, "slot": slot, "acted_at": now}
    return insert_once(session, Occurrences, occurred)


def slots(session: Session, kind: str, subject: str) -> frozenset[str]:
    """Return the slots that have been acted on, or shall not be."""
    acted = select(Occurrences.slot).where(Occurrences.kind == kind, Occurrences.subject == subject)
    return frozenset(session.scalars(acted))


def occurs_after_all(session: Session, kind: str, subject: str, slot: str) -> None:
    """Forget that a slot shall not come."""
    which = (Occurrences.kind == kind, Occurrences.subject == subject, Occurrences.slot == slot)
    session.execute(delete(Occurrences).where(*which))


def _moment(session: Session, row: Moments) -> Moment:
    payload = sealed.of(session).open(PAYLOAD, row.payload)
    return Moment(row.id, row.kind, row.subject, row.slot, row.name, row.round, row.at, payload)
