"""How a round begins, in one place."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from secrets import token_urlsafe

from sqlalchemy.orm import Session

from bot.facilitator.advancing import advance
from bot.facilitator.here import Here, Premises
from bot.rehearsal.scripts import LIBRARY
from bot.roles import parts
from bot.run import DOORS, TRANSPORT
from bot.simulation.given import filled_in
from bot.simulation.vocabulary import vocabulary
from dialogs import engine
from dialogs.events import Beginning, Started
from dialogs.round import Seat, Status
from storage import memberships, rounds, scripts
from tests.http.installation import Installation


async def begin_round(
    at: Installation,
    dialog: str,
    *,
    network: int = 1,
    given: Mapping[str, tuple[str, ...]] | None = None,
) -> int:
    """Begin a dialog of the library with everybody who is confirmed; return its number.

    What it asks the coordination for is made up where it is not ``given``. Until a round can be
    begun by pressing buttons this goes past the door.
    """
    number = await at.database.write(_begin, at, dialog, network, given)
    await at.settle()
    return number


def _begin(
    session: Session,
    at: Installation,
    dialog: str,
    network: int,
    given: Mapping[str, tuple[str, ...]] | None,
) -> int:
    premises = Premises(at.running.name, TRANSPORT, DOORS, {})
    here = Here(session, premises, at.now, Random(1), lambda: token_urlsafe(12))
    digest = scripts.put(session, (LIBRARY / f"{dialog}.yaml").read_bytes())
    everybody = memberships.of_network(session, network)
    seated = dict(enumerate((each for each in everybody if each.confirmed_at), 1))
    if given is None:
        script, words = scripts.get(session, digest), vocabulary("de")
        given = filled_in(script, words, at.now, "ST", here.chance)
    seats = [Seat(n, each.level, parts(each.roles)) for n, each in seated.items()]
    begun = engine.begin(seats, Beginning(invited={}, given=given))
    members = {n: each.id for n, each in seated.items()}
    number = rounds.begin(session, network, digest, begun, members, here.now)
    after = advance(here, number, Started())
    assert after.status is not Status.PLANNED, "something is missing that it begins with"
    return number
