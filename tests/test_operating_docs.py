"""What operators read about settings and the log is complete, and nothing in it is made up."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.settings import PREFIX, Settings
from tests.markdown import ROOT, table

GUIDES = [ROOT / "docs" / "operating.md", ROOT / "docs" / "betrieb.md"]

every_guide = pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)

#: An event as it is written: its name alone, as words of ours.
EVENT = re.compile(r"log\.(?:info|warning|error|exception)\(\s*\"([a-z_]+)\"")


@every_guide
def test_every_setting_has_its_line_and_no_other(guide: Path) -> None:
    assert set(first_cells(guide, "settings")) == {
        f"{PREFIX}{name.upper()}" for name in Settings.model_fields
    }


@every_guide
def test_every_event_of_the_log_has_its_line_and_no_other(guide: Path) -> None:
    code = [*(ROOT / "bot").rglob("*.py"), *(ROOT / "storage").rglob("*.py")]
    logging = [each for each in code if each.name != "logs.py"]
    written = {event for file in logging for event in EVENT.findall(file.read_text("utf-8"))}
    assert set(first_cells(guide, "log")) == written


def first_cells(guide: Path, place: str) -> list[str]:
    """Return the names in the first column of a table."""
    return [name for row in table(guide, place) for name in re.findall(r"`([^`]+)`", row[0])]
