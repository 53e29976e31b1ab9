"""A whole round in a browser, by three people: the tour from its first step to its last."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.visits import JONAS, MIRIAM, SABINE, Visit

RULE = "Wir sagen offen, wenn etwas nicht geht."
HOPE = "Alle wissen, wen sie anrufen können, und rufen auch an."
GIVES_AWAY = "Die kleine Emma aus der Lindenstraße 7 lebt seit Mai bei ihrer Tante."


def test_three_people_play_a_whole_round(
    open_page: Open, picture: Callable[[Visit, str], None]
) -> None:
    visit = open_page()
    picture(visit, "demo-1-anfang")
    _join(visit)
    _begin(visit)
    picture(visit, "demo-2-eine-runde-beginnt")
    _answer(visit, MIRIAM)
    _write_too_much(visit)
    picture(visit, "demo-3-antworten")
    assert visit.done() == ["Beitreten", "Eine Runde beginnen", "Antworten", "Zu viel schreiben"]
    _read_the_week(visit)
    picture(visit, "demo-4-woche")
    assert visit.done()[-1] == "Die Woche lesen"
    _wait_for_a_reminder(visit)
    _wait_for_the_end_of_the_phase(visit)
    picture(visit, "demo-5-lesen")
    _read_and_go_on(visit)
    assert "Zeit vergehen lassen" in visit.done()
    _go_on_to_the_result(visit)
    picture(visit, "demo-6-ergebnis")
    _switch_on_a_check_in(visit)
    assert visit.done()[-2:] == ["Das Ergebnis bekommen", "Zwischen den Runden"]
    expect(visit.page.locator("#tour .far")).to_have_text("8 von 8 Schritten erledigt")
    assert visit.violations() == []


def _join(visit: Visit) -> None:
    visit.phone(JONAS).get_by_role("button", name="Einladung öffnen").click()
    for label in ("Weiter", "Einverstanden", "Fachdienste und Praxis", "Kinder- und Jugendhilfe"):
        visit.press(JONAS, label)
    visit.press(JONAS, "Jonas Reuter")
    visit.sees(JONAS, "Für welche Stelle nehmen Sie teil?")
    visit.say(JONAS, "Familienzentrum Mitte")
    visit.sees(JONAS, "Sie sind dabei: Jonas Reuter")
    visit.say(SABINE, "/beteiligte")
    visit.sees(SABINE, "Neu dabei: Jonas Reuter")
    visit.press(SABINE, "Ja")
    visit.sees(SABINE, "Jonas Reuter nimmt ab jetzt teil.")


def _begin(visit: Visit) -> None:
    visit.say(SABINE, "/runde")
    for label in ("Klären und vereinbaren", "Worauf lassen wir uns ein?", "Vorbereiten"):
        visit.press(SABINE, label)
    typed = ("Wir wollen klären, was wir brauchen.", "Die Steuerungsgruppe", "4.5.2027", "4.5.2027")
    for n, words in enumerate(typed, start=1):
        visit.sees(SABINE, f"Frage {n} von 7")
        visit.say(SABINE, words)
    for n in (5, 6, 7):
        visit.sees(SABINE, f"Frage {n} von 7")
        visit.press(SABINE, "Ja, das stimmt")
    visit.press(SABINE, "Starten")
    visit.press(SABINE, "Jetzt starten")
    visit.sees(SABINE, "hat begonnen, mit 15 Menschen")
    visit.leap()
    for number in (SABINE, MIRIAM, JONAS):
        visit.sees(number, "Guten Tag. Bevor wir inhaltlich beginnen")


def _answer(visit: Visit, number: int) -> None:
    visit.press(number, "Beginnen")
    visit.sees(number, "Frage 1 von 5")
    visit.say(number, HOPE)
    visit.press(number, "Wörtlich, ohne Namen")
    visit.sees(number, "Frage 2 von 5")
    visit.press(number, "5")
    visit.sees(number, "Frage 3 von 5")
    visit.press(number, "Zeit im Dienstplan")
    visit.press(number, "Fertig")
    visit.sees(number, "Frage 4 von 5")
    visit.press(number, "Überspringen")
    visit.sees(number, "Frage 5 von 5")
    visit.say(number, RULE)
    visit.sees(number, "Vielen Dank, das war alles.")


def _write_too_much(visit: Visit) -> None:
    """Nothing of it is kept; in its place the person writes something else."""
    visit.press(JONAS, "Beginnen")
    visit.sees(JONAS, "Frage 1 von 5")
    visit.say(JONAS, GIVES_AWAY)
    refused = visit.newest(JONAS).locator(".quoted")
    expect(refused).to_contain_text("Die kleine Emma")


def _read_the_week(visit: Visit) -> None:
    """On Thursday it comes to those who take part, with what is open for them."""
    _leap_until(visit, JONAS, "Ihre Woche in")
    assert visit.time.startswith("Do., 14. Januar 2027")
    assert visit.time.endswith("15:00")
    expect(visit.newest(JONAS)).to_contain_text("Offen für Sie")


def _wait_for_a_reminder(visit: Visit) -> None:
    _leap_until(visit, JONAS, "Das Programm weiß nur, dass hier noch etwas offen ist.")


def _wait_for_the_end_of_the_phase(visit: Visit) -> None:
    _leap_until(visit, SABINE, "liegen neue Texte vor")
    visit.press(SABINE, "Texte lesen")
    visit.sees(SABINE, "Gelesen von")


def _read_and_go_on(visit: Visit) -> None:
    visit.press(SABINE, "Niemand ist erkennbar")
    visit.sees(SABINE, "Gelesen von")
    _leap_until(visit, MIRIAM, "geht weiter: „Regeln finden“")


def _go_on_to_the_result(visit: Visit) -> None:
    _leap_until(visit, MIRIAM, "Stimmt")
    visit.press(MIRIAM, "Stimmt")


def _switch_on_a_check_in(visit: Visit) -> None:
    """Everybody is asked first whether they would like it."""
    visit.say(SABINE, "/checkins")
    for label in ("Eine Frage zur Woche", "Einschalten", "Jede Woche"):
        visit.press(SABINE, label)
    visit.sees(SABINE, "Er käme am")
    _leap_until(visit, MIRIAM, "In Ihrem Netzwerk gibt es ab jetzt Check-ins")


def _leap_until(visit: Visit, number: int, words: str) -> None:
    """Let time pass until a phone says this."""
    for _ in range(20):
        if visit.phone(number).locator(".bubble", has_text=words).count():
            return
        visit.leap()
    raise AssertionError(f"{words!r} never came")
