"""Who asks how answers stood over time gets pictures of their own, and of the network's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from dialogs.events import Left
from storage import ended
from tests.planning_desk import Desk
from tests.talking import Phone
from tests.waves import WEEKLY, Wave

OWN, OF_ALL = "[picture] Ihre Antworten: Ihr Monat", "[picture] Im Netzwerk, Ergebnisse und Nutzen"
DAY = timedelta(days=1)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path, members=9)


@pytest.fixture
def each_desk(tmp_path: Path, url: str) -> Iterator[Desk]:
    """The same desk, on each database in turn."""
    made = Desk(tmp_path, members=9, url=url)
    yield made
    made.house.database.close()


def members(desk: Desk) -> list[str]:
    return [name for name in desk.house.phones if name.startswith("Mitglied")]


def wave(desk: Desk, days_ago: int, people: int, point: int) -> Wave:
    """Let the first so many members answer, each one point higher than the one before."""
    given = {name: point + n for n, name in enumerate(members(desk)[:people])}
    return Wave(desk, desk.house.now - days_ago * DAY).over(given)


def trends(phone: Phone, ask: str = "/verlauf") -> list[str]:
    """Return what somebody gets who asks."""
    before = len(phone.shown)
    phone.type(ask)
    return [each.text for each in phone.shown[before:] if each.ours]


def test_who_answered_sees_both_and_who_did_not_sees_the_network_s(each_desk: Desk) -> None:
    first, last = (each_desk.house.phones[members(each_desk)[n]] for n in (0, -1))
    assert [text[:31] for text in trends(first)] == ["Noch gibt es nichts zu zeigen. "]
    wave(each_desk, 70, 6, 1)
    said, *pictures = trends(first)
    assert "bisher einmal beantwortet haben:\n– Ihr Monat" in said
    assert pictures == []
    wave(each_desk, 40, 4, 2)
    wave(each_desk, 10, 6, 3)
    _, own, everybody = trends(first)
    assert own.startswith(OWN)
    assert "1 am 22. September, 2 am 22. Oktober und 3 am 21. November" in own
    assert everybody.startswith(OF_ALL)
    assert "22. Oktober: nicht gezeigt" in everybody
    _, everybody = trends(last)
    assert everybody.startswith(OF_ALL)


def test_more_than_three_pictures_come_one_press_after_the_other(desk: Desk) -> None:
    given = dict.fromkeys(members(desk)[:6], 4)
    for n in range(4):
        wave(desk, 60 - n, 6, 1)
        # Of twelve questions the second, sixth and eleventh are on a scale.
        Wave(desk, desk.house.now - 30 * DAY, WEEKLY, turn=(1, 5, 1, 5)[n]).over(given)
    phone = desk.house.phones[members(desk)[0]]
    *_, more = trends(phone)
    assert [text[:9] for text in trends(phone)[1:4]] == ["[picture]"] * 3
    assert more == "Es gibt noch 3 Bilder."
    phone.press("Weitere zeigen")
    assert [text[:22] for text in phone.texts()[-3:]] == ["[picture] Im Netzwerk,"] * 3


def test_what_was_taken_back_or_is_tied_no_more_is_not_shown(each_desk: Desk) -> None:
    name, *_ = members(each_desk)
    first, *_ = waves = [wave(each_desk, days, 8, 1) for days in (70, 40, 10)]
    phone = each_desk.house.phones[name]
    assert len(trends(phone)) == 1 + 2
    first.happen(Left(first.seats[name], erase=True))
    _, own, everybody = trends(phone)
    assert "1 am 22. Oktober und 1 am 21. November" in own
    assert "22. September: nicht gezeigt" in everybody, "it would tell what they had answered"
    for each in waves[1:]:
        each.happen(Left(each.seats[name], erase=True))
    assert [text[:31] for text in trends(phone)] == ["Noch gibt es nichts zu zeigen. "]


def test_after_ninety_days_only_the_network_s_trend_is_left(desk: Desk) -> None:
    wave(desk, 60, 6, 1)
    wave(desk, 30, 6, 2)
    with desk.house.database.writing() as session:
        now = desk.house.now
        assert ended.cut_pseudonyms(session, desk.network, now, now, Random(1)) == 2
    assert [text[:12] for text in trends(desk.house.phones[members(desk)[0]])[1:]] == [OF_ALL[:12]]


def test_nobody_sees_it_before_they_are_confirmed(desk: Desk) -> None:
    wave(desk, 60, 6, 1)
    wave(desk, 30, 6, 2)
    stranger = desk.join("Neu Hier", {"member"}, confirmed=False)
    assert "Noch gibt es nichts zu zeigen." in trends(stranger)[0]


def test_the_desk_sees_the_network_s_and_nobody_s_own(desk: Desk) -> None:
    for days in (60, 30):
        Wave(desk, desk.house.now - days * DAY).over(dict.fromkeys(desk.house.phones, 4))
    desk.kim.type("/checkins")
    desk.kim.press("Ihr Monat im Netzwerk")
    desk.kim.press("Antworten im Verlauf")
    desk.kim.press("Antworten im Verlauf")
    assert [text[:31] for text in desk.kim.texts()[-2:]] == [OF_ALL[:31]] * 2
    assert not [text for text in desk.kim.texts() if text.startswith(OWN)]
