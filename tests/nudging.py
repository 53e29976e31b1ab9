"""Wishes to write as they are told in a line, and the course that calm lets them take."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count

from dialogs.calm import Calm, Decision, Kind, Nudge, Rhythm, Sent, Wishes, due
from tests.calendars import BERLIN

NETWORK = Calm(BERLIN, "NW")
WEEKLY = Wishes(Rhythm.WEEKLY)

#: The Monday on which the examples begin. There is no holiday in the weeks after it.
MONDAY = date(2026, 11, 2)


def at(told: str) -> datetime:
    """Read ``Tue 10:00`` or, in the second week of the examples, ``Tue2 10:00``."""
    found = re.fullmatch(r"(\w{3})(\d?) (\d\d:\d\d)", told)
    assert found, told
    weekday = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].index(found[1])
    day = MONDAY + timedelta(days=weekday + 7 * (int(found[2] or 1) - 1))
    return datetime.combine(day, time.fromisoformat(found[3]), BERLIN)


def nudge(told: str) -> Nudge:
    """Read a line such as ``reminder alpha Tue 10:00 until Fri 18:00``."""
    found = re.fullmatch(
        r"(?P<kind>[a-z-]+) (?P<subject>\w+) (?P<earliest>\w+ \S+)"
        r"(?: until (?P<latest>\w+ \S+))?(?: promised (?P<promised>\w+ \S+))?"
        r"(?P<mirror> mirror)?(?P<empty> empty)?",
        told,
    )
    assert found, told
    return Nudge(
        person=1,
        kind=Kind(found["kind"]),
        subject=found["subject"],
        earliest=at(found["earliest"]),
        latest=at(found["latest"]) if found["latest"] else None,
        promised=at(found["promised"]) if found["promised"] else None,
        mirror=bool(found["mirror"]),
        empty=bool(found["empty"]),
    )


@dataclass(frozen=True)
class Step:
    """A decision, and when it was asked for."""

    now: datetime
    decision: Decision


def course(
    nudges: Sequence[Nudge],
    wishes: Wishes = WEEKLY,
    calm: Calm = NETWORK,
    history: tuple[Sent, ...] = (),
) -> Iterator[Step]:
    """Go from due moment to due moment, as a ticker would, until nothing waits any more."""
    to_come, known = sorted(nudges, key=lambda each: each.earliest), list[Nudge]()
    now = to_come[0].earliest if to_come else None
    for turn in count():
        if now is None:
            return
        assert turn <= 20 * len(nudges), "no time wakes us for nothing for ever"
        known += [each for each in to_come if each.earliest <= now]
        to_come = [each for each in to_come if each.earliest > now]
        decision = due(known, wishes, calm, history, now)
        yield Step(now, decision)
        known = [each.nudge for each in decision.waiting]
        history = (*history, decision.sent) if decision.sent else history
        times = [each.earliest for each in to_come[:1]]
        now = min([*times, decision.again] if decision.again else times, default=None)


def diary(steps: Iterator[Step]) -> list[str]:
    """Tell what was sent and dropped, a line each, as the clocks of the network show it."""
    lines = []
    for step in steps:
        shown = step.now.astimezone(BERLIN)
        week = (shown.date() - MONDAY).days // 7 + 1
        when = f"{shown:%a}{week if week > 1 else ''} {shown:%H:%M}"
        if step.decision.send:
            about = " + ".join(f"{each.kind} {each.subject}" for each in step.decision.send)
            lines.append(f"{when} {about}")
        lines += (
            f"{when} not {each.nudge.kind} {each.nudge.subject}: {each.reason}"
            for each in step.decision.dropped
        )
    return lines
