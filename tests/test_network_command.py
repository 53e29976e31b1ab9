"""`reihum network`: as it is typed, on a database of each kind."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.sheet.kept import kept, missing
from storage import invitations, networks
from storage.database import Database
from storage.networks import Network

SHEET = Path(__file__).parent / "sheets" / "beispielstadt.yaml"
NAME = "Netzwerk Beispielstadt"
REIHUM = str(Path(sys.executable).parent / "reihum")

#: Long after whatever a command does here and now, but before a link ends.
SOON = timedelta(days=1)

Run = Callable[..., str]


@pytest.fixture
def run(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Type a command, and return what it prints; 0 is how it ends unless said otherwise."""
    monkeypatch.chdir(tmp_path)

    def typed(*words: str, ends: int = 0, **environ: str) -> str:
        env = {"REIHUM_DATABASE": url, "REIHUM_HOME": str(tmp_path), "REIHUM_LANGUAGE": "en"}
        ran = CliRunner().invoke(app, ["network", *words], env={**env, "COLUMNS": "100", **environ})
        assert ran.exit_code == ends, ran.output
        assert ran.exception is None or isinstance(ran.exception, SystemExit)
        return ran.output

    return typed


def _sheet(folder: Path, **instead: str) -> str:
    """Write the sheet with other words, and return where it is."""
    written = SHEET.read_text(encoding="utf-8")
    for key, words in instead.items():
        written = re.sub(rf"^( *){key}: .*$", rf"\g<1>{key}: {words}", written, flags=re.MULTILINE)
    file = folder / "sheet.yaml"
    file.write_text(written, encoding="utf-8")
    return str(file)


def _tokens(printed: str) -> list[str]:
    return re.findall(r"start=([\w-]{22})$", printed, re.MULTILINE)


def _every(database: Database) -> list[Network]:
    with database.reading() as session:
        return networks.every(session)


def _brings(database: Database, token: str) -> list[str]:
    """Return the roles that a link brings, none where it does not hold."""
    now = datetime.now(UTC) + SOON  # noqa: TID251 - the command has looked at the clock as well
    with database.reading() as session:
        found = invitations.look(session, token, now)
    return sorted(found.roles) if found else []


# --- Taking in a network ------------------------------------------------------------------------


def test_a_sheet_is_enough_to_take_in_a_network(run: Run, database: Database) -> None:
    printed = run("add", "--file", str(SHEET), "--bot", "@musterbot")
    (network,) = _every(database)
    assert (network.name, network.language, network.zone, network.land) == (
        NAME,
        "de",
        "Europe/Berlin",
        "ST",
    )
    assert network.coordination == "Kim Koch"
    assert network.invited == {"verwaltung": 8, "praxis": 15}
    sheet = kept(network.sheet)
    assert sheet is not None
    assert sheet.calm.hours.closes == network.closes
    assert f"Network {network.id}: {NAME}\n" in printed
    assert "The link" not in printed


def test_the_link_lets_one_person_in_and_brings_the_role(run: Run, database: Database) -> None:
    printed = run("add", "--file", str(SHEET), "--bot", "@musterbot")
    (token,) = _tokens(printed)
    assert f"\nhttps://t.me/musterbot?start={token}\n\n██████" in printed
    assert _brings(database, token) == ["coordinator", "member"]
    with database.writing() as session:
        now = datetime.now(UTC)  # noqa: TID251 - as above
        assert invitations.use(session, token, now) is not None
        assert invitations.use(session, token, now) is None


def test_without_a_sheet_it_says_what_is_missing(run: Run, database: Database) -> None:
    printed = run("add", "Frühe Hilfen Musterkreis", "--land", "st", "--bot", "musterbot")
    (network,) = _every(database)
    assert (network.language, network.zone, network.land) == ("de", "Europe/Berlin", "ST")
    for key in missing(network.sheet):
        assert f"\n  {key}: " in printed
    assert f"'reihum network update {network.id} --file sheet.yaml' takes it in." in printed
    assert "still missing: coordination, controller, contact, officer" in run("list")


