"""A museum of mistakes: each file under broken_scripts/ begins with all that is said of it."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from bot.language import read_catalog, translator
from bot.problems import HINTS, PLACES, SENTENCES, marked
from dialogs.problem import Kind
from dialogs.questions import TYPES
from dialogs.source import read
from dialogs.source.keys import PLACES as PLACES_OF_KEYS

FILES = sorted((Path(__file__).parent / "broken_scripts").glob("*.yaml"))
EXPECTED = re.compile(rb"# expect: (.*)")

#: What no file can show by itself: see test_source.
ELSEWHERE = {Kind.FILE_TOO_LARGE, Kind.LANGUAGE_NOT_THERE}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_everything_that_is_wrong_is_said_at_once_in_the_order_of_the_lines(file: Path) -> None:
    source = file.read_bytes()
    _, problems = read(source)
    english = translator("en")
    assert [f"line {p.line}: {marked(p, english)}" for p in problems] == _expected(source)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_whoever_reads_german_is_told_the_same_in_german(file: Path) -> None:
    _, problems = read(file.read_bytes())
    english, german = translator("en"), translator("de")
    assert all(marked(p, german) != marked(p, english) for p in problems)


def test_every_kind_of_problem_has_its_mistake_here() -> None:
    shown = {problem.kind for file in FILES for problem in read(file.read_bytes())[1]}
    assert shown == set(Kind) - ELSEWHERE


def test_every_kind_of_problem_has_its_sentence() -> None:
    assert SENTENCES.keys() == set(Kind)


def test_every_place_for_keys_has_its_name() -> None:
    assert PLACES_OF_KEYS.keys() - TYPES <= PLACES.keys()


@pytest.mark.parametrize("english", [*SENTENCES.values(), *HINTS.values(), *PLACES.values()])
def test_a_sentence_is_translated_with_all_that_is_filled_in(english: str) -> None:
    message = read_catalog("de").get(english)
    assert message is not None
    german = str(message.string)
    assert german
    assert _filled(german) == _filled(english)


def _expected(source: bytes) -> list[str]:
    return [found[1].decode() for found in map(EXPECTED.fullmatch, source.splitlines()) if found]


def _filled(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}
