"""Reading in pairs: every free text is released by two people before others see it.

The queue opens when a phase has closed, in an order that says nothing. Each reader sees what they
have not decided on yet, one text a message.
"""

from __future__ import annotations

from bot.facilitator.advancing import advance
from bot.facilitator.desk import standing
from bot.facilitator.desk.at_desk import AtDesk
from bot.wording.desk import reading as words
from dialogs.events import Read
from dialogs.round import Contribution, Status
from storage import rounds

READ, RELEASE, REWRITE, TURN_AWAY = "read", "release", "rewrite", "turn-away"

OVER = (Status.ENDED, Status.CANCELLED)


def queue(desk: AtDesk) -> None:
    """Show the first text that waits for this reader, in whichever round it is."""
    for number in standing.under_way(desk):
        if _waiting(desk, number):
            _show(desk, (str(number),))
            return
    desk.say(words.nothing_to_read(desk.t))


def _show(desk: AtDesk, to: tuple[str, ...]) -> None:
    """Show the next text of a round that waits for this reader."""
    number = int(to[0])
    if not desk.owns(number):
        return
    waiting = _waiting(desk, number)
    if waiting:
        script = desk.script(number)
        desk.say(words.to_read(number, script, waiting[0], len(waiting), desk.t))
    else:
        desk.say(words.nothing_to_read(desk.t))


def _release(desk: AtDesk, to: tuple[str, ...]) -> None:
    _judge(desk, Read(to[1], desk.member.id, "release"), to[0])


def _turn_away(desk: AtDesk, to: tuple[str, ...]) -> None:
    _judge(desk, Read(to[1], desk.member.id, "turn-away"), to[0])


def _rewrite(desk: AtDesk, to: tuple[str, ...]) -> None:
    """Ask for other words that say the same and give nobody away."""
    each = _of(desk, int(to[0]), to[1])
    if each is not None:
        desk.ask(words.other_words(each, desk.t), REWRITE, *to)


def _take(desk: AtDesk, to: tuple[str, ...], written: str) -> None:
    desk.filled()
    _judge(desk, Read(to[1], desk.member.id, "release", written), to[0])


def _judge(desk: AtDesk, verdict: Read, number: str) -> None:
    """Hand on a verdict, then show the next text."""
    if not desk.owns(int(number)):
        return
    advance(desk.here, int(number), verdict, by=desk.person)
    _show(desk, (number,))


VERBS = {READ: _show, RELEASE: _release, REWRITE: _rewrite, TURN_AWAY: _turn_away}
FORMS = {REWRITE: _take}


def _waiting(desk: AtDesk, number: int) -> list[Contribution]:
    """Return what this reader has not decided on, in the order of the queue."""
    round = rounds.load(desk.here.session, number)
    if round.status in OVER:
        return []
    return [each for each in round.queue if not each.decided and desk.member.id not in each.readers]


def _of(desk: AtDesk, number: int, key: str) -> Contribution | None:
    if not desk.owns(number):
        return None
    round = rounds.load(desk.here.session, number)
    return next((each for each in round.queue if each.key == key), None)
