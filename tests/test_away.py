"""Nobody waits for those who are away until a phase has ended.

Kim coordinates. It is Tuesday, 1 December 2026, and the first part of S01 is open until the 11th.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from storage import rounds
from tests.databases import on_sqlite
from tests.planning_desk import Desk

ABSENT = "Mitglied 6"


@pytest.fixture
def desk(tmp_path: Path, url: str) -> Iterator[Desk]:
    with closing(Desk(tmp_path, members=8, url=url)) as made:
        made.prepare_contracting(made.kim)
        made.begin()
        made.house.wait(timedelta(hours=1))
        yield made


def all_but_one_answer(desk: Desk) -> None:
    for name, phone in desk.house.phones.items():
        if name != ABSENT:
            phone.press("Beginnen")
            while "Überspringen" in phone.newest.labels:
                phone.press("Überspringen")


def pause(desk: Desk, weeks: str) -> None:
    desk.house.phones[ABSENT].type("/pause")
    desk.house.phones[ABSENT].press(weeks)


def first_part_is_open(desk: Desk) -> bool:
    desk.house.wait(timedelta(minutes=15))
    with desk.house.database.reading() as session:
        (number,) = rounds.of_network(session, desk.network)
        opening = rounds.head(session, number).opening
    return opening is not None and opening.index == 0


def test_a_part_ends_early_without_those_who_are_away_until_its_end(desk: Desk) -> None:
    pause(desk, "2 Wochen")
    all_but_one_answer(desk)
    assert not first_part_is_open(desk)


def test_it_also_ends_when_the_last_one_goes_away(desk: Desk) -> None:
    all_but_one_answer(desk)
    assert first_part_is_open(desk)
    pause(desk, "2 Wochen")
    assert not first_part_is_open(desk)


@on_sqlite
def test_who_comes_back_in_time_is_waited_for(desk: Desk) -> None:
    pause(desk, "1 Woche")
    all_but_one_answer(desk)
    assert first_part_is_open(desk)


@on_sqlite
def test_who_comes_back_before_it_has_settled_is_waited_for(desk: Desk) -> None:
    pause(desk, "2 Wochen")
    all_but_one_answer(desk)
    desk.house.phones[ABSENT].type("/pause_ende")
    assert first_part_is_open(desk)