def test_the_command_line_wins_over_the_sheet_and_says_so(run: Run, database: Database) -> None:
    typed = ("Frühe Hilfen", "--language", "en", "--land", "BB", "--zone", "Europe/Berlin")
    printed = run("add", *typed, "--file", str(SHEET), "--bot", "musterbot")
    assert [line for line in printed.splitlines() if "wins" in line] == [
        f"The command line wins over the sheet: {said}."
        for said in (
            f"network is Frühe Hilfen, not {NAME}",
            "languages is en; de; de-einfach, not de; de-einfach",
            "land is BB, not ST",
        )
    ]
    (network,) = _every(database)
    sheet = kept(network.sheet)
    assert sheet is not None
    assert (network.name, network.language, network.land) == ("Frühe Hilfen", "en", "BB")
    assert (sheet.network, sheet.languages[0], sheet.land) == ("Frühe Hilfen", "en", "BB")


def test_all_that_cannot_be_typed_is_named_at_once(run: Run, database: Database) -> None:
    typed = ("Frühe Hilfen", "--language", "fr", "--zone", "Europe/Berln", "--land", "XX")
    language, zone, land = run("add", *typed, ends=1).splitlines()
    assert language == "The program does not speak 'fr'. Possible: de, de-einfach, en."
    assert zone.endswith("In Germany it is Europe/Berlin. Did you mean 'Europe/Berlin'?")
    assert land.startswith("There is no Land 'XX'. Write its two letters, or none where ")
    assert run("add", ends=1) == (
        "What is the network called? Type its name, or give a sheet with --file.\n"
    )
    assert _every(database) == []


def test_two_networks_cannot_have_one_name(run: Run, database: Database) -> None:
    run("add", NAME, "--bot", "musterbot")
    (network,) = _every(database)
    assert run("add", f" {NAME.upper()}", "--bot", "musterbot", ends=1) == (
        f"There is a network “{NAME}” already, number {network.id}. 'reihum network update' "
        "changes it.\n"
    )
    run("add", "Other", "--bot", "musterbot")
    assert "already" in run("update", "Other", "--file", str(SHEET), ends=1)
    assert [each.name for each in _every(database)] == [NAME, "Other"]


# --- Later --------------------------------------------------------------------------------------


def test_a_sheet_can_come_later(run: Run, database: Database) -> None:
    (token,) = _tokens(run("add", NAME, "--bot", "musterbot"))
    printed = run("update", NAME, "--file", str(SHEET))
    assert "\nland: none → ST\n" in printed
    assert "\nretention log_days: – → 14\n" in printed
    assert "\nnumbers 2 answers: – → mon, tue, wed, thu 16:00-08:00; fri 12:00-24:00; " in printed
    assert printed.endswith("\nEverything is filled in: people can join.\n")
    (network,) = _every(database)
    assert missing(network.sheet) == ()
    assert _brings(database, token)


def test_another_sheet_shows_what_changes_and_makes_facts_newer(
    run: Run, database: Database, tmp_path: Path
) -> None:
    run("add", "--file", str(SHEET), "--bot", "musterbot")
    (before,) = _every(database)
    moved = _sheet(tmp_path, location="Rechenzentrum in Halle", closes="17:30")
    printed = run("update", str(before.id), "--file", moved)
    today = datetime.now(UTC).astimezone().date()  # noqa: TID251 - as above
    assert [line for line in printed.splitlines() if " → " in line] == [
        "location: Rechenzentrum in Magdeburg → Rechenzentrum in Halle",
        f"as_of: 2026-11-20 → {today}",
    ]
    assert "\nWhoever joins from now on agrees to another privacy notice.\n" in printed
    assert "\nFacts have changed, so they are now as of " in printed
    (after,) = _every(database)
    sheet = kept(after.sheet)
    assert sheet is not None
    assert (sheet.location, sheet.as_of) == ("Rechenzentrum in Halle", today)


def test_the_same_sheet_changes_nothing(run: Run, database: Database) -> None:
    run("add", "--file", str(SHEET), "--bot", "musterbot")
    before = _every(database)
    assert run("update", NAME.lower(), "--file", str(SHEET)).endswith("\nNothing changes.\n")
    assert _every(database) == before


