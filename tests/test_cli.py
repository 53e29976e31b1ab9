"""The commands of `reihum`, as they are typed in a terminal."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.rehearsal.scripts import shipped_names


@pytest.fixture
def run() -> CliRunner:
    return CliRunner()


def test_the_library_is_listed_a_dialog_a_line_for_those_who_search(run: CliRunner) -> None:
    listed = run.invoke(app, ["library"], env={"REIHUM_LANGUAGE": "en"})
    assert listed.exit_code == 0
    assert [line.partition(":")[0] for line in listed.output.splitlines()] == shipped_names()
    assert "What are we agreeing to? – To clarify mandate, backing," in listed.output
    assert "(10 minutes, 4 phases; de, de-einfach, en)" in listed.output


def test_the_library_speaks_the_language_of_the_terminal(run: CliRunner) -> None:
    listed = run.invoke(app, ["library"], env={"REIHUM_LANGUAGE": "", "LANG": "de_DE.UTF-8"})
    assert "Worauf lassen wir uns ein? – Auftrag, Rückhalt, Hoffnungen" in listed.output


def test_on_a_terminal_the_library_is_a_table(run: CliRunner) -> None:
    env = {"REIHUM_LANGUAGE": "en", "FORCE_COLOR": "1", "COLUMNS": "100"}
    listed = run.invoke(app, ["library"], env=env, color=True)
    assert listed.exit_code == 0
    assert "What it is for" in listed.output
    assert all(name in listed.output for name in shipped_names())
