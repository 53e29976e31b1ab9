"""Whose name it is: a client's, a colleague's, or one cannot tell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialogs.guard.institutional import is_institution
from dialogs.guard.lexicon import WordKind
from dialogs.guard.naming import Name, Naming
from dialogs.guard.reading import Word
from dialogs.guard.verdict import Kind

#: One of these in the same sentence or beside it: somebody is spoken of whom the work is for.
_CLIENT: tuple[WordKind, ...] = (
    *("health", "events", "family", "case_words", "persons", "people", "groups"),
    *("small_places", "origins", "unusual"),
)
#: One of these in the same sentence: somebody is spoken of with whom one works.
_COLLEAGUE: tuple[WordKind, ...] = ("work_words", "blame")

_FROM = frozenset({"vom", "von", "aus", "beim", "bei", "im", "in", "an", "from", "at", "of", "fur"})
_BELONGS = frozenset({"vom", "von"})
_OF = frozenset({"von", "vom", "of"})

#: A post stands so many words before a name at most: "der Leiter des Jugendamts, Herr Wolter".
_POST_BEFORE, _POST_AFTER, _BODY_AFTER = 4, 2, 3

_OLDEST_DIGITS = 2

#: A class ("3b"), but not the sections 8a and 8b of the law.
_CLASS = re.compile(r"(?!8[ab])\d{1,2}[a-f]")
_CLASS_AFTER = 3

#: What stands before the name under a letter.
_REGARDS = frozenset({"grusse", "grussen", "gruss", "lg", "vg", "mfg", "regards", "wishes"})


def whose(name: Name, naming: Naming) -> Kind:
    """Tell a client from a colleague, by what stands right beside and then by the sentence."""
    if name.how == "family" or (name.how == "own" and naming.shortened(name)):
        return "client"
    if _at_work(name, naming):
        return "colleague"
    if name.how == "initials":
        return "initials"
    sentence = naming.words[name.first].sentence
    described = _with_age(name, naming) or _in_class(name, naming)
    if name.how == "kin" or described or naming.read.around(sentence, *_CLIENT):
        return "client"
    return "colleague" if naming.read.has(sentence, *_COLLEAGUE) else "name"


def _with_age(name: Name, naming: Naming) -> bool:
    """Tell whether an age follows: "Mustafa (12)", "Kevin, 8,"."""
    return any(
        word.key.isdecimal() and len(word.key) <= _OLDEST_DIGITS and word.gap in ("(", ",", ".,")
        for word in naming.words[name.last + 1 : name.last + 2]
    )


def _in_class(name: Name, naming: Naming) -> bool:
    """Tell whether a class follows: "Thi Mai, Klasse 3b", "Ole aus der 5c"."""
    return any(_CLASS.fullmatch(word.key) for word in _after(name, naming, _CLASS_AFTER))


def _at_work(name: Name, naming: Naming) -> bool:
    """Tell whether a post or a body stands right beside: "Kollegin Kurz", "Frau Kurz vom ASD"."""
    inside = naming.words[name.first : name.last + 1]
    return (
        any("posts" in word.kinds for word in inside)
        or _signed(name, naming)
        or _post_before(name, naming)
        or _post_after(name, naming)
        or _body_after(name, naming)
    )


def _signed(name: Name, naming: Naming) -> bool:
    """Tell whether somebody signs: "Viele Grüße, Anke Lorenz"."""
    return any(w.key in _REGARDS for w in naming.words[max(0, name.first - 1) : name.first])


def _post_before(name: Name, naming: Naming) -> bool:
    """Tell whether a post leads to the name; "die Lehrerin von Leon" does not."""
    before = naming.words[max(0, name.first - _POST_BEFORE) : name.first]
    for word in reversed(before):
        other = word.sentence != naming.words[name.first].sentence
        if other or word.key in _OF or word.kinds & {"persons", "people"}:
            return False
        if "posts" in word.kinds:
            return True
    return False


def _post_after(name: Name, naming: Naming) -> bool:
    return any(
        "posts" in word.kinds and "persons" not in word.kinds and word.gap in (",", "(", "")
        for word in _after(name, naming, _POST_AFTER)
    )


def _body_after(name: Name, naming: Naming) -> bool:
    """Tell whether a body follows: vom ASD, (Polizei). A school may be where a child goes."""
    after = list(_after(name, naming, _BODY_AFTER + 1))
    if not after:
        return False
    if after[0].gap in ("(", ","):
        return is_institution(after[0], naming.read) and "care_places" not in after[0].kinds
    if after[0].key not in _FROM:
        return False
    body = next((word for word in after[1:] if is_institution(word, naming.read)), None)
    belongs = after[0].key in _BELONGS or name.how == "title"
    return body is not None and (belongs or "care_places" not in body.kinds)


def _after(name: Name, naming: Naming, far: int) -> Iterator[Word]:
    """Yield the words that follow in the same sentence."""
    for word in naming.words[name.last + 1 : name.last + 1 + far]:
        if word.sentence == naming.words[name.first].sentence:
            yield word
