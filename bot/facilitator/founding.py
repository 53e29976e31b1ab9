"""A network begins: with the digests that come again in it from its first day."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.facilitator import recurring
from bot.facilitator.digesting import COORDINATION, MEMBERS, STEERING_GROUP
from dialogs.recurrence import Recurrence
from storage import networks
from storage.networks import Network
from storage.schedules import DIGEST, Schedule

#: When digests come, until the coordination settles it otherwise. The one for everybody comes in
#: the afternoon: on a day on which a round asks or reminds people, that goes first.
USUAL = {
    MEMBERS: "thursday 15:00",
    COORDINATION: "monday 8:00",
    STEERING_GROUP: "first working day of the month 9:00",
}


def found(session: Session, network: Network, now: datetime) -> int:
    """Take in a network, and return its number."""
    number = networks.add(session, network, now)
    for name in USUAL:
        begin_digest(session, number, name, now)
    return number


def begin_digest(session: Session, network: int, name: str, now: datetime) -> None:
    """Let a digest come from now on as it usually does."""
    today = now.astimezone(ZoneInfo(networks.get(session, network).zone)).date()
    usual = Recurrence.model_validate({"every": USUAL[name], "begins": today})
    recurring.settle(session, Schedule(network, DIGEST, name, usual, now))
