"""Reading a script: never more than a problem to tell, whatever the file holds."""

from __future__ import annotations

import random
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import translator
from bot.problems import marked
from dialogs.problem import Kind, Problem
from dialogs.source import digest, read
from dialogs.source.decoding import MOST_BYTES
from dialogs.source.document import parsed

GOOD = b"""\
reihum: 1
id: our_week
languages: [en]
title: Our week
purpose: To look back on the week.
minutes: 3
anonymity: pseudonymous
people: {min: 5}
intro: "Welcome to {network}."
phases:
  - id: week
    title: The week
    lasts: 7d
    steps:
      - ask: load
        type: choice
        text: How was it?
        options: {no: Heavy, yes: Light, on: 12:30}
      - ask: relief
        text: What helps?
        when: {load: [no]}
returns:
  text: All answers.
  within: 3d
closing: Thank you.
"""

#: What breaks files, and what breaks programs that read them.
SNIPPETS = [
    *(b"\x00", b"\xff\xfe", b"\xc2\x85", b"\xe2\x80\xa8", b"\xed\xa0\x80", b"\r", b"\t", b"\\"),
    *(b"[", b"]", b"{", b"}", b"'", b'"', b"|", b">", b"#", b"? ", b"- ", b": ", b"&a ", b"*a"),
    *(b"!!python/object ", b"<<: ", b"%YAML 3\n", b"\n---\n", b"\n...\n", b'"\\U00110000"'),
    *(b"null", b"true", b"-1", b"1e999", b"0x1F", b"9" * 5000, b"{load}", b"<ask>", b"[key]"),
]


def kinds(source: bytes) -> list[Kind]:
    return [problem.kind for problem in read(source)[1]]


def test_a_good_script_is_read_without_a_word() -> None:
    script, problems = read(GOOD)
    assert script is not None
    assert problems == ()


def test_words_that_other_programs_take_for_yes_and_no_are_words() -> None:
    script, _ = read(GOOD)
    assert script is not None
    options = script.questions["load"].buttons()
    assert [option.key for option in options] == ["no", "yes", "on"]
    assert options[2].label.within("en") == "12:30"


@pytest.mark.parametrize(
    ("plain", "value"),
    [
        *(("17", 17), ("-3", -3), ("0o17", 15), ("0x1F", 31), ("2.5", 2.5), (".5", 0.5)),
        *(("1e3", 1000.0), ("-.inf", float("-inf")), ("true", True), ("False", False)),
        *(("", None), ("~", None), ("null", None)),
        *((word, word) for word in ("no", "on", "12:30", "1_000", "0b1", "2026-12-04", "9" * 99)),
    ],
)
def test_words_without_quotation_marks_are_what_yaml_1_2_says(plain: str, value: object) -> None:
    document, _ = parsed(f"key: {plain}\nquoted: '{plain}'\n")
    assert document is not None
    assert document.plain() == {"key": value, "quoted": plain}


def test_a_script_is_the_same_whatever_its_line_ends() -> None:
    windows, old_mac = GOOD.replace(b"\n", b"\r\n"), GOOD.replace(b"\n", b"\r")
    assert digest(GOOD) == sha256(GOOD).hexdigest()
    for other in (windows, old_mac, b"\xef\xbb\xbf" + windows):
        assert digest(other) == digest(GOOD)
        assert read(other) == read(GOOD)
    assert digest(GOOD + b"#") != digest(GOOD)


def test_advice_does_not_keep_a_script_from_being_read() -> None:
    script, problems = read(GOOD.replace(b"minutes: 3", b"minutes: 1"))
    assert script is not None
    assert [problem.severity for problem in problems] == ["warning"]


def test_a_script_with_a_broken_part_is_no_script() -> None:
    script, problems = read(GOOD.replace(b"What helps?", b""))
    assert script is None
    assert [problem.severity for problem in problems] == ["error"]


def test_a_language_with_a_fallback_is_complete_only_when_asked_for() -> None:
    source = GOOD.replace(b"[en]", b"[en, en-plain]").replace(b"Our week", b"{en: Our week}")
    assert kinds(source) == []
    missing = [p for p in read(source, wanted=["en-plain"])[1] if p.line == 4]
    assert missing == [Problem(4, Kind.TRANSLATION_MISSING, {"languages": "en-plain"})]


def test_a_language_that_is_wanted_may_not_be_there() -> None:
    found = read(GOOD, wanted=["fr"])[1]
    assert found[0] == Problem(3, Kind.LANGUAGE_NOT_THERE, {"language": "fr"})


def test_a_wrong_byte_is_found_on_its_line() -> None:
    latin = GOOD.replace(b"Thank you.", "Schöne Grüße.".encode("latin-1"))
    assert read(latin) == (None, (Problem(25, Kind.NOT_UTF8),))


