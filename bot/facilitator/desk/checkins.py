"""Check-ins as the desk sees them: which sets there are, and whether and when they come."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.facilitator import checking_in, recurring, rhythms, scenes
from bot.facilitator.desk.at_desk import AtDesk
from bot.typed import read_moment
from bot.wording.desk import checkins as words
from dialogs.habits import is_wished_for
from dialogs.recurrence import Recurrence
from dialogs.schedule import after_meeting, next_occurrence
from dialogs.script import Script
from storage import moments, schedules
from storage.schedules import AFTER_ROUND, CHECK_IN, Schedule

#: The form that takes when a meeting ends.
FORM = "met"

#: When a set can come, by its rhythm; the first is the usual one.
TIMES: Mapping[str, tuple[str, ...]] = {
    "weekly": ("monday 8:00", "other monday 8:00"),
    "monthly": ("last tuesday of the month 10:00", "first tuesday of the month 10:00"),
    "quarterly": ("second tuesday of the quarter 10:00", "last tuesday of the quarter 10:00"),
}

#: The rhythms of sets that follow on something.
MEETING, ROUND = "meeting", "round"


def sets(desk: AtDesk) -> None:
    """Show every set, and whether it comes."""
    found = _scripts(desk)
    desk.say(words.which(found, {name for name in found if _settled(desk, name)}, desk.t))


def _one(desk: AtDesk, to: tuple[str, ...]) -> None:
    """Show one set, when it comes next and to how many, and what can be done."""
    script = _scripts(desk).get(to[0])
    if script is None:
        desk.say(words.gone(desk.t))
        return
    schedule = _settled(desk, to[0])
    desk.say(words.one(to[0], script, *_next(desk, schedule), desk.t, on=schedule is not None))


def _next(desk: AtDesk, schedule: Schedule | None) -> tuple[datetime | None, int]:
    """Return when a set comes next, and to how many."""
    if schedule is None or schedule.recurrence is None:
        return None, 0
    calm = desk.page.calm
    after = max(schedule.since, desk.here.now)
    planned = next_occurrence(schedule.recurrence, after, calm.zone, calm.land)
    if planned is None:
        return None, 0
    return planned.at.astimezone(calm.zone), checking_in.count(desk.here, schedule, planned)


def _on(desk: AtDesk, to: tuple[str, ...]) -> None:
    """Say what has to be so first."""
    script = _scripts(desk).get(to[0])
    if script is None:
        desk.say(words.gone(desk.t))
    elif script.rhythm == MEETING:
        desk.ask(words.when_does_it_end(desk.t), FORM, to[0])
    else:
        desk.say(words.required(to[0], script, len(TIMES.get(script.rhythm or "", ())), desk.t))


def _switch(desk: AtDesk, to: tuple[str, ...]) -> None:
    """Let a set come from now on, in one of its ways."""
    name, which = to
    script = _scripts(desk).get(name)
    if script is None:
        desk.say(words.gone(desk.t))
        return
    here, network = desk.here, desk.member.network
    if script.rhythm == ROUND:
        schedules.put(here.session, Schedule(network, AFTER_ROUND, name, None, here.now))
    else:
        today = here.now.astimezone(desk.page.calm.zone).date()
        ways = TIMES[script.rhythm or ""]
        every = ways[min(int(which), len(ways) - 1)]
        comes = Recurrence.model_validate({"every": every, "begins": today})
        recurring.settle(here.session, Schedule(network, CHECK_IN, name, comes, here.now))
        if is_wished_for(script):
            rhythms.ask_all(here, network)
    _one(desk, (name,))


def _off(desk: AtDesk, to: tuple[str, ...]) -> None:
    schedule = _settled(desk, to[0])
    if schedule is not None and schedule.kind == AFTER_ROUND:
        schedules.remove(desk.here.session, schedule.id)
    elif schedule is not None:
        recurring.stop(desk.here.session, schedule)
    _one(desk, to)


def _take_meeting(desk: AtDesk, to: tuple[str, ...], typed: str) -> None:
    """Wait for the end of a meeting, and two hours more."""
    zone = desk.page.calm.zone
    ends = read_moment(typed, desk.here.now.astimezone(zone))
    if ends is None or ends <= desk.here.now:
        desk.say(words.no_moment(desk.t))
        return
    desk.filled()
    planned = after_meeting(ends, zone)
    subject = f"{desk.member.network}/{to[0]}"
    moments.plan(desk.here.session, moments.MEETING, subject, planned.at.isoformat(), planned.at)
    desk.say(words.will_be_asked(planned.at.astimezone(zone), desk.t))


def _scripts(desk: AtDesk) -> dict[str, Script]:
    """Return the sets that can come by themselves."""
    rhythmic = (*TIMES, MEETING, ROUND)
    every = ((name, scenes.shipped(desk.here, name)) for name in desk.here.premises.shipped)
    return {
        name: script
        for name, script in sorted(every)
        if script is not None
        and script.rhythm in rhythmic
        and script.channel == "chat"
        and not script.given
    }


def _settled(desk: AtDesk, name: str) -> Schedule | None:
    """Return what lets a set come, where it does."""
    every = schedules.of_network(desk.here.session, desk.member.network)
    return next(
        (
            each
            for each in every
            if each.name == name
            and (each.kind == AFTER_ROUND or (each.kind == CHECK_IN and each.recurrence))
        ),
        None,
    )


VERBS = {words.SET: _one, words.ON: _on, words.SWITCH: _switch, words.OFF: _off}
FORMS = {FORM: _take_meeting}
