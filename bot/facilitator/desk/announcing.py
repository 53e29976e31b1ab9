"""Letting a round open on a later day, or on another one than was announced."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.facilitator import scenes
from bot.facilitator.advancing import advance
from bot.facilitator.desk import starting
from bot.facilitator.desk.at_desk import AtDesk
from bot.facilitator.desk.checking import look
from bot.typed import read_date
from bot.wording.desk import announcing as words
from bot.wording.desk.announcing import ANOTHER, ON, Unfit
from dialogs.calm import first_day
from dialogs.engine.announcing import is_announced
from dialogs.events import Announced
from dialogs.round import Round, Standing
from dialogs.schedule import at_wall
from storage import rounds

#: Nobody plans a round for later than this.
FARTHEST = timedelta(days=183)

#: The form that takes a day.
FORM = "opens-on"


def _another(desk: AtDesk, to: tuple[str, ...]) -> None:
    if _find(desk, to[0]) is not None:
        desk.ask(words.which_day(_first(desk), desk.t), FORM, to[0])


def _take(desk: AtDesk, to: tuple[str, ...], written: str) -> None:
    """Take the day, and ask whether it is meant: many people get to know of it."""
    people = _find(desk, to[0])
    if people is None:
        desk.filled()
        return
    day = read_date(written, scenes.local(desk.here, desk.page).date())
    why = Unfit.NO_DAY if day is None else _unfit(desk, day)
    if day is None or why is not None:
        desk.say(words.unfit(why or Unfit.NO_DAY, _first(desk), desk.t))
    else:
        desk.filled()
        desk.say(words.surely(to[0], day, people, desk.t))


def _on(desk: AtDesk, to: tuple[str, ...]) -> None:
    """Announce it; a day that was possible when its button was made need not be any more."""
    number, day = int(to[0]), date.fromisoformat(to[1])
    if _find(desk, to[0]) is None:
        return
    if why := _unfit(desk, day):
        desk.say(words.unfit(why, _first(desk), desk.t))
        return
    settled = desk.page.calm
    opens = at_wall(datetime.combine(day, settled.hours.opens), settled.zone)
    event = Announced(opens.astimezone(settled.zone))
    planned = None if _announced(desk, number) else starting.ready(desk, to[0])
    if planned is None:
        after = advance(desk.here, number, event, by=desk.person)
    else:
        after = starting.begin(desk, planned, event)
    desk.filled()
    if is_announced(after):
        host = desk.page.host(desk.here.premises.transport)
        desk.say(words.announced(desk.script(number), after, host, desk.t))


def _first(desk: AtDesk) -> date:
    return first_day(desk.page.calm, desk.here.now)


def _unfit(desk: AtDesk, day: date) -> Unfit | None:
    if day < _first(desk):
        return Unfit.TOO_SOON
    if day > desk.here.now.date() + FARTHEST:
        return Unfit.TOO_FAR
    return None if desk.page.calm.calendar.is_open(day) else Unfit.FREE


def _find(desk: AtDesk, number: str) -> int | None:
    """Return how many people the round is for, where its day can still be chosen."""
    if not desk.owns(int(number)):
        return None
    if (round := _announced(desk, int(number))) is not None:
        return sum(seat.standing is not Standing.LEFT for seat in round.seats.values())
    planned = starting.ready(desk, number)
    return None if planned is None else look(desk, planned).people


def _announced(desk: AtDesk, number: int) -> Round | None:
    rounds.lock(desk.here.session, number)
    round = rounds.load(desk.here.session, number)
    return round if is_announced(round) else None


VERBS = {ON: _on, ANOTHER: _another}
FORMS = {FORM: _take}
