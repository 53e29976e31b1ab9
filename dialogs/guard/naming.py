"""Where a name begins and ends, and which words can be one at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dialogs.guard.institutional import institutional, is_institution
from dialogs.guard.reading import Reading, Word

#: How a name was found: beside which word, or by itself.
How = Literal["title", "family", "kin", "initials", "own"]


@dataclass(frozen=True, slots=True)
class Name:
    """A name from its first to its last word, and how it was found."""

    first: int
    last: int
    how: How


#: A name has at most so many words after its first one.
_LONGEST = 2

#: With a hyphen after it, one of these begins a surname, whatever follows.
_ARABIC_BEGINNINGS = frozenset({"al", "el", "abu", "ben", "ibn"})

#: Shorter words are not guessed to be surnames.
_SURELY_LONG = 7

#: How verbs and adjectives end; in small letters such a word after "Familie" is not a name.
_LIKE_VERBS = ("t", "te", "ten", "en", "ig", "lich", "isch", "los", "end", "bar", "sam", "haft")

#: What is known as one of these is no surname, whatever stands before it.
_NO_NAMES = frozenset(
    {
        *("everyday_words", "harmless_names", "persons", "people", "posts", "titles", "months"),
        *("institutions", "care_places", "determiners", "indefinite", "general", "recent", "now"),
        *("health", "events", "family", "work_words", "case_words", "towns", "origins", "unusual"),
        *("blame", "alone", "violence"),
    }
)


class Naming:
    """The names that can begin at the words of one text."""

    def __init__(self, read: Reading) -> None:
        """Set apart what belongs to the names of institutions."""
        self.read = read
        self.words: Sequence[Word] = read.words
        self.taken = institutional(read)

    def known(self, n: int) -> int | None:
        """Return the last word of the name from the lists that begins at a word, if one does."""
        if n >= len(self.words) or n in self.taken or not is_known(self.words[n]):
            return None
        return self.to_the_end(n)

    def any(self, n: int, *, determined: bool) -> int | None:
        """Return the last word of the name that begins where only a name is expected.

        There everything is a name that is no everyday word; after an article only what looks like
        one: "die Frau flüchtete" is not Mrs Flüchtete.
        """
        if n >= len(self.words) or self.words[n].gap.strip(".") or n in self.taken:
            return None
        if self.initial(n):
            return n
        after = n + 1
        if "surname_beginnings" in self.words[n].kinds and after < len(self.words):
            joined = not self.words[after].gap.strip("-")
            if joined and self._possible(self.words[after], determined=False):
                return after
        possible = is_known(self.words[n]) or self._possible(self.words[n], determined=determined)
        return self.to_the_end(n) if possible else None

    def initial(self, n: int) -> bool:
        """Tell whether a word is one letter that stands for a name."""
        if n >= len(self.words):
            return False
        word = self.words[n]
        if len(word.text) != 1 or not word.text.isalpha() or word.gap.strip("."):
            return False
        return word.capital or self.read.text[word.end : word.end + 1] == "."

    def to_the_end(self, first: int) -> int:
        """Return where a name ends that begins here: Sabine Krüger, Kevin M., Amira al Hassan."""
        last = first
        beginning = self.words[first + 1 : first + 2]
        if beginning and "surname_beginnings" in beginning[0].kinds and self._goes_on(first + 2):
            return first + 2
        while last - first < _LONGEST and self._goes_on(last + 1):
            last += 1
        return last + 1 if self.initial(last + 1) else last

    def shortened(self, name: Name) -> bool:
        """Tell whether a name ends in an initial, as in "Kevin M."."""
        return name.last > name.first and self.initial(name.last)

    def plural(self, word: Word) -> bool:
        """Tell whether a word is a family's name in the plural: die Kowalskis."""
        return word.key.endswith("s") and self.like_surname(word)

    def like_surname(self, word: Word) -> bool:
        """Tell whether an unknown word ends as surnames do, or is the plural of a known one."""
        if word.kinds or len(word.key) < _SURELY_LONG:
            return False
        stem = word.key.removesuffix("s")
        kinds = self.kinds(stem)
        if stem != word.key and "surnames" in kinds and "everyday_words" not in kinds:
            return True
        return stem.endswith(self.read.lexicon.surname_endings)

    def genitive(self, word: Word) -> bool:
        """Tell whether a word is a first name with an s: Leons, Mehmets."""
        if not word.key.endswith("s") or len(word.key) < len("Evas"):
            return False
        kinds = self.kinds(word.key[:-1].removesuffix("'"))
        return "first_names" in kinds and "everyday_words" not in kinds

    def double(self, word: Word) -> bool:
        """Tell whether a word is a double name: Anna-Lena, Müller-Schmidt, Al-Hamidi."""
        parts = word.key.split("-")
        if len(parts) > 1 and parts[0] in _ARABIC_BEGINNINGS and word.capital:
            return not is_institution(word, self.read)
        return len(parts) > 1 and all(
            self.kinds(part) & {"first_names", "surnames"} for part in parts
        )

    def _possible(self, word: Word, *, determined: bool) -> bool:
        """Tell whether a word can be a name where a name is expected."""
        if not word.key.replace("-", "").replace("'", "").isalpha() or len(word.key) < len("Xu"):
            return False
        if word.kinds & {"surnames", "first_names"} and not _only_a_word(word):
            return True
        if word.kinds & _NO_NAMES or is_institution(word, self.read):
            return False
        proper = word.capital and not word.text.isupper()
        return proper or (not determined and not word.key.endswith(_LIKE_VERBS))

    def _goes_on(self, n: int) -> bool:
        if n >= len(self.words) or n in self.taken or self.words[n].gap:
            return False
        word = self.words[n]
        proper = "surnames" in word.kinds and word.capital and not word.text.isupper()
        return proper or is_known(word)

    def kinds(self, key: str) -> frozenset[str]:
        """Return what the lists know of a folded word."""
        return self.read.lexicon.words.get(key, frozenset())


def is_known(word: Word) -> bool:
    """Tell whether a word is a name and nothing else."""
    return "everyday_words" not in word.kinds and bool(word.kinds & {"first_names", "surnames"})


def _only_a_word(word: Word) -> bool:
    """Tell whether a word that may be a name is just a word here: "frau will nicht"."""
    if "everyday_words" not in word.kinds or (word.capital and not word.text.isupper()):
        return False
    return "never_names" in word.kinds or "surnames" not in word.kinds
