"""The house keeps its own promises: hashed locks, reasons for what it uses, documented targets."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = ["requirements.lock", "requirements-dev.lock", "requirements-aiogram.lock"]

PIN = re.compile(r"([a-z0-9-]+)==([^ ]+)( ; [^/@]+)? \\")
HASH = re.compile(r" {4}--hash=sha256:[0-9a-f]{64}( \\)?")
COMMENT = re.compile(r" *#( [^/@]*)?")


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_is_versions_hashes_and_comments_without_any_address(lock: str) -> None:
    lines = _read(lock).splitlines()
    strange = [line for line in lines if not _is_one_of(line, PIN, HASH, COMMENT)]
    assert strange == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_version_has_its_hashes(lock: str) -> None:
    bare = [
        line
        for line, following in _pairs(_read(lock).splitlines())
        if PIN.fullmatch(line) and not HASH.fullmatch(following)
    ]
    assert bare == []


def test_every_direct_dependency_is_locked() -> None:
    assert _runtime() <= _pins("requirements.lock").keys()
    assert _runtime() | _development() <= _pins("requirements-dev.lock").keys()


def test_developers_run_the_versions_that_operators_run() -> None:
    assert _pins("requirements.lock").items() <= _pins("requirements-dev.lock").items()


def test_the_dependency_table_gives_a_reason_for_each_direct_dependency_and_no_other() -> None:
    table = _read("docs/decisions.md").partition("## Dependencies")[2]
    rows = re.findall(r"^\| `([^`]+)` \| ([^|]+) \|$", table, flags=re.MULTILINE)
    assert sorted(_normal(name) for name, _ in rows) == sorted(_runtime() | _development())
    assert all(reason.strip() for _, reason in rows)


def test_every_make_target_is_explained_by_make_help() -> None:
    makefile = _read("Makefile")
    targets = re.findall(r"^([a-z][a-z-]*):(?!=)", makefile, flags=re.MULTILINE)
    explained = re.findall(r"^([a-z]+):.*## .", makefile, flags=re.MULTILINE)
    phony = re.findall(r"^\.PHONY: (.+)$", makefile, flags=re.MULTILINE)
    assert targets == explained == " ".join(phony).split()


def test_continuous_integration_can_start_its_script() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_the_licence_is_there_from_the_first_article_to_the_appendix() -> None:
    licence = _read("LICENSE")
    assert licence.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    articles = re.findall(r"^(\d+)\.[A-Z]", licence, flags=re.MULTILINE)
    assert [int(number) for number in articles] == list(range(1, 16))
    assert licence.endswith("this Appendix require the production of a new EUPL version.\n")


FETCHES_TIME_AND_CHANCE = '''\
"""Ask the machine instead of the caller."""

import random
import time
from datetime import UTC, datetime

TAKEN = (datetime.now(UTC), time.time(), random.random())
'''


@pytest.mark.parametrize(
    ("file", "found"),
    [("dialogs/engine.py", 3), ("storage/rounds.py", 3), ("bot/rehearsal/room.py", 3)],
)
def test_only_the_composition_root_may_fetch_time_and_chance(file: str, found: int) -> None:
    ruff = [sys.executable, "-m", "ruff", "check", "--output-format=concise"]
    checked = subprocess.run(
        [*ruff, "--stdin-filename", file, "-"],
        input=FETCHES_TIME_AND_CHANCE,
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert checked.stderr == ""
    assert checked.stdout.count("TID251") == found


def _read(file: str) -> str:
    return (ROOT / file).read_text(encoding="utf-8")


def _is_one_of(line: str, *patterns: re.Pattern[str]) -> bool:
    return any(pattern.fullmatch(line) for pattern in patterns)


def _pairs(lines: list[str]) -> list[tuple[str, str]]:
    return list(zip(lines, [*lines[1:], ""], strict=True))


def _pins(lock: str) -> dict[str, str]:
    matches = (PIN.fullmatch(line) for line in _read(lock).splitlines())
    return {match[1]: match[2] for match in matches if match}


def _runtime() -> set[str]:
    return _names(tomllib.loads(_read("pyproject.toml"))["project"]["dependencies"])


def _development() -> set[str]:
    return _names(tomllib.loads(_read("pyproject.toml"))["dependency-groups"]["dev"])


def _names(requirements: list[str]) -> set[str]:
    return {_normal(re.split(r"[\[<>=~!;\s]", line)[0]) for line in requirements}


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
