"""A reply costs the same in a group of 12 and of 1,000; the clock is read in ``tests/bench``."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING

import pytest

from tests.bench import (
    bench_digests,
    bench_guard,
    bench_moments,
    bench_phase,
    bench_reply,
    bench_storage,
    groups,
)

if TYPE_CHECKING:
    from _typeshed import TraceFunction


@pytest.mark.parametrize("kind", ["first answer", "answer half-way", "skip", "show"])
def test_a_reply_takes_the_same_steps_in_every_group(kind: str) -> None:
    """Line by line: not one is executed more often because there are more people."""
    small, large = (steps(bench_reply.replies(people)[kind]) for people in (12, 300))
    assert small == large


@pytest.mark.parametrize("bench", [bench_reply, bench_phase])
def test_the_measurements_can_be_run(
    bench: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(groups, "SIZES", (12, 24))
    bench.main(times=2, each=1)  # type: ignore[attr-defined]
    shown = capsys.readouterr().out
    assert "12 people" in shown
    assert "24 people" in shown


def test_what_is_kept_can_be_measured(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(groups, "SIZES", (12, 24))
    bench_storage.main(times=2, each=1)
    shown = capsys.readouterr().out
    assert "A reply that is kept costs the same" in shown
    assert "24 people" in shown


def test_what_reading_a_text_costs_can_be_measured(capsys: pytest.CaptureFixture[str]) -> None:
    bench_guard.main(times=1)
    assert "read, the longest message" in capsys.readouterr().out


def test_what_digests_cost_can_be_measured(capsys: pytest.CaptureFixture[str]) -> None:
    bench_digests.main(12)
    shown = capsys.readouterr().out
    assert "digests for 12 people" in shown


def test_what_due_moments_cost_can_be_measured(capsys: pytest.CaptureFixture[str]) -> None:
    bench_moments.main(due=5, not_due=50)
    shown = capsys.readouterr().out
    assert "5 acted on" in shown
    assert "50 not due" in shown


def steps(work: Callable[[], object]) -> Counter[tuple[str, int]]:
    """Return how often each line of the dialogs' code is executed, and each function called."""
    taken: Counter[tuple[str, int]] = Counter()

    def watch(frame: FrameType, event: str, _: object) -> TraceFunction | None:
        if "dialogs" not in frame.f_code.co_filename:
            return None
        taken[f"{event} {frame.f_code.co_name}", frame.f_lineno] += 1
        return watch

    work()
    before = sys.gettrace()
    sys.settrace(watch)
    try:
        work()
    finally:
        sys.settrace(before)
    return taken
