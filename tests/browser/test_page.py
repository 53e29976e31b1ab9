"""The page for everybody: in the dark, on a narrow screen, without a mouse, without good eyes."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import FilePayload, Locator, expect

from tests.browser.conftest import Open
from tests.browser.visits import MIRIAM, SABINE, Demonstration, Visit, demonstrating

NARROW = {"width": 390, "height": 844}

OWN = Path(__file__).parents[1] / "scripts/every_type.yaml"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_shut_out_on_a_wide_screen(open_page: Open, scheme: str) -> None:
    visit = open_page(color_scheme=scheme)
    assert visit.violations() == []
    visit.phone(SABINE).get_by_role("button", name="Befehle").click()
    visit.phone(MIRIAM).get_by_role("button", name="Antworten").last.click()
    assert visit.violations() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_shut_out_on_a_narrow_screen(
    open_page: Open, scheme: str, picture: Callable[[Visit, str], None]
) -> None:
    visit = open_page(color_scheme=scheme, viewport=NARROW, has_touch=True)
    for tab in ("Miriam", "Jonas", "Rundgang", "Sabine"):
        visit.page.get_by_role("button", name=tab).click()
        assert visit.violations() == []
    picture(visit, f"demo-schmal-{scheme}")


def test_a_narrow_screen_shows_one_phone_at_a_time(open_page: Open) -> None:
    visit = open_page(viewport=NARROW)
    assert [visit.phone(n).is_visible() for n in range(3)] == [True, False, False]
    visit.page.get_by_role("button", name="Jonas").click()
    assert [visit.phone(n).is_visible() for n in range(3)] == [False, False, True]
    visit.page.get_by_role("button", name="Rundgang").click()
    expect(visit.page.get_by_role("heading", name="Rundgang")).to_be_visible()
    across = visit.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert across <= 0


def test_everything_can_be_done_without_a_mouse(open_page: Open) -> None:
    visit = open_page()
    keys = visit.page.keyboard
    _tab_to(visit, visit.phone(MIRIAM).locator("textarea"))
    keys.type("/hilfe")
    keys.press("Enter")
    visit.sees(MIRIAM, "Ich bin ein Programm.")
    keys.press("Shift+Tab")
    keys.press("Enter")  # the menu opens, on its first command
    expect(visit.phone(MIRIAM).locator(".menu button").first).to_be_focused()
    keys.press("Escape")
    expect(visit.phone(MIRIAM).get_by_role("button", name="Befehle")).to_be_focused()
    keys.press("Shift+Tab")
    answer = visit.phone(MIRIAM).get_by_role("button", name="Antworten")
    expect(answer.last).to_be_focused()
    keys.press("Enter")
    expect(visit.phone(MIRIAM).locator(".about-reply .words")).to_contain_text("Antwort auf:")
    keys.press("Escape")
    _tab_to(visit, visit.page.get_by_role("button", name="+1 Stunde"))
    keys.press("Enter")
    expect(visit.page.locator("#clock .now")).to_contain_text("10:", timeout=20_000)


def test_where_nothing_comes_in_two_weeks_that_is_said(open_page: Open) -> None:
    visit = open_page()
    visit.leap("week")
    visit.leap()
    expect(visit.page.locator("#clock .passing")).to_have_text("Zwei Wochen ohne Nachricht.")


def test_pictures_are_turned_away_and_links_are_shown_as_pictures(open_page: Open) -> None:
    visit = open_page()
    file: FilePayload = {"name": "bild.png", "mimeType": "image/png", "buffer": _png()}
    visit.phone(MIRIAM).locator("input[type=file]").set_input_files([file])
    visit.sees(MIRIAM, "Bilder, Dokumente")
    visit.say(SABINE, "/einladen")
    expect(visit.phone(SABINE).locator(".bubble.theirs img").last).to_be_visible()


def test_a_bot_that_is_blocked_is_silent_until_it_is_wanted_again(open_page: Open) -> None:
    visit = open_page()
    phone = visit.phone(MIRIAM)
    phone.get_by_role("button", name="Befehle").click()
    phone.get_by_role("button", name="Bot blockieren").click()
    expect(phone.locator("textarea")).to_be_hidden()
    phone.get_by_role("button", name="Bot nicht mehr blockieren").click()
    visit.say(MIRIAM, "/offen")
    visit.sees(MIRIAM, "offen")


def test_a_message_can_be_edited_and_a_worry_is_answered_at_any_time(open_page: Open) -> None:
    visit = open_page()
    visit.say(MIRIAM, "Guten Tag")
    visit.sees(MIRIAM, "Das habe ich nicht verstanden.")
    mine = visit.phone(MIRIAM).locator(".bubble.mine").last
    mine.hover()
    mine.get_by_role("button", name="Bearbeiten").click()
    visit.say(MIRIAM, "Ich glaube, nebenan wird ein Kind geschlagen.")
    expect(mine).to_contain_text("bearbeitet")
    visit.sees(MIRIAM, "Niemand hat das gelesen.")


def test_what_comes_from_other_pages_is_refused(demonstration: Demonstration) -> None:
    address = f"{demonstration.address}phones/1/say"
    body = json.dumps({"text": "von anderswo"}).encode()
    form = {"Content-Type": "text/plain"}
    renamed = {"Content-Type": "application/json", "Host": "rebinding.example"}
    for headers in (form, renamed):
        with pytest.raises(HTTPError) as refused:
            urlopen(Request(address, body, headers), timeout=10)  # noqa: S310 - our own address
        assert refused.value.code == 400
        refused.value.close()


def test_a_port_that_is_taken_is_named_and_the_next_one_serves(
    demonstration: Demonstration, open_page: Open
) -> None:
    taken = demonstration.address.rsplit(":", 1)[1].strip("/")
    with demonstrating("--port", taken, "--language", "en", "--script", str(OWN)) as other:
        assert other.address != demonstration.address
        assert f"Port {taken} is taken" in "".join(other.printed)
        visit = Visit(open_page().page.context.new_page(), other.address)
        visit.say(SABINE, "/round")
        visit.press(SABINE, "Other dialogs")
        visit.sees(SABINE, "Other dialogs:")
        assert visit.complaints == []
        assert other.stop().splitlines()[-1] == "Stopped."
        assert other.process.returncode == 0


def _tab_to(visit: Visit, wanted: Locator) -> None:
    """Press Tab until it is there."""
    for _ in range(200):
        visit.page.keyboard.press("Tab")
        if wanted.evaluate("each => each === document.activeElement"):
            return
    raise AssertionError("no way leads there by Tab")


def _png() -> bytes:
    """Return a picture of one dot."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        whole = kind + content
        return struct.pack(">I", len(content)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    dots = zlib.compress(b"\x00\x80")
    signature = b"\x89PNG\r\n\x1a\n"
    return signature + chunk(b"IHDR", head) + chunk(b"IDAT", dots) + chunk(b"IEND", b"")