def test_characters_that_cannot_be_seen_are_found_on_each_of_their_lines() -> None:
    source = GOOD.replace(b"The week", b"The \x07week").replace(b"Thank", b"Th\x00ank\x00")
    assert [(p.line, p.args["character"]) for p in read(source)[1]] == [
        (12, "U+0007"),
        (25, "U+0000"),
    ]


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        (b"", Kind.EMPTY_FILE),
        (b"# nothing but a note\n", Kind.EMPTY_FILE),
        (b"\xef\xbb\xbf", Kind.EMPTY_FILE),
        (GOOD.decode().encode("utf-16"), Kind.NOT_UTF8),
        (GOOD.decode().encode("utf-16-le"), Kind.CONTROL_CHARACTER),
        (bytes(range(256)), Kind.NOT_UTF8),
        (b"\x89PNG\r\n\x1a\n" + bytes(1000), Kind.NOT_UTF8),
        (b"x" * 5_000_000, Kind.FILE_TOO_LARGE),
        (b"[" * 100_000, Kind.TOO_DEEP),
        (b"{" * 100_000, Kind.NOT_A_KEY),
        (b"- " * 100_000, Kind.TOO_DEEP),
        (b"? " * 100_000, Kind.NOT_A_KEY),
        (b"a: " * 100_000, Kind.YAML_COLON),
        (b"".join(b" " * n + b"a:\n" for n in range(100)), Kind.TOO_DEEP),
        (b"a: &a [x, x]\n" + b"b: [*a, *a]\n" * 1000, Kind.ANCHOR),
        (b"a: " + b"9" * 100_000, Kind.MISSING_KEY),
        (b'a: "\\ud800"', Kind.CONTROL_CHARACTER),
        (b'a: "\\UFFFFFFFF"', Kind.YAML_OTHER),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{value[:8]!r}",
)
def test_the_worst_files_have_a_problem_and_nothing_else(source: bytes, kind: Kind) -> None:
    script, problems = read(source)
    assert script is None
    assert problems[0].kind is kind


def test_aliases_are_never_followed() -> None:
    laughs = b"a0: &a0 [x, x, x, x]\n" + b"".join(
        b"a%d: &a%d [*a%d, *a%d, *a%d]\n" % (n, n, n - 1, n - 1, n - 1) for n in range(1, 50)
    )
    assert kinds(laughs) == [Kind.ANCHOR, Kind.ANCHOR, Kind.ALIAS]


def test_a_file_as_large_as_can_be_is_read_in_the_end() -> None:
    lines = b"- {ask: good, text: Was it good?}\n"
    assert Kind.NOT_A_SCRIPT in kinds(lines * (MOST_BYTES // len(lines) // 20))


@given(st.binary(max_size=400))
def test_any_bytes_at_all_are_read(source: bytes) -> None:
    _is_told(source)


@given(st.text(max_size=400))
def test_any_text_at_all_is_read(text: str) -> None:
    _is_told(text.encode(errors="surrogatepass"))


@given(st.randoms(use_true_random=False), st.integers(min_value=1, max_value=4))
def test_any_slip_of_the_hand_is_read(chance: random.Random, slips: int) -> None:
    source = GOOD
    for _ in range(slips):
        source = _slip(source, chance)
    _is_told(source)


def _slip(source: bytes, chance: random.Random) -> bytes:
    """Make one mistake: a snippet too many, or a line left out, doubled, emptied or moved."""
    lines = source.splitlines(keepends=True) or [b""]
    place = chance.randrange(len(lines))
    match chance.randrange(5):
        case 0:
            at = chance.randrange(len(source) + 1)
            return source[:at] + chance.choice(SNIPPETS) + source[at:]
        case 1:
            lines.pop(place)
        case 2:
            lines.insert(chance.randrange(len(lines)), lines[place])
        case 3:
            key, _, _ = lines[place].partition(b":")
            lines[place] = key + b": " + chance.choice(SNIPPETS) + b"\n"
        case _:
            lines[place] = b" " * chance.randrange(1, 4) + lines[place]
    return b"".join(lines)


def _is_told(source: bytes) -> None:
    """Whatever is wrong has a line of the file and a sentence of one line that can be shown."""
    script, problems = read(source)
    assert script is not None or any(problem.severity == "error" for problem in problems)
    lines = source.count(b"\n") + source.count(b"\r") + 1
    for problem in problems:
        assert 1 <= problem.line <= lines + source.count(b"\xc2\x85") + source.count(b"\xe2\x80")
        said = marked(problem, translator("de"))
        assert said.encode()
        assert "\n" not in said
