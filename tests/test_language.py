"""Our own words are complete in every language, with its plurals, dates and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import pytest
from babel.messages.catalog import Catalog, Message

from bot.catalogs import messages_in_code, updated
from bot.language import (
    ENGLISH,
    LOCALES,
    from_environment,
    languages,
    locale_of,
    read_catalog,
    translator,
)
from dialogs.text import PLACEHOLDER

TRANSLATED = [language for language in languages() if language != ENGLISH]
VARIANTS = [language for language in TRANSLATED if "-" in language]
WHOLE = [language for language in TRANSLATED if "-" not in language]


@pytest.fixture(scope="module")
def code() -> Catalog:
    return messages_in_code()


# --- The catalogs ------------------------------------------------------------------------------


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalog_stands_as_the_command_writes_it(language: str, code: Catalog) -> None:
    file = (LOCALES / f"{language}.po").read_text(encoding="utf-8")
    assert file == updated(language, code), "run: python -m bot.catalogs"


@pytest.mark.parametrize("language", WHOLE)
def test_every_message_in_the_code_is_translated(language: str, code: Catalog) -> None:
    catalog = read_catalog(language)
    translated = {message.id for message in _messages(catalog) if all(_forms(message.string))}
    assert [message.id for message in _messages(code) if message.id not in translated] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_nothing_is_fuzzy_or_left_over(language: str, code: Catalog) -> None:
    catalog = read_catalog(language)
    assert [message.id for message in _messages(catalog) if message.fuzzy] == []
    assert [message.id for message in _messages(catalog) if message.id not in code] == []
    assert list(catalog.obsolete) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_every_plural_form_of_its_language(language: str) -> None:
    catalog = read_catalog(language)
    plural = [message for message in _messages(catalog) if message.pluralizable]
    assert plural or language in VARIANTS
    for message in plural:
        assert len(_forms(message.string)) == catalog.num_plurals, message.id
        assert all(_forms(message.string)), message.id


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_fills_in_what_the_english_message_fills_in(language: str) -> None:
    for message in _messages(read_catalog(language)):
        english = _forms(message.id)
        allowed = {name for words in english for name in PLACEHOLDER.findall(words)}
        for n, words in enumerate(filter(None, _forms(message.string))):
            found = set(PLACEHOLDER.findall(words))
            assert found <= allowed, message.id
            # "Only one answer" may say its number in words; the general form may not lose any.
            assert found == allowed or (message.pluralizable and n == 0), message.id


@pytest.mark.parametrize("language", VARIANTS)
def test_a_variant_holds_only_what_it_says_differently(language: str) -> None:
    parent = read_catalog(language.split("-", maxsplit=1)[0])
    same = [
        message.id
        for message in _messages(read_catalog(language))
        if message.string == parent[message.id].string
    ]
    assert same == []


# --- Speaking ----------------------------------------------------------------------------------


def test_plain_german_falls_back_on_german_and_an_unknown_language_on_english() -> None:
    assert translator("de").spelled(5) == "fünf"
    assert translator("de-einfach").spelled(5) == "5"
    assert translator("de-einfach").gettext("Back") == translator("de").gettext("Back") == "Zurück"
    assert translator("de-at").gettext("Back") == "Zurück"
    assert translator("fr").gettext("Back") == "Back"
    assert translator("fr").day(date(2026, 12, 4)) == "4 December"


def test_a_message_is_counted_as_its_language_counts() -> None:
    forms = (
        "That is too many. Please choose only one answer.",
        "That is too many. Please choose {most} answers at most.",
    )
    german = translator("de")
    assert german.ngettext(*forms, 1) == "Das sind zu viele. Bitte wählen Sie nur eine Antwort."
    assert "{most}" in german.ngettext(*forms, 3)
    assert translator("en").ngettext(*forms, 1) == forms[0]


@pytest.mark.parametrize(
    ("language", "day", "full", "moment"),
    [
        ("de", "4. Dezember", "Fr., 4. Dezember 2026", "4. Dezember, 09:30 Uhr"),
        ("de-einfach", "4. Dezember", "Fr., 4. Dezember 2026", "4. Dezember, 09:30 Uhr"),
        ("en", "4 December", "Fri, 4 December 2026", "4 December, 09:30"),
    ],
)
def test_days_are_written_as_people_say_them(
    language: str, day: str, full: str, moment: str
) -> None:
    t = translator(language)
    assert t.day(date(2026, 12, 4)) == day
    assert t.full_day(date(2026, 12, 4)) == full
    assert t.moment(datetime(2026, 12, 4, 9, 30)) == moment  # noqa: DTZ001 - as clocks show it


def test_numbers_and_lists_are_those_of_the_language() -> None:
    german, english = translator("de"), translator("en")
    assert (german.number(3.5), english.number(3.5)) == ("3,5", "3.5")
    assert (german.spelled(12), german.spelled(13)) == ("zwölf", "13")
    assert german.listing(["Zeit", "Auftrag", "Schutz"]) == "Zeit, Auftrag und Schutz"
    assert english.listing(["time", "mandate", "protection"]) == "time, mandate and protection"
    assert german.quoted("Wochenfrage") == "„Wochenfrage“"


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({"LANG": "de_DE.UTF-8"}, "de"),
        ({"LC_ALL": "de_AT.UTF-8", "LANG": "en_US.UTF-8"}, "de"),
        ({"LC_ALL": "", "LC_MESSAGES": "de_DE", "LANG": "C"}, "de"),
        ({"REIHUM_LANGUAGE": "en", "LANG": "de_DE.UTF-8"}, "en"),
        ({"REIHUM_LANGUAGE": "de-einfach"}, "de-einfach"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_the_command_line_speaks_the_language_of_the_terminal(
    environ: dict[str, str], language: str
) -> None:
    assert from_environment(environ) == language


def test_plain_german_counts_and_dates_as_german_does() -> None:
    assert locale_of("de-einfach") == locale_of("de")


def _messages(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id]


def _forms(words: str | Sequence[str] | None) -> tuple[str, ...]:
    """Return the forms of a message: one, or several where it counts something."""
    return (words,) if isinstance(words, str) else tuple(words or ("",))
