"""Stories: plays of scripts, word for word as people would read them, and as they shall stay."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.rehearsal.house import House, Memory
from bot.rehearsal.play import told
from bot.rehearsal.scripts import find
from bot.rehearsal.story import read_story
from tests.housed import Stored

if TYPE_CHECKING:
    from storage.database import Database
    from tests.conftest import Expect

STORIES = Path(__file__).parent / "stories"

EVERY = pytest.mark.parametrize("story", sorted(STORIES.glob("*.txt")), ids=lambda file: file.stem)


@EVERY
def test_a_script_plays_as_its_author_expects(story: Path, expect: Expect) -> None:
    expect(story, _played(story, Memory()))


@EVERY
def test_a_story_is_the_same_when_everything_is_saved_and_read_between_all_events(
    story: Path, database: Database
) -> None:
    assert _played(story, Stored(database)) == story.read_text(encoding="utf-8")


def _played(story: Path, house: House) -> str:
    written = story.read_text(encoding="utf-8")
    return told(read_story(written), partial(find, folder=story.parent), house)
