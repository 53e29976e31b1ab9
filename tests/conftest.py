"""What all tests share: expected texts that are compared word for word, and rewritten on demand."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

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
