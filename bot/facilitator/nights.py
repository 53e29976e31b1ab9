"""Every night the counts of each round are written down, for the desk to be told the day after.

A live number and a telephone call would tell who has just answered (practice 6).
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from bot.facilitator import scenes
from bot.facilitator.here import Here
from dialogs.reports.taking_part import so_far
from dialogs.round import Status
from dialogs.schedule import at_wall
from storage import moments, rounds, scripts, standings

#: The kind of moment at which the counts of a round are written down.
NIGHT = "night"

UNDER_WAY = (Status.PLANNED, Status.OPEN, Status.WAITING, Status.RETURNING)


def watch(here: Here, number: int) -> None:
    """Write down the counts of this round every night from now on."""
    head = rounds.head(here.session, number)
    page = scenes.filled_in_of(here, head.network)
    tomorrow = scenes.local(here, page).date() + timedelta(days=1)
    at = at_wall(datetime.combine(tomorrow, time()), page.calm.zone)
    moments.plan(here.session, NIGHT, str(number), tomorrow.isoformat(), at, round=number)


def night(here: Here, number: int) -> None:
    """Write down how a round stands at the end of a day, for the next day to tell."""
    head = rounds.head(here.session, number)
    if head.status not in UNDER_WAY:
        return
    page = scenes.filled_in_of(here, head.network)
    script = scripts.get(here.session, head.digest)
    day = scenes.local(here, page).date() - timedelta(days=1)
    standings.put(here.session, number, day, so_far(script, rounds.load(here.session, number)))
    watch(here, number)
