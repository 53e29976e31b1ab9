"""A trial run: played at once by those who have agreed to it, and then as if it had never been."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.facilitator.trial import LASTS
from dialogs.round import Status
from storage import rounds
from tests.planning_desk import Desk
from tests.talking import Phone

S01 = "Worauf lassen wir uns ein?"

#: What leads on in a trial.
GOES_ON = ("Weiter", "Beispieltext einsetzen", "Ergebnis zeigen")

#: What stays of anything that somebody does: that it was taken in, without words.
STAYS = {"inbox"}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    made.without_digests()
    return made


def test_nobody_plays_who_has_not_agreed(desk: Desk) -> None:
    one, other = asked(desk, "Mitglied 1", "Mitglied 2")
    assert "Es ist nur ein Probelauf" in one.newest.text
    one.press("Ich spiele mit")
    assert "Mitglied 1 spielt mit." in desk.kim.newest.text
    other.press("Nein, danke")
    desk.kim.press("Jetzt beginnen")
    assert players(desk) == {"Kim Koch", "Mitglied 1"}
    assert "Probelauf" not in other.newest.text


def test_no_more_than_three_are_asked(desk: Desk) -> None:
    begun(desk)
    for n in range(1, 5):
        desk.kim.press(f"Mitglied {n},")
    chosen = [label for label in desk.kim.newest.labels if label.startswith("✓")]
    assert len(chosen) == 3


def test_nobody_is_asked_outside_office_hours(desk: Desk) -> None:
    desk.house.now += timedelta(hours=12)  # nine in the evening
    (one,) = asked(desk, "Mitglied 1")
    assert "sobald Ihre Bürozeiten beginnen: 2. Dezember, 08:00" in desk.kim.newest.text
    assert one.texts() == []
    desk.house.wait(timedelta(hours=12))
    assert "ob Sie mitspielen" in one.newest.text
    desk.house.wait(timedelta(hours=46))
    assert "Ich spiele mit" in one.newest.labels
    desk.house.wait(timedelta(hours=3))
    assert "ist vorbei" in desk.kim.newest.text


def test_who_sits_at_the_desk_is_offered_first(desk: Desk) -> None:
    begun(desk)
    assert desk.kim.newest.labels[0].startswith("Ada Arndt")


def test_it_can_be_thought_over(desk: Desk) -> None:
    (one,) = asked(desk, "Mitglied 1")
    one.press("Nein, danke")
    one.press("Doch mitspielen")
    assert "Mitglied 1 spielt mit." in desk.kim.newest.text
    one.press("Doch nicht mitspielen")
    assert "Mitglied 1 spielt diesmal nicht mit." in desk.kim.newest.text
    desk.kim.press("Jetzt beginnen")
    assert players(desk) == {"Kim Koch"}


def test_who_answers_too_late_is_told_so(desk: Desk) -> None:
    (one,) = asked(desk, "Mitglied 1")
    desk.kim.press("Jetzt beginnen")
    one.press("Ich spiele mit")
    assert "hat schon begonnen oder ist vorbei" in one.newest.text
    assert players(desk) == {"Kim Koch"}


def test_its_first_message_says_what_it_is_and_nothing_waits(desk: Desk) -> None:
    (one,) = asked(desk, "Mitglied 1")
    one.press("Ich spiele mit")
    desk.house.now += timedelta(hours=12)  # nine in the evening
    desk.kim.press("Jetzt beginnen")
    heading, invitation = one.texts()[-2:]
    assert heading.startswith(f"Probelauf: „{S01}“")
    assert "Nichts von dem, was Sie jetzt sagen, zählt." in heading
    assert "ist niemand anonym" in heading
    assert "Guten Tag." in invitation
    assert "Beginnen" in one.newest.labels


def test_it_is_played_to_its_end_and_leaves_no_trace(desk: Desk) -> None:
    before = desk.rows()
    (one,) = asked(desk, "Mitglied 1")
    one.press("Ich spiele mit")
    desk.kim.press("Jetzt beginnen")
    answer(one)
    lead_on(desk)
    assert "ist vorbei. Was gespeichert war, ist gelöscht" in one.newest.text
    assert desk.kim.newest.labels == ["Vorbereiten", "Anderer Dialog"]
    assert changed(before, desk.rows()) == STAYS
    assert not keys_of_phases(desk)
    assert all("Beginnen" not in shown.labels for shown in one.shown)


def test_from_its_end_it_goes_on_to_a_real_round_or_another_dialog(desk: Desk) -> None:
    alone(desk)
    desk.kim.press("Probelauf beenden")
    over = desk.kim.newest
    keys = over.keys
    desk.kim.press("Vorbereiten")
    assert "Frage 1 von 7" in desk.kim.newest.text
    over.keys = keys
    desk.kim.press("Anderer Dialog", under=over)
    assert "Wofür soll die Runde sein?" in desk.kim.newest.text


def test_what_needs_more_people_is_at_least_shown(desk: Desk) -> None:
    alone(desk)
    lead_on(desk)
    assert any(
        text.startswith("Mit mehr Menschen würde „Regeln finden“ fragen:")
        for text in desk.kim.texts()
    )


def test_words_of_the_coordination_have_examples(desk: Desk) -> None:
    alone(desk)
    lead_on(desk)
    waited, opened = "braucht eine echte Runde Worte von Ihnen", "geht weiter: „Arbeitsbündnis“"
    (before,) = [n for n, each in enumerate(desk.kim.texts()) if waited in each]
    assert any(opened in each for each in desk.kim.texts()[before:])


@pytest.mark.parametrize("started", [False, True])
def test_after_two_days_nothing_is_left_of_it(desk: Desk, *, started: bool) -> None:
    before = desk.rows()
    (one,) = asked(desk, "Mitglied 1")
    one.press("Ich spiele mit")
    if started:
        desk.kim.press("Jetzt beginnen")
        answer(one)
    desk.house.now += LASTS - timedelta(hours=1)
    desk.house.wait(timedelta(hours=2))
    assert "ist vorbei" in one.newest.text
    assert "ist vorbei" in desk.kim.newest.text
    assert changed(before, desk.rows()) == STAYS
    assert not keys_of_phases(desk)


def test_it_can_be_ended_at_any_time(desk: Desk) -> None:
    before = desk.rows()
    alone(desk)
    answer(desk.kim)
    desk.kim.press("Probelauf beenden")
    assert changed(before, desk.rows()) == STAYS


def test_buttons_and_replies_that_are_left_over_are_answered_kindly(desk: Desk) -> None:
    alone(desk)
    invitation = desk.kim.with_button("Beginnen")
    keys = invitation.keys
    desk.kim.press("Beginnen")
    question = desk.kim.newest
    question_keys = question.keys
    desk.kim.press("Probelauf beenden")
    invitation.keys, question.keys = keys, question_keys
    desk.kim.press("Beginnen", under=invitation)
    assert "ist inzwischen geschlossen" in desk.kim.newest.text
    desk.kim.type("Eine Antwort", to=question)
    assert "Das habe ich nicht verstanden" in desk.kim.newest.text


def test_it_is_in_no_list_and_counts_nowhere(desk: Desk) -> None:
    alone(desk)
    desk.kim.type("/stand")
    assert "Zurzeit läuft keine Runde" in desk.kim.newest.text
    desk.ada.type("/runde")
    assert not any(label.startswith("Weiter mit") for label in desk.ada.newest.labels)
    desk.prepare_contracting(desk.kim)
    assert "läuft noch" not in desk.kim.newest.text
    desk.kim.press("Starten")
    desk.kim.press("Jetzt starten")
    assert "hat begonnen" in desk.kim.newest.text


def test_nobody_else_leads_it(desk: Desk) -> None:
    alone(desk)
    with desk.house.database.reading() as session:
        (number,) = rounds.of_network(session, desk.network)
    desk.ada.type("/runde")
    menu = desk.ada.newest
    key = menu.keys[0][0]
    whose = key.data.split(":")[2]  # type: ignore[union-attr]
    menu.keys = ((type(key)("Weiter", f"c:next:{whose}:{number}"),),)
    desk.ada.press("Weiter", under=menu)
    with desk.house.database.reading() as session:
        assert rounds.load(session, number).openings == 1


def test_it_is_found_again_by_whoever_leads_it(desk: Desk) -> None:
    begun(desk)
    desk.kim.type("/runde")
    desk.kim.press(f"Probelauf: {S01}")
    assert "Wer spielt mit?" in desk.kim.newest.text
    desk.kim.press("Allein spielen")
    desk.kim.type("/runde")
    desk.kim.press(f"Probelauf: {S01}")
    assert "Teil 1 von 4" in desk.kim.newest.text
    desk.ada.type("/runde")
    assert not any(label.startswith("Probelauf") for label in desk.ada.newest.labels)


def test_a_restart_in_between_changes_nothing(desk: Desk) -> None:
    before = desk.rows()
    (one,) = asked(desk, "Mitglied 1")
    desk.house.restart()
    one.press("Ich spiele mit")
    desk.house.restart()
    desk.kim.press("Jetzt beginnen")
    desk.house.restart()
    lead_on(desk)
    assert changed(before, desk.rows()) == STAYS


def test_who_plays_can_leave_the_network_in_between(desk: Desk) -> None:
    (one,) = asked(desk, "Mitglied 1")
    one.press("Ich spiele mit")
    desk.kim.press("Jetzt beginnen")
    one.type("/abmelden")
    one.press(next(label for label in one.newest.labels if "löschen" in label))
    lead_on(desk)
    assert desk.rows()["rounds"] == 0


@pytest.mark.parametrize(
    ("shelf", "title"),
    [
        ("Weitergeben", "Wer weiß was? Eine Frage"),
        ("Weitergeben", "Praxisbaustein"),
        ("Klären und vereinbaren", "Wann ist unsere Arbeit gut?"),
        ("Sehen, was", "Fünf Tage"),
        ("Gremien", "Nicht noch ein Gremium"),
        ("Fragen, die", "Vor der Sitzung"),
    ],
)
def test_other_dialogs_can_be_tried_as_well(desk: Desk, shelf: str, title: str) -> None:
    before = desk.rows()
    begun(desk, shelf, title)
    desk.kim.press("Allein spielen")
    lead_on(desk)
    assert changed(before, desk.rows()) == STAYS


# --- Doing it ------------------------------------------------------------------------------------


def begun(desk: Desk, shelf: str = "Klären und vereinbaren", title: str = S01) -> None:
    """Begin a trial, up to the question who plays."""
    desk.choose(desk.kim, shelf, title)
    desk.kim.press("Probelauf")


def asked(desk: Desk, *names: str) -> list[Phone]:
    """Ask some people to play, and return their phones."""
    begun(desk)
    for name in names:
        desk.kim.press(f"{name},")
    desk.kim.press("Fragen")
    return [desk.house.phone(name) for name in names]


def alone(desk: Desk) -> None:
    """Play alone."""
    begun(desk)
    desk.kim.press("Allein spielen")


def answer(phone: Phone) -> None:
    """Begin what is open, and answer the first question in words."""
    phone.press("Beginnen")
    phone.type("Wir arbeiten besser zusammen.")


def lead_on(desk: Desk) -> None:
    """Go on until the trial is over."""
    for _ in range(30):
        shown = [each for each in desk.kim.shown if set(each.labels) & {*GOES_ON}]
        if not shown:
            return
        label = next(label for label in shown[-1].labels if label in GOES_ON)
        desk.kim.press(label, under=shown[-1])
    raise AssertionError(f"no end in sight:\n{desk.kim}")


def players(desk: Desk) -> set[str]:
    with desk.house.database.reading() as session:
        (number,) = rounds.of_network(session, desk.network, (Status.OPEN, Status.WAITING))
        return {each.name for each in rounds.members(session, number).values()}


def changed(before: dict[str, int], after: dict[str, int]) -> set[str]:
    return {name for name in after if before[name] != after[name]}


def keys_of_phases(desk: Desk) -> list[Path]:
    return list((desk.house.folder / "keys" / "phases").iterdir())
