"""Who has joined: links can be handed on, so that somebody who knows people confirms them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.facilitator.here import Here
from bot.facilitator.telling import About, tell
from bot.language import translator
from bot.roles import DESK
from bot.sheet import Sheet
from bot.wording.desk import staffing as words
from dialogs import calm
from storage import memberships, moments, people
from storage.memberships import Membership

#: Those who join together, at a meeting for example, are asked about together.
TOGETHER = timedelta(minutes=30)

#: The kind of moment at which the desk of a network is told who has come.
ARRIVALS = "arrivals"


def tell_soon(here: Here, network: int, page: Sheet) -> None:
    """Have the desk asked about somebody who has just come, at a decent hour."""
    full = datetime.min.replace(tzinfo=UTC)
    at = calm.opens(page.calm, here.now + TOGETHER - (here.now - full) % TOGETHER)
    moments.plan(here.session, ARRIVALS, str(network), at.isoformat(), at)


def unconfirmed(here: Here, network: int) -> list[Membership]:
    """Return who has joined and is not confirmed; those who are still joining do not count."""
    every = memberships.of_network(here.session, network)
    return [each for each in every if each.body and each.confirmed_at is None]


def announce(here: Here, network: int) -> None:
    """Tell everybody at the desk who has come; the first to press decides."""
    new = unconfirmed(here, network)
    if not new:
        return
    for member in memberships.of_network(here.session, network):
        if member.roles & DESK:
            person = people.get(here.session, member.person)
            message = words.have_joined(new, translator(person.language))
            tell(here, person.id, message, About(whose=str(member.id), provoked=False))
