"""A network moves to another zone: a day stays a day, and an hour on the wall stays that hour.

Kim coordinates. It is Tuesday, 1 December 2026, and the first part of S01 is open until ten in the
morning of the 11th. Then the network moves from Berlin to Lisbon, where that is an hour later.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.facilitator import recurring
from bot.facilitator.moving import move
from bot.sheet.kept import columns
from storage import moments, networks, rounds
from tests.planning_desk import Desk

BERLIN, LISBON = ZoneInfo("Europe/Berlin"), ZoneInfo("Europe/Lisbon")


@pytest.fixture
def desk(tmp_path: Path, url: str) -> Iterator[Desk]:
    with closing(Desk(tmp_path, members=8, url=url)) as made:
        made.prepare_contracting(made.kim)
        made.begin()
        made.house.wait(timedelta(hours=1))
        yield made


def walls(desk: Desk, zone: ZoneInfo) -> dict[str, str]:
    """Return when everything comes of the one round, on the clocks of a zone."""
    with desk.house.database.reading() as session:
        (number,) = rounds.of_network(session, desk.network)
        round, waiting = rounds.load(session, number), moments.of_round(session, number)
    assert round.opening is not None
    assert round.returns_on is not None
    times = {each.name: each.at for each in waiting}
    times |= {"ends": round.opening.ends, "returns on": round.returns_on}
    return {name: f"{at.astimezone(zone):%d.%m. %H:%M}" for name, at in times.items()}


def moves(desk: Desk) -> None:
    with desk.house.database.writing() as session:
        sheet = desk.sheet.model_copy(update={"zone": LISBON.key})
        networks.change(session, desk.network, **columns(sheet))
        move(session, desk.network, BERLIN, LISBON, desk.house.now)
        recurring.settle_anew(session, desk.network)


def test_what_people_were_told_stays_true_on_their_clocks(desk: Desk) -> None:
    before = walls(desk, BERLIN)
    assert before["ends"] == before["phase-ends"] == "11.12. 10:00"
    moves(desk)
    assert walls(desk, LISBON) == before
    desk.kim.type("/stand")
    assert "bis 11. Dezember, 10:00 Uhr" in desk.kim.newest.text
    desk.house.wait(datetime(2026, 12, 11, 9, 55, tzinfo=UTC) - desk.house.now)
    assert walls(desk, LISBON)["ends"] == "11.12. 10:00"
    desk.house.wait(timedelta(minutes=10))
    with desk.house.database.reading() as session:
        (number,) = rounds.of_network(session, desk.network)
        opening = rounds.head(session, number).opening
    assert opening is None or opening.index > 0
