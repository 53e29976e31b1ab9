"""`reihum backup` and `reihum restore`: what comes back, what does not, and who stays away."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import create_engine, select, text
from typer.testing import CliRunner

from bot.cli import app
from bot.facilitator import rights
from bot.facilitator.here import Here
from bot.locking import alone
from bot.run import premises
from dialogs.events import Completed, Moved
from storage import memberships, outbox, people, rounds, untied
from storage.database import Database
from storage.departures import Departures
from storage.keyring import Keys, Phase, PhaseKeys
from storage.outbox import Priority
from storage.tables import Table
from tests import databases
from tests.peopled import NOW, Circle
from tests.test_leaving import begun, goes
from tests.test_network_command import SHEET
from tests.test_run import House, every_house

ANA, BEN = 1, 2

#: Before and after whatever a command does here and now.
EARLIER, LATER = datetime(2020, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Home:
    """An installation in a folder, and commands that are typed there."""

    folder: Path
    url: str

    @property
    def file(self) -> Path:
        return self.folder.parent / "everything.backup"

    @contextmanager
    def opened(self) -> Iterator[Database]:
        keys = self.folder / "keys"
        phases = PhaseKeys(keys / "phases")
        database = Database(self.url, Keys.in_folder(keys), phases, Departures(self.folder))
        try:
            yield database
        finally:
            database.close()

    def types(self, *words: str, ends: int = 0, language: str = "en") -> str:
        env = {"REIHUM_DATABASE": self.url, "REIHUM_HOME": str(self.folder)}
        ran = CliRunner().invoke(app, words, env={**env, "REIHUM_LANGUAGE": language})
        assert ran.exit_code == ends, ran.output
        assert ran.exception is None or isinstance(ran.exception, SystemExit), ran.exception
        return ran.output

    def emptied(self) -> Home:
        """Lose the database, but for the keys and the list."""
        if self.url.startswith("sqlite"):
            return replace(self, url=f"sqlite:///{self.folder / 'another.db'}")
        databases.emptied(self.url)
        return self


@pytest.fixture
def home(url: str, tmp_path: Path) -> Home:
    return Home(tmp_path / "home", url)


@pytest.fixture
def embedded(sqlite_file: Path, tmp_path: Path) -> Home:
    return Home(tmp_path / "home", databases.copied(sqlite_file, tmp_path))


def _moved(circle: Circle, database: Database) -> Circle:
    """Return a circle as it is kept in another database."""
    circle.database = database
    return circle


def _rows(database: Database) -> dict[str, list[Any]]:
    with database.reading() as session:
        return {
            table.name: [tuple(row) for row in session.execute(select(table))]
            for table in Table.metadata.sorted_tables
        }


# --- What comes back ---------------------------------------------------------------------------


def test_everything_comes_back_and_numbers_go_on_above(home: Home) -> None:
    with home.opened() as database:
        circle = begun(database, "every_type")
        circle.answer_everything()
        before = _rows(database)
    assert "without the keys" in home.types("backup", str(home.file))
    home = home.emptied()
    assert "Everything is as it was on" in home.types("restore", str(home.file))
    with home.opened() as database:
        after = _rows(database)
        with database.writing() as session:
            new = people.add(session, "somebody new", "de", NOW)
    assert {name: sorted(rows) for name, rows in after.items()} == {
        name: sorted(rows) for name, rows in before.items()
    }
    assert new > max(circle.people.values()) + 500


def test_a_backup_moves_an_installation_to_another_kind_of_database(
    home: Home, sqlite_file: Path, postgresql_url: str, tmp_path: Path
) -> None:
    with home.opened() as database:
        circle = begun(database)
        before = circle.round()
    home.types("backup", str(home.file))
    if home.url.startswith("sqlite"):
        other = databases.emptied(postgresql_url)
    else:
        other = databases.copied(sqlite_file, tmp_path)
    home = replace(home, url=other)
    home.types("restore", str(home.file))
    with home.opened() as database:
        assert _moved(circle, database).round() == before


def test_only_its_owner_can_read_a_backup_and_there_is_no_key_in_it(embedded: Home) -> None:
    home = embedded
    with home.opened() as database:
        begun(database).answer_everything("Worte")
    home.types("backup", str(home.file))
    assert stat.S_IMODE(home.file.stat().st_mode) == 0o600
    written = home.file.read_bytes()
    keys = [file for file in (home.folder / "keys").rglob("*") if file.is_file()]
    assert len(keys) > 3
    assert not [key for key in keys if key.read_bytes() in written]
    assert b"Worte" not in written
    assert not list(home.file.parent.glob(".*"))


def test_what_asks_or_answers_is_sent_again_and_a_reminder_is_not(embedded: Home) -> None:
    home = embedded
    with home.opened() as database, database.writing() as session:
        number = people.add(session, "4711", "de", NOW)
        for body, repeats in ((b"question", True), (b"reminder", False)):
            provoked = Priority.PROVOKED
            outbox.put(session, number, body, now=NOW, priority=provoked, repeats=repeats)
    home.types("backup", str(home.file))
    home = home.emptied()
    home.types("restore", str(home.file))
    with home.opened() as database, database.reading() as session:
        assert [letter.body for letter in outbox.due(session, NOW, 9)] == [b"question"]


# --- Who stays away ----------------------------------------------------------------------------


def test_whoever_has_left_since_then_does_not_come_back(home: Home) -> None:
    _whoever_has_left_stays_away(home, erase=True)


def test_whoever_left_their_words_there_does_not_come_back_either(embedded: Home) -> None:
    _whoever_has_left_stays_away(embedded, erase=False)


def _whoever_has_left_stays_away(home: Home, *, erase: bool) -> None:
    with home.opened() as database:
        circle = begun(database, "every_type")
        circle.answer_everything("Worte von")
    home.types("backup", str(home.file))
    with home.opened() as database:
        goes(database, circle.members[ANA], LATER, erase=erase)
    home = home.emptied()
    assert "One departure or deletion since then has been done again." in home.types(
        "restore", str(home.file)
    )
    with home.opened() as database, database.reading() as session:
        assert people.by_address(session, "8-000001") is None
        assert circle.members[ANA] not in memberships.numbers(session)
        round = rounds.load(session, circle.number)
        assert round.seats[ANA].answers == {}
        assert round.seats[BEN].answers != {}


def test_whoever_had_left_before_is_not_taken_for_somebody_who_has_since(embedded: Home) -> None:
    home = embedded
    with home.opened() as database:
        circle = begun(database)
        assert database.departures is not None
        database.departures.note([(f"member {circle.members[ANA]} erase", EARLIER)])
    home.types("backup", str(home.file))
    home = home.emptied()
    assert "departure" not in home.types("restore", str(home.file))
    with home.opened() as database, database.reading() as session:
        assert people.by_address(session, "8-000001") is not None


def test_what_somebody_has_had_deleted_in_a_round_stays_deleted(embedded: Home) -> None:
    home = embedded
    with home.opened() as database:
        circle = begun(database, "every_type")
        circle.answer_everything("Worte von")
    home.types("backup", str(home.file))
    with home.opened() as database, database.writing() as session:
        here = Here(session, premises("bot"), LATER, Random(1), lambda: "fresh")
        person = people.get(session, circle.people[ANA])
        member = memberships.get(session, circle.members[ANA])
        rights.erase(here, person, member, str(circle.number))
    home = home.emptied()
    home.types("restore", str(home.file))
    with home.opened() as database, database.reading() as session:
        assert rounds.load(session, circle.number).seats[ANA].answers == {}
        assert people.by_address(session, "8-000001") is not None


def test_the_list_says_nothing_and_forgets_what_is_older_than_every_backup(tmp_path: Path) -> None:
    departures = Departures(tmp_path)
    departures.note([("member 17 erase", EARLIER), ("member 18 keep", LATER)])
    written = (tmp_path / "erased").read_text()
    assert "member" not in written
    assert all(re.fullmatch(r"\S+ [0-9a-f]{64}", line) for line in written.splitlines()[1:])
    assert stat.S_IMODE((tmp_path / "erased").stat().st_mode) == 0o600
    assert "member 17 erase" in departures.gone_since(EARLIER)
    departures.keep_from(NOW, LATER)
    assert departures.since == NOW
    assert "member 17 erase" not in departures.gone_since(EARLIER)
    assert "member 18 keep" in departures.gone_since(EARLIER)


def test_whoever_left_while_a_backup_was_being_made_has_left(tmp_path: Path) -> None:
    departures = Departures(tmp_path)
    departures.note([("member 17 erase", NOW), ("member 18 erase", NOW - timedelta(hours=1))])
    gone = departures.gone_since(NOW + timedelta(seconds=5))
    assert "member 17 erase" in gone
    assert "member 18 erase" not in gone


def test_a_line_that_was_cut_off_by_a_failure_harms_nobody(tmp_path: Path) -> None:
    departures = Departures(tmp_path)
    departures.note([("member 17 erase", LATER)])
    with (tmp_path / "erased").open("a") as file:
        file.write("2100-01-01T00:0")
    assert "member 17 erase" in departures.gone_since(EARLIER)


# --- Phases whose key is gone ------------------------------------------------------------------


def test_untied_answers_of_a_phase_that_is_still_open_come_back(embedded: Home) -> None:
    home = embedded
    with home.opened() as database:
        circle = begun(database)
        circle.answer_everything()
        before = circle.round()
    home.types("backup", str(home.file))
    home = home.emptied()
    assert "lost" not in home.types("restore", str(home.file))
    with home.opened() as database:
        assert _moved(circle, database).round() == before


def test_a_phase_whose_key_is_gone_asks_again_and_the_round_goes_on(home: Home) -> None:
    with home.opened() as database:
        circle = begun(database)
        circle.answer_everything()
        opening = circle.round().opening
        assert opening is not None
        assert circle.round().untied
    home.types("backup", str(home.file))
    with home.opened() as database, database.writing() as session:
        untied.let_go(session, Phase(circle.number, opening.number))
    home = home.emptied()
    assert f"lost for ever, for their key is destroyed: {circle.number}." in home.types(
        "restore", str(home.file)
    )
    with home.opened() as database:
        circle = _moved(circle, database)
        again = circle.round()
        assert again.untied == ()
        assert all(seat.open is not None for seat in again.seats.values())
        assert again.tally.waiting == len(again.seats)
        circle.answer_everything("once more")
        assert circle.round().tally.people == {
            name: len(again.seats) for name in circle.round().tally.people
        }
        circle.happen(Completed())
        circle.happen(Moved())
        assert any(each.answers for each in circle.round().closed.values())


# --- What is refused -----------------------------------------------------------------------------


def test_a_backup_overwrites_nothing(embedded: Home) -> None:
    home = embedded
    home.file.write_text("mine")
    said = home.types("backup", str(home.file), ends=1)
    assert said == f"{home.file} cannot be used: there is a file of this name already.\n"
    assert home.file.read_text() == "mine"


def test_a_database_that_holds_anything_is_not_overwritten(embedded: Home) -> None:
    home = embedded
    with home.opened() as database:
        begun(database)
    home.types("backup", str(home.file))
    said = home.types("restore", str(home.file), ends=1)
    assert said.endswith("the database is not empty.\n")


def test_a_backup_of_a_newer_program_is_refused(embedded: Home) -> None:
    home = embedded
    with home.opened() as database:
        begun(database)
    home.types("backup", str(home.file))
    engine = create_engine(f"sqlite:///{home.file}")
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    said = home.emptied().types("restore", str(home.file), ends=1)
    assert said == "The database is newer than this program. Install the newer program.\n"


def test_nothing_comes_back_while_nobody_knows_who_has_left(embedded: Home) -> None:
    home = embedded
    with home.opened() as database:
        begun(database)
    home.types("backup", str(home.file))
    (home.folder / "erased").unlink()
    home = home.emptied()
    said = home.types("restore", str(home.file), ends=1)
    assert said.startswith("Nobody knows who has left since this backup was made on")
    Departures(home.folder).begin(LATER)
    assert "began later" in home.types("restore", str(home.file), ends=1)
    home.types("restore", str(home.file), "--without-list")


def test_a_backup_of_other_keys_is_refused(embedded: Home) -> None:
    home = embedded
    with home.opened() as database:
        begun(database)
    home.types("backup", str(home.file))
    home = home.emptied()
    for file in (home.folder / "keys").glob("[ml]*.1"):
        file.unlink()
    said = home.types("restore", str(home.file), ends=1)
    assert said.endswith("keys/main.1 cannot be used: it is missing.\n")
    Keys.in_folder(home.folder / "keys")
    said = home.types("restore", str(home.file), ends=1)
    assert said.endswith("it was made with other keys.\n")


def test_what_is_no_backup_is_refused(embedded: Home) -> None:
    home = embedded
    with home.opened():
        pass
    assert home.types("restore", "nothing", ends=1) == "There is no nothing.\n"
    for content in (b"", b"words", SHEET.read_bytes()):
        home.file.write_bytes(content)
        said = home.types("restore", str(home.file), ends=1)
        assert said.endswith("it is no backup of Reihum, or not a whole one.\n")


def test_nothing_is_restored_while_it_is_running(embedded: Home) -> None:
    home = embedded
    home.types("backup", str(home.file))
    with alone(home.folder, home.url):
        said = home.types("restore", str(home.file), ends=1, language="de")
    assert said == "Reihum läuft. Bitte halten Sie es zuerst an.\n"


# --- The real command, beside the real program ---------------------------------------------------


@every_house
async def test_a_backup_is_made_while_it_is_running_and_restored_when_it_has_stopped(
    at: House,
) -> None:
    file = at.home / "everything.backup"
    anna = at.sandbox.phone("Anna")
    async with at.running():
        anna.start()
        await anna.hear(within=20)
        database = databases.opened(at.url, at.home)
        begun(database).answer_everything()
        before = _rows(database)["answers"], _rows(database)["seats"]
        database.close()
        ended, said = await at.says("backup", str(file))
        assert (ended, said.splitlines()[-1]) == (0, f"Everything is in {file}, without the keys.")
    at = replace(at, url=Home(at.home, at.url).emptied().url)
    ended, said = await at.says("restore", str(file))
    assert ended == 0, said
    database = databases.opened(at.url, at.home)
    assert (_rows(database)["answers"], _rows(database)["seats"]) == before
    database.close()
