"""What an invented group writes: sentences that fit a question, from a file for each language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random

from bot.language import ENGLISH
from dialogs.text import PLACEHOLDER, fallbacks

_WORDS = files("bot") / "simulation" / "words"

#: Groups that are taken where they are called for, and the one for all that fits no other.
PROMISE, DRAFT, OBJECTION, DAY, ANYTHING = "promise", "draft", "objection", "day", "anything"

#: What the guard asks about, and what it refuses.
DOUBTFUL, REFUSED = "doubtful", "refused"

_HEAD = re.compile(r"\[(\w+)(?:: (.*))?\]")


@dataclass(frozen=True, slots=True)
class Group:
    """Sentences, and beginnings of words by which a question asks for them."""

    cues: tuple[str, ...]
    sentences: tuple[str, ...]

    def fits(self, question: str) -> bool:
        """Tell whether a question asks for this."""
        return any(re.search(rf"\b{re.escape(cue)}", question) for cue in self.cues)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything that people write in one language."""

    language: str
    groups: Mapping[str, Group]

    def on(self, question: str) -> Sequence[str]:
        """Return the sentences that fit a question best."""
        return self._for(question).sentences or self.groups[ANYTHING].sentences

    def asks_for_a_day(self, question: str) -> bool:
        """Tell whether a question asks for a day."""
        return self._for(question) is self.groups[DAY]

    def _for(self, question: str) -> Group:
        """Return the first group that fits, whatever stands in braces."""
        asked = PLACEHOLDER.sub("", question).casefold()
        fitting = (group for group in self.groups.values() if group.fits(asked))
        return next(fitting, self.groups[ANYTHING])

    def several(self, question: str, n: int, longest: int, chance: Random) -> tuple[str, ...]:
        """Return ``n`` different things that fit, if there are so many, in all this room."""
        fitting = self.on(question)
        drawn = chance.sample(fitting, min(n, len(fitting)))
        return tuple(each[: longest // len(drawn)] for each in drawn)


class Deck:
    """The sentences as cards: what has been written is not written again until all have been."""

    def __init__(self, words: Vocabulary) -> None:
        """Begin with all cards."""
        self.words = words
        self._used: set[str] = set()

    def text(self, sentences: Sequence[str], n: int, longest: int, chance: Random) -> str:
        """Return ``n`` of the sentences if there is room for so many, but at least one."""
        written = self._drawn(sentences, longest, chance)
        for _ in range(n - 1):
            # Beside the first sentence almost anything can stand, and others need cards as well.
            rest = self.words.groups[ANYTHING].sentences
            more = self._drawn(rest, longest - len(written) - 1, chance)
            if not more or more in written:
                break
            written = f"{written} {more}"
        return written or chance.choice(sentences)[:longest].rstrip()

    def _drawn(self, sentences: Sequence[str], longest: int, chance: Random) -> str:
        """Return a sentence for which there is room, if any."""
        fitting = [each for each in sentences if len(each) <= longest]
        fresh = [each for each in fitting if each not in self._used]
        if not fresh:
            self._used.difference_update(sentences)
        if not fitting:
            return ""
        card = chance.choice(fresh or fitting)
        self._used.add(card)
        return card


@cache
def vocabulary(language: str) -> Vocabulary:
    """Return what people write in this language, or in the nearest there is."""
    known = {entry.name.removesuffix(".txt") for entry in _WORDS.iterdir()}
    nearest = next((tag for tag in fallbacks(language) if tag in known), ENGLISH)
    return Vocabulary(nearest, _groups((_WORDS / f"{nearest}.txt").read_text(encoding="utf-8")))


def _groups(written: str) -> dict[str, Group]:
    groups: dict[str, Group] = {}
    for block in written.split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        head = _HEAD.fullmatch(lines[0]) if lines else None
        if head is not None:
            cues = tuple(
                cue.strip() for cue in (head[2] or "").casefold().split(",") if cue.strip()
            )
            groups[head[1]] = Group(cues, tuple(lines[1:]))
    return groups
