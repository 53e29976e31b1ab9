"""A question shows what can be pressed, and its answer becomes a record that can be changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from bot.message import Listens, Press, Single, Spread, Toggle
from bot.wording import worded
from dialogs.calm import Calm
from dialogs.effects import (
    AskMore,
    Finished,
    Keep,
    Passed,
    Took,
)
from dialogs.round import Answer
from dialogs.said import (
    CANNOT_SAY,
    Back,
    Picked,
    Points,
    Promise,
    Reason,
    Skip,
    Withdraw,
)
from tests.scene import (
    ENDS,
    SCENE,
    ask,
    at,
    button,
    german,
    rows,
)

# --- Questions and their buttons ---------------------------------------------------------------


def test_the_first_question_has_nothing_to_go_back_to() -> None:
    assert rows(german(ask("hoffnung", place=1))) == [["Überspringen"]]


def test_a_scale_names_its_ends_and_stands_in_one_row() -> None:
    said = german(ask("rueckhalt"))
    assert "1 heißt: trifft gar nicht zu. 6 heißt: trifft voll zu." in said.text
    assert rows(said) == [
        ["1", "2", "3", "4", "5", "6"],
        ["Kann ich nicht beurteilen"],
        ["Zurück", "Überspringen"],
    ]
    assert button(said, "4").press == Press(Picked((3,)), at("rueckhalt"))


def test_a_vote_quotes_what_it_is_about_and_breaks_its_long_row() -> None:
    said = german(ask("weg", item=1))
    assert "Wie groß ist Ihr Widerstand? „Alles bleibt, wie es ist“\n" in said.text
    assert rows(said)[:2] == [["0", "1", "2", "3", "4", "5"], ["6", "7", "8", "9", "10"]]


def test_a_sentence_to_react_to_is_quoted_below_the_question() -> None:
    said = german(ask("zu_regeln"))
    assert "Was sagen Sie dazu?\n\n„Wir sagen offen, wenn etwas nicht geht.“" in said.text
    assert ["Stimme zu"] in rows(said)


def test_several_options_are_marked_before_anything_is_said() -> None:
    said = german(ask("bedarf", answer="a1"))
    assert isinstance(said.keyboard, Toggle)
    assert said.keyboard.labels == ("Zeit", "Auftrag", "Schutz")
    assert (said.keyboard.at_most, said.keyboard.done) == (2, "Fertig")
    assert said.keyboard.press((0, 2)) == Press(Picked((0, 2)), at("bedarf"), "a1")


def test_points_are_spread_before_anything_is_said() -> None:
    said = german(ask("wichtig"))
    assert isinstance(said.keyboard, Spread)
    assert (said.keyboard.total, said.keyboard.done) == (3, "Fertig")
    assert said.keyboard.press((2, 0, 1)) == Press(Points((2, 0, 1)), at("wichtig"))


def test_another_contribution_is_asked_for_in_few_words() -> None:
    said = german(ask("hoffnung", item=1))
    assert "Möchten Sie noch etwas ergänzen? Bitte einen Gedanken je Nachricht." in said.text
    assert rows(said) == [["Zurück", "Das war alles"]]


def test_an_answer_can_be_changed_left_and_taken_back() -> None:
    said = german(ask("hoffnung", answer="a1"))
    assert "Ihre bisherige Antwort gilt, bis Sie eine andere geben." in said.text
    assert rows(said) == [["Zurück", "So lassen"], ["Antwort zurücknehmen"]]
    assert button(said, "So lassen").press == Press(Skip(), at("hoffnung"))
    taken_back = button(said, "Antwort zurücknehmen").press
    assert taken_back == Press(Withdraw(), at("hoffnung"), "a1")
    assert said.listens == Listens("answer", at("hoffnung"), "a1")


def test_back_leads_to_the_answer_just_kept_which_only_this_chat_can_name() -> None:
    kept = Keep(Answer("a1", "hoffnung", "0", "Mehr Zeit"))
    took = Took(7, at("hoffnung"), "a1", "Mehr Zeit")
    _, asked = worded([kept, took, ask("rueckhalt")], SCENE, "de")
    assert button(asked, "Zurück").press == Press(Back(), at("rueckhalt"), "a1")
    assert asked.listens == Listens("answer", at("rueckhalt"), before="a1")


def test_a_reason_may_be_kept_to_oneself() -> None:
    said = german(AskMore(7, at("buendnis"), "reason", "a1"))
    assert said.text.startswith("Wie müsste es heißen?")
    assert rows(said) == [["Zurück", "Das möchte ich nicht sagen"]]
    rather_not = button(said, "Das möchte ich nicht sagen").press
    assert rather_not == Press(Reason(""), at("buendnis"), "a1")
    assert said.listens == Listens("reason", at("buendnis"), "a1", before="a1")


def test_a_promise_is_given_its_day_by_a_button_or_by_typing() -> None:
    said = german(AskMore(7, at("schritt"), "until", "a1", "Ich rufe an"))
    assert rows(said) == [
        ["In zwei Wochen: 4. Dezember"],
        ["In vier Wochen: 18. Dezember"],
        ["In drei Monaten: 20. Februar"],
    ]
    pressed = button(said, "In zwei Wochen: 4. Dezember").press
    assert pressed.said == Promise("Ich rufe an", date(2026, 12, 4))
    assert said.listens == Listens("until", at("schritt"), "a1", "Ich rufe an")


def test_three_months_from_a_long_month_is_the_last_day_of_a_short_one() -> None:
    scene = replace(SCENE, today=date(2026, 11, 30))
    said = german(AskMore(7, at("schritt"), "until", "a1", "Ich rufe an"), scene)
    assert "In drei Monaten: 28. Februar" in [label for row in rows(said) for label in row]


def test_no_holiday_is_proposed_as_the_day_of_a_promise() -> None:
    host = replace(SCENE.host, calm=Calm(ZoneInfo("Europe/Berlin"), "ST"))
    scene = replace(SCENE, host=host, today=date(2026, 12, 11))
    said = german(AskMore(7, at("schritt"), "until", "a1", "Ich rufe an"), scene)
    assert rows(said)[0] == ["In zwei Wochen: 28. Dezember"]
    pressed = button(said, "In zwei Wochen: 28. Dezember").press
    assert pressed.said == Promise("Ich rufe an", date(2026, 12, 28))


def test_the_day_of_the_result_is_one_on_which_it_can_come_and_none_that_has_passed() -> None:
    host = replace(SCENE.host, calm=Calm(ZoneInfo("Europe/Berlin"), "ST"))
    friday = replace(SCENE, host=host, today=date(2026, 12, 1))
    assert "Spätestens am 21. Dezember" in german(Finished(7, ENDS), friday).text
    over = replace(SCENE, today=date(2026, 12, 19))
    assert "Spätestens" not in german(Finished(7, ENDS), over).text


# --- Records -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("effect", "text"),
    [
        (Took(7, at("hoffnung"), "a1", "Mehr Zeit"), "Ihre Antwort: „Mehr Zeit“"),
        (Took(7, at("rueckhalt"), "a1", 4), "Ihre Antwort: 4"),
        (
            Took(7, at("rueckhalt"), "a1", CANNOT_SAY),
            "Ihre Antwort: Kann ich nicht beurteilen",
        ),
        (Took(7, at("bedarf"), "a1", ("zeit", "schutz")), "Ihre Antwort: Zeit, Schutz"),
        (
            Took(7, at("wichtig"), "a1", {"zeit": 2, "schutz": 1}),
            "Ihre Antwort: Zeit (2), Schutz (1)",
        ),
        (
            Took(7, at("schritt"), "a1", Promise("Ich rufe an", date(2026, 12, 4))),
            "Ihre Zusage: „Ich rufe an“ bis Fr., 4. Dezember 2026",
        ),
        (
            Took(7, at("wie_oft"), "", "monat", kept=False),
            "Ihre Antwort: Jeden Monat\nSie wird nicht aufbewahrt und steht nur hier, bei Ihnen.",
        ),
    ],
)
def test_the_chat_reads_as_a_record_of_what_was_said(effect: Took, text: str) -> None:
    said = german(effect)
    assert said.text == text
    assert said.completes == effect.number


def test_a_record_can_be_changed_where_it_stands() -> None:
    said = german(Took(7, at("bedarf"), "a1", ("zeit", "schutz")))
    assert isinstance(said.keyboard, Toggle)
    assert said.keyboard.marked == (0, 2)
    assert said.keyboard.press((1,)) == Press(Picked((1,)), at("bedarf"), "a1")
    assert rows(said) == [["Antwort zurücknehmen"]]
    points = german(Took(7, at("wichtig"), "a1", {"zeit": 2, "schutz": 1})).keyboard
    assert isinstance(points, Spread)
    assert points.given == (2, 0, 1)


def test_words_typed_after_a_record_do_not_change_it_but_a_reply_to_it_does() -> None:
    said = german(Took(7, at("hoffnung"), "a1", "Mehr Zeit"))
    assert said.listens is None
    assert said.corrects == Listens("answer", at("hoffnung"), "a1")


def test_of_a_private_answer_nothing_remains_to_change() -> None:
    said = german(Took(7, at("wie_oft"), "", "monat", kept=False))
    assert (said.keyboard, said.corrects) == (Single(), None)


def test_a_skipped_question_can_still_be_answered() -> None:
    said = german(Passed(7, at("rueckhalt")))
    assert said.completes == at("rueckhalt")
    assert button(said, "4").press == Press(Picked((3,)), at("rueckhalt"))
