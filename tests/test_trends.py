"""What is seen over time: from five answers on, with gaps, and nothing that was taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFont

from bot import drawing
from bot.channels.writing import length
from bot.language import languages, translator
from bot.rehearsal.scripts import LIBRARY
from bot.sandbox.pictures import size
from bot.wording import trends as words
from dialogs.reports.trends import FEWEST, LATEST, Past, Trend, of_network, of_one, since_before
from dialogs.round import Answer, Closed, Outcome
from dialogs.said import CANNOT_SAY
from dialogs.script import Script
from dialogs.source import read

DAY = date(2026, 3, 3)
#: The longest caption that Telegram takes.
CAPTION = 1024

SOURCE = (LIBRARY / "checkin_monatlich.yaml").read_text()
ASKED, QUESTION = "gelohnt", "Ihr Monat im Netzwerk: Wie sehr hat sich die Zeit gelohnt?"

Given = Sequence[int | str]


def script_of(source: str) -> Script:
    script, problems = read(source.encode())
    assert script is not None, problems
    return script


SCRIPT = script_of(SOURCE)


def past(n: int, given: Given, script: Script = SCRIPT, own: Given = ()) -> Past:
    """Return the n-th round of a check-in, closed as the engine would."""
    answers = tuple(_answer(k, value) for k, value in enumerate(given))
    enough = len(answers) >= script.threshold
    outcome = Outcome.ENOUGH if enough else Outcome.TOO_FEW
    people = len(answers) if enough else 0
    closed = Closed(ASKED, outcome, 40, people, answers=answers)
    mine = tuple(_answer(0, value) for value in own)
    return Past(DAY + timedelta(days=30 * n), script, {ASKED: closed}, mine)


def _answer(seat: int, value: int | str) -> Answer:
    return Answer(f"{seat:016x}", ASKED, "", value, seat=seat)


def only(trends: tuple[Trend, ...]) -> Trend:
    (trend,) = trends
    return trend


# --- What may be seen ----------------------------------------------------------------------------


@given(st.lists(st.lists(st.integers(0, 10) | st.just(CANNOT_SAY), max_size=14), max_size=14))
def test_a_wave_of_fewer_than_five_is_a_gap_whatever_was_answered(waves: list[Given]) -> None:
    for trend in of_network([past(n, said) for n, said in enumerate(waves)]):
        assert len(trend.waves) == min(len(waves), LATEST)
        for wave, said in zip(trend.waves, waves[-LATEST:], strict=True):
            on_the_scale = sorted(value for value in said if isinstance(value, int))
            assert list(wave.points) == (on_the_scale if len(on_the_scale) >= FEWEST else [])
            assert (wave.middle is None) == (len(wave.points) < 10)


def test_a_script_can_ask_for_more_than_five() -> None:
    careful = script_of(
        SOURCE.replace("anonymity: pseudonymous\n", "anonymity: pseudonymous\nthreshold: 8\n", 1)
    )
    trend = only(of_network([past(0, [4] * 7, careful), past(1, [4] * 8, careful)]))
    assert [len(wave.points) for wave in trend.waves] == [0, 8]


@pytest.mark.parametrize("mode", ["anonymity: private", "read_by: tandem"])
def test_what_is_not_for_everybody_is_in_no_trend(mode: str) -> None:
    hidden = script_of(
        SOURCE.replace("        scale: ten\n", f"        scale: ten\n        {mode}\n")
    )
    assert of_network([past(n, [4] * 9, hidden) for n in range(3)]) == ()


def test_points_on_another_scale_are_not_compared() -> None:
    earlier = script_of(SOURCE.replace("scale: ten", "scale: weight6"))
    trend = only(of_network([past(0, [4] * 9, earlier), past(1, [4] * 9), past(2, [5] * 9)]))
    assert [wave.points[0] for wave in trend.waves] == [4, 5]


def test_a_wave_from_which_somebody_took_their_answer_back_is_a_gap() -> None:
    rounds = [past(n, [2] * 9) for n in range(3)]
    after = replace(rounds[1].closed[ASKED], taken_back=True)
    rounds[1] = replace(rounds[1], closed={ASKED: after})
    assert [len(wave.points) for wave in only(of_network(rounds)).waves] == [9, 0, 9]


def test_one_s_own_answers_are_one_s_own_and_stay_out_once_they_are_taken_back() -> None:
    rounds = [past(0, [1] * 9, own=[7]), past(1, [1] * 9), past(2, [1] * 9, own=[CANNOT_SAY])]
    assert [wave.points for wave in only(of_one(rounds)).waves] == [(7,)]
    assert of_one([past(n, [1] * 9) for n in range(3)]) == ()


def test_a_result_is_seen_beside_the_last_time_that_can_be_shown() -> None:
    rounds = [past(0, [2] * 6), past(1, [9] * 4), past(2, [3, 4, 5, 6, 7])]
    (found,) = since_before(of_network(rounds), rounds[-1].day)
    assert (found.before.day, found.now.day) == (rounds[0].day, rounds[2].day)
    assert list(since_before(of_network(rounds[:2]), rounds[1].day)) == []
    assert list(since_before(of_network(rounds[:1]), rounds[0].day)) == []


# --- In words and pictures -----------------------------------------------------------------------


def test_the_words_below_a_picture_say_what_it_shows() -> None:
    rounds = [past(0, [2, 3, 5, 5, 8]), past(1, [9] * 4), past(2, [4] * 6 + [6] * 6)]
    shown = words.of_network(only(of_network(rounds)), translator("de"))
    assert shown.words.splitlines() == [
        f"Im Netzwerk, Ergebnisse und Nutzen: {QUESTION}",
        "Die Skala reicht von 0 (gar nicht) bis 10 (vollständig).",
        "– 3. März: 5 Antworten, zwischen 2 und 8",
        "– 2. April: nicht gezeigt, damit niemand erkannt werden kann",
        "– 2. Mai: 12 Antworten, zwischen 4 und 6, Mitte 5",
    ]
    assert [column.labels[-1] for column in shown.chart.columns] == ["5", "–", "12"]
    assert (shown.chart.lowest, shown.chart.highest) == (0, 10)


def test_two_times_are_told_alike() -> None:
    few, many = [2, 3, 5, 5, 8], [4] * 6 + [6] * 6
    assert _since(few, many) == (
        "– Ergebnisse und Nutzen: Am 3. März lagen die Antworten zwischen 2 und 8 (5 haben "
        "geantwortet), diesmal zwischen 4 und 6 (12 haben geantwortet)."
    )
    assert "in der Mitte bei 5 (12 haben geantwortet), diesmal in der Mitte" in _since(many, many)


def _since(*waves: Given) -> str:
    rounds = [past(n, given) for n, given in enumerate(waves)]
    found = tuple(since_before(of_network(rounds), rounds[-1].day))
    return words.since(found, translator("de"))[0].splitlines()[1]


@pytest.mark.parametrize("language", languages())
def test_every_picture_opens_and_its_words_fit_below_it(language: str) -> None:
    long = script_of(SOURCE.replace("Ihr Monat im Netzwerk: Wie", "Ihr Monat " * 60 + "Wie"))
    rounds = [past(14 * n, list(range(11)) * 9, long, own=[n]) for n in range(14)]
    t = translator(language)
    for shown in (
        words.own(only(of_one(rounds)), t),
        words.of_network(only(of_network(rounds)), t),
    ):
        assert length(shown.words) <= CAPTION
        picture = drawing.png(shown.chart)
        with Image.open(BytesIO(picture)) as opened:
            opened.verify()
        wide, high = size(picture)
        assert wide == drawing.WIDTH
        assert 0.6 * wide < high < 1.4 * wide


def test_the_font_has_every_letter_of_our_languages() -> None:
    font = ImageFont.truetype(BytesIO(drawing.FONT.read_bytes()), 20)
    missing = bytes(font.getmask("\U0010ffff"))
    letters = "äöüßÄÖÜẞéèçñłşğøå„“‚‘’–…<=0123456789"
    assert not [each for each in letters if bytes(font.getmask(each)) == missing]
