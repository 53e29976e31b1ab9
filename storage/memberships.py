"""People in networks: roles, level and field, and the name and body they have chosen to show."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, bindparam, insert, select, update
from sqlalchemy.orm import Session

from storage import sealed
from storage.tables import Memberships

NAME = "memberships.name"
BODY = "memberships.body"


@dataclass(frozen=True, slots=True)
class Membership:
    """A person in a network."""

    network: int
    person: int
    #: Of member, coordinator, deputy, facilitator, steering and observer.
    roles: frozenset[str]
    level: str
    name: str
    body: str
    agreed_at: datetime
    #: The version of the privacy notice that was agreed to.
    notice: str
    field: str | None = None
    confirmed_by: int | None = None
    confirmed_at: datetime | None = None
    left_on: date | None = None
    #: Whether their words may be quoted.
    quotes: bool = False
    id: int = 0


def add(session: Session, membership: Membership) -> int:
    """Take in a membership and return its number."""
    names = (each.name for each in fields(membership) if each.name != "id")
    row = _columns(session, {name: getattr(membership, name) for name in names})
    added = insert(Memberships).values(**row).returning(Memberships.id)
    return session.execute(added).scalar_one()


def get(session: Session, id: int) -> Membership:
    """Return a membership."""
    (found,) = _all(session, _ONE, {"of": id})
    return found


def of_person(session: Session, person: int) -> list[Membership]:
    """Return where somebody is a member now."""
    return _all(session, _OF_PERSON, {"who": person})


def of_network(session: Session, network: int, *, with_left: bool = False) -> list[Membership]:
    """Return who is a member of a network, or has been as well."""
    rows = _rows().where(Memberships.network == network)
    return _all(session, rows if with_left else rows.where(Memberships.left_on.is_(None)))


def numbers(session: Session) -> list[int]:
    """Return the numbers of all memberships there are, also of those who have left."""
    return list(session.execute(select(Memberships.id).order_by(Memberships.id)).scalars())


def several(session: Session, ids: Iterable[int]) -> Mapping[int, Membership]:
    """Return memberships by their numbers."""
    found = _all(session, _rows().where(Memberships.id.in_(list(ids))))
    return {each.id: each for each in found}


def change(session: Session, id: int, **fields: Any) -> None:  # noqa: ANN401 - see above
    """Change some fields of a membership."""
    row = _columns(session, fields)
    session.execute(update(Memberships).where(Memberships.id == id).values(**row))


def _columns(session: Session, values: Mapping[str, Any]) -> dict[str, Any]:
    seals, row = sealed.of(session), dict(values)
    for name, purpose in (("name", NAME), ("body", BODY)):
        if name in row:
            row[name] = seals.seal_text(purpose, row[name])
    if "roles" in row:
        row["roles"] = json.dumps(sorted(row["roles"]))
    return row


_COLUMNS = tuple(getattr(Memberships, each.name) for each in fields(Membership))


def _rows() -> Select[Any]:
    return select(*_COLUMNS).order_by(Memberships.id)


_ONE = _rows().where(Memberships.id == bindparam("of"))
_OF_PERSON = _rows().where(Memberships.person == bindparam("who"), Memberships.left_on.is_(None))


def _all(
    session: Session, rows: Select[Any], which: Mapping[str, Any] | None = None
) -> list[Membership]:
    seals = sealed.of(session)
    return [
        Membership(
            **{
                **row._mapping,  # noqa: SLF001 - its public name
                "roles": frozenset(json.loads(row.roles)),
                "name": seals.open_text(NAME, row.name),
                "body": seals.open_text(BODY, row.body),
            }
        )
        for row in session.execute(rows, which)
    ]
