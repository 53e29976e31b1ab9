"""What 10,000 decisions of calm cost, beside a plain loop that knows office hours and a budget.

Run ``python -m tests.bench.bench_calm``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from random import Random
from zoneinfo import ZoneInfo

from dialogs.calm import MOST_A_WEEK, Calm, Kind, Nudge, Rhythm, Sent, Wishes, due
from dialogs.recurrence import Recurrence
from dialogs.schedule import next_occurrence
from dialogs.workdays import is_working_day
from tests.bench.measuring import measured, table

PEOPLE = 10_000

BERLIN = ZoneInfo("Europe/Berlin")
NETWORK = Calm(BERLIN, "NW")

#: A Tuesday, and the night before it.
MORNING = datetime(2026, 11, 3, 10, tzinfo=BERLIN)
NIGHT = datetime(2026, 11, 3, 3, tzinfo=BERLIN)

WEEKLY = Recurrence.model_validate({"every": "tuesday 10:00", "begins": "2020-01-01"})


@dataclass(frozen=True, slots=True)
class Somebody:
    """Everything that a decision about one person looks at."""

    nudges: tuple[Nudge, ...]
    wishes: Wishes
    history: tuple[Sent, ...]


def crowd(people: int, waiting: int) -> list[Somebody]:
    """Return people with so many nudges each, and five weeks of messages behind them."""
    chance = Random(1)
    return [_somebody(number, waiting, chance) for number in range(people)]


def _somebody(number: int, waiting: int, chance: Random) -> Somebody:
    kinds = chance.choices([*Kind], k=waiting)
    earliest = [MORNING - timedelta(minutes=chance.randint(1, 2000)) for _ in kinds]
    nudges = tuple(
        Nudge(number, kind, f"round {n}", at, None if kind is Kind.RESULT else at + timedelta(7))
        for n, (kind, at) in enumerate(zip(kinds, earliest, strict=True))
    )
    days = sorted(chance.sample(range(1, 35), 8))
    history = tuple(
        Sent(MORNING.date() - timedelta(days=ago), frozenset({chance.choice([*Kind])}))
        for ago in days
    )
    return Somebody(nudges, Wishes(Rhythm.MONTHLY), history)


def decided(people: Sequence[Somebody], now: datetime) -> int:
    """Decide on everybody; return how many get a message."""
    return sum(
        bool(due(each.nudges, each.wishes, NETWORK, each.history, now).send) for each in people
    )


def plain(people: Sequence[Somebody], now: datetime) -> int:
    """Do the least that would do: office hours, one message a day, two a week, all in one."""
    messages = 0
    for each in people:
        local = now.astimezone(each.wishes.zone or BERLIN)
        today = local.date()
        if local.weekday() >= 5 or not 8 <= local.hour < 18:
            continue
        week = sum(sent.day.isocalendar()[:2] == today.isocalendar()[:2] for sent in each.history)
        if week >= MOST_A_WEEK or any(sent.day == today for sent in each.history):
            continue
        messages += any(nudge.earliest <= now for nudge in each.nudges)
    return messages


def walked(after: datetime, land_holds: Callable[[date], bool]) -> datetime:
    """Return the next Tuesday at ten by going from hour to hour."""
    hour = after.astimezone(UTC).replace(minute=0) + timedelta(hours=1)
    while True:
        local = hour.astimezone(BERLIN)
        if local.weekday() == 1 and local.hour == 10 and land_holds(local.date()):
            return hour
        hour += timedelta(hours=1)


def working(day: date) -> bool:
    return is_working_day(day, "NW")


def main(times: int = 15, each: int = 1) -> None:
    """Measure, and compare."""
    some, many = crowd(PEOPLE, 1), crowd(PEOPLE, 5)
    works: dict[str, Callable[[], object]] = {
        "plain loop, one wish each, in the morning": partial(plain, some, MORNING),
        "calm, one wish each, in the morning": partial(decided, some, MORNING),
        "calm, one wish each, at night": partial(decided, some, NIGHT),
        "plain loop, five wishes each, in the morning": partial(plain, many, MORNING),
        "calm, five wishes each, in the morning": partial(decided, many, MORNING),
    }
    spent = measured(works, times=times, each=each)
    rows = [(name, f"{took / 1000:.0f}", f"{took / PEOPLE:.1f}") for name, took in spent.items()]
    table(f"{PEOPLE} decisions", ("", "ms", "µs a person"), rows)
    slots: dict[str, Callable[[], object]] = {
        "from hour to hour": partial(walked, MORNING, working),
        "from the rule": partial(next_occurrence, WEEKLY, MORNING, BERLIN, "NW"),
    }
    taken = measured(slots, times=times * 10, each=each)
    table(
        "The next slot of a weekly check-in that began six years ago",
        ("", "µs"),
        [(name, f"{took:.0f}") for name, took in taken.items()],
    )


if __name__ == "__main__":
    main()
