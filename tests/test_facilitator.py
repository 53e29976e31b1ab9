"""What people do comes in, and in one transaction everything follows that comes of it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot import sheet
from bot.channels.heard import Back, Edited, Gone, Group, Sent
from bot.facilitator import nights
from bot.facilitator.advancing import advance
from bot.facilitator.here import Here
from bot.roles import parts
from dialogs import engine
from dialogs.calm import Kind, Rhythm
from dialogs.events import Beginning, Started
from dialogs.habits import Habit
from dialogs.round import Seat
from storage import habits, memberships, people, rounds, scripts
from tests.talking import House, Phone

SHEET = (Path(__file__).parent / "sheets" / "beispielstadt.yaml").read_bytes()
PAGE, _ = sheet.read(SHEET, date(2026, 11, 27))

LEVELS = ("Politik", "Verwaltung", "Träger", "Fachdienste", "Zivilgesellschaft")


def join(phone: Phone, token: str, level: str = "Fachdienste") -> None:
    """Follow an invitation to its end."""
    phone.type(f"/start {token}")
    phone.press("Weiter")
    phone.press("Einverstanden")
    phone.press(level)
    phone.press("Frühe Hilfen")
    phone.press(phone.name)
    phone.type(f"Stelle von {phone.name}")


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A network with a coordination and nobody else."""
    house = House(tmp_path)
    assert PAGE is not None
    join(house.phone("Kim Koch"), house.network(PAGE), "Verwaltung")
    return house


def with_people(house: House, n: int) -> list[Phone]:
    """Let people join by the link of the coordination, who knows them all."""
    kim = house.phone("Kim Koch")
    kim.type("/einladen")
    found = re.search(r"start=(\w+)", kim.newest.text)
    assert found is not None
    phones = [house.phone(f"Ana {number}") for number in range(n)]
    for number, phone in enumerate(phones):
        join(phone, found[1], LEVELS[number % len(LEVELS)])
    house.wait(timedelta(hours=1))
    kim.press("Alle gehören dazu" if n > 1 else "Ja")
    return phones


def begin(house: House, name: str) -> int:
    """Begin a dialog with everybody who takes part."""
    with house.database.writing() as session:
        digest = scripts.put(session, house.facilitator.premises.shipped[name])
        members = [m for m in memberships.of_network(session, 1) if m.confirmed_at]
        for each in members:
            habits.put(session, each.person, Kind.CHECK_IN, Habit(Rhythm.WEEKLY))
        seats = [Seat(n, each.level, parts(each.roles)) for n, each in enumerate(members, 1)]
        given = dict.fromkeys(scripts.get(session, digest).given, ("2027-02-03",))
        round = engine.begin(seats, Beginning(given=given))
        seated = {n: each.id for n, each in enumerate(members, 1)}
        number = rounds.begin(session, 1, digest, round, seated, house.now)
        facilitator = house.facilitator
        chance, fresh = facilitator.chance, facilitator.fresh
        here = Here(session, facilitator.premises, house.now, chance, fresh)
        advance(here, number, Started())
        nights.watch(here, number)
    house.wait(timedelta(minutes=15))
    return number


# --- Joining ------------------------------------------------------------------------------------


def test_nothing_is_kept_of_somebody_who_has_not_agreed(tmp_path: Path) -> None:
    house = House(tmp_path)
    assert PAGE is not None
    token = house.network(PAGE)
    somebody = house.phone("Somebody")
    somebody.type("hallo")
    somebody.type(f"/start {token}")
    somebody.press("Weiter")
    somebody.press("Nein, danke")
    assert "ist nichts gespeichert" in somebody.newest.text
    with house.database.reading() as session:
        assert people.by_address(session, somebody.chat) is None


def test_the_link_of_a_coordination_works_once(house: House, tmp_path: Path) -> None:
    other = House(tmp_path / "other")
    assert PAGE is not None
    token = other.network(PAGE)
    join(other.phone("Kim Koch"), token)
    late = other.phone("Late")
    late.type(f"/start {token}")
    assert "gilt nicht mehr" in late.newest.text
    assert house.phone("Kim Koch").texts()[-1].startswith("Sie koordinieren")


def test_the_buttons_of_the_invitation_do_nothing_to_who_takes_part(house: House) -> None:
    kim = house.phone("Kim Koch")
    kim.type("/einladen")
    found = re.search(r"start=(\w+)", kim.newest.text)
    assert found is not None
    ana = house.phone("Ana")
    ana.type(f"/start {found[1]}")
    ana.press("Weiter")
    notice = replace(ana.with_button("Einverstanden"))
    for label in ("Einverstanden", "Einverstanden", "Nein, danke"):
        ana.press(label, under=notice)
    ana.press("Weiter")
    assert [each for each in ana.texts() if "schon dabei" in each]
    assert not [each for each in ana.texts() if "nichts gespeichert" in each]
    with house.database.reading() as session:
        person = people.by_address(session, ana.chat)
        assert person is not None
        assert len(memberships.of_person(session, person.id)) == 1


