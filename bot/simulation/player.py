"""A member of an invented group at play: looks at what comes, answers, is interrupted, or not."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from bot.message import Decision
from bot.rehearsal.keys import called, flat, looks_pressed, pressed
from bot.rehearsal.plausible import MOST_STEPS, plausible
from bot.simulation.answering import OwnManner
from bot.simulation.hours import hours_later
from dialogs.asking import question_of
from dialogs.effects import Remind
from dialogs.round import Mark

if TYPE_CHECKING:
    from bot.rehearsal.chat import Received
    from bot.rehearsal.room import Room
    from bot.simulation.agenda import Agenda
    from bot.simulation.diary import Diary
    from bot.simulation.group import Member
    from bot.simulation.post import Delivery
    from bot.simulation.vocabulary import Deck
    from dialogs.calm import Calm
    from dialogs.questions import Question
    from dialogs.round import AskNumber

#: Working hours until somebody goes on who was interrupted, and how likely they do.
INTERRUPTED, GOES_ON = (3.0, 12.0), 0.8

#: Minutes for what nobody has to think about, and for the reason of an answer.
GLANCE, REASON = 0.25, 1.0

#: How much faster or slower than a script reckons people are.
PACE = (0.5, 1.3)


class Player:
    """One member, with a memory of what they have done."""

    def __init__(
        self,
        member: Member,
        room: Room,
        agenda: Agenda,
        diary: Diary,
        calm: Calm,
        deck: Deck,
    ) -> None:
        """Take what the member is like and where they live."""
        self.member = member
        self._room = room
        self._agenda = agenda
        self._diary = diary
        self._calm = calm
        # Everybody has their own dice, so that nobody's doings change what becomes of others.
        seed = f"{room.setting.seed}/{member.name}"
        self._chance = Random(seed)  # noqa: S311 - a play is repeatable, not secret
        self._manner = OwnManner(member.temperament, deck, self._chance.betavariate(3, 2))
        self._busy = False
        self._steps = 0
        self._counted: set[tuple[int, AskNumber]] = set()

    @property
    def name(self) -> str:
        """What they are called."""
        return self.member.name

    def gets(self, delivery: Delivery) -> None:
        """Decide when, if at all, to look at what has come."""
        if self._busy or self._room.open_for(self.name) is None:
            return
        effects = [effect for letter in delivery.letters.values() for effect in letter.effects]
        reminded = any(isinstance(effect, Remind) for effect in effects)
        like = self.member.temperament
        self._steps = 0
        if self._chance.random() < (like.reminded if reminded else like.begins):
            self._later(like.looks)

    def _later(self, hours: tuple[float, float]) -> None:
        """Go on after some working hours of one's own."""
        self._busy = True
        span = self._chance.uniform(*hours)
        calm, now = self._calm, self._room.now
        self._agenda.plan(hours_later(self.member.week, span, now, calm.zone, calm.land), self._act)

    def _act(self) -> None:
        """Do the next thing; then go on, or not."""
        self._busy = False
        self._steps += 1
        if self.name not in self._room.present() or self._steps > MOST_STEPS:
            return
        found = self._guarded() or plausible(self._room, self.name, self._chance, self._manner)
        if found is None:
            return
        received, line = found
        self._diary.did(self.name, self._room.now, line)
        self._answer(received, line)
        if self._chance.random() >= self.member.temperament.interrupted:
            self._busy = True
            self._agenda.plan(self._room.now + self._takes(), self._act)
        elif self._chance.random() < GOES_ON:
            self._later(INTERRUPTED)

    def _guarded(self) -> tuple[Received, str] | None:
        """Return what they do about words that the guard asks about, if it has just done so."""
        newest = self._room.chats[self.name].messages[-1]
        choices = [key for key in flat(newest.message) if isinstance(key.press, Decision)]
        if not choices or not newest.live:
            return None
        return newest, called(self._chance.choice(choices), flat(newest.message))

    def _answer(self, received: Received, line: str) -> None:
        """Press or type, and count the minutes of what is answered by it."""
        open_one = self._open()
        press = pressed(line, received.message) if looks_pressed(line) else None
        listens = received.message.listens
        if press is not None:
            self._room.press(self.name, received, press)
        else:
            self._room.say(self.name, line, received)
            if listens and listens.to == "reason":
                self._spends(received.round, REASON)
        newest = self._room.chats[self.name].messages[-1]
        self._manner.refused = self._manner.refused + 1 if newest.refused else 0
        if open_one is not None:
            self._count(*open_one)

    def _count(self, round: int, number: AskNumber, question: Question) -> None:
        marks = self._room.round(round).seats[self._room.number(self.name)].marks
        fresh = (round, number) not in self._counted
        if fresh and marks.get(number) is Mark.ANSWERED:
            self._counted.add((round, number))
            self._spends(round, question.minutes)

    def _spends(self, round: int, minutes: float) -> None:
        if self._room.round(round).part is None:
            self._diary.minutes[self.name] += minutes

    def _takes(self) -> timedelta:
        """Return how long the next thing takes."""
        open_one = self._open()
        minutes = open_one[2].minutes if open_one else GLANCE
        return timedelta(minutes=minutes * self._chance.uniform(*PACE))

    def _open(self) -> tuple[int, AskNumber, Question] | None:
        """Return what is open: the round, the ask and its question."""
        round = self._room.open_for(self.name)
        if round is None:
            return None
        opening = self._room.round(round).opening
        number = self._room.round(round).seats[self._room.number(self.name)].open
        if opening is None or number is None:
            return None
        return round, number, question_of(self._room.setting.script, opening, number)
