"""`reihum migrate` and `reihum keys rotate`, as an operator meets them."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.locking import alone
from storage import networks
from tests import databases
from tests.peopled import network


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation of its own, in English."""
    monkeypatch.setenv("REIHUM_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("REIHUM_LANGUAGE", "en")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "home"


def _reihum(*words: str) -> Result:
    return CliRunner().invoke(app, words)


def test_a_database_is_made_on_the_first_run_and_then_is_up_to_date(home: Path) -> None:
    first = _reihum("migrate")
    assert first.exit_code == 0
    assert first.output.splitlines() == [
        "Step 1 of 1 is done: 0001",
        "The database is up to date.",
    ]
    assert (home / "reihum.db").exists()
    assert _reihum("migrate").output == "The database is up to date.\n"


def test_another_database_can_be_named(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REIHUM_DATABASE", url)
    assert _reihum("migrate").output == "The database is up to date.\n"


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", "The database is newer than this program. Install the newer program.\n"),
        ("de", "Die Datenbank ist neuer als dieses Programm."),
    ],
)
def test_a_database_of_a_newer_program_is_left_alone(
    home: Path, monkeypatch: pytest.MonkeyPatch, language: str, says: str
) -> None:
    monkeypatch.setenv("REIHUM_LANGUAGE", language)
    _reihum("migrate")
    database = databases.opened(f"sqlite:///{home / 'reihum.db'}", home)
    with database.writing() as session:
        session.connection().exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    refused = _reihum("migrate")
    assert refused.exit_code == 1
    assert refused.output.startswith(says)


@pytest.mark.parametrize("command", [("migrate",), ("keys", "rotate")])
def test_nothing_is_changed_under_a_running_bot(home: Path, command: tuple[str, ...]) -> None:
    with alone(home, f"sqlite:///{home / 'reihum.db'}"):
        refused = _reihum(*command)
    assert (refused.exit_code, refused.output) == (1, "Reihum is running. Stop it first.\n")
    assert not (home / "reihum.db").exists()


def test_keys_are_changed(home: Path) -> None:
    _reihum("migrate")
    database = databases.opened(f"sqlite:///{home / 'reihum.db'}", home)
    with database.writing() as session:
        number = network(session)
        networks.change(session, number, coordination="Ulla Muster")
    database.close()
    changed = _reihum("keys", "rotate")
    assert changed.exit_code == 0
    assert changed.output.splitlines() == [
        "0 of 1 entry has been sealed anew.",
        "1 of 1 entry has been sealed anew.",
        "The old keys are destroyed. Nobody can read older copies of the database any more.",
    ]
    again = databases.opened(f"sqlite:///{home / 'reihum.db'}", home)
    with again.reading() as session:
        assert networks.get(session, number).coordination == "Ulla Muster"
    again.close()


def test_keys_that_others_can_read_are_named(home: Path) -> None:
    _reihum("migrate")
    key = home / "keys" / "main.1"
    key.chmod(0o644)
    refused = _reihum("migrate")
    assert refused.exit_code == 1
    assert refused.output == f"The key {key} cannot be used: others can read it.\n"
