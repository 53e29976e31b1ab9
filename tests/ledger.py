"""What everybody has answered, as somebody knows who looks over all shoulders at once.

It is kept from effects and events alone, by other means than the engine's own counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dialogs.asking import item_key, phase_of, question_of
from dialogs.effects import CloseAsks, Effect, Forget, Passed, Took
from dialogs.events import Cancelled, Left, SteppedBack
from dialogs.questions.asked import UNTIED, DiffersFromMedian
from dialogs.questions.consent import Consent
from dialogs.round import AskNumber, Opening, Outcome, Standing
from dialogs.said import Value
from dialogs.script import Script
from tests.playing import Step


class Key(NamedTuple):
    """Who answered what."""

    seat: int
    question: str
    item: str


class Given(NamedTuple):
    """What was answered, and under which id."""

    id: str
    value: Value


Answers = dict[Key, Given]


class Ledger:
    """All answers that stand, and who gave them, also where nobody should know."""

    def __init__(self, script: Script) -> None:
        self.script = script
        #: Answers of people who are there, to questions that tie them.
        self.tied: Answers = {}
        #: Answers to the other questions of the open phase; private ones are kept nowhere else.
        self.untied: Answers = {}
        #: Tied answers of people who went and left them here.
        self.left_behind: Answers = {}
        #: Who gave untied answers that came to something: they are not to be asked again.
        self.standing: set[Key] = set()
        #: Questions that are asked upon what may have moved, the middle of the group or a new
        #: wording: after a step back only those count who would be asked now.
        self.moved: set[str] = set()

    def of(self, question: str) -> Answers:
        """Return the answers to one question."""
        return {key: given for key, given in self._every() if key.question == question}

    def people(self, opening: Opening, question: str) -> int:
        """Return how many people have answered a question of the open phase."""
        items = opening.items.get(question)
        keys = None if items is None else {item.key for item in items}
        return len({key.seat for key in self.of(question) if keys is None or key.item in keys})

    def see(self, step: Step) -> None:
        """Take note of what came of a step."""
        if step.reply is not None and step.before.opening is not None:
            for effect in step.effects:
                self._heard(step.before.opening, effect)
        if isinstance(step.event, SteppedBack):
            self.moved |= {
                name
                for name, question in self.script.questions.items()
                if any(
                    isinstance(condition, DiffersFromMedian)
                    or isinstance(self.script.questions[earlier], Consent)
                    for earlier, condition in question.when.items()
                )
            }
        if isinstance(step.event, Left):
            self._went(step, step.event)
        if any(isinstance(effect, CloseAsks) for effect in step.effects):
            self._closed(step)
        for name, closed in step.after.closed.items():
            if closed.outcome is Outcome.TOO_FEW:
                self.left_behind = _without(self.left_behind, name)

    def key(self, opening: Opening, seat: int, number: AskNumber) -> Key:
        """Return under what an answer to this ask is noted."""
        question = question_of(self.script, opening, number)
        return Key(seat, question.ask, item_key(opening, question, number))

    def _every(self) -> Iterator[tuple[Key, Given]]:
        yield from self.tied.items()
        yield from self.untied.items()
        yield from self.left_behind.items()

    def _heard(self, opening: Opening, effect: Effect) -> None:
        match effect:
            case Took(seat=seat, number=number, answer=id, value=value):
                key = self.key(opening, seat, number)
                mode = self.script.anonymity_of(self.script.questions[key.question])
                (self.untied if mode in UNTIED else self.tied)[key] = Given(id, value)
            case Passed(seat=seat, number=number):
                key = self.key(opening, seat, number)
                self.tied.pop(key, None)
                self.untied.pop(key, None)
            case Forget(answer=id):
                self.tied = {key: given for key, given in self.tied.items() if given.id != id}
                self.untied = {key: given for key, given in self.untied.items() if given.id != id}
            case _:
                pass

    def _went(self, step: Step, event: Left) -> None:
        seat = step.before.seats.get(event.seat)
        if seat is None or seat.standing is Standing.LEFT:
            return
        theirs = {key: given for key, given in self.tied.items() if key.seat == event.seat}
        self.tied = {key: given for key, given in self.tied.items() if key.seat != event.seat}
        if not event.erase:
            self.left_behind |= theirs

    def _closed(self, step: Step) -> None:
        opening = step.before.opening
        if opening is None or isinstance(step.event, SteppedBack):
            return
        asked = {question.ask for question in phase_of(self.script, opening).questions.values()}
        if isinstance(step.event, Cancelled):
            for gone in asked - step.before.closed.keys():
                self.tied = _without(self.tied, gone)
                self.left_behind = _without(self.left_behind, gone)
        self.standing |= {key for key in self.untied if self._came_to_something(step, key)}
        self.untied = {}
        if step.after.waiting is not None and step.after.waiting.loop:
            self._start_over(step, asked)

    def _came_to_something(self, step: Step, key: Key) -> bool:
        """Tell whether an answer is among the results now; a consent may be asked once more."""
        closed = step.after.closed.get(key.question)
        if closed is None or isinstance(self.script.questions[key.question], Consent):
            return False
        kept = any(answer.item == key.item for answer in closed.answers)
        return closed.outcome is Outcome.ENOUGH and kept

    def _start_over(self, step: Step, asked: set[str]) -> None:
        """Forget what was said to proposals that are put to consent in other words."""
        for key in [*self.tied, *self.left_behind]:
            if key.question in asked and isinstance(self.script.questions[key.question], Consent):
                seat = step.after.seats[key.seat]
                if (key.question, key.item) not in seat.answers:
                    self.tied.pop(key, None)
                    self.left_behind.pop(key, None)


def _without(answers: Answers, question: str) -> Answers:
    return {key: given for key, given in answers.items() if key.question != question}
