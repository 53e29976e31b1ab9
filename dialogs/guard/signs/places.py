"""Where somebody lives or can be met: streets, houses, schools with a name, groups, small towns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialogs.guard.institutional import is_institution
from dialogs.guard.lexicon import WordKind
from dialogs.guard.reading import Reading, Word
from dialogs.guard.verdict import Sign

_HOUSE_NUMBER = re.compile(r"\d{1,3}[a-z]?")
_AT = frozenset({"am", "an", "im", "zum", "zur", "auf", "unter", "hinter", "in"})
_ARTICLES = frozenset({"der", "dem", "den", "the"})
_NO_HOUSE_NUMBER = frozenset({"uhr", "prozent", "euro", "jahre", "jahren", "stunden", "plätze"})
_LIVING: tuple[WordKind, ...] = ("home_words", "persons", "people", "family_titles", "families")
_PERSONAL: tuple[WordKind, ...] = ("persons", "people", "health", "case_words", "events")


def streets(read: Reading) -> Iterator[Sign]:
    """Find streets, and addresses where a number follows.

    An address where people meet for work is none; one beside a home or a person is clear.
    """
    for n, word in enumerate(read.words):
        first = _street_from(read, n)
        if first is None:
            continue
        number = n if read.words[first].key.isdecimal() else _house_number(read, n)
        sentence = word.sentence
        private = read.has(sentence, *_LIVING, "case_words", "health", "first_names")
        meeting = read.has(sentence, "meeting_words") and not read.has(
            sentence, *_PERSONAL, "home_words"
        )
        if number is None:
            yield read.sign("street", first, n)
        elif private and not meeting:
            yield read.sign("address", first, number)
        elif not meeting:
            yield read.sign("home", first, number)


def homes(read: Reading) -> Iterator[Sign]:
    """Find addresses that begin with "Am" or "Zum", and numbers before an English street."""
    for found in read.of("street_places"):
        n = found.first
        at = n - 1 if n and read.words[n - 1].key in _AT else n - 2
        if at < 0 or read.words[at].key not in _AT or read.words[n].gap:
            continue
        number = _house_number(read, n)
        sentence = read.words[n].sentence
        if number is not None and not read.has(sentence, "meeting_words"):
            private = read.has(sentence, *_LIVING, "postal_words")
            yield read.sign("address" if private else "home", at, number)


def at_homes(read: Reading) -> Iterator[Sign]:
    """Find "wohnt am Mühlgraben 8": whatever follows "am", with a number, where somebody lives."""
    for n, word in enumerate(read.words[:-1]):
        if word.key not in _AT or not read.has(word.sentence, "home_words"):
            continue
        name = n + 2 if read.words[n + 1].key in _ARTICLES else n + 1
        if name < len(read.words) and not read.words[name].kinds & _NO_STREETS_AT:
            number = None if read.words[name].key.isdecimal() else _house_number(read, name)
            if number is not None and not read.words[name].gap:
                yield read.sign("address", n, number)


_POSTCODE = re.compile(r"\b\d{5}\s+[^\W\d_]{3,}")


def postcodes(read: Reading) -> Iterator[Sign]:
    """Find a town with its postcode, where nobody meets for work."""
    for found in _POSTCODE.finditer(read.text) if read.digits else ():
        sentence = read.sentence_at(found.start())
        if not read.around(sentence, "meeting_words", "duty_words"):
            private = read.around(sentence, *_LIVING)
            yield Sign("address" if private else "home", found.start(), found.end(), found[0])


def doors(read: Reading) -> Iterator[Sign]:
    """Find "Lindenhof 3", "Block 7": words that may be streets, with a number, where one lives."""
    for n, word in enumerate(read.words):
        if not read.has(word.sentence, "home_words") or "months" in word.kinds:
            continue
        number = _house_number(read, n)
        if number is not None and word.key.endswith(read.lexicon.weak_street_endings):
            yield read.sign("address", n, number)


_NO_STREETS_AT = frozenset({"everyday_words", "months", "institutions", "meeting_words", "groups"})


def _street_from(read: Reading, n: int) -> int | None:
    """Return where the name of a street begins that ends at a word: Lindenstr., Breite Straße."""
    word = read.words[n]
    if not word.key.rstrip(".").endswith(read.lexicon.street_endings):
        return None
    if "street_endings" in word.kinds:
        return _two_words(read, n)
    if "no_streets" in word.kinds or len(word.key) < len("Xweg") + 2:
        return None
    strong = word.key.endswith(("strasse", "str", "gasse", "allee", "chaussee", "promenade"))
    in_it = n and read.words[n - 1].key in {"der", "am", "im", "the", "den"}
    if strong or _house_number(read, n) is not None or ("-" in word.text) or in_it:
        return n
    return None


def _two_words(read: Reading, n: int) -> int | None:
    """Return the first word of "Breite Straße 7", "Neustädter Platz", "14 Oak Street"."""
    if not n or read.words[n].gap.strip("-"):
        return None
    before = read.words[n - 1]
    proper = not before.kinds & {"determiners", "indefinite", "general", "institutions"}
    if _house_number(read, n) is not None:
        return n - 1 if proper and before.key not in _AT else None
    named = before.capital and not before.kinds & {"everyday_words", "determiners", "indefinite"}
    english = read.words[n].key in ("street", "road", "avenue", "lane")
    if english and n > 1 and read.words[n - 2].key.isdecimal():
        return n - 2
    return n - 1 if named and proper else None


def _house_number(read: Reading, n: int) -> int | None:
    """Return the place of a house number right after a street: 12, 12a, 22 b."""
    if n + 1 >= len(read.words):
        return None
    number = read.words[n + 1]
    if number.gap.strip(".") or not _HOUSE_NUMBER.fullmatch(number.key):
        return None
    if n + 2 < len(read.words):
        following = read.words[n + 2]
        if not following.gap and following.key in _NO_HOUSE_NUMBER:
            return None
    return n + 1


def named_places(read: Reading) -> Iterator[Sign]:
    """Find one school, home or day care centre among all: by its name or its street."""
    for n, word in enumerate(read.words):
        if _named_in_one_word(word, read):
            yield read.sign("place", n, n)
        elif "care_places" in word.kinds:
            last = _named_after(read, n)
            if last is not None:
                yield read.sign("place", n, last)


_SCHOOLS = ("schule", "kita", "gymnasium", "kindergarten", "hort", "heim")


def _named_in_one_word(word: Word, read: Reading) -> bool:
    """Tell whether a word is such as Lessingschule or Anne-Frank-Schule."""
    if not word.key.endswith(_SCHOOLS) or "care_places" in word.kinds:
        return False
    if word.key.count("-") > 1:
        return True
    ending = next(each for each in _SCHOOLS if word.key.endswith(each))
    before = word.key.removesuffix(ending).rstrip("-")
    kinds = read.lexicon.words.get(before, frozenset())
    return bool(kinds & {"namesakes", "first_names", "surnames"}) and "months" not in kinds


def _named_after(read: Reading, n: int) -> int | None:
    """Return the last word of "Kita Regenbogen", "Grundschule am Anger", "schule in Biederitz"."""
    words = read.words
    if n + 1 >= len(words) or words[n + 1].sentence != words[n].sentence:
        return None
    following = words[n + 1]
    if following.gap in ("„", '"', "“", "'", "»"):
        return n + 1
    if following.gap:
        return None
    if following.key in ("am", "an", "zum", "zur") and n + 2 < len(words):
        far = n + 3 if words[n + 2].key in _ARTICLES and n + 3 < len(words) else n + 2
        place = words[far].kinds & {"street_places", "towns"} or (
            words[far].capital and not words[far].kinds & {"everyday_words", "months"}
        )
        return far if place and not words[far].gap else None
    plain = following.kinds & {"everyday_words", "determiners", "indefinite", "general", "posts"}
    if plain and not ("first_names" in following.kinds and following.capital):
        return None
    unknown = not following.kinds and following.key.isalpha() and len(following.key) > len("von")
    named = following.capital and not following.kinds & {"persons", "people", "institutions"}
    pretty = "pretty_names" in following.kinds
    return n + 1 if pretty or (named and (unknown or "first_names" in following.kinds)) else None


_NUMBERED_GROUP = re.compile(
    r"\b(?:klassenstufe|klasse|zimmer|zi\.|wb|stat\.|station|wohnbereich|gruppe|class|ward)\s?\d{1,3}\s?[a-f]?\b"
    r"|\b\d{1,2}\.\s?klasse\b|\b(?:aus|in|of)\s(?:der|the)\s\d{1,2}\s?[a-f]\b",
    re.IGNORECASE,
)
#: § 8a and § 8b are the law, not a class.
_SECTIONS = ("8a", "8b")


def groups(read: Reading) -> Iterator[Sign]:
    """Find the group, class or room somebody belongs to."""
    for found in read.of("groups"):
        yield read.sign("group", found.first, found.last)
    for match in _NUMBERED_GROUP.finditer(read.text):
        if not match[0].lower().endswith(_SECTIONS):
            yield Sign("group", match.start(), match.end(), match[0])


def towns(read: Reading) -> Iterator[Sign]:
    """Find villages and small towns, and words such as "unser Dorf"."""
    for n in range(1, len(read.words)):
        if read.words[n - 1].key in ("in", "aus", "bei", "from") and _small_town(read, n):
            yield read.sign("town", n, n)
    for found in read.of("small_places"):
        if not read.inside("figures_of_speech", found.first, found.last):
            yield read.sign("small-place", found.first, found.last)


_PREFIXES = frozenset({"gross", "klein", "bad", "alt", "neu", "ober", "unter", "hohen", "gros"})


def _small_town(read: Reading, n: int) -> bool:
    word = read.words[n]
    if word.gap:
        return False
    if word.key in _PREFIXES and n + 1 < len(read.words) and not read.words[n + 1].gap:
        following = read.words[n + 1]
        return not following.kinds and following.key.endswith(read.lexicon.town_endings)
    if word.text == "Burg":
        return True
    if word.kinds or is_institution(word, read):
        return False
    if word.capital and not word.text.isupper():
        known = word.key.endswith(read.lexicon.town_endings)
        bare = read.words[n - 1].key != "bei"
        return known or (bare and not word.key.endswith(read.lexicon.noun_endings))
    return len(word.key) > _SURELY_LONG and word.key.endswith(read.lexicon.town_endings)


_SURELY_LONG = 6
