"""Leaving a network, also when there is nothing left to take part in."""

from __future__ import annotations

from datetime import datetime
from random import Random

import pytest
from sqlalchemy import update

from bot import sheet as sheets
from bot.facilitator import leaving
from bot.facilitator.here import Here
from bot.run import premises
from dialogs.events import Moved, TimeCame
from dialogs.round import Status
from storage import memberships, people
from storage.database import Database
from storage.tables import Networks
from tests.peopled import NOW, Circle
from tests.test_network_command import SHEET

ANA = 1


def begun(database: Database, script: str = "untied") -> Circle:
    """Return a round that has begun in a network whose sheet is filled in."""
    circle = Circle(database, script)
    sheet, _ = sheets.read(SHEET.read_bytes(), NOW.date())
    assert sheet is not None
    with database.writing() as session:
        session.execute(update(Networks).values(sheet=sheet.model_dump_json()))
    circle.start()
    return circle


def goes(database: Database, member: int, now: datetime, *, erase: bool) -> None:
    """Let somebody leave, and let the time pass until they are forgotten."""
    with database.writing() as session:
        here = Here(session, premises("bot"), now, Random(1), lambda: "fresh")
        leaving.go(here, memberships.get(session, member), erase=erase)
        leaving.gone(here, str(member), erase=erase)


@pytest.mark.parametrize("erase", [True, False])
def test_whoever_leaves_when_a_round_is_over_is_forgotten_too(
    sqlite: Database, *, erase: bool
) -> None:
    circle = begun(sqlite, "every_type")
    while circle.round().status is not Status.ENDED:
        circle.answer_everything()
        circle.happen(Moved())
        circle.happen(TimeCame("returns"))
    goes(sqlite, circle.members[ANA], NOW, erase=erase)
    with sqlite.reading() as session:
        assert people.by_address(session, "8-000001") is None
    assert circle.round().seats[ANA].answers == {}
