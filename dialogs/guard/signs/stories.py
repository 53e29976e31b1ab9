"""What is told of somebody: illness, what happened, how a family is made up, what sets it apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialogs.guard.lexicon import WordKind
from dialogs.guard.reading import Reading
from dialogs.guard.verdict import Kind, Sign

#: Signs that are words from a list, no more.
_LISTED: tuple[tuple[WordKind, Kind], ...] = (
    ("single_cases", "case"),
    ("health", "health"),
    ("events", "event"),
    ("family", "family"),
    ("unusual", "unusual"),
    ("origins", "origin"),
    ("recent", "recent"),
    ("told", "told"),
    ("general", "general"),
)
_OF = frozenset({"des", "der", "vom", "von", "of", "eines", "einer", "unseres", "unserer"})
_OUR = frozenset({"unser", "unsere", "unserem", "unseren", "our"})


def stories(read: Reading) -> Iterator[Sign]:
    """Find what is told of people, and whose child somebody is."""
    for words, kind in _LISTED:
        for found in read.of(words):
            yield read.sign(kind, found.first, found.last)
    yield from _child_of(read)
    yield from _many_children(read)


_DATE = re.compile(r"\b\d{1,2}\.\s?\d{1,2}\.(?:\d{2,4})?")


def days(read: Reading) -> Iterator[Sign]:
    """Find on which day something happened; the day of a meeting tells nothing of anybody."""
    for found in _DATE.finditer(read.text) if read.digits else ():
        if not read.has(read.sentence_at(found.start()), "meeting_words", "work_words"):
            yield Sign("recent", found.start(), found.end(), found[0])


def _child_of(read: Reading) -> Iterator[Sign]:
    """Find "die Tochter des Bäckers", "unser Busfahrer und seine Frau"."""
    for found in read.of("occupations"):
        n = found.first
        before = list(read.nearby(n, 4, 0))[:-1]
        of = any(word.key in _OF for word in before)
        kin = any("persons" in word.kinds for word in before)
        ours = bool(before) and before[-1].key in _OUR
        if (of and kin) or (ours and read.has(read.words[n].sentence, "persons")):
            yield read.sign("unusual", n, n)


_MANY = frozenset({"vier", "funf", "sechs", "sieben", "acht", "neun", "four", "five", "six"})
_CHILDREN = frozenset({"kinder", "kindern", "tochter", "tochtern", "sohne", "sohnen", "children"})


def _many_children(read: Reading) -> Iterator[Sign]:
    """Find "die Mutter mit den sechs Kindern"."""
    for n, word in enumerate(read.words[1:], start=1):
        if word.key in _CHILDREN and (read.words[n - 1].key in _MANY or _digit(read, n - 1)):
            yield read.sign("unusual", n - 1, n)


def _digit(read: Reading, n: int) -> bool:
    key = read.words[n].key
    mine = read.has(read.words[n].sentence, "persons")
    return mine and key.isdecimal() and "4" <= key <= "9" and len(key) == 1
