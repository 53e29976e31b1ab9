"""How the rounds of a network stand: as they stood yesterday, and never by person.

A live number and a telephone call would tell who has just answered (practice 6). So every night the
counts of that moment are written down, and until the first night has passed there are none.
"""

from __future__ import annotations

from bot.facilitator import trial
from bot.facilitator.desk import deciding, leading
from bot.facilitator.desk.at_desk import AtDesk
from bot.facilitator.nights import UNDER_WAY
from bot.wording.desk import standing as words
from storage import rounds, standings

ROUND = "look"

STAYS = (ROUND,)


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
