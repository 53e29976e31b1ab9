"""The lists behind the guard: which words are names, institutions, kinship, illness ...

A list is a file in ``data/``, and the name of the file is the name of the kind. In it, entries
stand between spaces; ``_`` joins the words of one entry, ``*`` stands for any ending and ``~`` for
up to four words in between. Lines with ``#`` are remarks. Only ``spoken.txt`` is no kind: it tells
what is meant by words as people type and speak them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from dialogs.guard.folding import fold

DATA = files("dialogs.guard") / "data"

WordKind = Literal[
    "abbreviations",
    "abused",
    "alone",
    "answering",
    "assaults",
    "at_home",
    "attacks",
    "blame",
    "bodies",
    "calls",
    "care_places",
    "case_words",
    "confined",
    "crying",
    "danger_past",
    "danger_told",
    "despair",
    "determiners",
    "digit_words",
    "dotted_words",
    "duty_words",
    "dying",
    "events",
    "everyday_words",
    "families",
    "family",
    "family_titles",
    "fear",
    "figures_of_speech",
    "first_names",
    "general",
    "gone",
    "groups",
    "harming",
    "harmless_names",
    "hazards",
    "he_or_she",
    "health",
    "home_words",
    "in_need",
    "indefinite",
    "institutions",
    "intoxicated",
    "lack_words",
    "lacking",
    "life_threats",
    "matters",
    "meeting_words",
    "missing",
    "months",
    "namesakes",
    "needful",
    "negations",
    "never_names",
    "no_streets",
    "noun_endings",
    "now",
    "number_words",
    "occupations",
    "office_addresses",
    "origins",
    "people",
    "perils",
    "persons",
    "persons_or_people",
    "phone_words",
    "plain_words",
    "possessives",
    "postal_words",
    "posts",
    "pretty_names",
    "private_mail",
    "pronouns",
    "public_names",
    "recent",
    "single_cases",
    "single_posts",
    "small_children",
    "small_places",
    "somebody",
    "spans",
    "street_endings",
    "street_places",
    "surname_beginnings",
    "surname_endings",
    "surnames",
    "threatening",
    "titles",
    "told",
    "town_endings",
    "towns",
    "uneasy",
    "unusual",
    "verbs",
    "victims",
    "violence",
    "vital",
    "we",
    "weak_street_endings",
    "weapons",
    "where_alone",
    "work_words",
    "worries",
    "wounds",
    "writer",
]

#: Lists of which one slip of the finger is forgiven: a letter left out, doubled or swapped.
_FORGIVEN: tuple[WordKind, ...] = (
    "persons",
    "family_titles",
    "families",
    "care_places",
    "health",
    "events",
)
_LONG_ENOUGH_FOR_SLIPS = 5

#: Lists of danger, of whose words a slip is read as the word itself, also inside a phrase.
_READ_AS_MEANT: tuple[WordKind, ...] = (
    *("harming", "wounds", "dying", "weapons", "threatening", "lacking", "confined", "gone"),
    *("intoxicated", "hazards", "crying", "abused", "bodies", "vital", "answering", "needful"),
)
_LONG_ENOUGH_TO_BE_MEANT = 6

#: Stems are looked up by so many letters.
_STEM = 4

#: Shorter institutions (AWO, Amt) are no ending of anything.
_SHORTEST_ENDING = 2

NONE: frozenset[str] = frozenset()

#: German makes new words by setting others before one: of these the last part tells the kind.
_COMPOUNDED: frozenset[str] = frozenset(
    {"harming", "wounds", "weapons", "hazards", "crying", "intoxicated", "lacking", "confined"}
)
_SHORTEST_BEGINNING, _SHORTEST_END = 2, 6

Phrase = tuple[tuple[str, ...], WordKind]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All lists, ready for looking up folded words."""

    words: Mapping[str, frozenset[str]]
    stems: Mapping[str, tuple[tuple[str, WordKind], ...]]
    #: Found by their first two words, or by one where the second can be many.
    phrases: Mapping[str, tuple[Phrase, ...]]
    street_endings: tuple[str, ...]
    surname_endings: tuple[str, ...]
    town_endings: tuple[str, ...]
    weak_street_endings: tuple[str, ...]
    noun_endings: tuple[str, ...]
    institution_endings: tuple[str, ...]
    #: What is meant by words as they are typed in a hurry or spoken at home.
    meant: Mapping[str, str]

    def kinds(self, key: str) -> frozenset[str]:
        """Return every kind that a folded word belongs to."""
        kinds = self.words.get(key, NONE)
        for stem, kind in self.stems.get(key[:_STEM], ()):
            if key.startswith(stem):
                kinds |= {kind}
        return kinds or self._of_its_ending(key)

    def _of_its_ending(self, key: str) -> frozenset[str]:
        """Return what danger an unknown word ends with: Fleischmesser, niedergestochen."""
        for start in range(_SHORTEST_BEGINNING, len(key) - _SHORTEST_END + 1):
            kinds = self.words.get(key[start:], NONE) & _COMPOUNDED
            if kinds:
                return kinds
        return NONE

    def beginning(self, key: str, following: str) -> tuple[Phrase, ...]:
        """Return the phrases that may begin with two words."""
        return self.phrases.get(key, ()) + self.phrases.get(f"{key} {following}", ())


