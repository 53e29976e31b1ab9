"""What is kept only for a time goes when the time is over: one sweep a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from dateutil.relativedelta import relativedelta
from sqlalchemy import CursorResult, Delete, Select, and_, delete, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from dialogs.calm import LOOKS_BACK
from storage import ended, erasure
from storage.refusals import REFUSED
from storage.tables import (
    Inbox,
    Invitations,
    Memberships,
    Networks,
    Occurrences,
    Outbox,
    People,
    Proofs,
    Written,
)

#: So long the keys of what was taken in are kept: messengers send again for a day.
INBOX = timedelta(hours=48)

#: So long it can be seen what could not be sent; the words have been forgotten at once.
FAILURES = timedelta(days=14)

#: So long it is counted that a text was not accepted.
REFUSALS = timedelta(days=35)


@dataclass(frozen=True, slots=True)
class Periods:
    """How long a network keeps what is tied to people."""

    #: From the end of a round until the link from a pseudonym to its person is cut.
    pseudonym_days: int = 90
    #: From the end of a round and all its commitments until named contributions are deleted.
    named_months: int = 12
    #: From leaving until what is kept about the person is deleted.
    membership_days: int = 30
    #: Without any sign of life until the person is asked.
    silence_months: int = 12
    #: From leaving until the proof of agreement is deleted.
    proof_years: int = 3


@dataclass(frozen=True, slots=True)
class Swept:
    """How much went, and what only the engine and the wording can do."""

    counts: Mapping[str, int]
    #: People of whom nothing has been heard for long: they are asked whether to stay.
    to_ask: tuple[int, ...] = ()
    #: Memberships that have to leave their rounds; the next sweep deletes them.
    to_leave: tuple[int, ...] = ()


def sweep(
    session: Session, now: datetime, chance: Random, periods: Mapping[int, Periods] | None = None
) -> Swept:
    """Delete what has been kept for its time; ``periods`` are those of networks that differ."""
    counts = _letters(session, now)
    to_ask: dict[int, None] = {}
    to_leave: list[int] = []
    for network in session.execute(select(Networks.id).order_by(Networks.id)).scalars().all():
        own = (periods or {}).get(network, Periods())
        pseudonyms = now - timedelta(days=own.pseudonym_days)
        names = now - relativedelta(months=own.named_months)
        counts["pseudonyms"] += ended.cut_pseudonyms(session, network, pseudonyms, now, chance)
        counts["names"] += ended.forget_names(session, network, names, now, chance)
        counts["members"] += _forget_members(session, network, now, own)
        counts["proofs"] += _forget_proofs(session, network, now, own)
        to_ask.update(dict.fromkeys(_silent(session, network, now, own)))
        to_leave += _gone(session, network, now, own)
    return Swept(counts, tuple(to_ask), tuple(to_leave))


def _letters(session: Session, now: datetime) -> Counter[str]:
    """Delete what has served its purpose, and count it."""
    gone = {
        "inbox": delete(Inbox).where(Inbox.at <= now - INBOX),
        "outbox": delete(Outbox).where(
            or_(
                Outbox.expires_at <= now,
                and_(Outbox.failed.is_not(None), Outbox.put_at <= now - FAILURES),
            )
        ),
        "invitations": delete(Invitations).where(Invitations.expires <= now),
        "refused": delete(Occurrences).where(
            Occurrences.kind == REFUSED, Occurrences.acted_at <= now - REFUSALS
        ),
        "written": delete(Written).where(Written.day < (now - LOOKS_BACK).date()),
    }
    return Counter({name: _count(session, statement) for name, statement in gone.items()})


def _forget_members(session: Session, network: int, now: datetime, own: Periods) -> int:
    """Delete those who left some time ago, as far as they have left every round."""
    until = (now - timedelta(days=own.membership_days)).date()
    left = select(Memberships.id).where(
        Memberships.network == network, Memberships.left_on <= until
    )
    ready = [each for each in session.execute(left).scalars() if not _seated(session, each)]
    for membership in ready:
        erasure.erase(session, membership, now, keep=True)
    return len(ready)


def _forget_proofs(session: Session, network: int, now: datetime, own: Periods) -> int:
    until = (now - relativedelta(years=own.proof_years)).date()
    old = delete(Proofs).where(Proofs.network == network, Proofs.ended_on <= until)
    return _count(session, old)


def _silent(session: Session, network: int, now: datetime, own: Periods) -> list[int]:
    """Return the people who have to be asked whether to stay."""
    until = (now - relativedelta(months=own.silence_months)).date()
    rows = _present(People.id, network).where(People.seen_on <= until, People.asked_on.is_(None))
    return list(session.execute(rows).scalars())


def _gone(session: Session, network: int, now: datetime, own: Periods) -> list[int]:
    """Return memberships that have to leave: whoever was asked, and has not answered."""
    until = (now - timedelta(days=own.membership_days)).date()
    asked = _present(Memberships.id, network).where(People.asked_on <= until)
    left = select(Memberships.id).where(
        Memberships.network == network, Memberships.left_on.is_not(None)
    )
    still = [each for each in session.execute(left).scalars() if _seated(session, each)]
    return [*session.execute(asked).scalars(), *still]


def _present(column: InstrumentedAttribute[int], network: int) -> Select[int]:
    rows = select(column).select_from(Memberships)
    joined = rows.join(People, People.id == Memberships.person)
    present = joined.where(Memberships.network == network, Memberships.left_on.is_(None))
    return present.order_by(column)


def _seated(session: Session, membership: int) -> bool:
    return bool(erasure.still_seated(session, membership))


def _count(session: Session, gone: Delete) -> int:
    result = session.execute(gone)
    assert isinstance(result, CursorResult)
    return result.rowcount
