"""What is worked out of answers: quartiles, winners, and that reports say the same of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from math import floor
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from bot.documents.findings import SENTENCES
from dialogs.report import Found, Pledge, Resistances, Section, Sentences
from dialogs.reports.measures import hinges, middle
from dialogs.reports.mirrors import mirror
from dialogs.reports.sections import section, section_for_tandem
from dialogs.reports.winners import winners
from dialogs.round import Answer, Closed, Contribution, Item, Outcome, Round
from dialogs.said import Promise, Value
from dialogs.script import Script
from dialogs.text import plain
from tests.reporting import SCRIPT

points = st.lists(st.integers(0, 10), min_size=1, max_size=40)
resistance = st.integers(0, 10) | st.just("na")
reaction = st.sampled_from(["agree", "disagree", "pass"])


# --- Measures ----------------------------------------------------------------------------------


@given(points)
def test_quartiles_are_those_of_tukey(given: list[int]) -> None:
    """The hinges of ``fivenum`` in R, as its manual defines them."""
    ordered, n = sorted(given), len(given)
    depth = floor((n + 3) / 2) / 2
    low = (ordered[floor(depth) - 1] + ordered[-floor(-depth) - 1]) / 2
    high = (ordered[n - floor(depth)] + ordered[n + floor(-depth)]) / 2
    assert hinges(given) == (low, high)


@given(points)
def test_the_middle_lies_between_the_quartiles(given: list[int]) -> None:
    quartiles, centre = hinges(given), middle([*given, "na"])
    assert quartiles is not None
    assert centre is not None
    assert quartiles[0] <= centre <= quartiles[1]


def test_where_nobody_gave_a_point_there_is_no_middle() -> None:
    assert middle(["na", "na"]) is None
    assert hinges([]) is None


# --- Winners -----------------------------------------------------------------------------------


def test_options_win_by_points_and_those_without_any_do_not() -> None:
    answers: list[Value] = [{"b": 2, "a": 1}, {"b": 1}, {"c": 2}, {"b": 1}, {"c": 2}]
    assert won({"type": "rank", "points": 3, "options": OPTIONS}, {"": answers}) == ["b", "c", "a"]


def test_options_win_by_how_often_they_were_chosen_equals_in_the_order_of_the_script() -> None:
    one: list[Value] = ["b", "a", "b", "a", "c"]
    several: list[Value] = [("b", "c"), ("c",), ("c",), ("b",), ("c",)]
    assert won({"type": "choice", "options": OPTIONS}, {"": one}) == ["a", "b", "c"]
    assert won({"type": "multi", "options": OPTIONS}, {"": several}) == ["c", "b"]


def test_a_proposal_is_adopted_by_enough_people_without_a_single_objection() -> None:
    consent = {"type": "consent", "because": BECAUSE, "for_each": "liste"}
    answers = {"a": ["ok"] * 5, "b": [*["ok"] * 8, "objection"], "c": ["ok"] * 4}
    assert won(consent, answers) == ["a"]


def test_named_answers_win_without_a_threshold() -> None:
    choice = {"type": "choice", "options": OPTIONS, "anonymity": "named"}
    assert won(choice, {"": ["b"]}) == ["b"]


def test_below_the_threshold_nothing_wins() -> None:
    assert won({"type": "choice", "options": OPTIONS}, {"": ["b"] * 4}) == []


@given(st.lists(st.lists(reaction, max_size=12), min_size=1, max_size=6))
def test_a_later_phase_goes_on_with_just_the_sentences_that_the_report_calls_agreed(
    each: list[list[Value]],
) -> None:
    question = {"type": "reaction", "to": "liste"}
    figures = the_only_figures(question, lettered(each))
    agreed = []
    if figures is not None:
        assert isinstance(figures, Sentences)
        agreed = [row.sentence for row in figures.reacted if row.found is Found.CONSENSUS]
    assert [plain(key) for key in won(question, lettered(each))] == agreed


@given(st.lists(st.lists(resistance, min_size=5, max_size=9), min_size=2, max_size=5))
def test_either_an_option_wins_or_the_report_says_that_the_status_quo_does(
    each: list[list[Value]],
) -> None:
    answers = {**lettered(each[1:]), "status_quo": each[0]}
    result = reported(VOTE, answers).results[0]
    assert isinstance(result.figures, Resistances)
    found = {finding.found for finding in result.findings}
    below = [row.label for row in result.figures.resisted if row.below and row.below > 0]
    assert [plain(key) for key in won(VOTE, answers)] == below
    if middle(each[0]) is not None:
        assert (Found.STATUS_QUO_FIRST in found) is (not below)
        assert (Found.LEAST_RESISTANCE in found) is bool(below)


# --- What a section may not tell ---------------------------------------------------------------


@given(st.lists(st.integers(1, 6) | st.just("na"), max_size=4))
def test_tied_answers_below_the_threshold_leave_no_trace(answers: list[Value]) -> None:
    scale = {"type": "scale", "scale": "agree6", "anonymity": "pseudonymous"}
    assert reported(scale, {"": answers}) == reported(scale, {"": []})


def test_that_nobody_fulfilled_a_condition_is_told_like_any_other_small_number() -> None:
    script = a_script({"type": "text", "when": {"davor": ["ja"]}})
    not_asked = Closed("frage", Outcome.NOT_ASKED, invited=0, people=0)
    too_few = Closed("frage", Outcome.TOO_FEW, invited=30, people=0)
    assert section(script, not_asked, ()) == section(script, too_few, ())


@given(st.permutations(["Eins.", "Zwei.", "Drei.", "Vier.", "Fünf."]))
def test_the_order_of_unnamed_words_says_nothing(order: list[str]) -> None:
    words = {"type": "text", "anonymity": "pseudonymous"}
    usual = reported(words, {"": sorted(order)})
    assert reported(words, {"": list(order)}) == usual
    assert [voice.seat for voice in usual.results[0].words.voices] == [None] * 5


def test_what_only_the_tandem_reads_is_shown_to_nobody_else() -> None:
    words = {"type": "text", "read_by": "tandem"}
    script = a_script(words)
    closed = a_closed(script, {"": ["Ich möchte sprechen."] * 5})
    assert section(script, closed, ()).results[0].findings[0].found is Found.NOT_SHOWN
    assert len(section_for_tandem(script, closed).results[0].words.voices) == 5


def test_the_tandem_reads_a_promise_with_whom_it_was_made() -> None:
    script = a_script({"type": "commitment", "read_by": "tandem", "anonymity": "named"})
    promise = Promise("Ich rufe an.", date(2026, 12, 4), "der Hebamme")
    words = section_for_tandem(script, a_closed(script, {"": [promise]})).results[0].words
    assert words.pledges == (Pledge("Ich rufe an.", promise.until, "der Hebamme", seat=0),)


def test_a_question_that_nobody_was_asked_has_no_place_in_the_mirror() -> None:
    script = a_script({"type": "text"})
    closed = {"frage": Closed("frage", Outcome.NOT_ASKED, invited=0, people=0)}
    assert mirror(script, Round(seats={}, closed=closed)).sections == ()


def test_every_section_can_be_kept_and_read_again() -> None:
    """A section is frozen when a phase opens that shares it, and stored with it."""
    adapter = TypeAdapter(Section)
    every = [
        reported({"type": "scale", "scale": "agree6"}, {"": [1, 2, 3, 4, 5, 6, 6, 6, 6, "na"]}),
        reported({"type": "choice", "options": OPTIONS}, {"": ["a"] * 5}),
        reported({"type": "rank", "points": 3, "options": OPTIONS}, {"": [{"a": 3}] * 5}),
        reported(VOTE, {"a": [1, 2, 3, 4, 9], "status_quo": [5] * 5}),
        reported({"type": "reaction", "to": "liste"}, {"a": ["agree"] * 5}),
        reported({"type": "consent", "because": BECAUSE}, {"": ["ok"] * 4 + ["objection"]}),
        reported({"type": "text"}, {"": ["Ja."] * 5}),
    ]
    assert [adapter.validate_json(adapter.dump_json(each)) for each in every] == every


def test_every_finding_has_its_sentence() -> None:
    assert SENTENCES.keys() | {Found.OBJECTED} == set(Found)


# --- Making them -------------------------------------------------------------------------------

OPTIONS = {"a": "a", "b": "b", "c": "c"}
BECAUSE = {"when": ["objection"], "text": "Warum?"}
VOTE = {"type": "vote", "options": "liste", "status_quo": "status_quo"}

Answers = Mapping[str, Sequence[Value]]


def lettered(each: Sequence[Sequence[Value]]) -> dict[str, Sequence[Value]]:
    return dict(zip("abcdefgh", each, strict=False))


def won(question: Mapping[str, Any], answers: Answers) -> list[str]:
    script = a_script(question)
    closed = a_closed(script, answers)
    return [item.key for item in winners(script, script.questions["frage"], closed)]


def reported(question: Mapping[str, Any], answers: Answers) -> Section:
    """Return the section when everything has been released."""
    script = a_script(question)
    closed = a_closed(script, answers)
    released = frozenset({1, 2})
    queue = [
        Contribution(answer.id, "frage", answer.value, answer.value, readers=released)
        for answer in closed.answers
        if isinstance(answer.value, str)
    ]
    return section(script, closed, Random(1).sample(queue, len(queue)))


def the_only_figures(question: Mapping[str, Any], answers: Answers) -> object:
    return reported(question, answers).results[0].figures


def a_script(question: Mapping[str, Any]) -> Script:
    step = {"ask": "frage", "text": "Und?", **question}
    before = {
        "ask": "davor",
        "type": "choice",
        "text": "Ja?",
        "anonymity": "named",
        "options": {"ja": "Ja", "nein": "Nein"},
    }
    phase = {"id": "a", "title": "Anfang", "lasts": "14d", "steps": [before, step]}
    given = {"liste": {"text": "Liste", "list": True}}
    return Script.model_validate({**SCRIPT, "given": given, "phases": [phase]})


def a_closed(script: Script, answers: Answers) -> Closed:
    mode = script.anonymity_of(script.questions["frage"])
    people = max(len(each) for each in answers.values())
    enough = mode == "named" or people >= script.threshold
    tied = mode in ("named", "pseudonymous")
    return Closed(
        "frage",
        Outcome.ENOUGH if enough else Outcome.TOO_FEW,
        invited=30,
        people=people if enough else 0,
        items=tuple(Item(key, plain(key)) for key in answers if key),
        answers=tuple(
            Answer(f"{item}:{n}", "frage", item, value, seat=n if tied else None)
            for item, each in answers.items()
            for n, value in enumerate(each)
        ),
    )
