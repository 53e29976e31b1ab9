"""What reading a text costs, beside only taking it apart and beside looking for telephone numbers.

Run ``python -m tests.bench.bench_guard``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import phonenumbers

from dialogs import guard
from dialogs.guard.reading import reading
from tests.bench.measuring import measured, table

SEEN = Path(__file__).parent.parent / "guard" / "seen.jsonl"

#: A text may cost so many milliseconds.
GOAL = 1.0

#: The longest message that Telegram takes.
LONGEST = 4096


def texts() -> list[str]:
    """Return what people wrote in the corpus that the guard was built with."""
    lines = SEEN.read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines]


def taken_apart(texts: Sequence[str]) -> None:
    """Find words, sentences and what the lists know, without looking for any sign."""
    for text in texts:
        reading(text)


def dialled(texts: Sequence[str]) -> None:
    """Look for telephone numbers alone, as the library that knows them would do it."""
    for text in texts:
        list(phonenumbers.PhoneNumberMatcher(text, "DE"))


def read(texts: Sequence[str]) -> None:
    """Read as the guard does."""
    for text in texts:
        guard.read(text)


def main(times: int = 20, each: int = 1) -> None:
    """Measure, and compare."""
    usual = texts()
    long = [" ".join(usual)[:LONGEST]]
    works: dict[str, Callable[[], object]] = {
        f"{name}, {size}": partial(work, some)
        for size, some in (("usual texts", usual), ("the longest message", long))
        for name, work in (("taken apart", taken_apart), ("dialled", dialled), ("read", read))
    }
    counts = {name: len(usual) if name.endswith("texts") else 1 for name in works}
    spent = measured(works, times=times, each=each)
    rows = [(name, f"{took / counts[name] / 1000:.2f}") for name, took in spent.items()]
    table(f"The guard (goal: below {GOAL:.0f} ms for a usual text)", ("", "ms a text"), rows)


if __name__ == "__main__":
    main()
