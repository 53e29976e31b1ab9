"""Once a day what has been kept for its time goes, and the profile is brought up to date."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from pathlib import Path
from random import Random

from bot import sheet as sheets
from bot.clock import Clock
from bot.housekeeping import keep_house
from bot.sandbox.faults import Broken
from bot.sheet.kept import columns
from storage import inbox, networks
from storage.networks import Network
from tests.office import MORNING, Office, office

SHEET = Path(__file__).parent / "sheets" / "beispielstadt.yaml"


@office
async def test_it_is_done_at_the_start(at: Office) -> None:
    clock = Clock(lambda: MORNING)
    _take_in(at)
    with at.database.writing() as session:
        inbox.admit(session, "telegram:1", MORNING - timedelta(days=3))
    keeping = asyncio.create_task(keep_house(at.bot, at.database, clock, Random(1)))
    await at.until(lambda: "112" in at.sandbox.world.profile.descriptions.get("", ""))
    with at.database.writing() as session:
        assert inbox.admit(session, "telegram:1", MORNING)
    keeping.cancel()


@office
async def test_what_fails_is_no_reason_to_stop(at: Office) -> None:
    _take_in(at)
    broken = at.fault(Broken.BAD_GATEWAY, "getMyCommands", count=None)
    keeping = asyncio.create_task(
        keep_house(at.bot, at.database, Clock(lambda: MORNING), Random(1))
    )
    await at.until(lambda: broken.met == 1)
    await asyncio.sleep(0.05)
    assert not keeping.done()
    keeping.cancel()


def _take_in(at: Office) -> None:
    """Take in a network with its sheet."""
    sheet, _ = sheets.read(SHEET.read_bytes(), date(2026, 11, 27))
    assert sheet is not None
    with at.database.writing() as session:
        networks.add(session, Network(**columns(sheet)), MORNING)
