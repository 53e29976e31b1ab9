"""A text taken apart for the guard: its words, its sentences, and what the lists know of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from dialogs.guard.folding import fold
from dialogs.guard.lexicon import Lexicon, WordKind, lexicon
from dialogs.guard.verdict import Kind, Sign

#: A word with what belongs to it: hyphens, apostrophes, digits ("7-jährige", "3b", "O'Brien").
#: Some telephones send an umlaut as a letter and a mark.
_WORD = re.compile(r"[\w\u0300-\u036f]+(?:[-'’][\w\u0300-\u036f]+)*")

#: Sentences of people who never end one are cut where they pause, after so many words.
_LONG = 20
_PAUSES = frozenset({"und", "aber", "dann", "weil", "also", "komma", "nur", "jetzt", "and", "but"})
_FULL_STOP = re.compile(r"[.!?]")

_DIGIT = re.compile(r"\d")

#: What ends a sentence where it stands between two words.
_END = re.compile(r"[.!?;…\n]")

#: How many words "~" in a phrase may stand for.
_GAP = 4


class Word(NamedTuple):
    """A word, where it stands, what is between it and the word before, and its sentence."""

    text: str
    key: str
    start: int
    end: int
    gap: str
    sentence: int
    kinds: frozenset[str]

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


class Found(NamedTuple):
    """Words that an entry of a list stands for: from the first to the last, included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A text with everything the signs need to know about it."""

    text: str
    words: Sequence[Word]
    found: Mapping[str, Sequence[Found]]
    within: Sequence[frozenset[str]]
    lexicon: Lexicon
    _starts: list[int] = field(repr=False)

    @property
    def digits(self) -> bool:
        """Whether there is any digit; without one, nothing with numbers needs to be looked for."""
        return _DIGIT.search(self.text) is not None

    def of(self, *kinds: WordKind) -> Iterator[Found]:
        """Yield what the lists of these kinds found."""
        for kind in kinds:
            yield from self.found.get(kind, ())

    def has(self, sentence: int, *kinds: WordKind) -> bool:
        """Tell whether a sentence holds words of any of these kinds."""
        return not self.within[sentence].isdisjoint(kinds)

    def around(self, sentence: int, *kinds: WordKind) -> bool:
        """Tell whether a sentence or one of its neighbours holds words of any of these kinds."""
        near = range(max(0, sentence - 1), min(len(self.within), sentence + 2))
        return any(self.has(each, *kinds) for each in near)

    def at(self, place: int) -> int:
        """Return the word that stands at, or last before, a place in the text."""
        return max(0, bisect_right(self._starts, place) - 1)

    def sentence_at(self, place: int) -> int:
        """Return the sentence of a place in the text."""
        return self.words[self.at(place)].sentence if self.words else 0

    def inside(self, kind: WordKind, first: int, last: int) -> bool:
        """Tell whether words are part of something that a list found."""
        return any(each.first <= last and first <= each.last for each in self.found.get(kind, ()))

    def sign(self, kind: Kind, first: int, last: int) -> Sign:
        """Return a sign that reaches from one word to another."""
        start, end = self.words[first].start, self.words[last].end
        return Sign(kind, start, end, self.text[start:end])

    def nearby(self, place: int, before: int, after: int) -> Iterator[Word]:
        """Yield the words around one, in its own sentence."""
        sentence = self.words[place].sentence
        for each in self.words[max(0, place - before) : place + after + 1]:
            if each.sentence == sentence:
                yield each


def reading(text: str) -> Reading:
    """Take a text apart."""
    lists = lexicon()
    words = list(_words(text, lists))
    found: defaultdict[str, list[Found]] = defaultdict(list)
    within: list[set[str]] = [set() for _ in range(words[-1].sentence + 1 if words else 1)]
    for n, word in enumerate(words):
        for kind in word.kinds:
            found[kind].append(Found(n, n))
        # "Frau" before a name is a title, not somebody spoken of.
        title = "titles" in word.kinds
        within[word.sentence].update(word.kinds - {"persons"} if title else word.kinds)
        following = words[n + 1].key if n + 1 < len(words) else ""
        for rest, kind in lists.beginning(word.key, following):
            last = _match(rest, words, n, lists)
            if last is not None:
                found[kind].append(Found(n, last))
                within[word.sentence].add(kind)
    starts = [word.start for word in words]
    return Reading(text, words, found, [frozenset(each) for each in within], lists, starts)


def _words(text: str, lists: Lexicon) -> Iterator[Word]:
    sentence, end, before, since = 0, 0, "", 0
    dictated = _FULL_STOP.search(text) is None
    for match in _WORD.finditer(text):
        word, start = match.group(), match.start()
        gap, key = text[end:start], fold(word)
        key = lists.meant.get(key, key)
        if not key:  # a mark without its letter
            continue
        kinds = lists.kinds(key)
        ended = end and gap != " " and _END.search(gap) and _ends(gap, before, word, kinds, lists)
        spoken = dictated and before == "punkt"
        if ended or spoken or (since > _LONG and _pauses(gap, key)):
            sentence, since = sentence + 1, 0
        yield Word(word, key, start, match.end(), gap.strip(" \t"), sentence, kinds)
        end, before, since = match.end(), key, since + 1


def _pauses(gap: str, key: str) -> bool:
    """Tell whether somebody who types or dictates without full stops may begin anew here."""
    return "," in gap or key in _PAUSES


def _ends(gap: str, before: str, word: str, kinds: frozenset[str], lists: Lexicon) -> bool:
    """Tell whether a sentence ends before a word; "Fam. K.", "3. Mai" and "L. M." do not end one.

    Where that is open, as after a number, a common word with a capital letter begins a new one.
    """
    if gap.strip(" ") != ".":
        return True
    if not gap.endswith(" ") or "abbreviations" in lists.words.get(before, ()):
        return False
    if len(before) == 1 or before.isdecimal():
        return word[0].isupper() and "everyday_words" in kinds and "months" not in kinds
    return True


def _match(rest: Sequence[str], words: Sequence[Word], first: int, lists: Lexicon) -> int | None:
    """Return the last word of a phrase that begins with a word, if it goes on as it should."""
    n = first
    for here, wanted in enumerate(rest):
        if wanted == "~":
            return _match_later(rest[here + 1 :], words, n, lists)
        n += 1
        if n == len(words) or not _fits(words[n], wanted, words[first].sentence):
            return None
    return n


def _match_later(
    rest: Sequence[str], words: Sequence[Word], first: int, lists: Lexicon
) -> int | None:
    for n in range(first, min(first + _GAP + 1, len(words))):
        last = _match(rest, words, n, lists)
        if last is not None:
            return last
    return None


def _fits(word: Word, wanted: str, sentence: int) -> bool:
    if word.sentence != sentence:
        return False
    return word.key.startswith(wanted[:-1]) if wanted.endswith("*") else word.key == wanted


def adjacent(words: Sequence[Word]) -> bool:
    """Tell whether nothing but spaces, full stops and hyphens is between these words."""
    return all(not after.gap.strip(".-") for _, after in pairwise(words))