def test_the_numbers_to_call_are_pinned_and_name_everybody(house: House) -> None:
    (pinned,) = (each for each in house.phone("Kim Koch").texts() if "Sorgen" in each)
    assert "03491 123-0" in pinned
    assert "110" in pinned


def test_who_has_joined_is_asked_about_in_one_message_at_a_decent_hour(house: House) -> None:
    house.wait(timedelta(hours=9))
    kim = house.phone("Kim Koch")
    before = len(kim.texts())
    kim.type("/einladen")
    found = re.search(r"start=(\w+)", kim.newest.text)
    assert found is not None
    for n in range(3):
        join(house.phone(f"Night owl {n}"), found[1])
    house.wait(timedelta(hours=2))
    assert not [each for each in kim.texts()[before:] if "beigetreten" in each]
    house.wait(timedelta(hours=12))
    (news,) = [each for each in kim.texts()[before:] if "beigetreten" in each]
    assert all(f"Night owl {n}" in news for n in range(3))


def test_what_somebody_has_told_can_be_corrected(house: House) -> None:
    kim = house.phone("Kim Koch")
    kim.type("/korrigieren")
    kim.press("Ebene")
    kim.press("Fachdienste")
    assert "Fachdienste und Praxis" in kim.newest.text
    kim.type("/korrigieren")
    kim.press("Sprache")
    kim.press("English")
    kim.type("/help")
    assert "I am a programme" in kim.texts()[-2]


# --- Answering ----------------------------------------------------------------------------------


def test_an_answer_becomes_the_record_of_its_question(house: House) -> None:
    ana, *_ = with_people(house, 6)
    begin(house, "s01_auftrag")
    ana.press("Beginnen")
    ana.type("Wir rufen einander an.")
    ana.press("Wörtlich")
    (record,) = [each for each in ana.shown if "✓ Ihre Antwort" in each.text]
    assert "Stellen Sie sich vor" in record.text
    assert "‚Wir rufen" in record.text or "„Wir rufen" in record.text
    ana.press("4")
    assert any("✓ Ihre Antwort: 4" in text for text in ana.texts())


def test_words_go_to_the_question_they_reply_to(house: House) -> None:
    ana, *_ = with_people(house, 6)
    begin(house, "s01_auftrag")
    ana.press("Beginnen")
    first = ana.newest
    ana.press("Überspringen")
    assert first.keys == ()
    ana.type("Nachgereicht.", to=first)
    assert "Nachgereicht" in first.text


def test_a_day_that_was_typed_leaves_no_buttons_that_change_it(house: House) -> None:
    phones = with_people(house, 6)
    begin(house, "checkin_monatlich")
    house.wait(timedelta(days=1))
    for phone in [house.phone("Kim Koch"), *phones]:
        for _ in range(30):
            if any(label.startswith("In zwei Wochen") for label in phone.newest.labels):
                asked = phone.newest
                phone.type("20.1.2027")
                assert asked.keys == ()
                assert any("20. Januar" in text for text in phone.texts())
                return
            if not step(phone):
                break
    pytest.fail("nobody was asked for a day")


def step(phone: Phone) -> bool:
    """Answer whatever the phone shows; return whether there was anything."""
    labels = phone.newest.labels
    if not labels:
        return False
    if set(labels) <= {"Zurück", "Überspringen"}:
        phone.type("Wir laden alle ein.")
    else:
        phone.press(labels[0])
        if "Fertig" in phone.newest.labels:
            phone.press("Fertig")
    return True


def test_what_the_guard_asks_about_comes_back_with_the_button(house: House) -> None:
    ana, *_ = with_people(house, 6)
    begin(house, "s01_auftrag")
    ana.press("Beginnen")
    ana.type("Frau Schmidt vom Jugendamt blockiert alles.")
    assert "noch nicht gespeichert" in ana.newest.text
    ana.press("Niemand ist erkennbar")
    assert any("Frau Schmidt" in each.text and "✓" in each.text for each in ana.shown if each.ours)


def test_refused_words_are_named_and_leave_the_chat(house: House) -> None:
    ana, *_ = with_people(house, 6)
    begin(house, "s01_auftrag")
    ana.press("Beginnen")
    ana.type("Kevin Müller, geboren am 3.4.2015, wohnt in der Hauptstraße 5 in Wittenberg.")
    assert "nicht gespeichert" in ana.newest.text
    assert "Hauptstraße 5" in ana.newest.text
    house.wait(timedelta(minutes=15))
    assert not [each for each in ana.shown if not each.ours and "Kevin" in each.text]