def test_what_a_sheet_leaves_out_stays_as_the_chat_has_it(
    run: Run, database: Database, tmp_path: Path
) -> None:
    run("add", "--file", str(SHEET), "--bot", "musterbot")
    (network,) = _every(database)
    with database.writing() as session:
        networks.change(session, network.id, invited={"praxis": 20})
    file = Path(_sheet(tmp_path))
    written = re.sub("(invited|hours): .*\n", "", file.read_text(encoding="utf-8"))
    file.write_text(written, encoding="utf-8")
    assert "Nothing changes." in run("update", NAME, "--file", str(file))
    (after,) = _every(database)
    assert after.invited == {"praxis": 20}
    assert after.closes == network.closes


def test_a_new_link_makes_unused_ones_void(run: Run, database: Database) -> None:
    (first,) = _tokens(run("add", "--file", str(SHEET), "--bot", "musterbot"))
    (deputy,) = _tokens(run("link", NAME, "--role", "deputy", "--bot", "musterbot"))
    (second,) = _tokens(run("link", NAME, "--bot", "musterbot"))
    assert _brings(database, first) == []
    assert _brings(database, second) == ["coordinator", "member"]
    assert _brings(database, deputy) == ["deputy", "member"]


def test_a_network_is_named_by_its_number_or_its_name(run: Run, database: Database) -> None:
    run("add", "1", "--bot", "musterbot")
    (network,) = _every(database)
    with database.writing() as session:
        networks.add(session, network, datetime(2026, 12, 1, tzinfo=UTC))
    assert f"{network.id + 1}: 1 (de, " in run("list")
    assert "“1”" in run("link", str(network.id), "--bot", "musterbot")
    assert run("link", "Nobody", ends=1) == (
        "There is no network “Nobody”. 'reihum network list' shows all.\n"
    )
    with database.writing() as session:
        networks.change(session, network.id, name="Twin")
        networks.change(session, network.id + 1, name="Twin")
    assert run("link", "twin", ends=1) == (
        "Several networks are called “twin”. Type a number instead: "
        f"{network.id}, {network.id + 1}.\n"
    )


def test_networks_are_listed_a_line_each(run: Run, database: Database) -> None:
    assert run("list") == "There is no network yet. 'reihum network add' takes one in.\n"
    run("add", "--file", str(SHEET), "--bot", "musterbot")
    (network,) = _every(database)
    assert run("list", REIHUM_LANGUAGE="de") == (
        f"{network.id}: {NAME} (de, Europe/Berlin, ST; Angaben vom Stand Fr., 20. November 2026)\n"
    )


def test_what_an_older_sheet_did_not_have_to_say_is_missing() -> None:
    assert kept("{}") is None
    assert kept(None) is None
    written = {"sheet": 1, "network": NAME, "languages": ["de"], "zone": "UTC", "land": "none"}
    assert missing(json.dumps(written)) == missing(None)
    assert "controller" in missing(None)
    assert missing("no JSON") == missing(None)


# --- Sheets -------------------------------------------------------------------------------------


def test_a_sheet_is_checked_without_a_database(tmp_path: Path) -> None:
    env = {"REIHUM_HOME": str(tmp_path), "REIHUM_LANGUAGE": "de"}
    empty = tmp_path / "blatt.yaml"
    empty.write_text(CliRunner().invoke(app, ["network", "sheet"]).output, encoding="utf-8")
    ran = CliRunner().invoke(app, ["network", "check", str(empty)], env=env)
    assert ran.exit_code == 1
    assert f"{empty}:15: „network“ ist nicht ausgefüllt, dort steht „…“: " in ran.output
    ran = CliRunner().invoke(app, ["network", "check", str(SHEET)], env=env)
    assert ran.exit_code == 0
    assert ran.output.endswith(f"{SHEET}: Alles ist ausgefüllt.\n")
    assert not (tmp_path / "keys").exists()


def test_a_broken_sheet_changes_nothing(run: Run, database: Database, tmp_path: Path) -> None:
    file = _sheet(tmp_path, land="Sachsen", controller="TODO")
    printed = run("add", "--file", file, ends=1)
    assert f"{file}:6: There is no Land 'Sachsen'." in printed
    assert f"{file}:10: 'controller' is not filled in, 'TODO' stands there: " in printed
    assert run("add", "--file", "nowhere.yaml", ends=1) == (
        "nowhere.yaml:1: This file cannot be read (No such file or directory).\n"
    )
    assert _every(database) == []


