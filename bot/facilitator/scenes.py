"""For which network, in which round and to whom something is said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache

from pydantic import ValidationError

from bot.facilitator.here import Here
from bot.sheet import Sheet
from bot.wording import Scene
from dialogs.effects import Effect, Request, Return, Wish
from dialogs.engine.freezing import fills
from dialogs.reports.mirrors import mirror
from dialogs.reports.sections import section_for_tandem
from dialogs.round import Opening, Round, Seat
from dialogs.script import Script
from storage import networks, rounds, scripts
from storage.networks import Network
from storage.rounds import Head


@lru_cache(maxsize=256)
def _kept(json: str) -> Sheet | None:
    """Read a sheet; what was enough for an earlier version of the program need not be for this."""
    try:
        return Sheet.model_validate_json(json)
    except ValidationError:
        return None


def sheet(network: Network) -> Sheet | None:
    """Return what the operator has filled in for a network; None while that is missing."""
    return None if network.sheet is None else _kept(network.sheet)


def filled_in(network: Network) -> Sheet:
    """Return what the operator has filled in, where nothing begins before that."""
    found = sheet(network)
    assert found is not None, "nobody joins a network without its sheet"
    return found


def filled_in_of(here: Here, network: int) -> Sheet:
    """Return what the operator has filled in for the network with this number."""
    return filled_in(networks.get(here.session, network))


def in_reply(here: Here, head: Head, seat: Seat | None) -> Scene:
    """Return the scene of what answers one person: it costs the same in a group of any size."""
    page = filled_in_of(here, head.network)
    return Scene(
        script=scripts.get(here.session, head.digest),
        host=page.host(here.premises.transport),
        today=local(here, page).date(),
        opening=head.opening,
        seat=seat,
        returns_on=head.returns_on,
    )


def for_all(
    here: Here, number: int, round: Round, opening: Opening | None, effects: Iterable[Effect]
) -> Scene:
    """Return the scene of what is told to everybody, as things stand now."""
    head = rounds.head(here.session, number)
    scene = in_reply(here, head, None)
    every = tuple(effects)
    returns = any(isinstance(effect, Return) for effect in every)
    answers = [
        each.name for each in every if isinstance(each, Request) and each.wish is Wish.ANSWERS
    ]
    return Scene(
        script=scene.script,
        host=scene.host,
        today=scene.today,
        opening=opening,
        returns_on=round.returns_on,
        mirror=mirror(scene.script, round) if returns else None,
        for_tandem={
            name: section_for_tandem(scene.script, round.closed[name])
            for name in answers
            if name in round.closed
        },
        names=signatures(here, number),
        fills=fills(scene.script, round),
        frame=rounds.frame(here.session, number),
    )


def signatures(here: Here, number: int) -> Mapping[int, str]:
    """Return how named contributions are signed, by seat: with the name and body people chose."""
    return {
        seat: ", ".join(part for part in (member.name, member.body) if part)
        for seat, member in rounds.members(here.session, number).items()
    }


def local(here: Here, page: Sheet) -> datetime:
    """Return now on the clocks of the network, as the engine wants it."""
    return here.now.astimezone(page.calm.zone)


def shipped(here: Here, name: str) -> Script | None:
    """Return a dialog that comes along, by its name; None where there is none such any more."""
    source = here.premises.shipped.get(name)
    return None if source is None else scripts.read(source)


def script(here: Here, number: int) -> Script:
    """Return the script that a round plays."""
    return scripts.get(here.session, rounds.head(here.session, number).digest)
