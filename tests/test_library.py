"""The dialogs that come along keep what they promise to those who answer, read and play them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from math import ceil
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from dialogs.problem import Problem
from dialogs.questions import Question
from dialogs.questions.vote import Vote
from dialogs.script import Phase, Script
from dialogs.source import read

LIBRARY = Path(__file__).parent.parent / "dialogs" / "library"
DIALOGS = sorted(file.stem for file in LIBRARY.glob("*.yaml"))
LANGUAGES = ["de", "de-einfach", "en"]

#: What a phone shows of a button, also on a small one.
LONGEST_LABEL = 32

#: Words in a sentence of plain German.
LONGEST_SENTENCE = 12

SYMBOLS = re.compile(r"[\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff]")
GENDER_SIGNS = re.compile(r"[a-zäöüß](?:[*:_]|/-?)(?:in|innen|r|n)\b|[a-zäöüß]Innen\b")
REPROACH = re.compile(r"(?i)warum haben sie nicht|why did(?:n't| you not)")
MISSING_DOORS = re.compile(
    r"(?i)sprachnachricht|e-mail|web ?(?:seite|formular|form|site)|papier|voice (?:note|message)"
)
PASSIVE = re.compile(r"(?i)\b(?:wird|werden|wurden?|worden)\b")
DICTATION = re.compile(r"(?i)mikrofon|microphone")

every_dialog = pytest.mark.parametrize("name", DIALOGS)


def test_the_library_holds_the_first_dialogs() -> None:
    assert DIALOGS == [
        "checkin_monatlich",
        "s01_auftrag",
        "s02_kurzform",
        "s02_wirkungsverstaendnis",
        "s04_empfehlungen",
    ]


@every_dialog
def test_a_dialog_passes_the_check_without_an_error_or_a_warning(name: str) -> None:
    script, problems = _checked(name)
    assert problems == ()
    assert script is not None
    assert script.id == name


# --- Whoever opens the file ------------------------------------------------------------------


@every_dialog
def test_an_editor_finds_the_schema_in_the_first_line(name: str) -> None:
    first, _, _ = _file(name).read_text(encoding="utf-8").partition("\n")
    assert first == "# yaml-language-server: $schema=../script.schema.json"


@every_dialog
def test_a_dialog_can_be_read_aloud_from_top_to_bottom(name: str) -> None:
    written = YAML(typ="safe").load(_file(name))
    assert list(written) == [key for key in Script.model_fields if key in written]
    for phase in written["phases"]:
        assert list(phase) == [key for key in Phase.model_fields if key in phase]


@every_dialog
def test_a_dialog_says_what_for_and_why_so_and_what_comes_back(name: str) -> None:
    script = _dialog(name)
    assert script.method is not None
    assert script.requires
    assert script.notes
    for text in (script.purpose, script.method, script.returns.text, script.closing):
        assert text.missing(LANGUAGES) == ()
    assert "{returns_on}" in script.closing.within("de")


# --- Whoever answers -------------------------------------------------------------------------


@every_dialog
def test_every_text_stands_in_german_plain_german_and_english(name: str) -> None:
    script = _dialog(name)
    assert script.languages == LANGUAGES
    assert [place for place, text in script.texts() if text.missing(LANGUAGES)] == []


@every_dialog
def test_a_button_fits_on_a_phone_in_each_language(name: str) -> None:
    long = [
        label
        for question in _dialog(name).questions.values()
        for option in question.buttons()
        for label in option.label.root.values()
        if len(label) > LONGEST_LABEL
    ]
    assert long == []


@every_dialog
def test_nobody_needs_more_minutes_than_a_dialog_says(name: str) -> None:
    script = _dialog(name)
    needed = round(sum(_minutes(question) for question in _asked_of_everybody(script)), 1)
    assert ceil(needed) <= script.minutes <= 1.5 * ceil(needed)


@every_dialog
def test_texts_have_no_symbols_gender_signs_or_reproaches(name: str) -> None:
    forbidden = (SYMBOLS, GENDER_SIGNS, REPROACH)
    assert [words for words in _words(name) if any(sign.search(words) for sign in forbidden)] == []


@every_dialog
def test_texts_name_no_doors_that_do_not_exist(name: str) -> None:
    assert [words for words in _words(name) if MISSING_DOORS.search(words)] == []


@every_dialog
def test_dictating_is_mentioned_once_at_most(name: str) -> None:
    for language in LANGUAGES:
        hints = [words for words in _words(name, language) if DICTATION.search(words)]
        assert len(hints) <= 1


@every_dialog
def test_plain_german_has_short_sentences_without_brackets_or_passive(name: str) -> None:
    words = list(_words(name, "de-einfach"))
    assert [text for text in words if PASSIVE.search(text) or set("()[]") & set(text)] == []
    sentences = chain.from_iterable(re.split(r"(?<=[.?!:])\s+|\n", text) for text in words)
    assert [each for each in sentences if len(each.split()) > LONGEST_SENTENCE] == []


@every_dialog
def test_a_steering_group_is_too_small_for_anything_but_names(name: str) -> None:
    script = _dialog(name)
    of_few = [each for each in script.questions.values() if "all" not in each.who]
    assert {script.anonymity_of(question) for question in of_few} <= {"named"}


# --- The dialogs one by one --------------------------------------------------------------------


def test_contracting_begins_with_five_questions_two_of_them_in_own_words() -> None:
    first, *_ = _dialog("s01_auftrag").phases
    questions = list(first.questions.values())
    assert len(questions) == 5
    assert sum(question.wordy for question in questions) == 2
    assert all(question.who == ["all"] for question in questions)


def test_the_survey_has_twenty_questions_and_only_the_last_one_names_people() -> None:
    survey = _dialog("s02_wirkungsverstaendnis")
    (phase,) = survey.phases
    *others, last = phase.questions.values()
    assert [each.ask for each in (*others, last)] == [f"q{n:02}" for n in range(1, 21)]
    assert {survey.anonymity_of(question) for question in others} == {"pseudonymous"}
    assert (survey.anonymity_of(last), last.read_by) == ("named", "tandem")


def test_the_short_form_repeats_the_survey_word_for_word() -> None:
    survey, short = _dialog("s02_wirkungsverstaendnis"), _dialog("s02_kurzform")
    assert list(short.questions) == ["q02", "q05", "q06", "q10", "q12", "q14", "q16", "q17"]
    for name, question in short.questions.items():
        assert question == survey.questions[name]


def test_a_recommendation_is_weighed_against_leaving_everything_as_it_is() -> None:
    weighing = _dialog("s04_empfehlungen").questions["gewicht"]
    assert isinstance(weighing, Vote)
    assert weighing.status_quo.within("de") == "Alles bleibt, wie es ist"
    assert weighing.because is not None
    assert not weighing.because.applies(7)
    assert weighing.because.applies(8)


@every_dialog
def test_whoever_promises_something_is_asked_about_it_on_the_day(name: str) -> None:
    script = _dialog(name)
    promises = {each.ask for each in script.questions.values() if each.type == "commitment"}
    assert promises == {each.due for each in script.follow_ups if each.due}


def _file(name: str) -> Path:
    return LIBRARY / f"{name}.yaml"


@cache
def _checked(name: str) -> tuple[Script | None, tuple[Problem, ...]]:
    return read(_file(name).read_bytes())


def _dialog(name: str) -> Script:
    script, problems = _checked(name)
    assert script is not None, problems
    return script


def _words(name: str, *languages: str) -> Iterator[str]:
    for _, text in _dialog(name).texts():
        yield from (text.within(language) for language in languages or LANGUAGES)


def _asked_of_everybody(script: Script) -> Iterator[Question]:
    for phase in script.phases:
        yield from (
            question
            for question in phase.questions.values()
            if "all" in question.who and not question.when
        )


def _minutes(question: Question) -> float:
    """Return how long it takes, once over every item; the status quo is one more of them."""
    return question.minutes * ((question.max or 1) + isinstance(question, Vote))
