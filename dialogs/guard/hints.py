"""Danger that no single word tells: weak signs that say little alone and much together.

Danger shows in fields: hurting, wounds, weapons, hunger and cold, being locked in, being gone ...
Each is a list of words in all their forms, and counts once in a sentence. So does what is lacking
that nobody can be without ("reagiert nicht", "kein Essen"), that somebody is spoken of and that it
is now. What sounds like work takes points away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from dialogs.guard.danger import formal
from dialogs.guard.lexicon import WordKind
from dialogs.guard.reading import Found, Reading
from dialogs.guard.verdict import Sign

#: From so many points on it is danger.
ENOUGH = 2.25

#: The fields, and how much a word of each says.
FIELDS: Mapping[WordKind, float] = {
    "weapons": 2,
    "wounds": 2,
    "hazards": 2,
    "lacking": 2,
    "abused": 1.75,
    "threatening": 1.75,
    "dying": 1.75,
    "harming": 1.75,
    "gone": 1.5,
    "confined": 1.25,
    "crying": 1,
    "intoxicated": 1,
    "bodies": 0.75,
    "uneasy": 0.75,
    "at_home": 0.5,
}

#: What is denied ("atmet nicht"), and what that says.
DENIED: Mapping[WordKind, float] = {"vital": 1.5, "answering": 1, "needful": 0.75}
_FAR = 4

#: What makes a field more likely to be meant, or less.
AROUND: Mapping[WordKind, float] = {
    "fear": 1,
    "now": 1,
    "writer": 0.75,
    "danger_told": -1.75,
    "matters": -1.75,
    "we": -1.25,
    "meeting_words": -1,
    "figures_of_speech": -1,
    "work_words": -0.75,
    "danger_past": -0.75,
    "posts": -0.5,
    "groups": -0.5,
}
_HE_OR_SHE, _SOMEBODY, _NOW_NEARBY = 1, 1, 0.5
_PERSONS: frozenset[str] = frozenset({"in_need", "small_children", "persons", "he_or_she"})


def hinted(read: Reading) -> Iterator[Sign]:
    """Find sentences in which the signs of danger add up."""
    for sentence, hints in _hints(read).items():
        points = sum(points for points, _ in hints.values()) + _around(read, sentence)
        if points >= ENOUGH:
            _, clearest = max(hints.values())
            yield read.sign("danger", clearest.first, clearest.last)


def _hints(read: Reading) -> Mapping[int, Mapping[WordKind, tuple[float, Found]]]:
    """Return for each sentence the fields it touches, with their points and a word of each."""
    hints: defaultdict[int, dict[WordKind, tuple[float, Found]]] = defaultdict(dict)
    for field, points in FIELDS.items():
        for found in read.of(field):
            if not read.inside("figures_of_speech", found.first, found.last):
                hints[read.words[found.first].sentence][field] = points, found
    for kind, points in DENIED.items():
        for found in read.of(kind):
            if any("lack_words" in word.kinds for word in read.nearby(found.first, _FAR, _FAR)):
                hints[read.words[found.first].sentence][kind] = points, found
    return hints


def _around(read: Reading, sentence: int) -> float:
    """Return what the rest of a sentence adds or takes away."""
    points = sum(points for kind, points in AROUND.items() if read.has(sentence, kind))
    said = (w.kinds for w in read.words if w.sentence == sentence and not formal(read, w))
    spoken_of = frozenset[str]().union(*said)
    if "he_or_she" in spoken_of:
        points += _HE_OR_SHE
    if spoken_of & _PERSONS or read.has(sentence, "somebody"):
        points += _SOMEBODY
    if not read.has(sentence, "now") and read.around(sentence, "now"):
        points += _NOW_NEARBY
    return points
