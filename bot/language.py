"""Our own words in people's languages: catalogs of translations, plurals, dates and numbers.

The English words stand in the code. Every other language is one ``.po`` file in ``locales/``,
compiled in memory when it is first needed; a new language is a new file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO
from itertools import pairwise

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from dialogs.text import fallbacks

#: The language of the code, which needs no catalog.
ENGLISH = "en"

LOCALES = files("bot") / "locales"


def N_(message: str) -> str:  # noqa: N802 - the mark that every gettext tool knows
    """Mark a message for the catalogs that is translated elsewhere, when it is said."""
    return message


#: Numbers up to twelve are written as words, in German as in English. One is not: German says it
#: in another way with every noun.
SPELLED = {
    2: N_("two"),
    3: N_("three"),
    4: N_("four"),
    5: N_("five"),
    6: N_("six"),
    7: N_("seven"),
    8: N_("eight"),
    9: N_("nine"),
    10: N_("ten"),
    11: N_("eleven"),
    12: N_("twelve"),
}


@dataclass(frozen=True, slots=True)
class Translator:
    """Says our English messages in one language, with its plurals, dates and numbers."""

    language: str
    locale: Locale
    catalog: NullTranslations

    def gettext(self, message: str) -> str:
        """Return the message in this language."""
        return self.catalog.gettext(message)

    def ngettext(self, one: str, many: str, n: int) -> str:
        """Return the message in this language, in the form that ``n`` things call for."""
        return self.catalog.ngettext(one, many, n)

    def day(self, day: date) -> str:
        """Return the day without its year, such as "4 December"."""
        return format_skeleton("MMMMd", day, locale=self.locale)

    def dated(self, day: date) -> str:
        """Return the day with its year, such as "4 December 2026"."""
        return format_date(day, "long", locale=self.locale)

    def on_two_lines(self, day: date) -> tuple[str, str]:
        """Return the day and its month in short, to be set below each other: "4", "Dec"."""
        skeletons = (format_skeleton(each, day, locale=self.locale) for each in ("d", "MMM"))
        number, month = skeletons
        return number, month

    def weekday(self, day: date) -> str:
        """Return the day of the week in short, such as "Fri"."""
        return format_date(day, "EEE", locale=self.locale)

    def whole_weekday(self, day: date) -> str:
        """Return the day of the week, such as "Friday"."""
        return format_date(day, "EEEE", locale=self.locale)

    def full_day(self, day: date) -> str:
        """Return the day as one writes it into a diary, such as "Fri, 4 December 2026"."""
        return f"{self.weekday(day)}, {format_date(day, 'long', locale=self.locale)}"

    def moment(self, at: datetime) -> str:
        """Return the day and the time on the clock, such as "4 December, 09:30".

        ``at`` is already in the time zone in which it is read.
        """
        time = format_time(at, "HH:mm", locale=self.locale)
        # Translators: a day and a time on the 24-hour clock.
        return self.gettext("{day}, {time}").format(day=self.day(at), time=time)

    def number(self, n: float) -> str:
        """Return the number with this language's decimal sign."""
        return format_decimal(n, locale=self.locale)

    def quoted(self, words: str) -> str:
        """Return the words in this language's quotation marks."""
        return self.gettext("‘{words}’").format(words=words)

    def spelled(self, n: int) -> str:
        """Return the number as a word where one writes it as a word."""
        return self.gettext(SPELLED[n]) if n in SPELLED else self.number(n)

    def listing(self, things: Iterable[str]) -> str:
        """Return the things in one row: "a, b and c"."""
        return format_list(list(things), locale=self.locale)


@lru_cache
def translator(language: str) -> Translator:
    """Return who speaks ``language``, or the nearest language that there is a catalog for."""
    spoken = [tag for tag in fallbacks(language) if tag in languages()]
    catalogs: list[NullTranslations] = [_compiled(tag) for tag in spoken]
    for catalog, fallback in pairwise(catalogs):
        catalog.add_fallback(fallback)
    return Translator(spoken[0], locale_of(spoken[0]), catalogs[0])


@lru_cache
def languages() -> tuple[str, ...]:
    """Return the languages in which our own words exist."""
    names = (entry.name for entry in LOCALES.iterdir())
    return (ENGLISH, *sorted(name.removesuffix(".po") for name in names if name.endswith(".po")))


def locale_of(language: str) -> Locale:
    """Return whose dates and plurals a language uses: plain German those of German."""
    parent = language.split("-", maxsplit=1)[0]
    return Locale.parse("en_GB" if parent == ENGLISH else parent)


def read_catalog(language: str) -> Catalog:
    """Read the catalog as translators have written it."""
    # Without the locale Babel would count plurals as English does.
    with (LOCALES / f"{language}.po").open("rb") as file:
        return read_po(file, locale=locale_of(language))


def from_environment(environ: Mapping[str, str]) -> str:
    """Return the language for the command line: ``REIHUM_LANGUAGE``, or that of the terminal."""
    names = ("REIHUM_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    wished = next((environ[name] for name in names if environ.get(name)), ENGLISH)
    tag = wished.split(".")[0].replace("_", "-").lower()
    return translator(tag).language


def _compiled(language: str) -> NullTranslations:
    if language == ENGLISH:
        return NullTranslations()
    binary = BytesIO()
    write_mo(binary, read_catalog(language))
    binary.seek(0)
    return GNUTranslations(binary)
