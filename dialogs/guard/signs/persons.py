"""Somebody whom a text speaks of without a name: "die Mutter", "ein Junge aus der Gruppe"."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.guard.reading import Reading
from dialogs.guard.verdict import Sign

#: Adjectives may stand between an article and its person: "der völlig überforderte Vater".
_FARTHEST_ARTICLE = 3


def persons(read: Reading) -> Iterator[Sign]:
    """Find one definite person: with an article, or like a headline ("Mutter überfordert")."""
    for found in read.of("persons", "persons_or_people"):
        word = read.words[found.first]
        if _nobody(read, found.first):
            continue
        noted = "titles" not in word.kinds and "persons_or_people" not in word.kinds
        headline = noted and _headline(read, found.first)
        if headline or _article(read, found.first, "determiners"):
            yield read.sign("person", found.first, found.last)


def somebodies(read: Reading) -> Iterator[Sign]:
    """Find one person among many: with "ein"."""
    for found in read.of("persons", "persons_or_people"):
        if not _nobody(read, found.first) and _article(read, found.first, "indefinite"):
            yield read.sign("somebody", found.first, found.last)
    for found in read.of("occupations"):
        outside = "posts" not in read.words[found.first].kinds
        if outside and _article(read, found.first, "determiners"):
            yield read.sign("somebody", found.first, found.last)
    for found in read.of("people"):
        if _counted(read, found.first):
            yield read.sign("somebody", found.first, found.last)


def _nobody(read: Reading, n: int) -> bool:
    """Tell whether many are meant ("Mütter", "Schüler:innen") or nobody ("das Kind im Blick")."""
    word = read.words[n].text.casefold()
    if word in _PLURALS or read.inside("figures_of_speech", n, n):
        return True
    return read.text[read.words[n].end : read.words[n].end + 1] in (":", "*", "/", "_") and (
        read.text[read.words[n].end + 1 : read.words[n].end + 3].strip() != ""
    )


#: Without their umlauts these would be one person.
_PLURALS = frozenset({"mütter", "muetter", "väter", "vaeter", "töchter", "brüder", "brueder"})


def _article(read: Reading, n: int, kind: str) -> bool:
    sentence = read.words[n].sentence
    for place in range(n - 1, max(-1, n - 1 - _FARTHEST_ARTICLE), -1):
        word = read.words[place]
        if word.sentence != sentence or read.words[place + 1].gap:
            return False
        if word.kinds & {"determiners", "indefinite"}:
            return kind in word.kinds
        if word.kinds & {"persons", "people"} or word.key in ("und", "oder", "and", "or"):
            return False
    return False


def _headline(read: Reading, n: int) -> bool:
    """Tell whether a person begins a sentence or a part of it, as in notes: "vater weg"."""
    word = read.words[n]
    begins = (
        n == 0 or read.words[n - 1].sentence != word.sentence or word.gap in (",", ":", "-", "–")
    )
    if not begins or n + 1 >= len(read.words):
        return False
    following = read.words[n + 1]
    listed = following.gap in (",", "/") or following.key in ("und", "oder", "and", "or")
    return not listed and following.sentence == word.sentence


def _counted(read: Reading, n: int) -> bool:
    return any("number_words" in word.kinds for word in list(read.nearby(n, 3, 0))[:-1])
