"""Invitations: links that let people into a network. Only a hash of what they carry is kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from storage.tables import Invitations


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a link leads to."""

    network: int
    roles: frozenset[str]
    uses_left: int | None
    expires: datetime
    made_by: int | None


def make(
    session: Session,
    network: int,
    roles: Iterable[str],
    *,
    uses: int | None,
    expires: datetime,
    fresh: Callable[[], str],
    made_by: int | None = None,
) -> str:
    """Make an invitation and return what its link carries: ``fresh``, as it comes."""
    token = fresh()
    row = {
        "token_hash": _hash(token),
        "network": network,
        "roles": json.dumps(sorted(roles)),
        "uses_left": uses,
        "expires": expires,
        "made_by": made_by,
    }
    session.execute(insert(Invitations).values(**row))
    return token


def look(session: Session, token: str, now: datetime) -> Invitation | None:
    """Return the invitation if it still holds, without using it."""
    statement = select(Invitations).where(Invitations.token_hash == _hash(token))
    row = session.scalars(statement.execution_options(populate_existing=True)).first()
    if row is None or row.expires <= now or row.uses_left == 0:
        return None
    roles = frozenset(json.loads(row.roles))
    return Invitation(row.network, roles, row.uses_left, row.expires, row.made_by)


def use(session: Session, token: str, now: datetime) -> Invitation | None:
    """Return the invitation if it still holds, with one use less from now on."""
    taken = (
        update(Invitations)
        .where(Invitations.token_hash == _hash(token), Invitations.uses_left > 0)
        .values(uses_left=Invitations.uses_left - 1)
    )
    found = look(session, token, now)
    if found is None or found.uses_left is None:
        return found
    used = session.execute(taken.returning(Invitations.uses_left)).first()
    return found if used else None


def withdraw(session: Session, network: int, roles: Iterable[str]) -> None:
    """Let no invitation of a network to these roles hold any more."""
    gone = Invitations.roles == json.dumps(sorted(roles))
    session.execute(delete(Invitations).where(Invitations.network == network, gone))


def _hash(token: str) -> bytes:
    """Return the hash of a token; it is random and long, so that nothing has to be added."""
    return sha256(token.encode()).digest()
