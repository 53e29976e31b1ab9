"""Names that are not people's: of schools and streets, of saints, of those whom everybody knows."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.guard.reading import Reading, Word

_SAINTS = frozenset({"st", "sankt", "santa", "san", "heilig", "heilige", "heiliger", "saint"})

#: Houses that are called after somebody; offices are not.
_NAMED_HOUSES = (
    *("schule", "kita", "hort", "haus", "zentrum", "heim", "stiftung", "villa", "cafe", "praxis"),
    *(
        "klinik",
        "krankenhaus",
        "spital",
        "gymnasium",
        "kindergarten",
        "gemeinde",
        "kirche",
        "treff",
    ),
    *(
        "kolleg",
        "schloss",
        "park",
        "school",
        "centre",
        "center",
        "hospital",
        "church",
        "foundation",
    ),
)

#: How many words of a name may stand beside the word that makes it an institution's.
_LONGEST_NAME = 3


def institutional(read: Reading) -> frozenset[int]:
    """Return the words that belong to the name of an institution, a street or a public figure."""
    return frozenset(_taken(read))


def is_institution(word: Word, read: Reading) -> bool:
    """Tell whether a word means a body or a place of work: Kita, Familienzentrum, Anne-Frank-Haus.

    A word of every day that only ends like one is none.
    """
    if "institutions" in word.kinds or "care_places" in word.kinds:
        return True
    if "everyday_words" in word.kinds or "towns" in word.kinds:
        return False
    return word.key.endswith(_endings(read)) and len(word.key) > _LONGER_THAN_ITS_ENDING


_LONGER_THAN_ITS_ENDING = 6


def _endings(read: Reading) -> tuple[str, ...]:
    return read.lexicon.institution_endings


def _taken(read: Reading) -> Iterator[int]:
    for found in read.of("public_names"):
        yield from range(found.first, found.last + 1)
    for n, word in enumerate(read.words):
        if word.key in _SAINTS:
            yield from range(n, min(n + 2, len(read.words)))
        elif is_institution(word, read):
            yield n
            yield from _name_before(read, n)
            yield from _name_after(read, n)


def _name_before(read: Reading, place: int) -> Iterator[int]:
    """Yield the full name right before: Robert Bosch Stiftung. One first name alone is no such."""
    names = []
    for n in range(place - 1, max(-1, place - 1 - _LONGEST_NAME), -1):
        first_name = n and "first_names" in read.words[n - 1].kinds and not read.words[n].gap
        unknown = first_name and read.words[n].capital and not read.words[n].kinds
        if read.words[n + 1].gap.strip("-") or not (_nameable(read.words[n]) or unknown):
            break
        names.append(n)
    full = len(names) > 1 or any("surnames" in read.words[n].kinds for n in names)
    if full and "titles" not in read.words[names[-1] - 1].kinds:
        yield from names


def _name_after(read: Reading, place: int) -> Iterator[int]:
    """Yield the name right after: Haus Emilia, Kita Villa Kunterbunt, Praxis Dr. Meier.

    In small letters only one name belongs to the house; with two, somebody may have begun to speak
    of a person.
    """
    words = read.words
    if not words[place].key.endswith(_NAMED_HOUSES):
        return
    full = words[place + 1 : place + 3]
    if len(full) > 1 and not full[0].capital and all(map(_nameable, full)) and not full[1].gap:
        return
    for n in range(place + 1, min(place + 1 + _LONGEST_NAME, len(words))):
        joined = not words[n].gap.strip(".-„“”\"'‚‘«»")
        if not joined or words[n].sentence != words[place].sentence:
            return
        if not (_nameable(words[n]) or words[n].key in {"dr", "prof", "villa", "haus"}):
            return
        yield n


def _nameable(word: Word) -> bool:
    return not word.kinds.isdisjoint(("first_names", "surnames")) and (
        word.capital or "everyday_words" not in word.kinds
    )