@cache
def lexicon() -> Lexicon:
    """Read the lists, once."""
    words: defaultdict[str, set[str]] = defaultdict(set)
    stems: defaultdict[str, list[tuple[str, WordKind]]] = defaultdict(list)
    phrases: defaultdict[str, list[Phrase]] = defaultdict(list)
    for kind in get_args(WordKind):
        for entry in entries(kind):
            first, *rest = (_key(word) for word in entry.split("_"))
            if rest:
                phrases[_opening(first, rest[0])].append((tuple(rest), kind))
            elif first.endswith("*"):
                stems[first[:_STEM]].append((first[:-1], kind))
            else:
                words[first].add(kind)
    _forgive_slips(words)
    return Lexicon(
        {key: frozenset(kinds) for key, kinds in words.items()},
        {key: tuple(each) for key, each in stems.items()},
        {key: tuple(each) for key, each in phrases.items()},
        street_endings=_endings("street_endings"),
        surname_endings=_endings("surname_endings"),
        town_endings=_endings("town_endings"),
        weak_street_endings=_endings("weak_street_endings"),
        noun_endings=_endings("noun_endings"),
        institution_endings=_endings("institutions"),
        meant={**_slips_of_danger(words, phrases), **_spoken()},
    )


def _opening(first: str, second: str) -> str:
    """Return by which words a phrase is found."""
    return first if second == "~" or second.endswith("*") else f"{first} {second}"


def _endings(kind: WordKind) -> tuple[str, ...]:
    """Return a list as ``str.endswith`` wants it."""
    return tuple(fold(entry) for entry in entries(kind) if len(entry) >= _SHORTEST_ENDING)


def entries(kind: WordKind) -> Iterator[str]:
    """Yield the entries of a list as they are written."""
    yield from _lines(kind)


def _lines(name: str) -> Iterator[str]:
    for line in (DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield from line.split()


def _key(word: str) -> str:
    key = fold(word.removesuffix("*"))
    return key + "*" if word.endswith("*") else _spoken().get(key, key)


@cache
def _spoken() -> Mapping[str, str]:
    """Return the words that stand for others: in chats, in the north, in the south."""
    pairs = (entry.split("=") for entry in _lines("spoken"))
    return {fold(typed): fold(meant) for typed, meant in pairs}


def _slips_of_danger(
    words: Mapping[str, set[str]], phrases: Mapping[str, list[Phrase]]
) -> dict[str, str]:
    """Return the likely slips of the words of danger; what is a word itself is no slip."""
    known = {*words, *(part for each in phrases.values() for rest, _ in each for part in rest)}
    known.update(first for opening in phrases for first in opening.split())
    parts = (
        part for kind in _READ_AS_MEANT for entry in entries(kind) for part in entry.split("_")
    )
    slips: dict[str, str] = {}
    for part in parts:
        key = _key(part).removesuffix("*")
        if len(key) >= _LONG_ENOUGH_TO_BE_MEANT:
            for slip in (*_slips(key), fold(part.replace("ä", "e").removesuffix("*"))):
                if slip not in known and slip != key[:-1]:  # "video" is no slip of "videos"
                    slips.setdefault(slip, key)
    return slips


def _forgive_slips(words: defaultdict[str, set[str]]) -> None:
    """Add the likely slips of important words, unless they are words themselves."""
    meant = {
        key: kinds & set(_FORGIVEN)
        for key, kinds in words.items()
        if len(key) >= _LONG_ENOUGH_FOR_SLIPS and kinds & set(_FORGIVEN)
    }
    known = frozenset(words)
    for key, kinds in meant.items():
        for slip in _slips(key):
            if slip not in known:
                words[slip] |= kinds


def _slips(key: str) -> Iterator[str]:
    """Yield a word with one letter left out, doubled, or swapped with the next; not the first."""
    for n in range(1, len(key)):
        yield key[:n] + key[n + 1 :]
        yield key[: n + 1] + key[n:]
        if n + 1 < len(key):
            yield key[:n] + key[n + 1] + key[n] + key[n + 2 :]
