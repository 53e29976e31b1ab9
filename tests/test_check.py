"""The commands `reihum check` and `reihum schema`, as authors type them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from dialogs.source.schema import COMMITTED

GOOD = """\
reihum: 1
id: our_week
languages: [en]
title: Our week
purpose: To look back on the week.
minutes: 2
anonymity: named
intro: One question.
phases:
  - {id: week, title: The week, lasts: 7d, steps: [{ask: good, text: "What was good?"}]}
returns: {text: All answers., within: 3d}
closing: Thank you.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.yaml").write_text(GOOD)
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "bad.yml").write_text(GOOD.replace("lasts: 7d", "lasts: ever"))
    (tmp_path / "inside" / "hasty.yaml").write_text(GOOD.replace("minutes: 2", "minutes: 1"))
    (tmp_path / "notes.txt").write_text("no script at all")
    return tmp_path


def check(*words: str, language: str = "en") -> Result:
    return CliRunner().invoke(app, ["check", *words], env={"REIHUM_LANGUAGE": language})


@pytest.mark.usefixtures("folder")
def test_every_problem_of_every_script_in_a_folder_is_named_with_its_file_and_line() -> None:
    checked = check(".")
    places = [line.partition(" ")[0] for line in checked.output.splitlines()]
    assert places == ["inside/bad.yml:10:", "inside/hasty.yaml:6:", "3"]
    assert "inside/hasty.yaml:6: warning: 'minutes' says 1, and the questions" in checked.output
    assert checked.output.splitlines()[-1] == "3 files, 1 error, 1 warning"
    assert checked.exit_code == 1


@pytest.mark.usefixtures("folder")
def test_a_good_script_gets_one_friendly_line() -> None:
    checked = check("good.yaml")
    assert checked.output == "1 file: everything is fine.\n"
    assert checked.exit_code == 0


@pytest.mark.usefixtures("folder")
def test_advice_stops_nobody() -> None:
    checked = check("inside/hasty.yaml", "good.yaml")
    assert checked.output.splitlines()[-1] == "2 files, 0 errors, 1 warning"
    assert checked.exit_code == 0


@pytest.mark.usefixtures("folder")
def test_the_terminal_is_spoken_to_in_its_language() -> None:
    assert check("good.yaml", language="de").output == "1 Datei: alles in Ordnung.\n"
    hasty = check("inside/hasty.yaml", language="de").output.splitlines()
    assert hasty[0].startswith("inside/hasty.yaml:6: Warnung: Bei „minutes“ steht 1")
    assert hasty[1] == "1 Datei, 0 Fehler, 1 Warnung"


@pytest.mark.usefixtures("folder")
def test_a_language_can_be_asked_for() -> None:
    checked = check("good.yaml", "--language", "fr")
    assert "good.yaml:4: The words are missing in: fr." in checked.output.splitlines()
    assert checked.exit_code == 1


def test_without_a_path_the_whole_library_is_checked() -> None:
    checked = check()
    assert checked.exit_code == 0, checked.output
    assert int(checked.output.splitlines()[-1].split()[0]) > 0


@pytest.mark.usefixtures("folder")
def test_a_path_that_leads_nowhere_is_a_mistake_in_the_command() -> None:
    checked = check("godo.yaml")
    assert checked.exit_code == 2
    assert "godo.yaml" in checked.output


@pytest.mark.parametrize("language", ["", "DE", "deutsch", "de_DE", "-"])
@pytest.mark.usefixtures("folder")
def test_what_is_no_language_is_a_mistake_in_the_command(language: str) -> None:
    checked = check("good.yaml", f"--language={language}")
    said = f"'{language}' is not a language. Languages look like de, en or de-einfach."
    assert checked.output == f"--language: {said}\n"
    assert checked.exit_code == 2


def test_a_folder_without_scripts_is_a_mistake_in_the_command(folder: Path) -> None:
    (folder / "empty").mkdir()
    checked = check("empty")
    assert checked.output == "No scripts here: their names end in .yaml or .yml.\n"
    assert checked.exit_code == 2


def test_a_file_that_cannot_be_read_is_an_error_like_others(folder: Path) -> None:
    (folder / "inside" / "gone.yaml").symlink_to("nowhere.yaml")
    (folder / "inside" / "folder.yaml").mkdir()
    os.mkfifo(folder / "inside" / "pipe.yaml")
    checked = check("inside")
    assert "inside/gone.yaml:1: This file cannot be read (No such file or directory)." in (
        checked.output.splitlines()
    )
    assert checked.output.splitlines()[-1] == "3 files, 2 errors, 1 warning"


def test_the_schema_is_printed_for_editors() -> None:
    printed = CliRunner().invoke(app, ["schema"])
    assert printed.output == COMMITTED.read_text(encoding="utf-8")
    assert printed.exit_code == 0
