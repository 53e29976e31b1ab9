"""Ages of one person; age groups and the ages of projects are none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialogs.guard.folding import fold
from dialogs.guard.lexicon import WordKind, entries
from dialogs.guard.reading import Reading, Word
from dialogs.guard.verdict import Sign

_NUMBERS = "|".join(sorted({fold(entry) for entry in entries("number_words")}, reverse=True))

#: 7-jährige, 82jähriger, siebenjähriges, seven-year-old, 7-year-old
_YEARS_OLD = re.compile(
    rf"(?:\d{{1,3}}|ein|{_NUMBERS}|\w+und\w+zig)-?"
    r"(?:(?:jahrig|monatig|wochig)(?P<ending>e|er|es|en|em)?|year-?old|month-?old|yo)"
)
_ENDING = re.compile(r"(?:jahrig(?:e|er|es|en|em)?|year-?old)$")
_SINGULAR_ENDINGS = frozenset({"er", "es", "em"})
_OPEN_ENDINGS = frozenset({"den", "die"})

#: 3 Jahre, 9 J., 4 Monate, 7 years
_UNITS = frozenset({"jahre", "jahren", "j", "jahr", "monate", "monat", "years", "months", "yrs"})
_OLD = frozenset({"alt", "old"})
_IS = frozenset({"ist", "war", "wird", "wurde", "is", "was", "turns", "erst", "gerade", "aged"})
_OLDEST = 110

#: An age is somebody's where one of these is in its sentence.
_ABOUT: tuple[WordKind, ...] = (
    *("persons", "family", "health", "first_names", "care_places", "groups", "events"),
)
_PERSONS = frozenset({"persons", "people", "persons_or_people", "first_names", "surnames"})


def ages(read: Reading) -> Iterator[Sign]:
    """Find what tells how old somebody is."""
    for n, word in enumerate(read.words):
        if word.key[0].isdecimal() or "number_words" in word.kinds or _ENDING.search(word.key):
            last = _years_old(read, n) or _years(read, n) or _bare(read, n)
            if last is not None:
                yield read.sign("age", n, last)


_YEAR = re.compile(
    r"\b(?:jahrgang|jhg|jg|bj|geburtsjahr)\b\.?:? ?(?:(?:19|20)\d{2}|\d{2})\b", re.IGNORECASE
)


def birth_years(read: Reading) -> Iterator[Sign]:
    """Find in which year somebody was born, where one person is spoken of."""
    for found in _YEAR.finditer(read.text) if read.digits else ():
        before = read.at(found.start())
        near = read.nearby(before, 4, 1)
        if any("persons" in each.kinds or len(each.text) == 1 for each in near):
            yield Sign("age", found.start(), found.end(), found[0])


def _years_old(read: Reading, n: int) -> int | None:
    """Return the last word of "der 7-jährige Sohn"; not of "die 6-Jährigen", "20-jährige Feier"."""
    told = _told_age(read, n)
    if told is None or _part_of_span(read, n):
        return None
    last, ending = told
    noun = _noun_after(read, last)
    if noun is None:
        return last if _one_person(read, n, ending) else None
    return last + 1 if noun.kinds & {"persons", "persons_or_people"} else None


def _told_age(read: Reading, n: int) -> tuple[int, str] | None:
    """Return the last word and the ending of "7-jähriger", "7 jährige", "siebenjährig"."""
    word, after = read.words[n], read.words[n + 1 : n + 2]
    found = _YEARS_OLD.fullmatch(word.key)
    if found is not None:
        return n, found["ending"] or ""
    if not after or after[0].gap.strip("-") or not _is_number(word):
        return None
    found = _YEARS_OLD.fullmatch(word.key + after[0].key)
    return None if found is None else (n + 1, found["ending"] or "")


def _noun_after(read: Reading, n: int) -> Word | None:
    """Return the noun that an age belongs to, if one follows."""
    for word in read.words[n + 1 : n + 2]:
        if word.gap or word.sentence != read.words[n].sentence:
            return None
        proper = word.capital and not word.text.isupper() and "titles" not in word.kinds
        return word if proper or word.kinds & _PERSONS else None
    return None


def _one_person(read: Reading, n: int, ending: str) -> bool:
    """Tell whether "Fünfjährige" without a noun means one person, by its article and ending."""
    before = read.words[n - 1] if n and not read.words[n].gap else None
    articled = before is not None and bool(before.kinds & {"determiners", "indefinite"})
    if ending in _SINGULAR_ENDINGS:
        return True
    if ending == "en":
        return articled and before is not None and before.key not in _OPEN_ENDINGS
    return articled


def _years(read: Reading, n: int) -> int | None:
    """Return the last word of "7 Jahre alt", or of "3 Jahre" after somebody or a comma."""
    word, after = read.words[n], read.words[n + 1 : n + 3]
    if not after or not _is_number(word) or after[0].key not in _UNITS or after[0].gap:
        return None
    if _part_of_span(read, n):
        return None
    if len(after) > 1 and after[1].key in _OLD and not after[1].gap:
        return n + 2
    if n and _somebody(read.words[n - 1]):
        return n + 1
    ends = len(after) == 1 or bool(after[1].gap) or after[1].sentence != word.sentence
    noted = ends and word.gap in (",", "(") and read.has(word.sentence, *_ABOUT)
    return n + 1 if noted else None


def _bare(read: Reading, n: int) -> int | None:
    """Return the place of a bare age: "Junge (6)", "Kevin, 8, hat", "er ist 5"."""
    word = read.words[n]
    if not n or not word.key.isdecimal() or int(word.key[:4]) > _OLDEST:
        return None
    before, after = read.words[n - 1], read.text[word.end : word.end + 1]
    if word.gap.lstrip(". ") == "(" and after == ")":
        return n if _somebody(before) else None
    if word.gap.lstrip(".") == "," and after in (",", ""):
        return n if _somebody(before) else None
    if not word.gap and before.key in _IS and n > 1 and after in (",", ".", ""):
        number_goes_on = read.text[word.end + 1 : word.end + 2].isdecimal()
        subject = read.words[n - 2]
        about = _somebody(subject) or "pronouns" in subject.kinds
        return n if about and not number_goes_on else None
    return None


def _is_number(word: Word) -> bool:
    return "number_words" in word.kinds or (word.key.isdecimal() and int(word.key[:4]) <= _OLDEST)


def _part_of_span(read: Reading, n: int) -> bool:
    """Tell whether a number belongs to "ab 14 Jahren", "seit drei Jahren"."""
    before = list(read.nearby(n, 2, 0))[:-1]
    spans = any("spans" in word.kinds for word in before)
    return spans and not before[-1].kinds & {"determiners", "indefinite"}


def _somebody(word: Word) -> bool:
    """Tell whether a word stands for a person: kinship, a name, an initial."""
    initial = len(word.text) == 1 and word.text.isalpha()
    return initial or ("months" not in word.kinds and bool(word.kinds & _PERSONS))
