"""What all tests share: expected texts that are compared word for word, and rewritten on demand."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING

import pytest

from tests import databases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from storage.database import Database

    Expect = Callable[[Path, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept",
        action="store_true",
        help="write what came out into the expected texts; the diff is the review",
    )


@pytest.fixture
def expect(request: pytest.FixtureRequest) -> Expect:
    """Compare a file with what came out, or write it there when ``--accept`` is given."""
    accept = bool(request.config.getoption("--accept"))

    def compare(file: Path, came_out: str) -> None:
        if accept:
            file.write_text(came_out, encoding="utf-8")
        expected = file.read_text(encoding="utf-8") if file.exists() else ""
        if came_out != expected:
            texts = (expected.splitlines(), came_out.splitlines())
            diff = unified_diff(*texts, file.name, "what came out", lineterm="")
            pytest.fail("\n".join([*diff, "", "After review: pytest --accept"]), pytrace=False)

    return compare


# --- Databases ---------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def postgresql_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL with the tables in it."""
    with databases.postgresql() as url:
        yield databases.migrated(url, tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="session")
def sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite with the tables in it, to be copied."""
    home = tmp_path_factory.mktemp("home")
    databases.migrated(f"sqlite:///{home / 'empty.db'}", home)
    return home / "empty.db"


@pytest.fixture(params=databases.KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, of each kind in turn."""
    if request.param == "sqlite":
        return databases.copied(request.getfixturevalue("sqlite_file"), tmp_path)
    return databases.emptied(request.getfixturevalue("postgresql_url"))


@pytest.fixture
def sqlite(sqlite_file: Path, tmp_path: Path) -> Iterator[Database]:
    """An empty SQLite, for what is said of it alone."""
    opened = databases.opened(databases.copied(sqlite_file, tmp_path), tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def database(url: str, tmp_path: Path) -> Iterator[Database]:
    """An empty database, of each kind in turn."""
    opened = databases.opened(url, tmp_path)
    yield opened
    opened.close()
