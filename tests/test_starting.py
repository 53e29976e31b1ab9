"""Who takes part: small circles, those who take a part, and those who come later."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.roles import MEMBER
from storage import rounds
from tests.planning_desk import Desk
from tests.talking import Phone

AIMS, SHARE, EFFECT = "Klären und vereinbaren", "Weitergeben, was wir", "Sehen, was wir bewirken"
S01 = "Worauf lassen wir uns ein?"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def newest(phone: Phone) -> str:
    return phone.newest.text


# --- Parts and small circles ---------------------------------------------------------------------


def test_parts_are_given_by_buttons_each_to_somebody_else(desk: Desk) -> None:
    desk.choose(desk.kim, SHARE, "Wer weiß was? Eine Frage")
    desk.kim.press("Vorbereiten")
    for words in ("Eine Frage klären", "Niemand", "15.3.2027"):
        desk.kim.type(words)
    message = desk.kim.newest
    assert "Wer übernimmt diese Aufgabe: Fragt?" in message.text
    desk.kim.press("Fertig")
    assert "Ausgewählt: 0. Es braucht 1." in newest(desk.kim)
    desk.kim.press("Mitglied 1,")
    desk.kim.press("Mitglied 2,")
    assert "✓ Mitglied 2, Stelle 4" in desk.kim.newest.labels
    assert "✓ Mitglied 1, Stelle 3" not in desk.kim.newest.labels
    desk.kim.press("Fertig")
    assert not any("Mitglied 2," in label for label in desk.kim.newest.labels)
    desk.kim.press("Ada")
    desk.kim.press("Kim")
    desk.kim.press("✓ Kim")
    desk.kim.press("Fertig")
    desk.kim.press("Ja, das stimmt")
    desk.kim.press("Ja, das stimmt")
    assert "Fragt\nMitglied 2" in newest(desk.kim)
    number, round = desk.begin()
    with desk.house.database.reading() as session:
        names = {seat: each.name for seat, each in rounds.members(session, number).items()}
    playing = {
        part: {names[n] for n, seat in round.seats.items() if part in seat.parts}
        for part in ("asker", "advisors")
    }
    assert playing == {"asker": {"Mitglied 2"}, "advisors": {"Ada Arndt"}}


def test_a_small_circle_is_chosen_and_nobody_else_is_invited(desk: Desk) -> None:
    desk.choose(desk.kim, EFFECT, "Fünf Tage, ein Gespräch")
    desk.kim.press("Vorbereiten")
    for words in ("Deuten", "Niemand", "15.3.2027", "Drei Sätze.", "die Wirkung", "16.3.2027"):
        desk.kim.type(words)
    for n in range(1, 11):
        desk.kim.press(f"Mitglied {n},")
    desk.kim.press("Ada")
    assert "Mehr geht nicht" in newest(desk.kim)
    for n in range(7, 11):
        desk.kim.press(f"✓ Mitglied {n},")
    desk.kim.press("Fertig")
    while "Ja, das stimmt" in desk.kim.newest.labels:
        desk.kim.press("Ja, das stimmt")
    assert "6 Menschen nehmen teil" in newest(desk.kim)
    _, round = desk.begin()
    assert len(round.seats) == 6
    assert sum(round.invited.values()) == 6


def test_more_names_than_fit_stand_on_further_pages(tmp_path: Path) -> None:
    desk = Desk(tmp_path, members=45)
    desk.choose(desk.kim, SHARE, "Wer weiß was? Eine Frage")
    desk.kim.press("Vorbereiten")
    for words in ("Eine Frage klären", "Niemand", "15.3.2027"):
        desk.kim.type(words)
    desk.kim.press("Weitere Namen")
    desk.kim.press("Weitere Namen")
    assert "Weitere Namen" not in desk.kim.newest.labels
    desk.kim.press("Namen davor")
    assert "Weitere Namen" in desk.kim.newest.labels


# --- A later day ---------------------------------------------------------------------------------


def test_a_round_is_announced_and_opens_by_itself_on_its_day(desk: Desk) -> None:
    desk.prepare_contracting(desk.kim)
    desk.kim.press("Starten")
    desk.kim.press("In drei Werktagen: Fr., 4. Dezember 2026")
    assert "öffnet von selbst: 4. Dezember, 08:00 Uhr" in newest(desk.kim)
    member = desk.house.phones["Mitglied 1"]
    desk.house.wait(timedelta(hours=1))
    assert "Ab Fr., 4. Dezember 2026 geht es um „Worauf lassen wir uns ein?“" in newest(member)
    assert "Zu tun ist noch nichts." in newest(member)
    desk.kim.type("/stand")
    assert "Angekündigt. Die Runde öffnet von selbst: 4. Dezember" in newest(desk.kim)
    desk.house.restart()
    desk.house.wait(timedelta(days=3))
    assert "Beginnen" in member.newest.labels
    assert sum("Ab Fr., 4. Dezember" in words for words in member.texts()) == 1


def test_another_day_is_typed_and_can_still_change_before_it_comes(desk: Desk) -> None:
    desk.prepare_contracting(desk.kim)
    desk.kim.press("Starten")
    desk.kim.press("An einem anderen Tag")
    for words, answer in (
        ("bald", "keinen Tag lesen"),
        ("3.12.2026", "zu früh"),
        ("5.12.2026", "nicht gearbeitet"),
        ("5.12.2027", "nächsten sechs Monaten"),
    ):
        desk.kim.type(words)
        assert answer in newest(desk.kim)
    desk.kim.type("9.12.2026")
    assert "Das erfahren jetzt 14 Personen." in newest(desk.kim)
    desk.kim.press("Ankündigen")
    desk.house.wait(timedelta(days=1))
    desk.kim.type("/stand")
    desk.kim.press("Anderen Tag wählen")
    desk.kim.type("10.12.2026")
    desk.kim.press("Ankündigen")
    desk.house.wait(timedelta(days=7))
    member = desk.house.phones["Mitglied 1"]
    assert any("Ein anderer Tag: Ab Do., 10. Dezember 2026" in each for each in member.texts())
    assert "Beginnen" not in member.newest.labels
    desk.house.wait(timedelta(days=2))
    assert "Beginnen" in member.with_button("Beginnen").labels


def test_an_announced_round_can_be_cancelled(desk: Desk) -> None:
    desk.prepare_contracting(desk.kim)
    desk.kim.press("Starten")
    desk.kim.press("In drei Werktagen")
    desk.kim.type("/stand")
    desk.kim.press("Runde absagen")
    desk.kim.type("Wir haben es uns anders überlegt.")
    desk.kim.press("Runde beenden")
    desk.house.wait(timedelta(days=9))
    member = desk.house.phones["Mitglied 1"]
    assert not any("Beginnen" in each.labels for each in member.shown)
    assert not any("geht es um" in words for words in member.texts())


# --- Who comes later -----------------------------------------------------------------------------


def test_who_is_confirmed_late_can_be_let_into_a_running_round(desk: Desk) -> None:
    desk.prepare_contracting(desk.kim)
    number, _ = desk.begin()
    nina = desk.join("Nina Neu", {MEMBER}, confirmed=False)
    desk.kim.type("/beteiligte")
    confirm(desk)
    assert f"„{S01}“ läuft gerade. Soll Nina Neu ab jetzt mitmachen?" in newest(desk.kim)
    offer = desk.kim.newest
    keys = offer.keys
    desk.kim.press("Ja, mitmachen")
    desk.house.wait(timedelta(hours=4))
    assert "Beginnen" in nina.newest.labels
    assert "Wer darüber entscheidet: " in newest(nina)
    assert "Wir sprechen darüber am " in newest(nina)
    offer.keys = keys
    desk.kim.press("Ja, mitmachen", under=offer)
    with desk.house.database.reading() as session:
        assert len(rounds.load(session, number).seats) == 15
        assert len(rounds.members(session, number)) == 15


def test_several_who_are_confirmed_at_once_can_be_let_in_at_once(desk: Desk) -> None:
    desk.prepare_contracting(desk.kim)
    number, _ = desk.begin()
    both = [desk.join(name, {MEMBER}, confirmed=False) for name in ("Nina Neu", "Otto Ohm")]
    desk.kim.type("/beteiligte")
    desk.kim.press("Alle")
    assert "Sollen Nina Neu und Otto Ohm ab jetzt mitmachen?" in newest(desk.kim)
    desk.kim.press("Ja, mitmachen")
    desk.house.wait(timedelta(hours=4))
    assert all("Beginnen" in phone.newest.labels for phone in both)
    with desk.house.database.reading() as session:
        names = {seat: each.name for seat, each in rounds.members(session, number).items()}
    assert (names[15], names[16]) == ("Nina Neu", "Otto Ohm")


def test_who_is_left_out_comes_with_the_next_round(desk: Desk) -> None:
    desk.prepare_contracting(desk.kim)
    number, _ = desk.begin()
    desk.join("Nina Neu", {MEMBER}, confirmed=False)
    desk.kim.type("/beteiligte")
    confirm(desk)
    desk.kim.press("Nein, nächstes Mal")
    assert "Nina Neu macht bei" in newest(desk.kim)
    with desk.house.database.reading() as session:
        assert len(rounds.load(session, number).seats) == 14


def test_no_round_under_way_no_question(desk: Desk) -> None:
    desk.join("Nina Neu", {MEMBER}, confirmed=False)
    desk.kim.type("/beteiligte")
    confirm(desk)
    assert "läuft gerade" not in newest(desk.kim)


# --- Doing it ------------------------------------------------------------------------------------


def confirm(desk: Desk) -> None:
    """Confirm whoever waits for it."""
    while "Soll" not in desk.kim.newest.text and any(
        label.startswith(("Ja", "Alle", "Nina")) for label in desk.kim.newest.labels
    ):
        desk.kim.press(next(x for x in desk.kim.newest.labels if x.startswith(("Ja", "Nina"))))
