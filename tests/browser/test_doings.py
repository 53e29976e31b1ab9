"""What else can be done at the page: an own dialog, a trial run, a named colleague, leaving."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.visits import MIRIAM, SABINE, Demonstration, Visit, demonstrating

SMALL = Path(__file__).parents[1] / "scripts/small.yaml"

WORDS = "Wir rufen einander an, wenn es eilt."


@pytest.fixture(scope="module")
def demonstration() -> Iterator[Demonstration]:
    """One for all of these, with a dialog of somebody's own."""
    with demonstrating("--port", "0", "--language", "de", "--script", str(SMALL)) as running:
        yield running


def test_a_trial_run_is_played_alone_and_leaves_no_trace(open_page: Open) -> None:
    visit = open_page()
    _choose(visit, "Weitergeben, was wir wissen", "Wer weiß was? Eine Frage", "Probelauf")
    visit.press(SABINE, "Allein spielen")
    visit.sees(SABINE, "Nichts von dem, was Sie jetzt sagen, zählt.")
    visit.press(SABINE, "Beginnen")
    visit.sees(SABINE, "Wer liest das?")
    visit.press(SABINE, "Probelauf beenden")
    visit.sees(SABINE, "ist vorbei. Was gespeichert war, ist gelöscht")
    assert visit.done() == []
    assert visit.phone(MIRIAM).locator(".bubble", has_text="Wer weiß was?").count() == 0


def test_a_dialog_of_one_s_own_is_played_to_its_result(open_page: Open) -> None:
    visit = open_page()
    _choose(visit, "Andere Dialoge", "Klein", "Vorbereiten")
    for n, words in enumerate(("Wir probieren es aus.", "Die Steuerungsgruppe", "4.5.2027"), 1):
        visit.sees(SABINE, f"Frage {n} von 3")
        visit.say(SABINE, words)
    visit.press(SABINE, "Starten")
    visit.press(SABINE, "Jetzt starten")
    visit.press(MIRIAM, "Beginnen")
    _names_a_colleague(visit)
    for _ in range(20):
        if visit.phone(MIRIAM).locator(".keys button", has_text="Stimmt").count():
            break
        visit.leap()
    visit.press(MIRIAM, "Stimmt")
    expect(visit.phone(MIRIAM).locator(".bubble", has_text="Klein").last).to_be_visible()


def _names_a_colleague(visit: Visit) -> None:
    """What names somebody is not kept until its author has decided; other words are."""
    visit.sees(MIRIAM, "Was sagen Sie?")
    visit.say(MIRIAM, "Frau Krause vom Jugendamt blockiert alles.")
    visit.sees(MIRIAM, "Bitte beschreiben Sie die Aufgabe, nicht die Person.")
    visit.press(MIRIAM, "Ändern")
    visit.sees(MIRIAM, "Bitte schreiben Sie es neu")
    visit.say(MIRIAM, WORDS)
    visit.press(MIRIAM, "Wörtlich, ohne Namen")
    visit.sees(MIRIAM, "Auf Wiedersehen.")


def test_whoever_leaves_can_have_everything_deleted(open_page: Open) -> None:
    visit = open_page()
    visit.say(MIRIAM, "/abmelden")
    visit.press(MIRIAM, "Alles löschen")
    visit.sees(MIRIAM, "gelöscht")
    visit.say(SABINE, "/beteiligte")
    visit.sees(SABINE, "Fachdienste und Praxis: 3 von 9 Eingeladenen")
    visit.say(MIRIAM, "/offen")
    visit.sees(MIRIAM, "Einladung")


def _choose(visit: Visit, shelf: str, dialog: str, then: str) -> None:
    """Go to a dialog and do something with it; what stands further up is not pressed again."""
    visit.say(SABINE, "/runde")
    visit.press(SABINE, shelf)
    visit.press(SABINE, dialog)
    expect(visit.newest(SABINE)).to_contain_text("Jeder Mensch braucht dafür")
    visit.press(SABINE, then)
