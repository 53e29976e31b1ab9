"""A worried message is answered with numbers that answer now, and nobody is left in doubt."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import Translator
from bot.operator import (
    EVERY_DAY,
    LONGEST_LABEL,
    MOST_NUMBERS,
    WORKING_WEEK,
    Day,
    Number,
    Shift,
    answering,
    day_of,
)
from bot.wording import numbers, warnings
from tests.operating import (
    ALWAYS,
    BARE,
    BERLIN,
    DOORS,
    GERMAN,
    HOST,
    NIGHT,
    NOTHING,
    OFFICE,
    OPERATOR,
    SPEAKERS,
    assert_whole,
)

every_language = pytest.mark.parametrize("t", SPEAKERS, ids=lambda t: t.language)


def berlin(day: int, hour: int, minute: int = 0, month: int = 12) -> datetime:
    """Return a moment in the winter of 2026, in which the 1st of December is a Tuesday."""
    return datetime(2026, month, day, hour, minute, tzinfo=BERLIN).astimezone(UTC)


def worried(sent: datetime, now: datetime | None = None, t: Translator = GERMAN) -> str:
    return warnings.worried(OPERATOR, HOST, "ST", sent=sent, now=now or sent, t=t).text


# --- Who answers now ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (berlin(1, 7, 59), [NIGHT]),  # Tuesday, before the office opens
        (berlin(1, 8), [OFFICE]),
        (berlin(1, 15, 59), [OFFICE]),
        (berlin(1, 16), [NIGHT]),
        (berlin(1, 23, 59), [NIGHT]),
        (berlin(2, 0), [NIGHT]),  # past midnight it is still the shift of the evening before
        (berlin(4, 11, 59), [OFFICE]),  # Friday
        (berlin(4, 12), [NIGHT]),
        (berlin(4, 23, 59), [NIGHT]),
        (berlin(5, 0), [NIGHT]),  # Saturday
        (berlin(6, 21, 30), [NIGHT]),  # Sunday
        (berlin(7, 0), []),  # on Monday before eight nobody has been entered
        (berlin(7, 7, 59), []),
        (berlin(7, 8), [OFFICE]),
        (berlin(24, 10), [NIGHT]),  # a Thursday on which no office is open
        (berlin(25, 10), [NIGHT]),  # Christmas Day, a Friday
    ],
)
def test_only_those_are_named_who_answer_now(now: datetime, expected: list[Number]) -> None:
    assert list(answering(OPERATOR.numbers, now, BERLIN, "ST")) == expected


def test_a_holiday_is_one_only_in_its_land() -> None:
    epiphany = datetime(2027, 1, 6, 10, tzinfo=BERLIN)
    assert answering(OPERATOR.numbers, epiphany, BERLIN, "ST") == (NIGHT,)
    assert answering(OPERATOR.numbers, epiphany, BERLIN, "BE") == (OFFICE,)
    assert day_of(date(2027, 3, 28), "ST") is Day.SUNDAY  # Easter: who answers on Sundays does so


@given(
    now=st.datetimes(datetime(2025, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    days=st.frozensets(st.sampled_from(Day), min_size=1),
    opens=st.times(),
    closes=st.times(),
)
def test_every_minute_belongs_to_a_shift_or_to_the_one_that_complements_it(
    now: datetime, days: frozenset[Day], opens: time, closes: time
) -> None:
    there = Number("Eine Stelle", "123", (Shift(days, opens, closes),))
    always = Number("Immer", "123", (Shift(EVERY_DAY, opens, opens),))
    every = Number("Jeden Tag", "123", (Shift(EVERY_DAY, opens, closes),))
    rest = Number("Der Rest", "123", (Shift(EVERY_DAY, closes, opens),))
    found = answering((there, always, every, rest), now, BERLIN, "ST")
    assert always in found
    assert there not in found or every in found
    assert (every in found) != (rest in found) or opens == closes


# --- A worried message -------------------------------------------------------------------------


def test_the_answer_begins_with_what_matters_and_names_who_can_be_reached() -> None:
    assert worried(berlin(1, 21, 30)) == (
        "Niemand hat das gelesen. Es ist keine Meldung. Bitte rufen Sie jetzt an:\n"
        "– Bereitschaft der Jugendhilfe: 03491 123-99\n"
        "– Bei akuter Gefahr: 110\n"
        "– Bei einem medizinischen Notfall: 112\n"
        "\n"
        "Was Sie geschrieben haben, wird nicht aufbewahrt. Dieser Chat wird nicht laufend gelesen "
        "und ist kein Meldeweg."
    )


@every_language
def test_110_and_112_are_always_named_and_nobody_who_does_not_answer(t: Translator) -> None:
    for hour in range(7 * 24):
        now = berlin(1, 0) + timedelta(hours=hour)
        text = worried(now, t=t)
        assert "110" in text
        assert "112" in text
        for number in OPERATOR.numbers:
            wall = now.astimezone(BERLIN).replace(tzinfo=None)
            assert (f"{number.label}: {number.phone}\n" in text) == number.answers(wall, "ST")


def test_a_message_handled_late_says_when_it_was_sent() -> None:
    text = worried(berlin(1, 21, 30), berlin(2, 9))
    assert text.startswith("Niemand hat das gelesen. Es ist keine Meldung.")
    assert "Sie haben das am 1. Dezember, 21:30 Uhr geschickt." in text
    assert "Jugendamt Beispielstadt: 03491 123-0" in text, "the numbers of now, not of then"
    assert "geschickt" not in worried(berlin(1, 21, 30), berlin(1, 21, 34))


def test_there_is_no_call_back_and_no_other_door() -> None:
    message = warnings.worried(
        OPERATOR, HOST, "ST", sent=berlin(1, 21), now=berlin(1, 21), t=GERMAN
    )
    assert message.menu == ()
    assert message.buttons() == ()


# --- The table that stands still ---------------------------------------------------------------


def test_the_pinned_message_has_all_numbers_with_their_hours() -> None:
    assert numbers.pinned(OPERATOR, GERMAN) == (
        "In Sorge um einen Menschen? Bitte rufen Sie an. Dieser Chat wird nicht laufend gelesen "
        "und ist kein Meldeweg.\n"
        "– Jugendamt Beispielstadt: 03491 123-0 (Mo–Do, 08:00 bis 16:00 Uhr; Fr, 08:00 bis 12:00 "
        "Uhr)\n"
        "– Bereitschaft der Jugendhilfe: 03491 123-99 (Mo–Do, 16:00 bis 08:00 Uhr; Fr, 12:00 bis "
        "00:00 Uhr; Sa, So, Feiertage, rund um die Uhr)\n"
        "– Bei akuter Gefahr: 110\n"
        "– Bei einem medizinischen Notfall: 112"
    )
    always = replace(OPERATOR, numbers=(ALWAYS,))
    assert "116 111 (jeden Tag, rund um die Uhr)" in numbers.pinned(always, GERMAN)


@every_language
def test_the_profile_fits_and_always_has_110_and_112(t: Translator) -> None:
    long = Number("Stelle " + "x" * (LONGEST_LABEL - 7), "03491 123-0", NIGHT.shifts)
    for operator in (OPERATOR, replace(OPERATOR, numbers=(long,) * MOST_NUMBERS)):
        text = numbers.profile(operator, HOST, t)
        assert len(text) <= numbers.LONGEST_PROFILE
        assert "110" in text
        assert "112" in text
        assert "{" not in text


@pytest.mark.parametrize(
    ("label", "phone", "shifts"),
    [
        ("", "123", NIGHT.shifts),
        ("Jugendamt", "{jugendamt_tel}", NIGHT.shifts),
        ("Jugendamt", "siehe Aushang", NIGHT.shifts),
        ("Jugendamt", "123", ()),
        ("x" * (LONGEST_LABEL + 1), "123", NIGHT.shifts),
    ],
    ids=["nameless", "open", "words", "never", "long"],
)
def test_a_number_that_nobody_can_call_is_refused(
    label: str, phone: str, shifts: tuple[Shift, ...]
) -> None:
    with pytest.raises(ValueError, match=r"label|Jugendamt|xxx"):
        Number(label, phone, shifts)


def test_a_shift_that_never_comes_and_more_numbers_than_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="never comes"):
        Shift(frozenset(), time(8), time(16))
    with pytest.raises(ValueError, match=f"at most {MOST_NUMBERS}"):
        replace(OPERATOR, numbers=(NIGHT,) * (MOST_NUMBERS + 1))


# --- Everything else that is no answer ---------------------------------------------------------


@every_language
def test_every_warning_is_whole(t: Translator) -> None:
    messages = [
        warnings.about_nobody(t),
        *(warnings.unknown(doors, t) for doors in DOORS),
        *(warnings.stumbled(t, wrote=wrote) for wrote in (True, False)),
        *(
            warnings.media(t, voice=voice, removed=removed)
            for voice in (True, False)
            for removed in (True, False)
        ),
        warnings.worried(OPERATOR, HOST, None, sent=berlin(1, 0), now=berlin(2, 0), t=t),
    ]
    for message in messages:
        assert_whole(message)


def test_our_own_mistake_is_called_ours() -> None:
    words = (
        "Das hat gerade nicht geklappt, und es lag nicht an Ihnen. Ihre letzte gespeicherte "
        "Antwort ist sicher. Bitte versuchen Sie es in ein paar Minuten noch einmal."
    )
    assert warnings.stumbled(GERMAN, wrote=False).text == words
    assert warnings.stumbled(GERMAN, wrote=True).text == (
        f"{words} Niemand hat Ihre Nachricht gelesen. Bei akuter Gefahr rufen Sie bitte 110 oder "
        "112 an."
    )


def test_what_is_not_understood_points_to_help_only_where_there_is_help() -> None:
    assert warnings.unknown(BARE, GERMAN).text == (
        "Das habe ich nicht verstanden. Ich bin ein Programm und kann keine freien Gespräche "
        "führen. Mit /hilfe sehen Sie, was möglich ist."
    )
    assert "/" not in warnings.unknown(NOTHING, GERMAN).text


def test_nobody_hears_a_voice_message_and_one_can_dictate() -> None:
    voice = warnings.media(GERMAN, voice=True, removed=True).text
    assert "Niemand hat es gesehen oder gehört." in voice
    assert "Sie können diktieren: Mikrofontaste der Tastatur." in voice
    assert "gelöscht" not in warnings.media(GERMAN, voice=False, removed=False).text


def test_the_working_week_has_no_holiday_in_it() -> None:
    assert Day.HOLIDAY not in WORKING_WEEK
