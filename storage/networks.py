"""Networks: communities with a language, a place, hours and people to turn to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from dialogs.workdays import LANDS, Land
from storage import known, sealed
from storage.tables import Networks

COORDINATION = "networks.coordination"
GROUP = "networks.group"


@dataclass(frozen=True, slots=True)
class Network:
    """A professional community."""

    name: str
    language: str
    zone: str
    land: Land | None
    opens: time = time(8)
    closes: time = time(18)
    #: What the operator has filled in, as it was written; the wording reads it.
    sheet: str | None = None
    #: Whom people turn to.
    coordination: str | None = None
    #: The address of the group chat, if there is one.
    group: str | None = None
    #: Invited people by level, paper included.
    invited: Mapping[str, int] = field(default_factory=dict)
    id: int = 0


def add(session: Session, network: Network, now: datetime) -> int:
    """Take in a network and return its number."""
    row = {"created": now, **_row(session, network)}
    return session.execute(insert(Networks).values(**row).returning(Networks.id)).scalar_one()


def get(session: Session, id: int) -> Network:
    """Return a network."""
    networks = known.of(session).networks
    if id not in networks:
        networks[id] = _network(session, session.get_one(Networks, id, populate_existing=True))
    return networks[id]


def every(session: Session) -> list[Network]:
    """Return all networks, the oldest first."""
    rows = session.scalars(select(Networks).order_by(Networks.id))
    return [_network(session, row) for row in rows]


def by_group(session: Session, address: str) -> Network | None:
    """Return the network that has this group chat."""
    hashed = sealed.of(session).keys.look_up(address)
    row = session.scalars(select(Networks).where(Networks.group_hash == hashed)).first()
    return _network(session, row) if row else None


def change(session: Session, id: int, **fields: Any) -> None:  # noqa: ANN401 - see Network
    """Change some fields of a network."""
    row = _columns(session, fields)
    session.execute(update(Networks).where(Networks.id == id).values(**row))
    known.of(session).networks.pop(id, None)


def _row(session: Session, network: Network) -> dict[str, Any]:
    names = [name for name in Network.__slots__ if name != "id"]
    return _columns(session, {name: getattr(network, name) for name in names})


def _columns(session: Session, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns of some fields, sealed where they say whom to turn to and where."""
    seals, row = sealed.of(session), dict(fields)
    if row.get("coordination") is not None:
        row["coordination"] = seals.seal_text(COORDINATION, row["coordination"])
    if "group" in row:
        address = row["group"]
        row["group"] = None if address is None else seals.seal_text(GROUP, address)
        row["group_hash"] = None if address is None else seals.keys.look_up(address)
    if "invited" in row:
        row["invited"] = json.dumps(dict(row["invited"]))
    return row


def _network(session: Session, row: Networks) -> Network:
    seals = sealed.of(session)
    told, group = row.coordination, row.group
    return Network(
        id=row.id,
        name=row.name,
        language=row.language,
        zone=row.zone,
        land=next((land for land in LANDS if land == row.land), None),
        opens=row.opens,
        closes=row.closes,
        sheet=row.sheet,
        coordination=None if told is None else seals.open_text(COORDINATION, told),
        group=None if group is None else seals.open_text(GROUP, group),
        invited=json.loads(row.invited),
    )
