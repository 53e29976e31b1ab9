"""Beginning a round: from the library through the preparation and its check to the invitations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from bot.facilitator import desk as desks
from bot.facilitator.desk import planning
from bot.roles import MEMBER
from dialogs.round import Status
from storage import memberships, moments, rounds
from storage.tables import Rounds, Scripts
from tests.planning_desk import Desk
from tests.talking import Phone

AIMS, SHARE, EFFECT = "Klären und vereinbaren", "Weitergeben, was wir", "Sehen, was wir bewirken"
S01 = "Worauf lassen wir uns ein?"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def newest(phone: Phone) -> str:
    return phone.newest.text


# --- Preparing -----------------------------------------------------------------------------------


def test_a_round_is_prepared_checked_and_begun(desk: Desk) -> None:
    desk.invited(verwaltung=9, traeger=5, praxis=12, zivil=4, politik=3)
    desk.prepare_contracting(desk.kim)
    check = newest(desk.kim)
    for words in (
        "Wofür: Klären, was wir wollen.",
        "Wer entscheidet: Die Steuerungsgruppe",
        "Mo., 15. März 2027",
        "– Ankommen: Fr., 11. Dezember 2026",
        "– Ergebnis, mit aller Zeit für Lesen und Schreiben, spätestens: Mo., 8. Februar 2027",
        "14 Menschen nehmen teil",
        "– Fachdienste und Praxis: 3 von 12 Eingeladenen",
        "– Regeln finden: Mo., 28. Dezember 2026",
    ):
        assert words in check
    desk.kim.press("Starten")
    assert newest(desk.kim).startswith("Das geht an 14 Menschen.")
    desk.kim.press("Jetzt starten")
    assert "hat begonnen, mit 14 Menschen" in newest(desk.kim)
    desk.house.wait(timedelta(hours=4))
    assert all("Beginnen" in phone.newest.labels for phone in desk.house.phones.values())


def test_the_round_knows_who_was_invited_who_sits_where_and_what_was_filled_in(desk: Desk) -> None:
    desk.invited(praxis=12, extern=2)
    desk.prepare_contracting(desk.kim)
    number, round = desk.begin()
    assert round.status is Status.OPEN
    assert round.invited["praxis"] == 12
    assert round.invited["extern"] == 2
    assert round.invited["politik"] == 3
    assert round.given == {"treffen": ("2027-03-16",)}
    with desk.house.database.reading() as session:
        names = {seat: each.name for seat, each in rounds.members(session, number).items()}
    coordinating = {names[n] for n, seat in round.seats.items() if "coordinator" in seat.parts}
    assert coordinating == {"Kim Koch", "Ada Arndt"}
    assert len(names) == 14
    assert sum("steering" in seat.parts for seat in round.seats.values()) == 3


def test_a_round_that_has_begun_is_watched_every_night(desk: Desk) -> None:
    desk.prepare_contracting(desk.kim)
    number, _ = desk.begin()
    with desk.house.database.reading() as session:
        kinds = {each.kind for each in moments.of_round(session, number)}
    assert "night" in kinds


def test_only_who_is_confirmed_takes_part(desk: Desk) -> None:
    desk.join("Nina Neu", {MEMBER}, confirmed=False)
    desk.prepare_contracting(desk.kim)
    assert "1 Mensch ist beigetreten und noch nicht bestätigt" in newest(desk.kim)
    _, round = desk.begin()
    assert len(round.seats) == 14


def test_one_can_stop_at_any_time_and_the_deputy_goes_on(desk: Desk) -> None:
    desk.choose(desk.kim, AIMS, S01)
    desk.kim.press("Vorbereiten")
    desk.kim.type("Klären, was wir wollen.")
    desk.house.restart()
    desk.ada.type("/runde")
    desk.ada.press(f"Weiter mit: {S01}")
    assert "Frage 2 von 7" in newest(desk.ada)
    desk.ada.type("Die Steuerungsgruppe")
    desk.house.restart()
    desk.kim.type("/stand")
    desk.kim.press("Weiter vorbereiten")
    assert "Frage 3 von 7" in newest(desk.kim)


def test_one_can_go_back_and_leave_what_stands_there(desk: Desk) -> None:
    desk.choose(desk.kim, AIMS, S01)
    desk.kim.press("Vorbereiten")
    desk.kim.type("Klären, was wir wollen.")
    desk.kim.type("Die Steuerungsgruppe")
    desk.kim.press("Zurück")
    assert "Bisher steht da:\nDie Steuerungsgruppe" in newest(desk.kim)
    desk.kim.press("Zurück")
    assert "Bisher steht da:\nKlären, was wir wollen." in newest(desk.kim)
    desk.kim.press("So lassen")
    assert "Frage 3 von 7" in newest(desk.kim)


def test_everything_can_be_changed_from_the_check(desk: Desk) -> None:
    desk.prepare_contracting(desk.kim)
    desk.kim.press("Ändern")
    desk.kim.press("Wer entscheidet")
    desk.kim.type("Der Jugendhilfeausschuss")
    assert "Wer entscheidet: Der Jugendhilfeausschuss" in newest(desk.kim)
    assert "Starten" in desk.kim.newest.labels


def test_a_discarded_preparation_is_gone_and_its_buttons_say_so(desk: Desk) -> None:
    before = desk.rows()
    desk.prepare_contracting(desk.kim)
    check = desk.kim.newest
    keys = check.keys
    desk.kim.press("Verwerfen")
    desk.kim.press("Ja, löschen")
    assert "ist gelöscht" in newest(desk.kim)
    after = desk.rows()
    assert {name for name in before if before[name] != after[name]} == {"inbox"}
    check.keys = keys
    desk.kim.press("Starten", under=check)
    assert "Diese Vorbereitung gibt es nicht mehr" in newest(desk.kim)


def test_words_for_a_discarded_preparation_are_answered_kindly(desk: Desk) -> None:
    desk.choose(desk.kim, AIMS, S01)
    desk.kim.press("Vorbereiten")
    desk.ada.type("/runde")
    desk.ada.press(f"Weiter mit: {S01}")
    desk.ada.press("Verwerfen")
    desk.ada.press("Ja, löschen")
    desk.kim.type("Klären, was wir wollen.")
    assert "Diese Vorbereitung gibt es nicht mehr" in newest(desk.kim)


def test_to_think_again_keeps_a_preparation(desk: Desk) -> None:
    desk.prepare_contracting(desk.kim)
    desk.kim.press("Verwerfen")
    desk.kim.press("Nein, weiter")
    assert "Starten" in desk.kim.newest.labels
    desk.kim.press("Starten")
    desk.kim.press("Noch nicht")
    assert "Starten" in desk.kim.newest.labels


def test_two_preparations_do_not_mix(desk: Desk) -> None:
    desk.choose(desk.kim, AIMS, S01)
    desk.kim.press("Vorbereiten")
    desk.kim.type("Die erste.")
    desk.choose(desk.ada, EFFECT, "Zielscheibe")
    desk.ada.press("Vorbereiten")
    desk.ada.type("Die zweite.")
    desk.kim.type("Die Steuerungsgruppe")
    with desk.house.database.reading() as session:
        frames = [rounds.frame(session, n) for n in rounds.of_network(session, desk.network)]
    assert [frame["purpose"] for frame in frames] == ["Die zweite.", "Die erste."]
    assert [frame.get("decides") for frame in frames] == [None, "Die Steuerungsgruppe"]


def test_the_same_dialog_is_not_prepared_twice_by_mistake(desk: Desk) -> None:
    desk.choose(desk.kim, AIMS, S01)
    card = desk.kim.newest
    keys = card.keys
    desk.kim.press("Vorbereiten")
    card.keys = keys
    desk.kim.press("Vorbereiten", under=card)
    assert desk.rows()["rounds"] == 1
    desk.kim.type("Klären, was wir wollen.")
    card.keys = keys
    desk.kim.press("Vorbereiten", under=card)
    assert "wird schon vorbereitet" in newest(desk.kim)
    desk.kim.press("Zweite vorbereiten")
    assert desk.rows()["rounds"] == 2


def test_starting_twice_begins_one_round(desk: Desk) -> None:
    desk.prepare_contracting(desk.kim)
    desk.kim.press("Starten")
    question = desk.kim.newest
    keys = question.keys
    desk.kim.press("Jetzt starten")
    question.keys = keys
    desk.kim.press("Jetzt starten", under=question)
    assert "Diese Vorbereitung gibt es nicht mehr" in newest(desk.kim)
    assert desk.rows()["seats"] == 14


# --- What cannot be taken ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "typed", "answer"),
    [
        ((), "x" * 501, "höchstens 500 Zeichen"),
        (("A", "B"), "bald", "kann ich keinen Tag lesen"),
        (("A", "B"), "31.2.2027", "kann ich keinen Tag lesen"),
        (("A", "B"), "1.3.2020", "ist schon vorbei"),
        (("A", "B", "15.3.2027"), "beim nächsten Mal", "kann ich keinen Tag lesen"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_lost(
    desk: Desk, before: Sequence[str], typed: str, answer: str
) -> None:
    desk.choose(desk.kim, AIMS, S01)
    desk.kim.press("Vorbereiten")
    for words in before:
        desk.kim.type(words)
    place = newest(desk.kim).split("\n")[0]
    desk.kim.type(typed)
    assert answer in newest(desk.kim)
    desk.kim.type("15.3.2027")
    assert newest(desk.kim).split("\n")[0] != place
    assert "Frage" in newest(desk.kim)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("Übergänge", "mindestens zwei Einträge"),
        ("Übergänge\nÜbergänge", "mindestens zwei Einträge"),
        ("Übergänge\n" + "x" * 101, "höchstens 100 Zeichen"),
        ("\n".join(f"Thema {n}" for n in range(21)), "höchstens 20 Einträge"),
    ],
)
def test_a_list_that_does_not_fit_is_refused(desk: Desk, typed: str, answer: str) -> None:
    to_themes(desk)
    desk.kim.type(typed)
    assert answer in newest(desk.kim)
    desk.kim.type("- Übergänge\n– Elternarbeit\n3. Anwesenheit\n\n")
    with desk.house.database.reading() as session:
        (number,) = rounds.of_network(session, desk.network)
        assert rounds.frame(session, number)["given/themen"] == (
            "Übergänge\nElternarbeit\nAnwesenheit"
        )


def test_the_guard_reads_what_is_filled_in(desk: Desk) -> None:
    desk.choose(desk.kim, AIMS, S01)
    desk.kim.press("Vorbereiten")
    desk.kim.type("Ein Kind in Gefahr: Leon Schmidt, geboren am 3.4.2019, wird geschlagen.")
    with desk.house.database.reading() as session:
        (number,) = rounds.of_network(session, desk.network)
        assert rounds.frame(session, number) == {}


def test_a_name_is_asked_about_before_it_is_kept(desk: Desk) -> None:
    desk.choose(desk.kim, AIMS, S01)
    desk.kim.press("Vorbereiten")
    desk.kim.type("Klären, was wir wollen.")
    desk.kim.type("Frau Müller entscheidet.")
    with desk.house.database.reading() as session:
        (number,) = rounds.of_network(session, desk.network)
        assert "decides" not in rounds.frame(session, number)
    desk.kim.press(desk.kim.newest.labels[0])
    assert "Frage 3 von 7" in newest(desk.kim)


# --- The check -----------------------------------------------------------------------------------


def test_with_too_few_people_a_round_cannot_begin(tmp_path: Path) -> None:
    desk = Desk(tmp_path, members=5)
    desk.prepare_contracting(desk.kim)
    assert "braucht mindestens 8 Menschen, und 5 sind da" in newest(desk.kim)
    assert "Starten" not in desk.kim.newest.labels
    for n in range(3):
        desk.join(f"Neu {n}", {MEMBER})
    desk.kim.type("/runde")
    desk.kim.press("Weiter mit")
    assert "Starten" in desk.kim.newest.labels
    assert "Die Gruppe ist klein" in newest(desk.kim)


def test_what_has_changed_since_the_check_is_seen_at_the_start(desk: Desk) -> None:
    desk.prepare_contracting(desk.kim)
    desk.kim.press("Starten")
    with desk.house.database.writing() as session:
        for each in memberships.of_network(session, desk.network)[2:10]:
            memberships.change(session, each.id, left_on=desk.house.now.date())
    desk.kim.press("Jetzt starten")
    assert "braucht mindestens 8 Menschen, und 6 sind da" in newest(desk.kim)
    assert desk.rows()["seats"] == 0


def test_a_day_that_has_passed_meanwhile_has_to_be_changed(desk: Desk) -> None:
    desk.prepare_contracting(desk.kim)
    desk.house.now += timedelta(days=120)
    desk.kim.type("/runde")
    desk.kim.press("Weiter mit")
    assert "Mo., 15. März 2027 ist schon vorbei" in newest(desk.kim)
    assert "Starten" not in desk.kim.newest.labels


def test_who_has_no_deputy_and_no_second_reader_is_told(tmp_path: Path) -> None:
    desk = Desk(tmp_path, deputy=False)
    desk.prepare_contracting(desk.kim)
    assert "Es fehlt ein zweiter Mensch, der mitliest" in newest(desk.kim)
    assert "Es gibt keine Vertretung" in newest(desk.kim)
    assert "Starten" in desk.kim.newest.labels


def test_a_talk_before_the_result_is_pointed_out(desk: Desk) -> None:
    desk.prepare_contracting(desk.kim)
    desk.kim.press("Ändern")
    desk.kim.press("Wann wir darüber")
    desk.kim.type("7.1.2027")
    assert "kommt das Ergebnis erst am Mo., 8. Februar 2027" in newest(desk.kim)
    assert "Starten" in desk.kim.newest.labels


def test_no_more_than_two_rounds_at_a_time(desk: Desk) -> None:
    desk.prepare_contracting(desk.kim)
    desk.begin()
    desk.prepare_contracting(desk.kim)
    assert f"„{S01}“ läuft noch, mit zum Teil denselben Menschen" in newest(desk.kim)
    desk.begin()
    desk.prepare_contracting(desk.kim)
    assert "14 Menschen sind schon in 2 Runden" in newest(desk.kim)
    assert "Starten" not in desk.kim.newest.labels


# --- What is kept --------------------------------------------------------------------------------


def test_no_word_of_a_plan_lies_open_in_the_database(desk: Desk) -> None:
    desk.choose(desk.kim, AIMS, S01)
    desk.kim.press("Vorbereiten")
    desk.kim.type("Zaunkönigsuche")
    assert b"Zaunk" not in (desk.house.folder / "reihum.db").read_bytes()


def test_a_discarded_plan_leaves_the_script_of_another_round(desk: Desk) -> None:
    desk.prepare_contracting(desk.kim)
    desk.begin()
    desk.choose(desk.kim, AIMS, S01)
    desk.kim.press("Vorbereiten")
    desk.kim.press("Verwerfen")
    desk.kim.press("Ja, löschen")
    assert desk.rows()[Scripts.__tablename__] == 1
    assert desk.rows()[Rounds.__tablename__] == 1


def test_every_verb_of_the_desk_has_one_meaning() -> None:
    modules = (
        desks.inviting,
        desks.staffing,
        planning,
        desks.standing,
        desks.leading,
        desks.drafting,
        desks.reading,
    )
    verbs = [verb for module in modules for verb in module.VERBS]
    assert len(verbs) == len(set(verbs))


# --- Doing it ------------------------------------------------------------------------------------


def to_themes(desk: Desk) -> None:
    """Prepare a dialog up to its list of themes."""
    desk.choose(desk.kim, AIMS, "Wann ist unsere Arbeit gut?")
    desk.kim.press("Vorbereiten")
    for words in ("Eckpunkte finden", "Das Netzwerk", "15.3.2027"):
        desk.kim.type(words)
