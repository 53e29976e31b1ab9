"""The demonstration where no browser is needed: texts as HTML, news, people, the command."""

from __future__ import annotations

import asyncio
import json
import re
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from bot.cli import app
from bot.demo.cast import OTHERS, PLAYED
from bot.demo.entities import as_html
from bot.demo.feed import REMEMBERED, Feed
from bot.demo.stage import read_sheet
from bot.demo.tour import WEEKLY
from bot.fields import FIELDS
from bot.language import translator
from bot.levels import LEVELS
from bot.rehearsal.scripts import find
from bot.roles import STEERING
from bot.sandbox.entities import parsed

BROKEN = Path(__file__).parent / "broken_scripts/when_betrays.yaml"


# --- Texts ---------------------------------------------------------------------------------------


def test_a_text_with_entities_becomes_elements_within_each_other() -> None:
    text, entities = parsed("Guten <b>Tag, <i>Anna</i></b> 🙂 <code>a &lt; b</code>")
    shown = as_html(text, entities)
    assert shown == ("Guten <strong>Tag, <em>Anna</em></strong> 🙂 <code>a &lt; b</code>")


def test_commands_and_links_to_the_bot_can_be_pressed_and_other_links_lead_nowhere() -> None:
    text, entities = parsed(
        'Mit /hilfe oder <a href="https://t.me/reihum_bot?start=x">hier</a>, '
        '<a href="https://example.org/">dort</a>'
    )
    shown = as_html(text, [*entities, {"type": "bot_command", "offset": 4, "length": 6}])
    assert 'data-say="/hilfe">/hilfe</button>' in shown
    assert 'data-follow="https://t.me/reihum_bot?start=x">hier</button>' in shown
    assert "example.org" not in shown


@given(st.text(max_size=60))
def test_whatever_is_written_is_shown_as_it_was_written(text: str) -> None:
    shown = as_html(text, [])
    assert unescape(str(shown)) == text
    assert "<" not in shown


# --- News ----------------------------------------------------------------------------------------


def test_a_page_that_has_missed_something_is_told_again_and_in_order() -> None:
    feed = Feed()
    for n in range(5):
        feed.tell(n=n)
    assert [news["n"] for news in _told(feed, after=2)] == [2, 3, 4]


def test_a_page_that_has_missed_too_much_is_loaded_anew() -> None:
    feed = Feed()
    for n in range(REMEMBERED + 2):
        feed.tell(n=n)
    assert _told(feed, after=1) == [{"kind": "reload"}]
    assert _told(Feed(), after=7) == [{"kind": "reload"}]


def _told(feed: Feed, after: int) -> list[dict[str, object]]:
    """Return what a page is told that has seen so much, until there is nothing more."""

    async def listen() -> list[str]:
        stream, found = feed.after(after), list[str]()
        try:
            async with asyncio.timeout(0.05):
                async for event in stream:
                    found.append(event)
        except TimeoutError:
            return found
        return found

    events = asyncio.run(listen())
    return [json.loads(re.findall(r"^data: (.*)$", each, re.MULTILINE)[0]) for each in events]


# --- People --------------------------------------------------------------------------------------


def test_fourteen_members_of_five_levels_of_whom_twelve_answer_by_themselves() -> None:
    members = [*PLAYED[1:], *OTHERS]
    assert (len(members), len(OTHERS)) == (14, 12)
    assert len({each.level for each in members}) == 5
    assert {each.level for each in members} <= LEVELS.keys()
    assert {each.field for each in members} <= FIELDS.keys()
    invited = read_sheet("de").invited
    assert all(
        sum(each.level == level for each in (*PLAYED, *OTHERS)) <= n for level, n in invited.items()
    )


def test_somebody_sits_in_the_steering_group() -> None:
    """A dialog such as the first one asks the steering group, and would skip a part without it."""
    assert any(each.role == STEERING for each in OTHERS)


def test_the_network_speaks_the_language_of_the_demonstration_first_and_is_the_same() -> None:
    german, english = read_sheet("de"), read_sheet("en")
    assert (german.languages[0], english.languages[0]) == ("de", "en")
    told = {"languages", "controller", "authority", "processor", "location", "basis", "numbers"}
    assert german.model_dump(exclude=told) == english.model_dump(exclude=told)
    reached = [
        [(each.phone, each.answers) for each in sheet.numbers] for sheet in (german, english)
    ]
    assert reached[0] == reached[1]


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_tour_calls_the_check_in_as_the_phones_do(language: str) -> None:
    weekly = find("checkin_woechentlich", Path())
    assert translator(language).gettext(WEEKLY) == weekly.title.within(language)


# --- The command ---------------------------------------------------------------------------------


def test_nothing_is_written_over_and_what_was_stopped_does_not_go_on(tmp_path: Path) -> None:
    (tmp_path / "reihum.db").touch()
    code, printed = _typed("--home", str(tmp_path))
    assert code == 1
    assert printed.startswith(f"{tmp_path} gibt es schon; überschrieben wird nichts.")
    assert "Bitte nennen Sie einen Ordner, den es noch nicht gibt." in printed


def test_a_dialog_with_mistakes_is_not_shown_but_named() -> None:
    code, printed = _typed("--script", str(BROKEN))
    assert code == 1
    assert printed.startswith(f"{BROKEN}:")


def test_a_dialog_that_is_not_there_is_named(tmp_path: Path) -> None:
    code, printed = _typed("--script", str(tmp_path / "nowhere.yaml"))
    assert code == 1
    assert printed.startswith(f"{tmp_path / 'nowhere.yaml'}: ")


def _typed(*options: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["demo", "--language", "de", *options])
    return done.exit_code, done.output
