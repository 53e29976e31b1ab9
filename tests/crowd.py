"""A network with any number of people and a round, put into the database without anybody's press.

For what is about large groups or many rounds; how people really join is tried elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from itertools import cycle
from pathlib import Path
from random import Random
from secrets import token_urlsafe

from sqlalchemy.orm import Session

from bot import sheet
from bot.facilitator.advancing import advance
from bot.facilitator.here import Here, Premises
from bot.roles import COORDINATOR, DEPUTY, MEMBER
from bot.run import DOORS, TRANSPORT
from bot.sheet.kept import columns
from dialogs import engine
from dialogs.events import Beginning, Started
from dialogs.round import Seat
from storage import memberships, networks, people, rounds, scripts
from storage.memberships import Membership
from storage.networks import Network

SHEET = Path(__file__).parent / "sheets" / "beispielstadt.yaml"

#: Large enough, with five people each, for a level to be kept with an answer.
LEVELS = ("praxis", "traeger")


def settle(session: Session, addresses: Sequence[str], now: datetime) -> list[int]:
    """Take in a network and its people; return the memberships, the two at the desk first."""
    page, _ = sheet.read(SHEET.read_bytes(), date(2026, 11, 27))
    assert page is not None
    network = networks.add(session, Network(**columns(page)), now)
    desk = [{COORDINATOR}, {DEPUTY}]
    roles = [{MEMBER, *more} for more in (*desk, *[set[str]()] * (len(addresses) - len(desk)))]
    return [
        memberships.add(session, _member(session, network, address, roles, level, now))
        for address, roles, level in zip(addresses, roles, cycle(LEVELS), strict=False)
    ]


def _member(
    session: Session, network: int, address: str, roles: set[str], level: str, now: datetime
) -> Membership:
    person = people.add(session, address, "de", now)
    return Membership(
        network=network,
        person=person,
        roles=frozenset(roles),
        level=level,
        name=f"Ute Nummer{person}",
        body="Jugendamt Beispielstadt",
        agreed_at=now,
        notice="2026-11",
        confirmed_by=person,
        confirmed_at=now,
    )


def begin_round(
    session: Session,
    script: bytes,
    members: Sequence[int],
    now: datetime,
    *,
    chance: Random,
    fresh: Callable[[], str] = lambda: token_urlsafe(12),
    given: Mapping[str, tuple[str, ...]] | None = None,
) -> int:
    """Begin a round in which these members sit in this order; return its number."""
    here = Here(session, Premises("reihum_bot", TRANSPORT, DOORS, {}), now, chance, fresh)
    seated = {n: memberships.get(session, each) for n, each in enumerate(members, 1)}
    seats = [Seat(n, each.level) for n, each in seated.items()]
    begun = engine.begin(seats, Beginning(invited={}, given=given or {}))
    number = rounds.begin(
        session,
        next(iter(seated.values())).network,
        scripts.put(session, script),
        begun,
        {n: each.id for n, each in seated.items()},
        now,
    )
    advance(here, number, Started())
    return number
