"""What `docs/sandbox.md` says of the server is so."""

from __future__ import annotations

import asyncio
import re
from random import Random

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from bot.sandbox.clock import Clock
from bot.sandbox.deeds import DEEDS
from bot.sandbox.faults import Broken, Slow
from bot.sandbox.flood import TELEGRAM, Limits, Pace
from bot.sandbox.methods import EMULATED
from bot.sandbox.phones import Phone
from bot.sandbox.server import serving
from bot.sandbox.world import World
from tests.markdown import ROOT, blocks
from tests.sandbox.serving import MORNING

DOCUMENT = ROOT / "docs" / "sandbox.md"
TEXT = DOCUMENT.read_text(encoding="utf-8")


def test_its_example_runs() -> None:
    (example,) = (block.text for block in blocks(DOCUMENT) if block.info == "python")
    names: dict[str, object] = {
        "Bot": Bot,
        "InlineKeyboardButton": InlineKeyboardButton,
        "InlineKeyboardMarkup": InlineKeyboardMarkup,
        "World": World,
        "serving": serving,
    }
    exec(example, names)  # noqa: S102 - our own document
    play = names["somebody_answers"]
    assert callable(play)
    asyncio.run(play(World(Clock(MORNING), Random(1))))


def test_it_lists_the_emulated_methods_and_no_other() -> None:
    table = TEXT.partition("| Methods |")[2].partition("\n\n")[0]
    assert sorted(re.findall(r"`(\w+)`", table)) == sorted(m.called() for m in EMULATED)


def test_it_lists_what_people_can_do_and_nothing_else() -> None:
    listed = TEXT.partition("What a person can do")[2].partition("bot):")[2].partition(".\n")[0]
    assert re.findall(r"`([\w-]+)`", listed) == list(DEEDS)
    rows = TEXT.partition("| writing |")[2].partition("| the next thing |")[0]
    named = set(re.findall(r"`(\w+)`", rows)) - {"message"}
    assert all(callable(getattr(Phone, name)) for name in named)


def test_it_names_every_trouble_and_the_limits() -> None:
    assert set(re.findall(r"`Broken\.(\w+)`", TEXT)) == set(Broken.__members__)
    assert Slow.__name__ in TEXT
    assert Limits(Pace(30, 1.0), Pace(3, 3.0), Pace(20, 60.0)) == TELEGRAM


def test_every_file_of_the_server_has_its_place() -> None:
    files = {path.name for path in (ROOT / "bot" / "sandbox").glob("*.py")}
    unnamed = {"__init__.py", "__main__.py", "clock.py", "pictures.py", "refusal.py"}
    layout = TEXT.partition("## How it is built")[2]
    assert set(re.findall(r"\w+\.py", layout.partition("\n```\n\n")[0])) == files - unnamed
