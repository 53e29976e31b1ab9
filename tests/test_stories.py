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

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Expect

STORIES = Path(__file__).parent / "stories"

#: Where the rounds of a story are kept between two things that happen in it.
HOUSES: dict[str, Callable[[], House]] = {"memory": Memory}


@pytest.mark.parametrize("house", HOUSES)
@pytest.mark.parametrize("story", sorted(STORIES.glob("*.txt")), ids=lambda file: file.stem)
def test_a_script_plays_as_its_author_expects(story: Path, house: str, expect: Expect) -> None:
    written = story.read_text(encoding="utf-8")
    expect(story, told(read_story(written), partial(find, folder=story.parent), HOUSES[house]()))
