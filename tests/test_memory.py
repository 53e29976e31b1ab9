"""What the bot does not need while it runs is not loaded: it has to fit into a small machine."""

from __future__ import annotations

import subprocess
import sys

import pytest

#: What runs, with a holiday looked up and a language spoken.
RUNS = """
import sys
from datetime import date
import bot.run
from bot.language import translator
from dialogs.workdays import is_working_day
assert not is_working_day(date(2027, 1, 1), "ST")
translator("de").day(date(2027, 1, 1))
print(*sys.modules, sep="\\n")
"""


@pytest.mark.parametrize(
    "large",
    ["PIL", "alembic", "httpx._main", "holidays.countries.austria", "rich", "starlette", "typer"],
)
def test_what_nobody_needs_is_not_loaded(large: str) -> None:
    run = subprocess.run([sys.executable, "-c", RUNS], capture_output=True, text=True, check=True)
    loaded = {name for name in run.stdout.splitlines() if f"{name}.".startswith(f"{large}.")}
    # What was asked for and is not there stands among the modules as well.
    assert loaded <= {"httpx._main"}


def test_the_library_still_knows_the_holidays_of_other_countries() -> None:
    words = (
        "import dialogs.workdays, holidays; print(len(holidays.country_holidays('AT', years=2027)))"
    )
    run = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True)
    assert int(run.stdout) > 10
