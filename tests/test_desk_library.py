"""The dialogs that a coordination chooses from, on its phone."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.channels.writing import LONGEST
from bot.language import translator
from bot.wording.desk import library
from bot.wording.desk.library import SHELVES, shelf_of
from tests.operating import HOST
from tests.planning_desk import Desk
from tests.shelf import NAMES, dialog
from tests.talking import Phone

AIMS, EFFECT = "Klären und vereinbaren", "Sehen, was wir bewirken"
S01 = "Worauf lassen wir uns ein?"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def newest(phone: Phone) -> str:
    return phone.newest.text


def test_every_dialog_stands_where_it_can_be_found() -> None:
    assert {shelf_of(dialog(name)) for name in NAMES} <= SHELVES.keys() - {"own"}


def test_check_ins_stand_apart_from_dialogs() -> None:
    apart = {name for name in NAMES if shelf_of(dialog(name)) == "again"}
    assert {name for name in NAMES if name.startswith("checkin_")} <= apart
    assert all(dialog(name).rhythm for name in apart)


def test_a_dialog_is_found_in_one_message_that_turns(desk: Desk) -> None:
    desk.kim.type("/runde")
    first = desk.kim.newest
    desk.kim.press(AIMS)
    assert "10 Minuten" in first.text
    desk.kim.press(S01)
    desk.kim.press("Anderer Dialog")
    desk.kim.press("Zurück")
    assert desk.kim.newest is first
    assert any(label.startswith(AIMS) for label in first.labels)


def test_a_dialog_says_all_that_matters_before_it_is_chosen(desk: Desk) -> None:
    desk.choose(desk.kim, AIMS, S01)
    shown = newest(desk.kim)
    for words in (
        "Auftrag, Rückhalt, Hoffnungen",
        "etwa 10 Minuten, hier im Chat",
        "– Ankommen: 10 Tage",
        "spätestens 7 Tage nach dem letzten Teil",
        "Niemand im Netzwerk sieht, von wem eine Antwort ist, auch Sie nicht",
        "mindestens 8 Menschen",
        "mindestens zwei Ebenen",
        "– vor „Arbeitsbündnis“: Bitte schreiben Sie den Entwurf",
        "zwei Menschen, die alle Texte lesen",
        "Unser Arbeitsbündnis nach 90 Tagen (90 Tage nach dem Ende)",
    ):
        assert words in shown
    assert "{" not in shown
    assert desk.kim.newest.labels == ["Probelauf", "Vorbereiten", "Anderer Dialog"]


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_every_dialog_fits_into_one_message_without_gaps(name: str, language: str) -> None:
    shown = library.dialog(name, dialog(name), HOST, translator(language)).text
    assert dialog(name).title.within(language) in shown
    assert len(shown) <= LONGEST
    assert "{" not in shown


def test_a_confidential_dialog_is_refused_without_promising_a_date(desk: Desk) -> None:
    desk.choose(desk.kim, EFFECT, "Ein Gespräch mit sich selbst")
    assert "braucht eine eigene Webseite, die es in dieser Installation noch nicht gibt" in newest(
        desk.kim
    )
    assert desk.kim.newest.labels == ["Anderer Dialog"]


@pytest.mark.parametrize("verb", ["prepare", "try"])
def test_no_old_button_begins_a_confidential_dialog(desk: Desk, verb: str) -> None:
    desk.choose(desk.kim, AIMS, S01)
    key = next(key for row in desk.kim.newest.keys for key in row if key.label == "Vorbereiten")
    whose = key.data.split(":")[2]  # type: ignore[union-attr]
    desk.kim.newest.keys = ((type(key)("Los", f"c:{verb}:{whose}:s08_interview"),),)
    desk.kim.press("Los")
    assert "Dieser Dialog ist vertraulich" in newest(desk.kim)
    assert desk.rows()["rounds"] == 0
