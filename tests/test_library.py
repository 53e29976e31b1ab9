"""The dialogs that come along: all of the domain brief, each as it has to be.

They keep what they promise to those who answer, read and play them, and together they use all
that the script language can say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from math import ceil
from typing import get_args

import pytest

from dialogs.questions import TYPES, Question
from dialogs.questions.asked import (
    Anonymity,
    AnyItem,
    AtLeast,
    Condition,
    DiffersFromMedian,
    Guard,
    Lens,
)
from dialogs.questions.choice import Choice
from dialogs.questions.vote import Vote
from dialogs.script import Info, Phase, Script
from dialogs.text import PLACEHOLDER
from tests.shelf import (
    ADVICE_NOT_TAKEN,
    CHECK_INS,
    DIALOGS,
    FOR_ONESELF,
    LIBRARY,
    NAMES,
    PLAIN,
    SENSITIVE,
    checked,
    dialog,
    file_of,
    languages,
    needed,
    questions,
    shown,
    words,
    written,
)

#: Who is always too few for anything but names: parts of a dialog come on top.
FEW = {"tandem", "coordinator", "facilitator", "steering", "observer", "body", "politik"}

#: What an author can say beside types, modes, guards and lenses.
FEATURES = {
    *("because", "stop", "up_to", "at_most", "points", "own scale", "status_quo", "heading"),
    *("when: values", "when: at_least", "when: any_item", "when: differs_from_median"),
    *("for_each", "max", "lens", "release", "read_by", "share", "info", "given", "seats", "needs"),
    *("opens_if", "opens_after", "ends_early", "at_a_time"),
    *("follow_up: due", "follow_up: after"),
}

#: What a phone shows of a button, also on a small one.
LONGEST_LABEL = 32

#: What can be read on a phone without scrolling, and what stands above figures.
LONGEST_MESSAGE, LONGEST_INTRO, LONGEST_HEADING = 350, 500, 120

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
INSTRUCTION = re.compile(
    r"Sie haben (?:drei|fünf) Punkte|Mehrere Antworten|wählen Sie|überspringen|genügt"
)
ASKS_FOR_THE_DAY = re.compile(r"(?i)bis wann|by when|until when|ab wann")
NO_NOUN = re.compile(
    r"(?:Sie|Ihre?|Alle|Die|Der|Das|Den|Eine?|Für|Wie|Was|Wer|Es|Nichts)\b|[^A-ZÄÖÜ]"
)

every_dialog = pytest.mark.parametrize("name", NAMES)


def test_the_library_holds_every_dialog_and_check_in_of_the_brief() -> None:
    assert sorted(file.stem for file in LIBRARY.glob("*.yaml")) == NAMES


@every_dialog
def test_a_dialog_is_read_without_an_error(name: str) -> None:
    script, problems = checked(name)
    assert [each for each in problems if each.severity == "error"] == []
    assert script is not None
    assert script.id == name


def test_advice_of_the_check_is_taken_or_there_is_a_reason() -> None:
    advice = {(name, problem.kind) for name in NAMES for problem in checked(name)[1]}
    assert advice == ADVICE_NOT_TAKEN.keys()


# --- Whoever opens the file ------------------------------------------------------------------


@every_dialog
def test_an_editor_finds_the_schema_in_the_first_line(name: str) -> None:
    first, _, _ = file_of(name).read_text(encoding="utf-8").partition("\n")
    assert first == "# yaml-language-server: $schema=../script.schema.json"


@every_dialog
def test_a_dialog_can_be_read_aloud_from_top_to_bottom(name: str) -> None:
    keys = written(name)
    assert list(keys) == [key for key in Script.model_fields if key in keys]
    for phase in keys["phases"]:
        assert list(phase) == [key for key in Phase.model_fields if key in phase]


@every_dialog
def test_a_dialog_says_what_for_and_why_so_how_and_what_comes_back(name: str) -> None:
    script = dialog(name)
    assert script.method is not None
    assert script.requires
    assert script.notes
    assert {"minutes", "channel", "anonymity"} <= written(name).keys()


@every_dialog
def test_what_comes_back_is_named_by_a_noun(name: str) -> None:
    # The invitation puts "Sie erhalten dafür:" before it.
    assert NO_NOUN.match(dialog(name).returns.text.within("de")) is None


@every_dialog
def test_the_last_words_name_the_day_of_the_result_if_there_is_one(name: str) -> None:
    promised = "{returns_on}" in dialog(name).closing.within("de")
    assert promised is (name not in FOR_ONESELF)


def test_sensitive_dialogs_wait_for_the_web() -> None:
    for number, names in DIALOGS.items():
        doors = {dialog(name).channel for name in names}
        assert doors == ({"web"} if number in SENSITIVE else {"chat"}), number


def test_whatever_is_asked_again_is_a_check_in_or_says_why() -> None:
    recurring = {name for name in NAMES if dialog(name).rhythm is not None}
    by_day = {"s03_fokusgruppe", "s11_kollegiale_beratung"}
    by_occasion = {"s02_kurzform", "s07_beobachtung", "s14_entdecken"}
    assert recurring == {*CHECK_INS, *by_day, *by_occasion}


# --- Whoever answers -------------------------------------------------------------------------


@every_dialog
def test_every_text_stands_in_german_and_english_and_in_plain_german_where_it_matters(
    name: str,
) -> None:
    script = dialog(name)
    assert script.languages == languages(name)
    assert [place for place, text in script.texts() if text.missing(languages(name))] == []


@every_dialog
def test_a_button_fits_on_a_phone_in_each_language(name: str) -> None:
    long = [
        label
        for question in dialog(name).questions.values()
        for option in question.buttons()
        for label in option.label.root.values()
        if len(label) > LONGEST_LABEL
    ]
    assert long == []


@every_dialog
def test_a_message_can_be_read_without_scrolling(name: str) -> None:
    script = dialog(name)
    asked = [question.text for question in script.questions.values()]
    told = [step.info for phase in script.phases for step in phase.steps if isinstance(step, Info)]
    longest = {LONGEST_MESSAGE: [*asked, *told], LONGEST_INTRO: [script.intro]}
    for most, texts in longest.items():
        bare = (PLACEHOLDER.sub("", each) for text in texts for each in text.root.values())
        assert [each for each in bare if len(each) > most] == []


@every_dialog
def test_what_stands_above_a_result_is_a_short_line_that_asks_for_nothing(name: str) -> None:
    # A draft in the question is what was agreed upon: the result has to show it.
    script = dialog(name)
    drafts = {draft for phase in script.phases for draft in phase.needs}
    above = [
        (question.heading or question.text).within(language)
        for question in shown(script)
        if question.heading is not None or not drafts & question.text.placeholders()
        for language in languages(name)
    ]
    assert [line for line in above if len(line) > LONGEST_HEADING or "\n" in line] == []
    assert [line for line in above if INSTRUCTION.search(line)] == []


@every_dialog
def test_nobody_needs_more_minutes_than_a_dialog_says(name: str) -> None:
    least = needed(dialog(name), branches=False)
    most = needed(dialog(name), branches=True)
    assert ceil(least) <= dialog(name).minutes <= 1.5 * ceil(most)


@every_dialog
def test_texts_have_no_symbols_gender_signs_or_reproaches(name: str) -> None:
    forbidden = (SYMBOLS, GENDER_SIGNS, REPROACH)
    assert [each for each in words(name) if any(sign.search(each) for sign in forbidden)] == []


@every_dialog
def test_texts_name_no_doors_that_do_not_exist(name: str) -> None:
    assert [each for each in words(name) if MISSING_DOORS.search(each)] == []


@every_dialog
def test_dictating_is_mentioned_once_at_most(name: str) -> None:
    for language in languages(name):
        hints = [each for each in words(name, language) if DICTATION.search(each)]
        assert len(hints) <= 1


@pytest.mark.parametrize("name", sorted(PLAIN))
def test_plain_german_has_short_sentences_without_brackets_or_passive(name: str) -> None:
    texts = list(words(name, "de-einfach"))
    assert [text for text in texts if PASSIVE.search(text) or set("()[]") & set(text)] == []
    sentences = chain.from_iterable(re.split(r"(?<=[.?!:])\s+|\n", text) for text in texts)
    assert [each for each in sentences if len(each.split()) > LONGEST_SENTENCE] == []


@every_dialog
def test_those_who_are_few_are_asked_with_their_names_or_for_themselves(name: str) -> None:
    script = dialog(name)
    few = FEW | script.seats.keys()
    of_few = [each for each in script.questions.values() if few.issuperset(each.who)]
    assert {script.anonymity_of(question) for question in of_few} <= {"named", "private"}


@every_dialog
def test_whoever_promises_something_is_asked_about_it_on_the_day(name: str) -> None:
    script = dialog(name)
    promises = [each for each in script.questions.values() if each.type == "commitment"]
    assert {each.ask for each in promises} == {each.due for each in script.follow_ups if each.due}
    # The program itself asks for the day, in a message of its own.
    asked = chain.from_iterable(each.text.root.values() for each in promises)
    assert [each for each in asked if ASKS_FOR_THE_DAY.search(each)] == []


# --- The language as a whole -------------------------------------------------------------------


def test_every_question_type_is_used_somewhere() -> None:
    assert {question.type for question in questions()} == TYPES.keys()


def test_every_anonymity_mode_guard_and_lens_is_used_somewhere() -> None:
    scripts = [dialog(name) for name in NAMES]
    modes = {script.anonymity_of(q) for script in scripts for q in script.questions.values()}
    guards = {script.guard for script in scripts} | {q.guard for q in questions() if q.guard}
    assert modes == set(get_args(Anonymity))
    assert guards == set(get_args(Guard))
    assert {q.lens for q in questions() if q.lens} == set(get_args(Lens))


def test_every_feature_of_the_language_is_used_somewhere() -> None:
    assert {feature for name in NAMES for feature in _features(dialog(name))} == FEATURES


# --- The dialogs one by one --------------------------------------------------------------------


def test_contracting_begins_with_five_questions_two_of_them_in_own_words() -> None:
    first, *_ = dialog("s01_auftrag").phases
    questions = list(first.questions.values())
    assert len(questions) == 5
    assert sum(question.wordy for question in questions) == 2
    assert all(question.who == ["all"] for question in questions)


def test_the_survey_has_twenty_questions_and_only_the_last_one_names_people() -> None:
    survey = dialog("s02_wirkungsverstaendnis")
    (phase,) = survey.phases
    *others, last = phase.questions.values()
    assert [each.ask for each in (*others, last)] == [f"q{n:02}" for n in range(1, 21)]
    assert {survey.anonymity_of(question) for question in others} == {"pseudonymous"}
    assert (survey.anonymity_of(last), last.read_by) == ("named", "tandem")


def test_the_short_form_repeats_the_survey_word_for_word() -> None:
    survey, short = dialog("s02_wirkungsverstaendnis"), dialog("s02_kurzform")
    assert list(short.questions) == ["q02", "q05", "q06", "q10", "q12", "q14", "q16", "q17"]
    for name, question in short.questions.items():
        assert question == survey.questions[name]


def test_a_recommendation_is_weighed_against_leaving_everything_as_it_is() -> None:
    weighing = dialog("s04_empfehlungen").questions["gewicht"]
    assert isinstance(weighing, Vote)
    assert weighing.status_quo.within("de") == "Alles bleibt, wie es ist"
    assert weighing.because is not None
    assert not weighing.because.applies(7)
    assert weighing.because.applies(8)


def test_the_target_has_three_statements_for_each_of_six_lenses_and_no_total() -> None:
    first, *_ = dialog("s06_selbstreflexion").phases
    statements = [each.ask for each in first.questions.values() if each.type == "scale"]
    assert statements == [f"{lens}_{n}" for lens in get_args(Lens) for n in (1, 2, 3)]


def test_learning_from_errors_begins_with_two_gates_that_leave_nothing() -> None:
    first, *_ = dialog("s10_aus_fehlern_lernen").phases
    closed, processes, *_ = first.questions.values()
    for gate in (closed, processes):
        assert isinstance(gate, Choice)
        assert len(gate.stop) == 1
        assert "bleibt nichts" in next(iter(gate.stop.values())).within("de")


def test_agreed_cornerstones_come_back_at_once_and_are_asked_about_after_eight_weeks() -> None:
    workshop = dialog("s12_qualitaetswerkstatt")
    (later,) = (each for each in workshop.follow_ups if each.id == "nach_acht_wochen")
    assert {each.for_each for each in later.phase().questions.values()} == {"zustimmung", None}


def test_nobody_reads_a_practice_card_without_the_yes_of_its_author() -> None:
    first, reading, *_ = dialog("s13_praxisbaustein").phases
    assert reading.opens_if == {"weitergabe": ["yes"]}
    assert {part for each in first.questions.values() for part in each.who} == {"author"}


# --- What the language can say -----------------------------------------------------------------


def _features(script: Script) -> Iterator[str]:
    yield from (key for key in ("given", "seats") if getattr(script, key))
    for follow_up in script.follow_ups:
        yield "follow_up: due" if follow_up.due else "follow_up: after"
    for phase in script.phases:
        yield from _features_of_phase(phase)
    for question in script.questions.values():
        yield from _features_of_question(question)


def _features_of_phase(phase: Phase) -> Iterator[str]:
    keys = ("needs", "opens_if", "opens_after", "at_a_time")
    yield from (key for key in keys if getattr(phase, key))
    if not phase.ends_early:
        yield "ends_early"
    yield from (key for step in phase.steps for key in ("share", "info") if hasattr(step, key))


def _features_of_question(question: Question) -> Iterator[str]:
    keys = ("because", "for_each", "max", "points", "lens", "release", "at_most", "status_quo")
    yield from (key for key in (*keys, "stop", "heading") if getattr(question, key, None))
    if getattr(question, "up_to", 1) > 1:
        yield "up_to"
    if question.read_by == "tandem":
        yield "read_by"
    if question.type == "scale" and not isinstance(question.scale, str):
        yield "own scale"
    yield from (f"when: {_form(condition)}" for condition in question.when.values())


def _form(condition: Condition) -> str:
    match condition:
        case AtLeast():
            return "at_least"
        case AnyItem():
            return "any_item"
        case DiffersFromMedian():
            return "differs_from_median"
        case _:
            return "values"
