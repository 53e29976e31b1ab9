"""Acute danger: whether somebody may be harmed, or harm themselves, now.

Told by points as well: what is done or threatened has some, that it is now, that somebody is
afraid and that it is about somebody definite has more. Talk about rules and trainings and what is
long over takes points away, but only in its own sentence: nothing said later makes a danger
smaller.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Literal

from dialogs.guard.lexicon import WordKind
from dialogs.guard.reading import Found, Reading, Word
from dialogs.guard.verdict import Sign

#: From so many points on it is danger; fewer are enough where a text is doubtful anyway.
DANGER, DANGER_IN_DOUBT = 2.0, 1.5

Who = Literal["anybody", "victim", "child"]

#: What is done or threatened: its list, its points, and who has to stand near it.
_DEEDS: tuple[tuple[WordKind, float, Who], ...] = (
    ("life_threats", 3, "anybody"),
    ("attacks", 2.5, "victim"),
    ("perils", 2, "child"),
    ("alone", 1.5, "child"),
    ("despair", 1.5, "anybody"),
    ("assaults", 1.5, "anybody"),
    ("violence", 1.5, "victim"),
    ("missing", 1.5, "child"),
    ("calls", 1, "child"),
    ("worries", 0.75, "child"),
    ("fear", 0, "victim"),
)

#: A second deed in the same sentence, a child alone in a flat or a car.
_MORE = 0.5
_NOW, _FEAR, _DEFINITE = 1.0, 1.0, 0.5
_ONLY_TOLD = -2.5
#: Beside the matters of work, what is not clearly a deed is mostly a way of speaking.
_OF_WORK, _CLEAR_DEED = -1.5, 2

_FORMAL = frozenset({"sie", "ihr", "ihnen", "ihre", "ihren", "ihrem", "ihrer"})

#: Beside these, somebody who is spoken of now is nobody in danger.
_HARMLESS: tuple[WordKind, ...] = (
    *("matters", "meeting_words", "work_words", "danger_told", "danger_past", "general"),
    "figures_of_speech",
)
#: Without their dots these are one person each.
_SEVERAL = frozenset({"mütter", "väter", "töchter", "brüder"})

_NEAR: dict[Who, tuple[str, int]] = {"victim": ("victims", 8), "child": ("small_children", 12)}


def dangers(read: Reading, *, doubtful: bool) -> Iterator[Sign]:
    """Find sentences that speak of acute danger."""
    enough = DANGER_IN_DOUBT if doubtful else DANGER
    deeds: defaultdict[int, list[tuple[float, Found]]] = defaultdict(list)
    for found, points in _deeds(read):
        deeds[read.words[found.first].sentence].append((points, found))
    for sentence, done in deeds.items():
        points, worst = max(done)
        kinds = {read.words[found.first].key for _, found in done}
        if points < _CLEAR_DEED and read.has(sentence, "matters"):
            points += _OF_WORK
        points += _MORE * (len(kinds) - 1) + _circumstances(read, sentence)
        if points >= enough:
            yield read.sign("danger", worst.first, worst.last)


def told_now(read: Reading) -> Iterator[Sign]:
    """Find that one person who may need help is spoken of, now, and nothing of work.

    No list has every word for what can happen. Where nothing says that such a text is harmless,
    numbers to call are shown once too often rather than once too seldom.
    """
    for found in read.of("in_need", "persons"):
        sentence = read.words[found.first].sentence
        if (
            _one(read, found.first)
            and read.around(sentence, "now")
            and not read.has(sentence, *_HARMLESS)
        ):
            yield read.sign("danger", found.first, found.last)


def _one(read: Reading, n: int) -> bool:
    """Tell whether one person is meant: "ein Kind", "mein Sohn", but not "die Mütter"."""
    before = read.words[n - 1] if n and not read.words[n].gap else None
    several = read.words[n].text.casefold() in _SEVERAL
    singled = {"determiners", "indefinite", "possessives"}
    return before is not None and not several and bool(before.kinds & singled)


def _deeds(read: Reading) -> Iterator[tuple[Found, float]]:
    """Yield what is done or threatened to somebody, with its points."""
    for kind, points, who in _DEEDS:
        for found in read.of(kind):
            spoken = read.inside("figures_of_speech", found.first, found.last)
            if (who == "anybody" or _near(read, found, who)) and not spoken:
                placed = kind == "alone" and _placed(read, found)
                yield found, points + _MORE * placed


def _near(read: Reading, found: Found, who: Who) -> bool:
    kind, far = _NEAR[who]
    if _urgent(read, read.words[found.first].sentence):
        far = len(read.words)
    return any(
        (kind in word.kinds and not formal(read, word))
        or _is_name(word.kinds)
        or "jahrig" in word.key
        for word in read.nearby(found.first, far, far)
    )


def _urgent(read: Reading, sentence: int) -> bool:
    """Tell whether somebody calls for help now: then it matters less where in it people stand."""
    return read.around(sentence, "now") and read.around(sentence, "fear")


def formal(read: Reading, word: Word) -> bool:
    """Tell whether a word speaks to the reader: "Sie" with a capital inside a sentence."""
    if word.key not in _FORMAL or not word.capital or word.text.isupper():
        return False
    before = read.at(word.start) - 1
    return before >= 0 and read.words[before].sentence == word.sentence


def _is_name(kinds: frozenset[str]) -> bool:
    return "first_names" in kinds and "everyday_words" not in kinds


def _placed(read: Reading, found: Found) -> bool:
    return any("where_alone" in word.kinds for word in read.nearby(found.first, 4, 4))


def _circumstances(read: Reading, sentence: int) -> float:
    points = 0.0
    if read.around(sentence, "now"):
        points += _NOW
    if read.around(sentence, "fear"):
        points += _FEAR
    if _definite(read, sentence):
        points += _DEFINITE
    if read.has(sentence, "danger_told"):
        points += _ONLY_TOLD
    if read.has(sentence, "danger_past") and not read.has(sentence, "now"):
        points += _ONLY_TOLD
    return points


def _definite(read: Reading, sentence: int) -> bool:
    """Tell whether somebody definite is spoken of, or the writer."""
    return any(
        (word.kinds & {"pronouns", "persons"} and not formal(read, word)) or _is_name(word.kinds)
        for word in read.words
        if word.sentence == sentence
    )
