"""Names of people: of clients, of colleagues, and those of whom one cannot tell."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.guard.lexicon import WordKind
from dialogs.guard.naming import How, Name, Naming, is_known
from dialogs.guard.reading import Reading, Word
from dialogs.guard.verdict import Sign
from dialogs.guard.whose import whose

_LITTLE = frozenset({"kleine", "kleiner", "kleinen", "kleinem", "little"})
_CALLED = frozenset({"heisst", "hiess", "namens", "genannt", "called", "named"})
_SURELY_CALLED = frozenset({"namens", "named"})
_OF = frozenset({"von", "vom", "of"})
_AND = frozenset({"und", "and"})

#: What may stand between a title and a name, apart from posts.
_BETWEEN = frozenset({"dr", "prof", "professor", "doktor", "med", "dipl", "frau", "herr", "herrn"})


def names(read: Reading) -> Iterator[Sign]:
    """Find names, and tell clients from colleagues by the words around them."""
    naming = Naming(read)
    n = 0
    while n < len(read.words):
        name = None if n in naming.taken else _name_at(n, naming)
        if name is not None:
            yield read.sign(whose(name, naming), name.first, name.last)
            n = name.last
        n += 1


def _name_at(n: int, naming: Naming) -> Name | None:
    """Return the name that begins at a word, a title or kinship before it included."""
    word = naming.words[n]
    if "titles" in word.kinds:
        return _after_title(n, naming)
    if "posts" in word.kinds:
        return _after_post(n, naming)
    if word.kinds & {"families", "family_titles", "persons"} or word.key in _LITTLE:
        found = _after_person(n, naming)
        if found is not None:
            return found
    if word.key in _CALLED:
        return _after_called(n, naming)
    return _initials(n, naming) or _by_itself(n, naming)


# --- After a word that says: here comes a name ----------------------------------------------------


def _after_title(n: int, naming: Naming) -> Name | None:
    """Return "Frau Dr. Schneider", "Herrn B."."""
    start = n + 1
    while start < len(naming.words) and _between(naming.words[start]):
        start += 1
    last = naming.any(start, determined=_determined(n, naming))
    return None if last is None else Name(n, last, "title")


def _after_post(n: int, naming: Naming) -> Name | None:
    """Return "Dr. Weber", "Pfarrer Lindhorst": what looks like a name right after a post."""
    start = n + 1
    while start < len(naming.words) and _between(naming.words[start]):
        start += 1
    proper = start < len(naming.words) and not naming.words[start].gap.strip(".")
    last = naming.any(start, determined=True) if proper else None
    return None if last is None or naming.initial(start) else Name(n, last, "title")


def _between(word: Word) -> bool:
    post = "posts" in word.kinds and not word.gap
    return not word.gap.strip(".") and (word.key in _BETWEEN or post)


def _after_person(n: int, naming: Naming) -> Name | None:
    """Return "Familie Öztürk", "Mutter Svetlana", "die Mutter von Leon", "der kleine M."."""
    words = naming.words
    of = n + 1 < len(words) and words[n + 1].key in _OF
    start = n + 2 if of else n + 1
    while of and start < len(words) and words[start].key in _BETWEEN:
        start += 1
    if start >= len(words):
        return None
    if "titles" in words[start].kinds:
        found = _after_title(start, naming)
        return found and Name(n, found.last, "family")
    how: How = "family" if words[n].kinds & {"families", "family_titles"} else "kin"
    if naming.initial(start):
        return Name(n, start, how)
    if "families" in words[n].kinds and not of:
        last = naming.any(start, determined=_determined(n, naming))
    else:
        last = naming.known(start)
    return None if last is None else Name(n, last, how)


def _after_called(n: int, naming: Naming) -> Name | None:
    """Return the name in "das Mädchen heißt Tjorven"; without a person, "heißt" explains a word."""
    about = any("persons" in word.kinds for word in naming.read.nearby(n, 4, 0))
    if not about and naming.words[n].key not in _SURELY_CALLED:
        return None
    last = naming.any(n + 1, determined=False)
    return None if last is None else Name(n, last, "kin")


def _determined(n: int, naming: Naming) -> bool:
    """Tell whether an article stands before a word."""
    before = naming.words[n - 1] if n and not naming.words[n].gap else None
    return before is not None and bool(before.kinds & {"determiners", "indefinite"})


# --- By itself ------------------------------------------------------------------------------------


def _initials(n: int, naming: Naming) -> Name | None:
    """Return two letters with a full stop between, unless they abbreviate a word: "L. M."."""
    if n and naming.words[n - 1].key in _BESIDE and _one_letter(n, naming):
        return Name(n, n, "initials")
    pair = naming.words[n : n + 2]
    if len(pair) < len("LM") or any(len(w.text) != 1 or not w.text.isalpha() for w in pair):
        return None
    abbreviated = "dotted_words" in naming.kinds(pair[0].key + pair[1].key)
    dotted = pair[1].gap == "." and naming.read.text[pair[1].end : pair[1].end + 1] in (
        ".",
        ",",
        "",
    )
    aged = any(word.key.isdecimal() for word in naming.words[n + 2 : n + 3])
    initials = pair[1].gap == "." and (dotted or aged or pair[0].capital)
    return Name(n, n + 1, "initials") if initials and not abbreviated else None


_BESIDE = frozenset({"bei", "mit", "fur", "wegen", "kleine", "kleiner", "with", "about"})


def _one_letter(n: int, naming: Naming) -> bool:
    """Tell whether a capital letter with a full stop stands alone: "bei A. lief es besser"."""
    word = naming.words[n]
    dotted = naming.read.text[word.end : word.end + 1] == "."
    return len(word.text) == 1 and word.capital and dotted and not word.gap


def _by_itself(n: int, naming: Naming) -> Name | None:
    """Return a name that nothing introduces: from the lists, by its ending, beside its kin."""
    word = naming.words[n]
    if is_known(word):
        return Name(n, naming.to_the_end(n), "own")
    if "everyday_words" in word.kinds:
        return _everyday_name(n, naming)
    if naming.genitive(word) or naming.double(word):
        return Name(n, n, "own")
    if _before_kin(n, naming):
        return Name(n, n, "kin")
    if naming.like_surname(word):
        return Name(n, n, "family" if naming.plural(word) else "own")
    return Name(n, n, "own") if _told_of(n, naming) else None


def _everyday_name(n: int, naming: Naming) -> Name | None:
    """Return "Rose Winter" or "Rose (7)", but neither "die Rose" nor "im Sommer"."""
    word, after = naming.words[n], naming.words[n + 1 : n + 2]
    if not after or "first_names" not in word.kinds or "never_names" in word.kinds:
        return None
    full = not after[0].gap and "surnames" in after[0].kinds and not _determined(n, naming)
    if full and not after[0].kinds & {"never_names", "months"} and "months" not in word.kinds:
        return Name(n, n + 1, "own")
    if not word.capital:
        return None
    aged = after[0].gap == "(" and after[0].key.isdecimal() and "months" not in word.kinds
    return Name(n, n, "own") if aged else None


def _before_kin(n: int, naming: Naming) -> bool:
    """Tell whether an unknown word is followed by its kin: "Aleyna und ihre Mutter", "X's dad"."""
    word, words = naming.words[n], naming.words
    if word.kinds or not word.capital or word.text.isupper() or not _begins(n, naming):
        return False
    if word.key.endswith("'s"):
        return any("persons" in after.kinds for after in words[n + 1 : n + 2])
    joined = n + 1 < len(words) and words[n + 1].key in _AND
    pair = words[n + 1 + joined : n + 3 + joined]
    return (
        [after.gap for after in pair] == ["", ""]
        and "possessives" in pair[0].kinds
        and "persons" in pair[1].kinds
    )


#: What is told of somebody: beside it, a word without an article that no list knows is a name.
_STORY: tuple[WordKind, ...] = ("health", "events", "case_words", "groups")


def _told_of(n: int, naming: Naming) -> bool:
    """Tell whether an unknown word begins a sentence about somebody: "Tjelle ritzt sich"."""
    word = naming.words[n]
    if word.kinds or not word.capital or word.text.isupper() or not word.key.isalpha():
        return False
    if word.key.endswith(naming.read.lexicon.noun_endings) or not _begins(n, naming):
        return False
    verb = any("verbs" in after.kinds and not after.gap for after in naming.words[n + 1 : n + 2])
    return verb and naming.read.has(word.sentence, *_STORY)


def _begins(n: int, naming: Naming) -> bool:
    """Tell whether a word begins a sentence or a part of one: no article is missing there."""
    word = naming.words[n]
    return not n or word.gap in (",", ":") or naming.words[n - 1].sentence != word.sentence
