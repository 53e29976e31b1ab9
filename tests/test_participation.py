"""Participation by level: as much as possible, and never a small number that can be worked out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.report import Participation, Share
from dialogs.reports.taking_part import participation
from dialogs.round import Round
from dialogs.script import LEVELS, Info, Phase, Returns, Script
from dialogs.text import plain

FEWEST = 5

Counts = Mapping[str, int]


def test_every_level_is_shown_when_all_are_big_enough() -> None:
    shown = took_part({"praxis": 20, "verwaltung": 12}, {"praxis": 14, "verwaltung": 6})
    assert shown.answered == 20
    assert shown.levels == {"praxis": Share(14, 20), "verwaltung": Share(6, 12)}
    assert shown.others is None


def test_small_levels_are_shown_together() -> None:
    shown = took_part(
        {"praxis": 18, "verwaltung": 8, "traeger": 8, "zivil": 7, "politik": 4},
        {"praxis": 10, "verwaltung": 4, "traeger": 5, "zivil": 3, "politik": 2},
    )
    assert shown.levels == {"praxis": Share(10, 18), "traeger": Share(5, 8)}
    assert shown.others == Share(9, 19)


def test_a_big_level_stays_hidden_where_it_would_give_a_small_one_away() -> None:
    shown = took_part(
        {"praxis": 20, "verwaltung": 9, "politik": 3},
        {"praxis": 12, "verwaltung": 6, "politik": 2},
    )
    assert shown.levels == {"praxis": Share(12, 20)}
    assert shown.others == Share(8, 12)


def test_a_level_of_which_nobody_answered_is_named_only_if_enough_were_invited() -> None:
    shown = took_part(
        {"praxis": 20, "verwaltung": 9, "politik": 6, "zivil": 3},
        {"praxis": 12, "verwaltung": 5},
    )
    assert "politik" in shown.missing
    assert "zivil" not in shown.missing


def test_a_level_that_nobody_was_invited_from_is_missing_but_not_the_outside_view() -> None:
    shown = took_part({"praxis": 20}, {"praxis": 12})
    assert shown.missing == ("politik", "verwaltung", "traeger", "zivil")


def test_below_five_neither_the_number_nor_any_level_is_told() -> None:
    some = took_part({"praxis": 20, "politik": 9}, {"praxis": 4})
    none = took_part({"praxis": 20, "politik": 9}, {})
    assert some == none
    assert some.answered is None
    assert some.levels == {}


def test_the_phase_in_which_most_took_part_counts() -> None:
    script, round = network({"praxis": 20}, {"praxis": 7})
    shown = participation(script, with_phases(round, {"a": {"praxis": 7}, "b": {"praxis": 9}}))
    assert (shown.answered, shown.busiest_phase) == (9, True)


def test_more_answers_than_invited_people_correct_the_number_of_the_invited() -> None:
    assert took_part({"praxis": 6}, {"praxis": 8}).invited == 8


networks = st.lists(st.integers(1, 8), min_size=1, max_size=3) | st.lists(
    st.integers(1, 6), min_size=4, max_size=4
)


@settings(max_examples=40, deadline=None)
@given(networks)
def test_nobody_can_work_out_a_small_number(sizes: list[int]) -> None:
    """Counts out a network: everything that looks the same from outside is one class.

    Whoever knows the invited people and the program knows the class, and no more.
    """
    invited: Counts = dict(zip(LEVELS, sizes, strict=False))
    classes: dict[str, list[Counts]] = defaultdict(list)
    sums: dict[int, list[Counts]] = defaultdict(list)
    for answered in everything_possible(invited):
        classes[repr(took_part(invited, answered))].append(answered)
        sums[sum(answered.values())].append(answered)
    for look_alikes in classes.values():
        by_totals = betrayed(invited, sums[sum(look_alikes[0].values())])
        assert betrayed(invited, look_alikes) <= by_totals


@given(st.lists(st.tuples(st.integers(0, 60), st.floats(0, 1)), min_size=1, max_size=6))
def test_what_is_shown_and_what_is_left_is_never_small(sizes: list[tuple[int, float]]) -> None:
    invited: Counts = {level: n for level, (n, _) in zip(LEVELS, sizes, strict=False)}
    answered: Counts = {level: int(n * p) for level, (n, p) in zip(LEVELS, sizes, strict=False)}
    shown = took_part(invited, answered)
    every = [*shown.levels.values(), *([shown.others] if shown.others else [])]
    for share in every:
        assert share.invited >= FEWEST
        assert share.answered >= FEWEST or (share is shown.others and share.answered == 0)
    for level in shown.missing:
        assert answered.get(level, 0) == 0
        assert not 0 < invited.get(level, 0) < FEWEST
    if shown.levels:
        assert sum(share.answered for share in every) == shown.answered


def everything_possible(invited: Counts) -> Iterator[Counts]:
    for numbers in product(*(range(n + 1) for n in invited.values())):
        yield dict(zip(invited, numbers, strict=True))


def betrayed(invited: Counts, look_alikes: list[Counts]) -> set[str]:
    """Return the levels whose small number is the same in everything that looks alike."""
    found = set()
    for level, n in invited.items():
        least = min(answered[level] for answered in look_alikes)
        most = max(answered[level] for answered in look_alikes)
        small = 0 < least < FEWEST or (least == 0 and n < FEWEST)
        if least == most and small:
            found.add(level)
    return found


def took_part(invited: Counts, answered: Counts) -> Participation:
    return participation(*network(invited, answered))


def network(invited: Counts, answered: Counts) -> tuple[Script, Round]:
    words = plain("Hello")
    phase = Phase(id="a", title=words, lasts=timedelta(days=7), steps=[Info(info=words)])
    script = Script(
        reihum=1,
        id="weekly",
        languages=["en"],
        title=words,
        purpose=words,
        minutes=5,
        anonymity="anonymous",
        intro=words,
        phases=[phase],
        returns=Returns(text=words, within=timedelta(days=7)),
        closing=words,
    )
    return script, Round(seats={}, invited=invited, took_part={"a": answered})


def with_phases(round: Round, took_part: Mapping[str, Counts]) -> Round:
    return Round(seats=round.seats, invited=round.invited, took_part=took_part)
