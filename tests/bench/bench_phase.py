"""What it costs to close and to open a phase in groups of 12, 200 and 1,000 people.

Run ``python -m tests.bench.bench_phase``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from dialogs.events import Event, Moved
from dialogs.round import Round
from tests.bench import groups
from tests.bench.measuring import measured, table


def one_event(round: Round, event: Event) -> Callable[[], object]:
    """Return something that touches everybody, ready to be measured."""
    return partial(groups.happen, round, event)


def events(people: int) -> dict[str, Callable[[], object]]:
    """Return the beginnings and ends of phases with many things in them."""
    return {
        "close: a sentence of everybody": one_event(groups.writing(people), Moved()),
        "open: sentences to read, a long list": one_event(groups.read(people), Moved()),
        "close: all has been answered": one_event(groups.weighed(people), Moved()),
    }


def main(times: int = 15, each: int = 1) -> None:
    """Measure, and show what it is for one person."""
    by_size = {people: events(people) for people in groups.SIZES}
    works = {
        f"{kind}/{people}": work
        for people, kinds in by_size.items()
        for kind, work in kinds.items()
    }
    spent = measured(works, times=times, each=each)
    rows = [
        (
            kind,
            *(f"{spent[f'{kind}/{people}'] / 1000:.1f}" for people in groups.SIZES),
            *(f"{spent[f'{kind}/{people}'] / people:.0f}" for people in groups.SIZES),
        )
        for kind in by_size[min(groups.SIZES)]
    ]
    head = (
        "a phase",
        *(f"{people} people, ms" for people in groups.SIZES),
        *(f"{people}, µs each" for people in groups.SIZES),
    )
    table("What touches everybody costs in proportion to the group", head, rows)


if __name__ == "__main__":
    main()
