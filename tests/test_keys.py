"""Keys: made once, readable by nobody else, and changed without losing anything."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag

from storage import memberships, networks, nudges, outbox, people
from storage.database import Database
from storage.keyring import Keys, KeyTrouble, Phase, PhaseKeys, Why
from storage.outbox import Priority
from storage.rotation import rotate
from storage.sealed import Seals
from tests import databases
from tests.peopled import NOW, Circle


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "keys"


def test_keys_are_made_on_the_first_run_for_nobody_else(folder: Path) -> None:
    Keys.in_folder(folder)
    PhaseKeys(folder / "phases").make(Phase(1, 1))
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*")}
    assert modes == {"main.1": 0o600, "lookup.1": 0o600, "phases": 0o700, "1.1": 0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_the_same_keys_are_found_again(folder: Path) -> None:
    first = Keys.in_folder(folder)
    assert Keys.in_folder(folder).look_up("4711") == first.look_up("4711")
    words = Seals(first, PhaseKeys(folder / "phases")).seal("a.b", b"words")
    again = Seals(Keys.in_folder(folder), PhaseKeys(folder / "phases"))
    assert again.open("a.b", words) == b"words"


@pytest.mark.parametrize("name", ["", "main.1", "lookup.1"])
def test_keys_that_others_can_read_are_refused(folder: Path, name: str) -> None:
    Keys.in_folder(folder)
    path = folder / name
    path.chmod(path.stat().st_mode | 0o040)
    with pytest.raises(KeyTrouble) as trouble:
        Keys.in_folder(folder)
    assert (trouble.value.path, trouble.value.why) == (path, Why.READABLE)


def test_a_key_that_is_cut_short_is_refused(folder: Path) -> None:
    Keys.in_folder(folder)
    (folder / "main.1").write_bytes(b"short")
    with pytest.raises(KeyTrouble) as trouble:
        Keys.in_folder(folder)
    assert trouble.value.why is Why.BROKEN


def test_what_is_sealed_cannot_be_moved_elsewhere(folder: Path) -> None:
    seals = Seals(Keys.in_folder(folder), PhaseKeys(folder / "phases"))
    words = seals.seal("people.address", b"4711")
    assert b"4711" not in words
    with pytest.raises(InvalidTag):
        seals.open("memberships.name", words)
    with pytest.raises(InvalidTag):
        seals.open("people.address", words[:-1] + bytes([words[-1] ^ 1]))


def test_the_same_words_never_look_the_same(folder: Path) -> None:
    seals = Seals(Keys.in_folder(folder), PhaseKeys(folder / "phases"))
    assert seals.seal("a.b", b"yes") != seals.seal("a.b", b"yes")


def test_the_key_of_a_phase_opens_nothing_of_another(folder: Path) -> None:
    phases = PhaseKeys(folder / "phases")
    seals = Seals(Keys.in_folder(folder), phases)
    for number in (1, 2):
        phases.make(Phase(7, number))
    words = seals.seal("untied.sealed", b"yes", Phase(7, 1))
    assert seals.open("untied.sealed", words, Phase(7, 1)) == b"yes"
    with pytest.raises(InvalidTag):
        seals.open("untied.sealed", words, Phase(7, 2))
    assert phases.phases() == {Phase(7, 1), Phase(7, 2)}


def test_a_destroyed_key_is_gone_from_the_disk_and_from_memory(folder: Path) -> None:
    phases = PhaseKeys(folder / "phases")
    phases.make(Phase(1, 1))
    phases.of(Phase(1, 1))
    phases.destroy(Phase(1, 1))
    assert list((folder / "phases").iterdir()) == []
    with pytest.raises(KeyTrouble):
        phases.of(Phase(1, 1))
    phases.destroy(Phase(1, 1))


def test_changing_the_keys_loses_nothing(url: str, tmp_path: Path, folder: Path) -> None:
    database = databases.opened(url, tmp_path)
    circle = _full(database)
    before = circle.round()
    database.close()
    old = (folder / "main.1").read_bytes()

    told: list[tuple[int, int]] = []
    done = rotate(url, folder, lambda *progress: told.append(progress))
    assert told[0][0] == 0
    assert told[-1] == (done, done)
    assert done > 20

    assert sorted(path.name for path in folder.glob("*.?")) == ["lookup.2", "main.2"]
    assert old not in [path.read_bytes() for path in folder.rglob("*.*")]
    again = databases.opened(url, tmp_path)
    circle.database = again
    assert circle.round() == before
    with again.reading() as session:
        ana = people.by_address(session, "8-000001")
        assert ana is not None
        assert people.address(session, ana.id) == "8-000001"
        assert memberships.of_person(session, ana.id)[0].name == "Name0001"
        assert networks.by_group(session, "-100")
        assert [letter.body for letter in outbox.due(session, NOW, 9)] == [b"hello"]
        assert nudges.of(session, ana.id) == []
    again.close()


def test_a_change_of_keys_that_was_interrupted_is_finished(
    url: str, tmp_path: Path, folder: Path
) -> None:
    database = databases.opened(url, tmp_path)
    circle = _full(database)
    before = circle.round()
    database.close()

    with pytest.raises(KeyboardInterrupt):
        rotate(url, folder, _interrupted)
    with pytest.raises(KeyTrouble) as trouble:
        databases.opened(url, tmp_path)
    assert trouble.value.why is Why.BETWEEN

    rotate(url, folder, lambda *_: None)
    again = databases.opened(url, tmp_path)
    circle.database = again
    assert circle.round() == before
    again.close()


def _interrupted(done: int, _: int) -> None:
    if done:
        raise KeyboardInterrupt


def _full(database: Database) -> Circle:
    """Return a circle in the middle of a phase, with everything else that is sealed."""
    circle = Circle(database)
    circle.start()
    circle.answer_everything()
    with database.writing() as session:
        networks.change(session, circle.network, group="-100", coordination="Ulla")
        outbox.put(session, circle.people[1], b"hello", now=NOW, priority=Priority.PROVOKED)
        failed = outbox.put(session, circle.people[2], b"x", now=NOW, priority=Priority.PROVOKED)
        outbox.failed(session, failed, "BadRequest", NOW)
    return circle
