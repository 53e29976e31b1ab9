"""Somebody at a browser, and the demonstration that they look at."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Playwright, expect

AXE = Path(__file__).parent / "node_modules/axe-core/axe.min.js"

SABINE, MIRIAM, JONAS = range(3)

#: So long nothing takes, in milliseconds; the others answer on the way of a leap.
PATIENCE, LEAP = 20_000, 60_000

expect.set_options(timeout=PATIENCE)

#: Nothing but this machine can be found, and the browser looks for nothing by itself.
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]

_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/")


def chromium(playwright: Playwright) -> Browser:
    """Start the Chromium of this machine; `tests/browser/ready` sees to it that there is one."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if (path := shutil.which(name))), None)
    assert found is not None, "no Chromium: tests/browser/ready says what to do"
    return playwright.chromium.launch(executable_path=found, args=_FLAGS)


@dataclass
class Demonstration:
    """`reihum demo` as a process of its own, and what it has printed."""

    process: subprocess.Popen[str]
    printed: list[str]
    address: str

    def stop(self) -> str:
        """Stop it as Ctrl-C does; return everything that it has printed."""
        self.process.send_signal(signal.SIGINT)
        rest, _ = self.process.communicate(timeout=20)
        return "".join([*self.printed, rest])


@contextmanager
def demonstrating(*options: str) -> Iterator[Demonstration]:
    """Run `reihum demo` while the block runs."""
    command = [str(Path(sys.executable).with_name("reihum")), "demo", *options]
    env = {"PATH": os.environ["PATH"], "LANG": "de_DE.UTF-8", "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        printed = []
        try:
            assert process.stdout is not None
            for line in process.stdout:
                printed.append(line)
                if found := _ADDRESS.search(line):
                    yield Demonstration(process, printed, found[0])
                    break
            else:
                raise AssertionError("".join(printed))
        finally:
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=20)


@dataclass
class Visit:
    """Somebody at the page. What must never happen is written down as it happens."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(PATIENCE)
        self.page.on("console", self._told)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(self.address)

    def _told(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    # --- Phones -----------------------------------------------------------------------------

    def phone(self, number: int) -> Locator:
        return self.page.locator(f"#phone{number}")

    def newest(self, number: int) -> Locator:
        """The newest message of the bot."""
        return self.phone(number).locator(".bubble.theirs:not(.event)").last

    def press(self, number: int, label: str) -> None:
        """Press the newest button that begins so, as soon as there is one."""
        starts = re.compile(rf"^\W*{re.escape(label)}")
        self.phone(number).locator(".keys button").filter(has_text=starts).last.click()

    def say(self, number: int, words: str) -> None:
        field = self.phone(number).locator("textarea")
        field.fill(words)
        field.press("Enter")

    def sees(self, number: int, words: str) -> None:
        """Wait until the chat says this."""
        expect(self.phone(number).locator(".bubble", has_text=words).last).to_be_visible()

    # --- Everything else --------------------------------------------------------------------

    def leap(self, how_far: str = "event") -> None:
        """Let time pass, and wait until it has."""
        clock = self.page.locator("#clock")
        leaps = int(clock.get_attribute("data-leaps") or 0)
        self.page.locator(f"[data-leap={how_far}]").click()
        expect(clock).to_have_attribute("data-leaps", str(leaps + 1), timeout=LEAP)

    @property
    def time(self) -> str:
        return self.page.locator("#clock .now").inner_text()

    def done(self) -> list[str]:
        """The steps of the tour that have been noticed."""
        found: list[str] = self.page.locator("#tour li.done h3").evaluate_all(
            "all => all.map(each => each.firstChild.textContent.trim())"
        )
        return found

    def violations(self) -> list[str]:
        """Everything by which the page shuts somebody out, as far as a program can tell."""
        # What is just fading in has too little contrast for a moment.
        self.page.emulate_media(reduced_motion="reduce")
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate(
            "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']})"
            ".then(all => all.violations.flatMap(each => each.nodes.map("
            "node => `${each.id}: ${node.target} ${node.failureSummary}`)))"
        )
        return [str(each) for each in found]