# --- Where it works, and where not --------------------------------------------------------------


def test_where_there_is_no_database_nothing_is_made(tmp_path: Path) -> None:
    env = {"REIHUM_HOME": str(tmp_path / "home"), "REIHUM_LANGUAGE": "en", "REIHUM_DATABASE": ""}
    ran = CliRunner().invoke(app, ["network", "list"], env=env)
    assert ran.exit_code == 1
    assert ran.output == (
        f"There is no database at {tmp_path / 'home' / 'reihum.db'}.\n"
        "Run 'reihum migrate' first, or say in REIHUM_HOME or REIHUM_DATABASE where it is.\n"
    )
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("sqlite:///{folder}/empty.db", "is not up to date. Run 'reihum migrate' first."),
        ("postgresql://nobody:secret@127.0.0.1:9/reihum", "cannot be reached. REIHUM_DATABASE"),
        ("mysql://nobody:secret@127.0.0.1/reihum", "neither sqlite:///… nor postgresql://…"),
    ],
)
def test_a_database_that_cannot_be_used_is_told_without_its_password(
    url: str, said: str, tmp_path: Path
) -> None:
    (tmp_path / "empty.db").touch()
    env = {"REIHUM_HOME": str(tmp_path), "REIHUM_DATABASE": url.format(folder=tmp_path)}
    ran = CliRunner().invoke(app, ["network", "list"], env={**env, "REIHUM_LANGUAGE": "en"})
    assert ran.exit_code == 1
    assert said in ran.output
    assert "secret" not in ran.output


def test_without_a_bot_there_is_the_token_and_how_to_make_the_link(run: Run) -> None:
    printed = run("add", NAME, REIHUM_TOKEN="")
    assert "\nREIHUM_TOKEN: This is missing. @BotFather gives you the token of a bot.\n" in printed
    (token,) = re.findall(r"^([\w-]{22})$", printed, re.MULTILINE)
    assert f"The link is https://t.me/NAME?start={token} with the name of your bot." in printed


def test_a_server_that_does_not_answer_is_named_and_the_token_is_not(run: Run) -> None:
    token = f"4711:{'a' * 35}"
    printed = run("add", NAME, REIHUM_TOKEN=token, REIHUM_API_URL="http://127.0.0.1:9")
    assert "\nhttp://127.0.0.1:9 does not tell the name of the bot (NetworkError).\n" in printed
    assert token not in printed


@contextmanager
def _telegram() -> Iterator[dict[str, str]]:
    """Serve Telegram in small, and give the settings of a bot there."""
    command = [sys.executable, "-m", "bot.sandbox", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        lines = (server.stdout.readline() for _ in range(2))
        try:
            yield dict(line.strip().split("=", 1) for line in lines)
        finally:
            server.terminate()


def test_a_network_comes_in_while_the_program_runs_and_the_bot_is_asked_its_name(
    url: str, database: Database, tmp_path: Path
) -> None:
    """A real process beside another one that has the database open, in German."""
    command = [REIHUM, "network", "add", "Frühe Hilfen", "--land", "ST"]
    settings = {"REIHUM_DATABASE": url, "REIHUM_HOME": str(tmp_path), "REIHUM_LANGUAGE": "de"}
    with _telegram() as bot, database.reading() as session:
        networks.every(session)
        env = {**os.environ, **settings, **bot, "PYTHONIOENCODING": "utf-8"}
        ran = subprocess.run(command, env=env, capture_output=True, check=True, cwd=tmp_path)
    printed = ran.stdout.decode()
    (network,) = _every(database)
    (token,) = _tokens(printed)
    assert printed.startswith(f"Netzwerk {network.id}: Frühe Hilfen\n")
    assert "Für einen Menschen in „Frühe Hilfen“ (Koordination), einmal, bis " in printed
    assert re.search(rf"^https://t\.me/\w+\?start={token}$", printed, re.MULTILINE)
    assert "\n████ ▄▄▄▄▄ █" in printed
    assert bot["REIHUM_TOKEN"] not in printed
    assert not ran.stderr
