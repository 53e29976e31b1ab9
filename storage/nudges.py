"""Wishes to write to people that wait for their time, and what was written when."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session

from dialogs.calm import Kind, Nudge, Sent
from dialogs.effects import Effect
from dialogs.round import Opening
from storage import sealed
from storage.said import effects_from, effects_to
from storage.tables import Nudges, Written

EFFECTS = "nudges.effects"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A nudge with what is to be said when its time has come."""

    id: int
    nudge: Nudge
    network: int
    round: int | None
    seat: int | None
    #: The number of the opening that it is about.
    opening: int | None
    effects: tuple[Effect, ...]


def put(  # noqa: PLR0913 - all of it is part of a nudge
    session: Session,
    nudge: Nudge,
    network: int,
    effects: Sequence[Effect],
    *,
    now: datetime,
    round: int | None = None,
    seat: int | None = None,
    opening: Opening | None = None,
) -> int:
    """Let a nudge wait; the very same one is replaced."""
    which = (
        Nudges.person == nudge.person,
        Nudges.kind == nudge.kind.value,
        Nudges.subject == nudge.subject,
        Nudges.earliest == nudge.earliest,
        Nudges.mirror == nudge.mirror,
    )
    session.execute(delete(Nudges).where(*which))
    row = {
        "person": nudge.person,
        "network": network,
        "round": round,
        "seat": seat,
        "opening": None if opening is None else opening.number,
        "kind": nudge.kind.value,
        "subject": nudge.subject,
        "earliest": nudge.earliest,
        "latest": nudge.latest,
        "promised": nudge.promised,
        "mirror": nudge.mirror,
        "empty": nudge.empty,
        "effects": sealed.of(session).seal(EFFECTS, effects_to(effects, opening)),
        "again_at": now,
    }
    return session.execute(insert(Nudges).values(**row).returning(Nudges.id)).scalar_one()


def people_due(session: Session, now: datetime, limit: int) -> list[int]:
    """Return the people about whom there is something to decide, the longest waiting first."""
    due = select(Nudges.person).where(Nudges.again_at <= now).group_by(Nudges.person)
    return list(session.execute(due.order_by(func.min(Nudges.again_at)).limit(limit)).scalars())


def of(session: Session, person: int) -> list[Waiting]:
    """Return all that waits for somebody, over all networks."""
    return [_waiting(session, row) for row in session.scalars(_OF_PERSON, {"who": person})]


def remove(session: Session, ids: Collection[int]) -> None:
    """Let these wait no longer."""
    session.execute(delete(Nudges).where(Nudges.id.in_(ids)))


def again(session: Session, person: int, at: datetime) -> None:
    """Decide again about somebody at that time."""
    session.execute(update(Nudges).where(Nudges.person == person).values(again_at=at))


def move(
    session: Session, network: int, moved: Callable[[datetime], datetime], now: datetime
) -> None:
    """Let all that waits for people of a network come at another time, and decide about it anew."""
    rows = select(Nudges.id, Nudges.earliest, Nudges.latest, Nudges.promised)
    for id, earliest, latest, promised in session.execute(
        rows.where(Nudges.network == network)
    ).all():
        times = {
            "earliest": moved(earliest),
            "latest": None if latest is None else moved(latest),
            "promised": None if promised is None else moved(promised),
        }
        session.execute(update(Nudges).where(Nudges.id == id).values(again_at=now, **times))


def next_at(session: Session) -> datetime | None:
    """Return when there is something to decide next."""
    return session.execute(select(func.min(Nudges.again_at))).scalar_one()


def history(session: Session, person: int) -> list[Sent]:
    """Return what was written to somebody unprovoked, the oldest first."""
    rows = select(Written).where(Written.person == person).order_by(Written.day, Written.id)
    return [
        Sent(row.day, frozenset(map(Kind, json.loads(row.kinds))), row.counts)
        for row in session.scalars(rows)
    ]


def remember(session: Session, person: int, sent: Sent) -> None:
    """Remember that somebody was written to."""
    kinds = json.dumps(sorted(kind.value for kind in sent.kinds))
    row = {"person": person, "day": sent.day, "kinds": kinds, "counts": sent.counts}
    session.execute(insert(Written).values(**row))


_OF_PERSON = (
    select(Nudges)
    .where(Nudges.person == bindparam("who"))
    .order_by(Nudges.id)
    .execution_options(populate_existing=True)
)


def _waiting(session: Session, row: Nudges) -> Waiting:
    written = sealed.of(session).open(EFFECTS, row.effects)
    return Waiting(
        id=row.id,
        nudge=Nudge(
            person=row.person,
            kind=Kind(row.kind),
            subject=row.subject,
            earliest=row.earliest,
            latest=row.latest,
            promised=row.promised,
            mirror=row.mirror,
            empty=row.empty,
        ),
        network=row.network,
        round=row.round,
        seat=row.seat,
        opening=row.opening,
        effects=effects_from(session, written, row.round, row.opening),
    )
