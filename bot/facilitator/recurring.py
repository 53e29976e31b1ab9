"""What comes again: every schedule waits for its next slot, acts on it, and waits anew.

After a standstill only the newest slot counts, and not even that when it comes too late. What was
passed over is noted as an occurrence, like what was acted on: neither can come once more.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.facilitator.here import Here
from dialogs.schedule import Planned, arrears, next_occurrence, occurrences, too_late
from dialogs.workdays import Land
from storage import moments, networks, schedules
from storage.moments import Moment
from storage.schedules import Schedule

log = logging.getLogger(__name__)

#: No free days move a slot by more than this.
_MOVED_BY_FREE_DAYS = timedelta(days=15)

#: What to do when a slot of a schedule has come, by the kind of the schedule.
Begin = Callable[[Here, Schedule, Planned], None]


def settle(session: Session, schedule: Schedule) -> int:
    """Let something come again from ``schedule.since`` on, or not any more; return its number."""
    number = schedules.put(session, schedule)
    _wait(session, replace(schedule, id=number))
    return number


def settle_anew(session: Session, network: int) -> None:
    """Wait at other times, because the zone, the Land or the hours of a network have changed."""
    for schedule in schedules.of_network(session, network):
        _wait(session, schedule)


def come(here: Here, moment: Moment, begins: Mapping[str, Begin]) -> None:
    """Act on what has come due of a schedule, then wait for what is next."""
    number = int(moment.subject)
    schedule = schedules.find(here.session, number)
    if schedule is None or schedule.recurrence is None:
        return
    zone, land = _place(here.session, schedule)
    due = arrears(schedule.recurrence, zone, land, since=schedule.since, now=here.now)
    for skipped in due.skipped:
        _claim(here, moment, skipped)
        log.info("slot_skipped", extra={"schedule": number, "slot": skipped.slot.isoformat()})
    if due.act is not None and _claim(here, moment, due.act):
        begins[schedule.kind](here, schedule, due.act)
    until = max((each.at for each in (*due.skipped, due.act) if each), default=schedule.since)
    schedules.acted(here.session, number, until)
    _wait(here.session, replace(schedule, since=until))


def stop(session: Session, schedule: Schedule) -> None:
    """Let something not come any more, nor what had been put on another day."""
    settle(session, replace(schedule, recurrence=None))
    for moment in moments.waiting(session, moments.MOVED, f"{schedule.id}/"):
        moments.clear(session, moments.MOVED, moment.subject)


# --- One slot is not like the others -------------------------------------------------------------


def skip(here: Here, schedule: Schedule, slot: date) -> None:
    """Let one slot not come, also where it had been put on another day."""
    subject = str(schedule.id)
    moments.clear(here.session, moments.MOVED, f"{subject}/{slot.isoformat()}")
    moments.occurs(here.session, moments.SCHEDULE, subject, slot.isoformat(), here.now)
    _wait(here.session, schedule)


def take_up(here: Here, schedule: Schedule, slot: date) -> None:
    """Let a slot come after all, on its own day; what is past by then stays past."""
    zone, land = _place(here.session, schedule)
    if planned_for(schedule, slot, zone, land, here.now) is None:
        return
    subject = str(schedule.id)
    moments.clear(here.session, moments.MOVED, f"{subject}/{slot.isoformat()}")
    moments.occurs_after_all(here.session, moments.SCHEDULE, subject, slot.isoformat())
    _wait(here.session, schedule)


def move(here: Here, schedule: Schedule, slot: date, to: datetime) -> None:
    """Put one slot on another day; the others stay where they are."""
    skip(here, schedule, slot)
    subject = f"{schedule.id}/{slot.isoformat()}"
    moments.plan(here.session, moments.MOVED, subject, to.isoformat(), to)


def come_moved(here: Here, moment: Moment, begins: Mapping[str, Begin]) -> None:
    """Act on a slot that had been put on another day, unless that is long past."""
    number, _, slot = moment.subject.partition("/")
    schedule = schedules.find(here.session, int(number))
    if schedule is None or schedule.recurrence is None:
        return
    planned = Planned(date.fromisoformat(slot), moment.at)
    if too_late(schedule.recurrence, planned, here.now):
        log.info("slot_skipped", extra={"schedule": schedule.id, "slot": slot})
        return
    begins[schedule.kind](here, schedule, planned)


def planned_for(
    schedule: Schedule, slot: date, zone: ZoneInfo, land: Land | None, now: datetime
) -> Planned | None:
    """Return when a slot comes; None where there is none such, or none any more."""
    if schedule.recurrence is None:
        return None
    until = datetime.combine(slot, time(), zone) + _MOVED_BY_FREE_DAYS
    coming = occurrences(schedule.recurrence, zone, land, after=now, until=until)
    return next((each for each in coming if each.slot == slot), None)


def _wait(session: Session, schedule: Schedule) -> None:
    """Wait for the next slot after what has been acted on, if there is one."""
    moments.clear(session, moments.SCHEDULE, str(schedule.id))
    if schedule.recurrence is None:
        return
    (zone, land), after = _place(session, schedule), schedule.since
    while planned := next_occurrence(schedule.recurrence, after, zone, land):
        slot = planned.slot.isoformat()
        if moments.plan(session, moments.SCHEDULE, str(schedule.id), slot, planned.at):
            return
        # Another zone or Land has moved a slot behind the time at which it was acted on.
        after = planned.at


def _claim(here: Here, moment: Moment, planned: Planned) -> bool:
    """Note that a slot has come; return False where it had before.

    The one that was waited for has been noted by whoever woke us.
    """
    slot = planned.slot.isoformat()
    mine = slot == moment.slot
    return mine or moments.occurs(here.session, moment.kind, moment.subject, slot, here.now)


def _place(session: Session, schedule: Schedule) -> tuple[ZoneInfo, Land | None]:
    network = networks.get(session, schedule.network)
    return ZoneInfo(network.zone), network.land
