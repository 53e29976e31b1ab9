"""The papers that an operator hands out agree with what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.language import translator
from bot.menu import Command, typed_as
from bot.operator import LONGEST
from bot.rehearsal.scripts import LIBRARY, shipped_names
from bot.run import DOORS
from bot.sheet.model import Sheet
from dialogs.calm import Hours
from dialogs.script import Script
from dialogs.source import read
from tests.markdown import ROOT, code, headings, links, table

PAPERS = sorted((ROOT / "docs" / "papiere").glob("*.md"))
WITH_TIMES = [paper for paper in PAPERS if "<!-- fristen -->" in paper.read_text(encoding="utf-8")]
UNITS = {"days": "Tage", "months": "Monate", "years": "Jahre"}

every_paper = pytest.mark.parametrize("paper", PAPERS, ids=lambda file: file.stem)


def _script(name: str) -> Script:
    script, _ = read((LIBRARY / f"{name}.yaml").read_bytes())
    assert script is not None
    return script


@pytest.mark.parametrize("paper", WITH_TIMES, ids=lambda file: file.stem)
def test_every_time_is_the_longest_that_the_program_takes(paper: Path) -> None:
    said = {code(row[0])[0]: row[1] for row in table(paper, "fristen")}
    assert said == {
        name: f"{longest} {UNITS[name.rpartition('_')[2]]}" for name, longest in LONGEST.items()
    }


def test_whoever_is_asked_for_consent_reads_of_every_time() -> None:
    names = {"datenschutzbeauftragte", "folgenabschaetzung", "personalvertretung"}
    assert {paper.stem for paper in WITH_TIMES} == names


@every_paper
def test_what_can_be_typed_in_the_chat_is_there(paper: Path) -> None:
    t = translator("de")
    there = {typed_as(command, t) for command in DOORS.commands} | {t.gettext("/invite")}
    written = paper.read_text(encoding="utf-8")
    typed = {each for each in code(written) if each.startswith("/")}
    typed |= set(re.findall(r"(?<=[ \n])/[a-z]+", written))
    assert typed <= there


def test_every_right_that_has_a_command_is_named_to_the_officer() -> None:
    written = (ROOT / "docs" / "papiere" / "datenschutzbeauftragte.md").read_text(encoding="utf-8")
    rights = {Command.ACCESS, Command.CORRECT, Command.ERASE, Command.RESTRICT, Command.CONTACT}
    named = rights | {Command.PRIVACY, Command.PAUSE, Command.LEAVE}
    assert {typed_as(command, translator("de")) for command in named} <= set(code(written))
    # What is said to be asked for elsewhere has no command indeed.
    assert not {Command.OBJECT, Command.WITHDRAW} & DOORS.commands


@every_paper
def test_no_paper_promises_a_way_that_is_not_there(paper: Path) -> None:
    written = paper.read_text(encoding="utf-8").lower()
    assert not DOORS.web
    assert "webformular" not in written
    assert "webseite" not in written
    assert "dsgvo-konform" not in written


def test_the_dialogs_that_do_not_begin_are_those_that_want_the_web() -> None:
    written = (ROOT / "docs" / "papiere" / "datenschutzbeauftragte.md").read_text(encoding="utf-8")
    (named,) = re.findall(r"Vertrauliche Dialoge \(([^)]*)\)", written)
    scripts = {name: _script(name) for name in shipped_names()}
    web = {name[:3] for name, script in scripts.items() if script.channel == "web"}
    assert len(named.split(",")) == len(web) == 5


def test_what_is_said_about_numbers_and_hours_is_what_the_program_does() -> None:
    written = (ROOT / "docs" / "papiere" / "personalvertretung.md").read_text(encoding="utf-8")
    assert Script.model_fields["threshold"].default == 5
    assert "Unter fünf Antworten" in written
    hours = Sheet.model_fields["hours"].get_default(call_default_factory=True)
    assert isinstance(hours, Hours)
    assert f"zwischen {hours.opens.hour} und {hours.closes.hour} Uhr" in written


def test_the_round_that_is_handed_on_is_the_one_of_the_library() -> None:
    rows = dict(row for row in table(ROOT / "docs" / "papiere" / "rundenblatt.md", "runde"))
    name = code(rows["Dialog"])[0]
    script = _script(name)
    assert rows["Dialog"].endswith(script.title.within("de"))
    assert rows["Zeit je Mensch"] == f"etwa {script.minutes} Minuten"
    people = script.people
    assert rows["Wer"] == f"mindestens {people.min} Menschen von mindestens {people.levels} Ebenen"
    assert rows["Wozu"] in script.purpose.within("de")
    invited = (ROOT / "docs" / "papiere" / "einladung.md").read_text(encoding="utf-8")
    assert f"etwa {script.minutes} Minuten" in invited
    assert f"„{script.title.within('de')}“" in invited


@every_paper
def test_every_paper_can_be_found_and_says_where_it_is_to_be_filled_in(paper: Path) -> None:
    (title, *_) = headings(paper)
    assert title[0] == 1
    assert "[bitte" in paper.read_text(encoding="utf-8") or "[Name" in paper.read_text("utf-8")
    for guide in (ROOT / "docs" / "betrieb.md", ROOT / "docs" / "operating.md"):
        assert f"papiere/{paper.name}" in set(links(guide))
