"""The script language carries the domain: every dialog and check-in of the brief is a script."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, get_args

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
from dialogs.script import Phase, Script
from dialogs.source import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dialogs.problem import Problem

ROOT = Path(__file__).parent.parent
PLACES = (ROOT / "dialogs" / "library", ROOT / "tests" / "carried")

#: The sixteen dialogs of the domain brief. What is really several dialogs is several scripts.
DIALOGS = {
    "S01": ("s01_auftrag",),
    "S02": ("s02_wirkungsverstaendnis",),
    "S03": ("s03_fokusgruppe",),
    "S04": ("s04_empfehlungen",),
    "S05": ("s05_wirkungspfad",),
    "S06": ("s06_selbstreflexion",),
    "S07": ("s07_beobachtung", "s07_fremdreflexion"),
    "S08": ("s08_interview",),
    "S09": ("s09_verfahren_8a",),
    "S10": ("s10_aus_fehlern_lernen",),
    "S11": ("s11_kollegiale_beratung",),
    "S12": ("s12_qualitaetswerkstatt",),
    "S13": ("s13_praxisbaustein",),
    "S14": ("s14_anbieten", "s14_fragen", "s14_entdecken", "s14_wissensstaffel"),
    "S15": ("s15_strukturlandkarte", "s15_gremiencheck"),
    "S16": ("s16_politikdialog",),
}

#: The seven sets of recurring questions; that of every member's month has a German name.
CHECK_INS = (
    "checkins_weekly",
    "checkin_monatlich",
    "checkin_monthly_coordination",
    "checkin_after_meeting",
    "checkin_quarterly_steering",
    "checkin_tandem",
    "year_review",
)

NAMES = (*(name for names in DIALOGS.values() for name in names), *CHECK_INS)

#: Advice of the check that these scripts do not take, and why.
ADVICE_NOT_TAKEN = {
    ("checkin_monthly_coordination", "keeps-nothing"): "it is for the coordination alone",
    ("checkin_tandem", "keeps-nothing"): "it is for the two of the tandem alone",
    ("s12_qualitaetswerkstatt", "many-messages"): "they are spread over four months",
    ("s14_wissensstaffel", "seat-unused"): "receivers are only given the result",
}

#: What an author can say beside types, modes, guards and lenses.
FEATURES = {
    "because",
    "when: values",
    "when: at_least",
    "when: any_item",
    "when: differs_from_median",
    "for_each",
    "max",
    "points",
    "lens",
    "release",
    "read_by",
    "needs",
    "given",
    "seats",
    "stop",
    "up_to",
    "at_most",
    "own scale",
    "status_quo",
    "opens_if",
    "opens_after",
    "ends_early",
    "at_a_time",
    "share",
    "info",
    "follow_up: due",
    "follow_up: after",
}


@pytest.mark.parametrize("name", NAMES)
def test_every_dialog_and_check_in_of_the_brief_is_read_without_an_error(name: str) -> None:
    script, problems = _read(name)
    assert [each for each in problems if each.severity == "error"] == []
    assert script is not None
    assert script.id == name


def test_advice_of_the_check_is_taken_or_there_is_a_reason() -> None:
    advice = {(name, problem.kind) for name in NAMES for problem in _read(name)[1]}
    assert advice == ADVICE_NOT_TAKEN.keys()


@pytest.mark.parametrize("name", NAMES)
def test_every_text_is_there_in_german_and_in_english(name: str) -> None:
    incomplete = [path for path, text in _script(name).texts() if text.missing(("de", "en"))]
    assert incomplete == []


def test_sensitive_dialogs_wait_for_the_web() -> None:
    sensitive = {"S07", "S08", "S09", "S10", "S11"}
    for number, names in DIALOGS.items():
        doors = {_script(name).channel for name in names}
        assert doors == ({"web"} if number in sensitive else {"chat"}), number


def test_a_commitment_is_always_asked_about_on_its_day() -> None:
    for name in NAMES:
        script = _script(name)
        promised = {q.ask for q in script.questions.values() if q.type == "commitment"}
        assert promised == {each.due for each in script.follow_ups if each.due}, name


def test_every_question_type_is_used_somewhere() -> None:
    assert {question.type for question in _questions()} == TYPES.keys()


def test_every_anonymity_mode_guard_and_lens_is_used_somewhere() -> None:
    scripts = [_script(name) for name in NAMES]
    modes = {script.anonymity_of(q) for script in scripts for q in script.questions.values()}
    guards = {script.guard for script in scripts} | {q.guard for q in _questions() if q.guard}
    assert modes == set(get_args(Anonymity))
    assert guards == set(get_args(Guard))
    assert {q.lens for q in _questions() if q.lens} == set(get_args(Lens))


def test_every_feature_of_the_language_is_used_somewhere() -> None:
    used = {feature for name in NAMES for feature in _features(_script(name))}
    assert used == FEATURES


@cache
def _read(name: str) -> tuple[Script | None, tuple[Problem, ...]]:
    """Return the only script of this name, from the library or still on its way there."""
    (file,) = [place / f"{name}.yaml" for place in PLACES if (place / f"{name}.yaml").exists()]
    return read(file.read_bytes())


def _script(name: str) -> Script:
    script, _ = _read(name)
    assert script is not None, name
    return script


def _questions() -> list[Question]:
    return [question for name in NAMES for question in _script(name).questions.values()]


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
    yield from (key for key in keys if getattr(question, key, None))
    if getattr(question, "up_to", 1) > 1:
        yield "up_to"
    if question.read_by == "tandem":
        yield "read_by"
    if isinstance(question, Choice) and question.stop:
        yield "stop"
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
