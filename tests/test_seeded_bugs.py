"""The tests find bugs: each is put into a copy of the program, and a test has to fail there.

``REIHUM_BUGS=long pytest tests/test_seeded_bugs.py`` tries every one of them, otherwise a quarter.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.seeded_bugs.bugs import BUGS, Bug

ROOT = Path(__file__).parent.parent

#: What pytest returns when tests ran, and some of them failed.
TESTS_FAILED = 1

LONG = os.environ.get("REIHUM_BUGS") == "long"
TRIED = BUGS if LONG else BUGS[::4]

every_bug = pytest.mark.parametrize("bug", BUGS, ids=[bug.breaks for bug in BUGS])
tried = pytest.mark.parametrize("bug", TRIED, ids=[bug.breaks for bug in TRIED])


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[Bug | None, tuple[int, str]]:
    """Run, two at a time, the finding test of each bug, and all of them on the program itself."""
    place = tmp_path_factory.mktemp("copies")

    def run(number: int) -> tuple[int, str]:
        bug = TRIED[number] if number < len(TRIED) else None
        found_by = [bug.found_by] if bug else sorted({each.found_by for each in TRIED})
        return _pytest(_copy(place / str(number), bug), found_by)

    with ThreadPoolExecutor(max_workers=2) as pool:
        ran = pool.map(run, range(len(TRIED) + 1))
        return dict(zip([*TRIED, None], ran, strict=True))


@every_bug
def test_where_a_bug_would_be_the_program_is_as_the_list_says(bug: Bug) -> None:
    source = (ROOT / "dialogs" / bug.file).read_text(encoding="utf-8")
    assert source.count(bug.old) == 1


def test_the_tests_that_find_bugs_find_none_in_the_program(
    outcomes: dict[Bug | None, tuple[int, str]],
) -> None:
    code, said = outcomes[None]
    assert code == 0, said


@tried
def test_a_bug_is_found(bug: Bug, outcomes: dict[Bug | None, tuple[int, str]]) -> None:
    code, said = outcomes[bug]
    assert code == TESTS_FAILED, f"not found: {bug.breaks}\n{said}"


def _copy(place: Path, bug: Bug | None) -> Path:
    """Make a copy of the program with the bug in it; everything else is the same."""
    place.mkdir()
    shutil.copytree(ROOT / "dialogs", place / "dialogs")
    for name in ("bot", "storage", "tests", "pyproject.toml"):
        (place / name).symlink_to(ROOT / name)
    if bug is not None:
        file = place / "dialogs" / bug.file
        source = file.read_text(encoding="utf-8")
        file.write_text(source.replace(bug.old, bug.new), encoding="utf-8")
    return place


def _pytest(place: Path, tests: Sequence[str]) -> tuple[int, str]:
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests],
        cwd=place,
        env={**os.environ, "PYTHONPATH": str(place), "PYTHONDONTWRITEBYTECODE": "1"},
        check=False,
        capture_output=True,
        text=True,
    )
    return ran.returncode, ran.stdout + ran.stderr
