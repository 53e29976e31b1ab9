"""What one reply costs in groups of 12, 200 and 1,000 people: it should be the same.

Run ``python -m tests.bench.bench_reply``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from dialogs import engine
from dialogs.round import Round
from dialogs.said import Said, Show, Skip
from tests.bench import groups
from tests.bench.measuring import measured, table

#: A reply in the largest group may cost so many times what it costs in the smallest.
GOAL = 1.2


def one_reply(round: Round, number: int, said: Said) -> Callable[[], object]:
    """Return a reply of one person to what is open for them, ready to be measured."""
    seat, opening = round.seats[number], round.opening
    assert opening is not None
    assert seat.open is not None
    reply = engine.Reply(seat.open, said, "fresh")
    return partial(engine.reply, groups.script(), opening, seat, round.tally, reply, groups.NOW)


def replies(people: int) -> dict[str, Callable[[], object]]:
    """Return replies of every kind, in a phase with many things in it."""
    fresh = groups.weighing(people)
    who = somebody(fresh)
    half = fresh
    while (ask := half.seats[who].open) is not None and ask.step < 2:
        half = groups.say(half, who, groups.usual(half, half.seats[who]), f"h{ask}")
    return {
        "first answer": one_reply(fresh, who, groups.usual(fresh, fresh.seats[who])),
        "answer half-way": one_reply(half, who, groups.usual(half, half.seats[who])),
        "skip": one_reply(half, who, Skip()),
        "show": one_reply(half, who, Show()),
    }


def somebody(round: Round) -> int:
    """Return a person with a usual share of sentences; number 0 costs a step less than others."""
    return next(n for n, seat in sorted(round.seats.items()) if 0 not in seat.reads["echo"])


def main(times: int = 300, each: int = 20) -> None:
    """Measure, and compare with the smallest group."""
    by_size = {people: replies(people) for people in groups.SIZES}
    works = {
        f"{kind}/{people}": work
        for people, kinds in by_size.items()
        for kind, work in kinds.items()
    }
    spent = measured(works, times=times, each=each)
    least, most = min(groups.SIZES), max(groups.SIZES)
    rows = [
        (
            kind,
            *(f"{spent[f'{kind}/{people}']:.0f}" for people in groups.SIZES),
            f"{spent[f'{kind}/{most}'] / spent[f'{kind}/{least}']:.2f}",
        )
        for kind in by_size[least]
    ]
    head = ("a reply, in µs", *(f"{people} people" for people in groups.SIZES), f"{most} / {least}")
    table(f"A reply costs the same in every group (goal: at most {GOAL} times)", head, rows)


if __name__ == "__main__":
    main()
