"""What is waited for in a network: its schedules, and its rounds with all that comes of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from bot.ahead import Entry, What
from bot.facilitator import scenes, trial
from bot.facilitator.here import Here
from bot.planned import TALK
from dialogs import calm
from dialogs.calm import Calm
from dialogs.engine.between import OPENS, RETURNS
from dialogs.engine.opening import FIRST_REMINDER, LAST_REMINDER, PHASE_ENDS
from dialogs.round import Round, Standing, Status
from dialogs.schedule import Planned, occurrences
from dialogs.script import Script
from dialogs.text import Text
from storage import moments, networks, rounds, schedules
from storage.moments import Moment
from storage.schedules import Schedule

#: To how many something goes that comes again, by the kind of its schedule.
Counts = Mapping[str, Callable[[Here, Schedule, Planned], int]]

_UNDER_WAY = (Status.OPEN, Status.WAITING, Status.RETURNING)

_WHAT = {
    OPENS: What.OPENS,
    PHASE_ENDS: What.ENDS,
    FIRST_REMINDER: What.REMINDS,
    LAST_REMINDER: What.REMINDS,
    RETURNS: What.RETURNS,
}


def ahead(here: Here, network: int, until: datetime, counts: Counts) -> list[Entry]:
    """Return all that goes out by then, as things stand now."""
    settled = scenes.filled_in_of(here, network).calm
    entries = [
        *_of_schedules(here, network, settled, until, counts),
        *_of_rounds(here, network, settled),
    ]
    return [each for each in entries if here.now < each.at <= until]


# --- What comes again ----------------------------------------------------------------------------


def _of_schedules(
    here: Here, network: int, settled: Calm, until: datetime, counts: Counts
) -> Iterator[Entry]:
    for schedule in schedules.of_network(here.session, network):
        if schedule.recurrence is None:
            continue
        gone = moments.slots(here.session, moments.SCHEDULE, str(schedule.id))
        moved = {each.subject: each for each in _moved(here, schedule)}
        coming = occurrences(
            schedule.recurrence, settled.zone, settled.land, after=here.now, until=until
        )
        for planned in coming:
            slot = planned.slot.isoformat()
            if f"{schedule.id}/{slot}" not in moved:
                yield _entry(here, schedule, planned, counts, skipped=slot in gone)
        for moment in moved.values():
            slot = moment.subject.partition("/")[2]
            planned = Planned(date.fromisoformat(slot), moment.at)
            yield _entry(here, schedule, planned, counts, moved=True)


def _moved(here: Here, schedule: Schedule) -> list[Moment]:
    return moments.waiting(here.session, moments.MOVED, f"{schedule.id}/")


def _entry(
    here: Here,
    schedule: Schedule,
    planned: Planned,
    counts: Counts,
    *,
    skipped: bool = False,
    moved: bool = False,
) -> Entry:
    checks_in = schedule.kind == schedules.CHECK_IN
    script = scenes.shipped(here, schedule.name) if checks_in else None
    count = counts.get(schedule.kind)
    return Entry(
        at=planned.at.astimezone(ZoneInfo(networks.get(here.session, schedule.network).zone)),
        what=What.CHECK_IN if checks_in else What.DIGEST,
        subject=schedule.id,
        name=planned.slot.isoformat(),
        title=None if script is None else script.title,
        digest="" if checks_in else schedule.name,
        people=None if skipped or count is None else count(here, schedule, planned),
        skipped=skipped,
        moved=moved,
    )


# --- Rounds --------------------------------------------------------------------------------------


def _of_rounds(here: Here, network: int, settled: Calm) -> Iterator[Entry]:
    for number in rounds.of_network(here.session, network):
        waiting = moments.of_round(here.session, number)
        if not waiting or trial.is_one(here, number):
            continue
        round, script = rounds.load(here.session, number), scenes.script(here, number)
        for moment in waiting:
            yield from _of_moment(number, script, round, moment, settled)
        if round.part is None and round.status in _UNDER_WAY:
            yield from _expected(number, script, round, settled)
            yield from _talk(here, number, script, settled)


def _of_moment(
    number: int, script: Script, round: Round, moment: Moment, settled: Calm
) -> Iterator[Entry]:
    """Yield the entry of a moment, unless nobody hears of it."""
    about = partial(Entry, subject=number, title=script.title)
    if moment.kind == moments.LATER:
        part = next((each.title for each in script.follow_ups if each.id == moment.name), None)
        at, people = _opens(settled, moment.at), len(moment.later.seats)
        yield about(at, What.FOLLOWS, name=moment.subject, part=part, people=people)
    elif moment.kind == moments.ROUND and (what := _WHAT.get(moment.name)):
        at = moment.at.astimezone(settled.zone)
        if what is not What.ENDS:
            at = _opens(settled, moment.at, mirror=what is What.RETURNS)
        # How many have something open, and so are reminded, is nobody's affair.
        to_all = what in (What.OPENS, What.RETURNS)
        people = sum(each.standing is not Standing.LEFT for each in round.seats.values())
        part = _part(script, round) if what is not What.RETURNS else None
        yield about(at, what, name=moment.name, part=part, people=people if to_all else None)


def _part(script: Script, round: Round) -> Text | None:
    """Return which part is open, or comes next."""
    now = round.opening or round.waiting
    return None if now is None else script.phases_of(round.part)[now.index].title


def _expected(number: int, script: Script, round: Round, settled: Calm) -> Iterator[Entry]:
    """Yield when the parts open that come after the one that is open or comes next."""
    if round.opening is not None:
        index, at = round.opening.index, round.opening.ends
    elif round.waiting is not None:
        index, at = round.waiting.index, round.waiting.opens
        at += script.phases[index].lasts
    else:
        return
    for phase in script.phases[index + 1 :]:
        at += phase.opens_after or timedelta()
        yield Entry(
            _opens(settled, at),
            What.OPENS,
            number,
            phase.id,
            title=script.title,
            part=phase.title,
            expected=True,
        )
        at += phase.lasts


def _talk(here: Here, number: int, script: Script, settled: Calm) -> Iterator[Entry]:
    """Yield the day on which people talk about the result."""
    noted = rounds.frame(here.session, number).get(TALK)
    if noted is not None:
        at = datetime.combine(date.fromisoformat(noted), time(), settled.zone)
        yield Entry(at, What.TALK, number, TALK, title=script.title)


def _opens(settled: Calm, at: datetime, *, mirror: bool = False) -> datetime:
    """Return when something that is due then can go out, on the clocks of the network."""
    opens = calm.opens(settled, at, mirror=mirror)
    return opens.astimezone(settled.zone)
