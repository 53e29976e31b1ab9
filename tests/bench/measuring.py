"""Time spent, measured so that a noisy machine is noisy for everything that is compared."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from time import perf_counter


def measured(
    works: Mapping[str, Callable[[], object]], *, times: int, each: int
) -> dict[str, float]:
    """Return the median time that each of the works takes, in microseconds.

    They take turns, so that whatever else the machine does hits them alike; the collector of
    garbage is off, because it is paid by whoever happens to come last.
    """
    spent: dict[str, list[float]] = {name: [] for name in works}
    collecting = gc.isenabled()
    gc.disable()
    try:
        for _ in range(times):
            for name, work in works.items():
                begun = perf_counter()
                for _ in range(each):
                    work()
                spent[name].append((perf_counter() - begun) / each)
            gc.collect(0)
    finally:
        if collecting:
            gc.enable()
    return {name: median(taken) * 1e6 for name, taken in spent.items()}


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Write a small table."""
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    lines = [title, ""]
    for row in (head, *rows):
        cells = (cell.rjust(width) for cell, width in zip(row, widths, strict=True))
        lines.append("  " + "   ".join(cells))
    sys.stdout.write("\n".join([*lines, "", ""]))
