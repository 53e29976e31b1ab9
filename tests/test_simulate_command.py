"""`reihum simulate`, as authors start it: a process of its own, and the same bytes every time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def _simulate(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", "simulate", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "REIHUM_LANGUAGE": "en", "COLUMNS": "100"},
        check=False,
    )


def test_a_dialog_is_simulated_in_another_language_land_and_time() -> None:
    run = _simulate(
        "checkin_monatlich", "--people", "6", "--seed", "3", "--language", "en", "--land", "by",
        "--start", "2027-06-01",
    )  # fmt: skip
    assert run.returncode == 0
    assert "6 people, seed 3, from Tue, 1 June 2027" in run.stdout


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["nowhere"], "The library has: "),
        (["checkin_monatlich", "--people", "1"], "A group has 2 to 200 people, not 1."),
        (["checkin_monatlich", "--people", "5000"], "A group has 2 to 200 people, not 5000."),
        (["checkin_monatlich", "--land", "XX"], "There is no Land “XX”."),
        (["checkin_monatlich", "--start", "soon"], "“soon” is no day"),
        (["checkin_monatlich", "--out", "tests"], "tests exists already"),
    ],
)
def test_what_cannot_begin_says_why(arguments: list[str], why: str) -> None:
    run = _simulate(*arguments)
    assert run.returncode == 1
    assert why in " ".join(run.stdout.split())


def test_a_script_with_problems_is_not_played_but_explained(tmp_path: Path) -> None:
    file = tmp_path / "kurz.yaml"
    file.write_text("reihum: 1\nid: kurz\ntitel: Kurz\n", encoding="utf-8")
    run = _simulate(str(file))
    assert run.returncode == 1
    assert "kurz.yaml:3: " in run.stdout


def _bytes(folder: Path, *arguments: str, hashed: str = "0") -> dict[str, bytes]:
    """Run the command in a process of its own; return what it wrote and printed."""
    run = subprocess.run(
        [sys.executable, "-m", "bot", "simulate", *arguments, "--out", str(folder)],
        cwd=ROOT,
        capture_output=True,
        env={**os.environ, "REIHUM_LANGUAGE": "en", "PYTHONHASHSEED": hashed},
        check=True,
    )
    files = {file.name: file.read_bytes() for file in folder.iterdir()}
    return {**files, "": run.stdout.replace(str(folder).encode(), b"")}


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    one = _bytes(tmp_path / "one", "s04_empfehlungen", "--seed", "7", hashed="1")
    assert _bytes(tmp_path / "two", "s04_empfehlungen", "--seed", "7", hashed="2") == one
    other = _bytes(tmp_path / "three", "s04_empfehlungen", "--seed", "8")
    assert other["results.txt"] != one["results.txt"]
