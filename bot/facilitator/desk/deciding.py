"""What was decided on a result: noted by the coordination, and read by everybody the week after."""

from __future__ import annotations

from bot.facilitator import gathering
from bot.facilitator.desk.at_desk import AtDesk
from bot.facilitator.gathering import DECIDED, DECIDED_ON
from bot.wording.desk import deciding as words
from storage import rounds

DECIDE, LONGEST = words.DECIDE, 300


def offer(desk: AtDesk) -> None:
    """Offer to note a decision, where there is a result without one."""
    if gathering.to_decide(desk.here, desk.member.network):
        desk.say(words.offer(desk.t))


def _decide(desk: AtDesk, to: tuple[str, ...]) -> None:
    """Ask what was decided."""
    if not to:
        desk.say(words.which(gathering.to_decide(desk.here, desk.member.network), desk.t))
    elif desk.owns(int(to[0])):
        desk.ask(words.what_was_decided(desk.script(int(to[0])), desk.t), DECIDE, to[0])


def _take(desk: AtDesk, to: tuple[str, ...], written: str) -> None:
    number = int(to[0])
    if not desk.owns(number):
        return
    if len(written) > LONGEST:
        desk.say(words.too_long(LONGEST, desk.t))
        return
    desk.filled()
    today = desk.here.now.astimezone(desk.page.calm.zone).date()
    rounds.note(desk.here.session, number, DECIDED, written)
    rounds.note(desk.here.session, number, DECIDED_ON, today.isoformat())
    desk.say(words.noted(written, desk.t))


VERBS = {DECIDE: _decide}
FORMS = {DECIDE: _take}
