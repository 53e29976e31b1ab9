"""A browser for these tests, a demonstration for each file's worth of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.visits import Demonstration, Visit, chromium, demonstrating

IMAGES = Path(__file__).parents[2] / "docs/images"

#: A window in which there is room for everything.
WIDE = {"width": 1440, "height": 900}

Open = Callable[..., Visit]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """For this folder only: while Playwright is at work, no other test can run its own loop."""
    with sync_playwright() as playwright:
        browser = chromium(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def demonstration() -> Iterator[Demonstration]:
    with demonstrating("--port", "0", "--seed", "7", "--language", "de") as running:
        yield running


@pytest.fixture
def open_page(browser: Browser, demonstration: Demonstration) -> Iterator[Open]:
    """Open the page as often as wanted; nothing may complain, nor leave this machine."""
    visits: list[Visit] = []

    def opened(**wishes: Any) -> Visit:  # noqa: ANN401 - whatever a browser can be told
        context = browser.new_context(**{"viewport": WIDE, "locale": "de-DE", **wishes})
        visits.append(Visit(context.new_page(), demonstration.address))
        return visits[-1]

    yield opened
    for visit in visits:
        visit.page.context.close()
        assert visit.complaints == []
        assert [url for url in visit.asked if not url.startswith(demonstration.address)] == []


@pytest.fixture
def picture(request: pytest.FixtureRequest) -> Callable[[Visit, str], None]:
    """Take the pictures of the documentation anew where ``--accept`` is given."""
    accept = bool(request.config.getoption("--accept"))

    def take(visit: Visit, name: str) -> None:
        if accept:
            IMAGES.mkdir(exist_ok=True)
            visit.page.screenshot(path=IMAGES / f"{name}.png", animations="disabled")

    return take
