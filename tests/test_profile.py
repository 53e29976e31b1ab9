"""The bot presents itself in people's languages, with numbers that are read while it is down."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path

import pytest

from bot import sheet as sheets
from bot.profile import present, profiles
from bot.sheet.model import Sheet
from bot.wording.numbers import LONGEST_PROFILE
from tests.office import telegram

SHEET = Path(__file__).parent / "sheets" / "beispielstadt.yaml"


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    """A sheet that has been filled in."""
    found, problems = sheets.read(SHEET.read_bytes(), date(2026, 11, 27))
    assert found is not None, problems
    return found


def test_before_there_is_a_network_there_is_the_menu_alone() -> None:
    for profile in profiles([]).values():
        assert len(profile.commands) == 5
        assert profile.description == ""


def test_the_profile_names_the_network_and_its_numbers(sheet: Sheet) -> None:
    shown = profiles([sheet])
    assert shown[""] == shown["de"]
    for profile in shown.values():
        assert sheet.network in profile.description
        assert "112" in profile.description
        assert len(profile.description) <= LONGEST_PROFILE


def test_a_bot_that_several_networks_share_names_none_of_them(sheet: Sheet) -> None:
    other = sheet.model_copy(update={"network": "Anderes Netzwerk", "languages": ("en",)})
    shown = profiles([sheet, other])
    assert shown[""] == shown["en"]
    for profile in shown.values():
        assert sheet.network not in profile.description
        assert "112" in profile.description


def test_only_what_has_changed_is_shown_anew(sheet: Sheet) -> None:
    async def play() -> None:
        async with telegram() as (sandbox, bot, _):
            shown = profiles([sheet])
            assert await present(bot, shown) == len(shown)
            before = len(sandbox.api.calls)
            assert await present(bot, shown) == 0
            asked = [call.method for call in list(sandbox.api.calls)[before:]]
            assert not [method for method in asked if method.startswith("set")]
            assert sandbox.world.profile.descriptions["de"] == shown["de"].description

    asyncio.run(play())
