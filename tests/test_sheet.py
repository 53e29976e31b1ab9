"""The fill-in sheet: one page for everything an operator provides, and what is wrong with it."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from pathlib import Path
from string import Formatter
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from bot import sheet
from bot.cli import inviting
from bot.language import read_catalog, translator
from bot.operator import LONGEST, MOST_NUMBERS, Day, Number, Shift, answering
from bot.sheet import TEMPLATE, Sheet
from bot.sheet.flaw import Fault
from bot.sheet.gaps import gaps, gaps_after_holidays
from bot.sheet.kept import changes, columns, renewed
from bot.sheet.model import Line, Times
from bot.sheet.sentences import MEANINGS, SENTENCES, sentence
from bot.sheet.shape import may_be_none
from bot.sheet.written import shift, shift_as_written
from bot.wording.scene import Host
from dialogs.calm import Calm, Hours
from dialogs.problem import Kind
from storage.networks import Network
from tests.markdown import ROOT, blocks, code, table
from tests.operating import BERLIN, OPERATOR

HERE = Path(__file__).parent
FILLED_IN = (HERE / "sheets" / "beispielstadt.yaml").read_bytes()
BROKEN = sorted((HERE / "broken_sheets").glob("*.yaml"))
EXPECTED = re.compile(rb"# expect: (.*)")
TODAY = date(2026, 11, 27)
ENGLISH, GERMAN = translator("en"), translator("de")

every_broken = pytest.mark.parametrize("file", BROKEN, ids=lambda file: file.stem)


@pytest.fixture(scope="module")
def filled_in() -> Sheet:
    found, _ = sheet.read(FILLED_IN, TODAY)
    assert found is not None
    return found


# --- What it says -------------------------------------------------------------------------------


def test_a_sheet_holds_all_that_the_privacy_texts_have_to_name(filled_in: Sheet) -> None:
    assert filled_in.operator == OPERATOR


def test_a_sheet_says_in_whose_name_and_when_we_speak(filled_in: Sheet) -> None:
    calm = Calm(BERLIN, "ST", Hours(time(8), time(17, 30)))
    network = Host("Netzwerk Beispielstadt", "Kim Koch", BERLIN, "Telegram", calm)
    assert filled_in.host("Telegram") == network
    assert filled_in.calm == calm


def test_what_is_kept_of_a_sheet_reads_as_the_same_sheet(filled_in: Sheet) -> None:
    assert Sheet.model_validate_json(filled_in.model_dump_json()) == filled_in


def test_people_agree_to_another_notice_only_when_a_fact_in_it_changes(filled_in: Sheet) -> None:
    later = filled_in.model_copy(update={"as_of": TODAY, "numbers": filled_in.numbers[:1]})
    moved = filled_in.model_copy(update={"location": "Rechenzentrum in Halle"})
    assert later.notice == filled_in.notice != moved.notice


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("[2026-12-21 to 2027-01-02]", [(date(2026, 12, 21), date(2027, 1, 2))]),
        ("[21.12.2026 bis 2.1.2027]", [(date(2026, 12, 21), date(2027, 1, 2))]),
        (
            "[2026-12-21 to 2027-01-02, 2027-02-08 to 2027-02-13]",
            [(date(2026, 12, 21), date(2027, 1, 2)), (date(2027, 2, 8), date(2027, 2, 13))],
        ),
        ("none", []),
    ],
)
def test_school_holidays_are_read_kept_and_known_to_the_calendar(
    written: str, expected: list[tuple[date, date]]
) -> None:
    found, _ = sheet.read(FILLED_IN + f"school_holidays: {written}\n".encode(), TODAY)
    assert found is not None
    assert [(each.first, each.last) for each in found.calm.closed] == expected
    assert Sheet.model_validate_json(found.model_dump_json()) == found
    assert all(not found.calm.calendar.is_open(first) for first, _ in expected)


@pytest.mark.parametrize("written", ["[Christmas]", "[2027-01-02 to 2026-12-21]", "[2026-12-21]"])
def test_school_holidays_that_cannot_be_meant_are_refused(written: str) -> None:
    found, flaws = sheet.read(FILLED_IN + f"school_holidays: {written}\n".encode(), TODAY)
    assert found is None
    assert [flaw.kind for flaw in flaws if flaw.severity == "error"] == [Fault.NO_SPAN]


def test_a_sheet_without_school_holidays_leaves_those_that_are_known(filled_in: Sheet) -> None:
    before, _ = sheet.read(FILLED_IN + b"school_holidays: [2026-12-21 to 2027-01-02]\n", TODAY)
    assert before is not None
    network = Network(**columns(before))
    assert renewed(filled_in, network, TODAY).calm.closed == before.calm.closed
    assert not changes(network, renewed(filled_in, network, TODAY))
    none, _ = sheet.read(FILLED_IN + b"school_holidays: none\n", TODAY)
    assert none is not None
    assert renewed(none, network, TODAY).calm.closed == ()


def test_gaps_are_advice_and_do_not_keep_a_sheet_from_being_used() -> None:
    found, flaws = sheet.read(FILLED_IN, TODAY)
    assert found is not None
    assert [flaw.kind for flaw in flaws] == [Fault.NOBODY_ANSWERS, Fault.NOBODY_AFTER_HOLIDAYS]


def test_the_empty_template_waits_for_every_fact_and_for_nothing_else() -> None:
    _, flaws = sheet.read(TEMPLATE.read_bytes(), TODAY)
    assert {flaw.kind for flaw in flaws} == {Fault.NOT_FILLED_IN}
    optional = {"sheet", "languages", "zone", "hours", "invited", "retention", "numbers"}
    optional.add("school_holidays")
    keys = (Sheet.model_fields.keys() | Line.model_fields.keys()) - optional
    assert {flaw.args["key"] for flaw in flaws} == keys


def test_the_template_proposes_the_longest_times_that_are_possible() -> None:
    written = TEMPLATE.read_text(encoding="utf-8")
    assert {name: f"  {name}: {most} " in written for name, most in LONGEST.items()} == (
        dict.fromkeys(LONGEST, True)
    )


def test_every_time_of_the_operator_has_its_key() -> None:
    assert Times.model_fields.keys() == LONGEST.keys()


# --- What is wrong with it ----------------------------------------------------------------------


@every_broken
def test_everything_that_is_wrong_is_said_at_once_in_the_order_of_the_lines(file: Path) -> None:
    source = file.read_bytes()
    _, flaws = sheet.read(source, TODAY)
    expected = [
        found[1].decode() for found in map(EXPECTED.fullmatch, source.splitlines()) if found
    ]
    assert [f"line {flaw.line}: {sentence(flaw, ENGLISH)}" for flaw in flaws] == expected


@every_broken
def test_whoever_reads_german_is_told_the_same_in_german(file: Path) -> None:
    _, flaws = sheet.read(file.read_bytes(), TODAY)
    assert all(sentence(flaw, GERMAN) != sentence(flaw, ENGLISH) for flaw in flaws)


def test_what_is_said_in_german_says_what_would_be_right() -> None:
    source = re.sub(rb"numbers:(.|\n)*as_of", b"as_of", FILLED_IN)
    source = source.replace(b"zone: Europe/Berlin", b"zone: Berlin").replace(
        b"officer", b"offizier"
    )
    _, flaws = sheet.read(source, TODAY)
    assert [f"{flaw.line}: {sentence(flaw, GERMAN)}" for flaw in flaws] == [
        "2: „numbers“ fehlt: die Nummern für Notfälle, höchstens sechs.",
        "5: Eine Zeitzone „Berlin“ gibt es nicht. In Deutschland ist es Europe/Berlin.",
        "12: „offizier“ ist hier nicht bekannt. Meinten Sie „officer“?",
    ]


def test_every_fault_has_its_mistake_here() -> None:
    shown = {flaw.kind for file in BROKEN for flaw in sheet.read(file.read_bytes(), TODAY)[1]}
    assert set(Fault) <= shown


def test_everything_that_can_be_wrong_has_its_sentence() -> None:
    assert SENTENCES.keys() == {*Kind, *Fault}


def test_every_key_has_its_meaning() -> None:
    models = (Sheet, Times, Line)
    assert MEANINGS.keys() == set().union(*(model.model_fields for model in models))


@pytest.mark.parametrize("english", [*SENTENCES.values(), *MEANINGS.values()])
def test_a_sentence_is_translated_with_all_that_is_filled_in(english: str) -> None:
    message = read_catalog("de").get(english)
    assert message is not None
    assert _filled(str(message.string)) == _filled(english)


def _filled(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name is not None}


def test_a_sheet_that_is_too_large_is_not_read() -> None:
    _, flaws = sheet.read(b"#" * 1_000_001, TODAY)
    assert [flaw.kind for flaw in flaws] == [Kind.FILE_TOO_LARGE]


LINES = FILLED_IN.splitlines(keepends=True)


@given(
    st.integers(0, len(LINES) - 1),
    st.sampled_from(
        [b"", b"  x", b"- ", b"{", b"a: [", b"key: {a: {b: }}\n", b"? ", b"retention: 3\n"]
    )
    | st.binary(max_size=6),
)
def test_whatever_happens_to_a_line_there_is_an_answer(line: int, new: bytes) -> None:
    source = b"".join([*LINES[:line], new, *LINES[line + 1 :]])
    found, flaws = sheet.read(source, TODAY)
    assert all(sentence(flaw, ENGLISH) and 0 < flaw.line <= len(LINES) + 6 for flaw in flaws)
    assert (found is None) == any(flaw.severity == "error" for flaw in flaws)


# --- Days and times -----------------------------------------------------------------------------

TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
SHIFTS = st.builds(Shift, st.frozensets(st.sampled_from(Day), min_size=1), TIMES, TIMES)


@given(SHIFTS)
def test_days_and_times_are_read_as_they_are_written(written: Shift) -> None:
    assert shift(shift_as_written(written)) == written


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("mon-thu", "mon, tue, wed, thu"),
        ("Mo–Do", "mon, tue, wed, thu"),
        ("fr-mo", "mon, fri, sat, sun"),
        ("Sa., So., Feiertag", "sat, sun, holiday"),
        ("sun", "sun"),
        ("mo-so", "mon, tue, wed, thu, fri, sat, sun"),
        ("täglich", "daily"),
    ],
)
def test_days_are_written_in_german_or_english(written: str, days: str) -> None:
    assert shift_as_written(shift(f"{written} 8:00 – 24:00")) == f"{days} 08:00-24:00"


@given(st.lists(SHIFTS, max_size=4), st.integers(0, 60 * 24 * 28 - 1))
def test_a_gap_is_where_nobody_answers(shifts: list[Shift], minute: int) -> None:
    """Four weeks in autumn, with the only holiday of this Land on Saturday, 31 October 2026."""
    wall = datetime(2026, 9, 7) + timedelta(minutes=minute)  # noqa: DTZ001 - what a clock shows
    nobody = not any(each.covers(wall, "BE") for each in shifts)
    in_gap = any(
        wall.weekday() in each.days
        and each.opens <= wall.time() < (time.max if each.closes == time(0) else each.closes)
        for each in gaps(shifts)
    )
    assert in_gap == nobody


def test_after_a_holiday_somebody_else_may_have_to_take_over() -> None:
    nights = [shift("mo-do 16:00-08:00"), shift("daily 08:00-16:00")]
    assert [shift_as_written(each) for each in gaps_after_holidays(nights)] == [
        "tue, wed, thu, fri 00:00-08:00"
    ]
    holiday = datetime(2026, 5, 14, tzinfo=ZoneInfo("Europe/Berlin"))  # Ascension Day
    number = Number("Bereitschaft", "116 111", tuple(nights))
    morning_after = holiday + timedelta(days=1, hours=3)
    assert answering([number], morning_after, BERLIN, "ST") == ()


def test_the_words_about_numbers_name_as_many_as_there_may_be() -> None:
    assert MOST_NUMBERS == 6
    assert "six" in MEANINGS["numbers"]


# --- The documents ------------------------------------------------------------------------------

TWINS = (ROOT / "docs" / "fill-in-sheet.md", ROOT / "docs" / "ausfuellblatt.md")

every_document = pytest.mark.parametrize("document", TWINS, ids=lambda file: file.stem)


@every_document
@pytest.mark.parametrize(("mark", "model"), [("sheet", Sheet), ("number", Line)])
def test_an_operator_reads_of_every_key_and_whether_it_is_needed(
    document: Path, mark: str, model: type[BaseModel]
) -> None:
    rows = table(document, mark)
    assert [code(key)[0] for key, _, _ in rows] == list(model.model_fields)
    for key, _, without in rows:
        name = code(key)[0]
        field = model.model_fields[name]
        if not field.is_required():
            assert without.startswith(("left out", "weggelassen"))
        elif may_be_none(name):
            assert without.startswith("`none`")
        else:
            assert without in ("required", "Pflicht")


@every_document
def test_the_numbers_in_the_documents_have_the_gap_that_is_spoken_of(document: Path) -> None:
    (numbers,) = (block.text for block in blocks(document) if block.info == "yaml sheet")
    rest = re.sub(rb"numbers:(.|\n)*as_of", b"as_of", FILLED_IN)
    found, flaws = sheet.read(rest + numbers.encode(), TODAY)
    assert found is not None
    assert [flaw.kind for flaw in flaws] == [Fault.NOBODY_AFTER_HOLIDAYS]
    assert "Tue–Fri, 00:00 to 08:00" in sentence(flaws[0], ENGLISH)


@every_document
def test_the_documents_speak_of_every_day_there_is(document: Path) -> None:
    written = document.read_text(encoding="utf-8")
    for words in ("mon, tue, wed, thu, fri, sat, sun", "mo, di, mi, do, fr, sa, so"):
        assert words in written
        assert len(shift(f"{words} 08:00-16:00").days) == 7


def test_a_link_holds_as_long_as_the_documents_say() -> None:
    assert timedelta(days=14) == inviting.HOLDS
