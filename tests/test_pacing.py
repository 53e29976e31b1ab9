"""Telegram's limits hold however calls come and however long they take."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as some

from bot.pacing import ALL, EVENLY, GROUP, OVERALL, PERSON, Pace, Pacing

CHATS = some.sampled_from(["1", "2", "3", "-100"])
#: When a call is wished for after the last one, where to, whether it is bulk or new, how long it
#: takes, and when in this time it arrives.
CALLS = some.lists(
    some.tuples(
        some.floats(0, 0.5),
        CHATS,
        some.booleans(),
        some.booleans(),
        some.floats(0, 2),
        some.floats(0, 1),
    ),
    max_size=120,
)


@given(CALLS)
def test_no_limit_is_exceeded_wherever_calls_arrive(
    calls: list[tuple[float, str, bool, bool, float, float]],
) -> None:
    pacing, now = Pacing(), 0.0
    ends: list[tuple[float, str, bool]] = []
    arrived: list[tuple[float, str, bool]] = []
    for gap, chat, bulk, new, takes, share in calls:
        now += gap
        now = _ended(pacing, ends, now)
        while (wait := pacing.wait(chat, now, bulk=bulk, new=new)) > 0:
            now = _ended(pacing, ends, now + wait)
        pacing.began(chat, now, bulk=bulk, new=new)
        ends.append((now + takes, chat, new))
        arrived.append((now + takes * share, chat, new))
    assert _holds(OVERALL, [at for at, _, _ in arrived])
    assert _holds(GROUP, [at for at, chat, _ in arrived if chat == "-100"])
    for person in "123":
        assert _holds(PERSON, [at for at, chat, new in arrived if chat == person and new])


def _ended(pacing: Pacing, ends: list[tuple[float, str, bool]], now: float) -> float:
    """Tell the pacing of every call that is over by now, in order."""
    ends.sort()
    while ends and ends[0][0] <= now:
        at, chat, new = ends.pop(0)
        pacing.ended(chat, at, new=new)
    return now


def _holds(pace: Pace, times: list[float]) -> bool:
    """Tell whether no stretch of time has more calls than it may; a hair's breadth is rounding."""
    times = sorted(times)
    pairs = zip(times, times[pace.most :], strict=False)
    return all(later - earlier >= pace.seconds - 1e-6 for earlier, later in pairs)


def test_a_small_burst_to_one_person_goes_out_at_once() -> None:
    pacing = Pacing()
    for _ in range(PERSON.most):
        assert pacing.wait("1", 0.0, bulk=False, new=True) == 0
        pacing.began("1", 0.0, bulk=False, new=True)
        pacing.ended("1", 0.0, new=True)
    assert pacing.wait("1", 1.0, bulk=False, new=True) == 2.0
    assert pacing.wait("1", 1.0, bulk=False, new=False) == 0


def test_bulk_leaves_a_place_and_goes_out_evenly() -> None:
    pacing, now = Pacing(), 0.0
    sent: list[float] = []
    while now < 10:
        if (wait := pacing.wait(str(len(sent)), now, bulk=True, new=True)) > 0:
            assert pacing.wait("me", now, bulk=False, new=True) == 0
            now += wait
            continue
        pacing.began(str(len(sent)), now, bulk=True, new=True)
        pacing.ended(str(len(sent)), now, new=True)
        sent.append(now)
    assert len(sent) >= 10 / EVENLY - 1
    gaps = [later - earlier for earlier, later in pairwise(sent)]
    assert max(gaps) < 2 * EVENLY


def test_flood_control_in_one_chat_holds_back_this_chat_and_in_two_all() -> None:
    pacing = Pacing()
    pacing.flooded("1", until=10.0, now=0.0)
    assert pacing.wait("1", 4.0, bulk=False, new=True) == 6.0
    assert pacing.wait("2", 4.0, bulk=False, new=True) == 0
    pacing.flooded("2", until=12.0, now=4.0)
    assert pacing.wait("3", 5.0, bulk=False, new=False) == 7.0
    pacing.pause(ALL, until=11.0)
    assert pacing.wait("3", 5.0, bulk=False, new=False) == 7.0


def test_what_counts_no_longer_is_let_go() -> None:
    pacing = Pacing()
    for n in range(1000):
        pacing.began(str(n), 0.0, bulk=False, new=True)
        pacing.ended(str(n), 0.0, new=True)
    pacing.flooded("7", until=1.0, now=0.0)
    assert pacing.chats == 1000
    pacing.tidy(PERSON.seconds + 1)
    assert pacing.chats == 0
