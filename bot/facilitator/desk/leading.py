"""Leading a round: more time, on to the next part, back to the one before, an end before its time.

What touches many people is said with their number and asked once more before it happens.
"""

from __future__ import annotations

from datetime import timedelta

from bot.facilitator import checking_in
from bot.facilitator.advancing import advance
from bot.facilitator.desk.at_desk import AtDesk
from bot.wording.desk import leading as words
from bot.wording.desk.announcing import ANOTHER
from bot.wording.desk.library import PLAN
from dialogs.engine.announcing import is_announced
from dialogs.engine.desk import wanted
from dialogs.events import Cancelled, Event, Extended, Moved, SteppedBack
from dialogs.reports.mirrors import SUMMARY
from dialogs.round import Round, Standing, Status
from storage import rounds

EXTEND, MOVE, BACK, CANCEL, SURELY = "extend", "move", "back", "cancel", "do"

#: How much more time is offered, in days.
DAYS = (1, 3, 7)

#: The longest reason that everybody reads.
LONGEST = 300


def offers(round: Round) -> frozenset[str]:
    """Return what can be done with a round as it stands."""
    offered = {PLAN} if round.status is Status.PLANNED else set()
    if any(not each.decided for each in round.queue):
        offered.add("read")
    if round.status in (Status.OPEN, Status.WAITING, Status.RETURNING):
        offered.add("draft")
    if round.opening is not None:
        offered |= {EXTEND, MOVE}
        if round.opening.number > 1 and not round.tally.people:
            offered.add(BACK)
    if is_announced(round):
        offered.add(ANOTHER)
    if round.waiting is not None:
        offered.add(MOVE)
    if round.status in (Status.OPEN, Status.WAITING):
        offered.add(CANCEL)
    return frozenset(offered)


def can_be_supplied(desk: AtDesk, number: int, round: Round) -> dict[str, int]:
    """Return what the tandem can supply now, with its greatest length; its own words come last."""
    found = wanted(desk.script(number), round)
    return {name: found[name] for name in sorted(found, key=lambda name: name == SUMMARY)}


# --- What is asked before it happens -------------------------------------------------------------


def _extend(desk: AtDesk, to: tuple[str, ...]) -> None:
    desk.say(words.how_much_longer(int(to[0]), DAYS, desk.t))


def _move(desk: AtDesk, to: tuple[str, ...]) -> None:
    number = int(to[0])
    round = rounds.load(desk.here.session, number)
    waiting = round.tally.waiting if round.opening is not None else 0
    away = rounds.away(desk.here.session, number)
    # How many have something open is a live number, so that only whether anybody has is told.
    desk.say(words.move_on(number, _touched(round), desk.t, some_open=waiting > len(away)))


def _back(desk: AtDesk, to: tuple[str, ...]) -> None:
    number = int(to[0])
    round = rounds.load(desk.here.session, number)
    desk.say(words.step_back(number, _touched(round), desk.t))


def _cancel(desk: AtDesk, to: tuple[str, ...]) -> None:
    number = int(to[0])
    round = rounds.load(desk.here.session, number)
    desk.ask(words.why_cancel(_touched(round), desk.t), CANCEL, to[0])


def _take_reason(desk: AtDesk, to: tuple[str, ...], written: str) -> None:
    """Take the reason that everybody will read, and ask whether it is meant."""
    number = int(to[0])
    if not desk.owns(number):
        return
    if len(written) > LONGEST:
        desk.say(words.reason_too_long(LONGEST, desk.t))
    else:
        desk.filled()
        rounds.note(desk.here.session, number, CANCEL, written)
        touched = _touched(rounds.load(desk.here.session, number))
        desk.say(words.surely_cancel(number, written, touched, desk.t))


# --- What happens --------------------------------------------------------------------------------


def _do(desk: AtDesk, to: tuple[str, ...]) -> None:
    number, what = int(to[0]), to[1]
    if not desk.owns(number):
        return
    event = _event(desk, number, what, *to[2:])
    if event is None:
        return
    before = rounds.load(desk.here.session, number)
    after = advance(desk.here, number, event, by=desk.person)
    checking_in.look_back(desk.here, number, after)
    if after != before:
        host = desk.page.host(desk.here.premises.transport)
        desk.say(words.done(what, desk.script(number), after, host, desk.t))


def _event(desk: AtDesk, number: int, what: str, more: str = "") -> Event | None:
    match what:
        case "extend" if more.isdecimal() and int(more) in DAYS:
            return Extended(timedelta(days=int(more)))
        case "move":
            return Moved()
        case "back":
            return SteppedBack()
        case "cancel":
            reason = rounds.frame(desk.here.session, number).get(CANCEL, "")
            return Cancelled(reason) if reason else None
        case _:
            return None


def _touched(round: Round) -> int:
    """Return how many people a step touches: everybody who has not left."""
    return sum(seat.standing is not Standing.LEFT for seat in round.seats.values())


VERBS = {EXTEND: _extend, MOVE: _move, BACK: _back, CANCEL: _cancel, SURELY: _do}
FORMS = {CANCEL: _take_reason}
