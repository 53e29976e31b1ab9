"""How the rounds of a network stand: as they stood yesterday, and never by person.

A live number and a telephone call would tell who has just answered (practice 6). So every night the
counts of that moment are written down, and until the first night has passed there are none.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from bot.facilitator import scenes, trial
from bot.facilitator.desk import deciding, leading
from bot.facilitator.desk.at_desk import AtDesk
from bot.facilitator.here import Here
from bot.wording.desk import standing as words
from dialogs.reports.taking_part import so_far
from dialogs.round import Status
from dialogs.schedule import at_wall
from storage import moments, rounds, scripts, standings

#: The kind of moment at which the counts of a round are written down.
NIGHT = "night"

ROUND = "look"

STAYS = (ROUND,)

UNDER_WAY = (Status.PLANNED, Status.OPEN, Status.WAITING, Status.RETURNING)


def status(desk: AtDesk) -> None:
    """Show what is under way, each with what can be done about it."""
    numbers = under_way(desk)
    if not numbers:
        desk.say(words.nothing(desk.t))
    for number in numbers:
        _look(desk, (str(number),))
    deciding.offer(desk)


def under_way(desk: AtDesk) -> list[int]:
    """Return what is under way or planned, the newest first; a trial is nobody else's business."""
    numbers = rounds.of_network(desk.here.session, desk.member.network, UNDER_WAY)
    return [number for number in numbers if not trial.is_one(desk.here, number)]


def _look(desk: AtDesk, to: tuple[str, ...]) -> None:
    number = int(to[0])
    if not desk.owns(number):
        return
    script = desk.script(number)
    round = rounds.load(desk.here.session, number)
    yesterday = standings.get(desk.here.session, number)
    host = desk.page.host(desk.here.premises.transport)
    desk.say(words.stands(number, script, round, yesterday, host, leading.offers(round), desk.t))


VERBS = {ROUND: _look}


# --- Every night ---------------------------------------------------------------------------------


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
