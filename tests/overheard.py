"""Words followed on their way: every word that is said in a play is a word of its own."""

from __future__ import annotations

import re
from typing import NamedTuple

from dialogs.asking import question_of
from dialogs.effects import Keep, Later, Say, Took
from dialogs.events import Left, Read
from dialogs.questions.asked import UNTIED
from dialogs.reports.mirrors import mirror
from dialogs.round import Standing
from dialogs.said import Promise, Reason, Words
from dialogs.script import Script
from tests.playing import Step

#: People's own words, and the words of those who read them.
WORD = re.compile(r"([wp])\d+\1")


class Spoken(NamedTuple):
    """Who said a word, and to which question."""

    seat: int
    question: str


def words_in(*values: object) -> set[str]:
    """Return every such word that can be found anywhere in some values."""
    return {found[0] for value in values for found in WORD.finditer(repr(value))}


class Overheard:
    """Who said what, what two people have released, and where words turn up."""

    def __init__(self, script: Script, known: set[str]) -> None:
        self.script = script
        self.spoken: dict[str, Spoken] = {}
        self.released = set(known)
        #: Words that have to be gone, for their authors have taken them away.
        self.erased: set[str] = set()
        self._readers: dict[str, dict[str, set[int]]] = {}

    def see(self, step: Step) -> None:
        self._heard(step)
        self._read(step)
        self._went(step)
        self._nothing_unread_reaches_others(step)
        self._private_words_are_kept_nowhere(step)
        if self.erased and step.reply is None:
            assert not words_in(step.after) & self.erased, "erased words are still there"

    def _heard(self, step: Step) -> None:
        opening = step.before.opening
        if step.reply is None or opening is None or step.seat is None:
            return
        if isinstance(step.reply.said, Words | Promise | Reason):
            counts = any(isinstance(effect, Took | Keep) for effect in step.effects)
            if counts:
                question = question_of(self.script, opening, step.reply.ask)
                for word in words_in(step.reply.said):
                    self.spoken[word] = Spoken(step.seat, question.ask)

    def _read(self, step: Step) -> None:
        """Note who has let which words through; new words have to be read by both."""
        if not isinstance(step.event, Read) or step.before == step.after:
            return
        event = step.event
        shown = {each.key: each.shown for each in step.after.queue}[event.contribution]
        readers = self._readers.setdefault(event.contribution, {}).setdefault(shown, set())
        if event.verdict == "turn-away":
            self._readers[event.contribution] = {}
        else:
            readers.add(event.by)
        if len(readers) > 1:
            self.released |= words_in(shown)

    def _went(self, step: Step) -> None:
        """Note what has to be gone with somebody: tied words, and what readers made of them."""
        event = step.event
        if not isinstance(event, Left) or not event.erase:
            return
        seat = step.before.seats.get(event.seat)
        if seat is None or seat.standing is Standing.LEFT:
            return
        theirs = {
            word
            for word, spoken in self.spoken.items()
            if spoken.seat == event.seat
            and self.script.anonymity_of(self.script.questions[spoken.question]) not in UNTIED
        }
        paraphrased = [each.shown for each in step.before.queue if each.author == event.seat]
        self.erased |= theirs | words_in(*paraphrased)

    def _nothing_unread_reaches_others(self, step: Step) -> None:
        """What others get to see has been released by two different people."""
        seen: list[object] = []
        if step.opened:
            seen.append(step.after.opening)
        if step.reply is None:
            seen += [each for each in step.effects if isinstance(each, Later)]
            seen += [each.fills for each in step.effects if isinstance(each, Say)]
        if step.before.closed != step.after.closed or step.before.queue != step.after.queue:
            seen.append(mirror(self.script, step.after))
        unread = words_in(*seen) - self.released - self._own(step)
        assert not unread, f"nobody has released {unread}"

    def _own(self, step: Step) -> set[str]:
        """Return the promises that people are asked about: what was theirs comes back to them."""
        own = [
            effect.given.get("commitment") for effect in step.effects if isinstance(effect, Later)
        ]
        return words_in(own)

    def _private_words_are_kept_nowhere(self, step: Step) -> None:
        if step.reply is None or step.seat is None:
            return
        said = words_in(step.reply.said)
        for word in said & self.spoken.keys():
            question = self.script.questions[self.spoken[word].question]
            if self.script.anonymity_of(question) == "private":
                assert word not in words_in(step.after)