def test_worry_is_answered_with_numbers_also_when_nothing_is_open(house: House) -> None:
    (ana,) = with_people(house, 1)
    ana.type("Ein Kind wird gerade geschlagen, ich habe Angst um es.")
    assert ana.newest.text.startswith("Niemand hat das gelesen. Es ist keine Meldung.")
    ana.does(Edited("Das Kind wird jetzt gerade geschlagen", 5))
    assert ana.newest.text.startswith("Niemand hat das gelesen.")
    ana.does(Sent("other", 6, "Das Kind wird jetzt gerade geschlagen"))
    assert ana.newest.text.startswith("Niemand hat das gelesen.")


def test_pictures_are_turned_away(house: House) -> None:
    (ana,) = with_people(house, 1)
    ana.does(Sent("voice", 77))
    assert "diktieren" in ana.newest.text


def test_a_second_delivery_changes_nothing(house: House) -> None:
    ana, *_ = with_people(house, 6)
    begin(house, "s01_auftrag")
    ana.press("Beginnen")
    before = len(ana.texts())
    house.again(ana)
    assert len(ana.texts()) == before


def test_everything_is_there_after_a_restart(house: House) -> None:
    ana, *_ = with_people(house, 6)
    begin(house, "s01_auftrag")
    ana.press("Beginnen")
    house.restart()
    ana.type("Wir rufen einander an.")
    house.restart()
    ana.press("Wörtlich")
    assert "Frage 2 von 5" in ana.newest.text


# --- Coming and going ---------------------------------------------------------------------------


def test_somebody_who_leaves_is_told_so_and_then_forgotten(house: House) -> None:
    (ana,) = with_people(house, 1)
    ana.type("/abmelden")
    ana.press("Alles löschen")
    assert "gelöscht" in ana.newest.text
    house.wait(timedelta(hours=2))
    with house.database.reading() as session:
        assert people.by_address(session, ana.chat) is None
    ana.type("hallo?")
    assert "Einladung" in ana.newest.text


def test_nobody_is_written_to_who_has_blocked_us(house: House) -> None:
    ana, *_ = with_people(house, 6)
    ana.does(Gone())
    before = len(ana.texts())
    begin(house, "s01_auftrag")
    house.wait(timedelta(days=2))
    assert len(ana.texts()) == before
    ana.does(Back())
    house.wait(timedelta(days=1))
    assert any("Worauf lassen wir uns ein" in each for each in ana.texts()[before:])


def test_who_is_silent_for_a_year_is_asked_once_and_then_let_go(house: House) -> None:
    ana, ben = with_people(house, 2)
    house.later(timedelta(days=370))
    house.sweep()
    house.wait(timedelta(days=1))
    assert "lange nichts" in ana.texts()[-1]
    ana.press("Ja, ich bleibe")
    house.later(timedelta(days=31))
    house.sweep()
    house.wait(timedelta(hours=3))
    with house.database.reading() as session:
        assert people.by_address(session, ana.chat) is not None
        assert people.by_address(session, ben.chat) is None


def test_a_group_is_told_once_that_it_is_no_place_for_this(house: House) -> None:
    group = house.phone("Group")
    group.does(Group(added=True))
    group.does(Group(added=False))
    (told,) = group.texts()
    assert "nur mit jedem Menschen einzeln" in told


def test_what_is_kept_about_somebody_can_be_seen_and_taken_along(house: House) -> None:
    (ana,) = with_people(house, 1)
    ana.type("/meinedaten")
    assert "Stelle von Ana 0" in ana.newest.text
    ana.press("Datei schicken")
    assert '"body": "Stelle von Ana 0"' in ana.newest.text


# --- The desk -----------------------------------------------------------------------------------


def test_how_a_round_stands_is_told_the_day_after(house: House) -> None:
    phones = with_people(house, 8)
    begin(house, "s01_auftrag")
    kim = house.phone("Kim Koch")
    for phone in phones[:6]:
        phone.press("Beginnen")
        phone.type("Wir rufen einander an.")
    kim.type("/stand")
    assert "sehen Sie morgen" in kim.newest.text
    house.wait(timedelta(days=1))
    kim.type("/stand")
    assert "6 von" in kim.newest.text
    phones[6].press("Beginnen")
    phones[6].type("Auch ich.")
    kim.type("/stand")
    assert "6 von" in kim.newest.text


def test_only_the_desk_has_the_desk(house: House) -> None:
    (ana,) = with_people(house, 1)
    ana.type("/stand")
    assert "nicht verstanden" in ana.newest.text
