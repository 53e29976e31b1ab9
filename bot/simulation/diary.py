"""What happened in a simulation, as it is told and judged afterwards."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from bot.rehearsal.chat import Received
from bot.rehearsal.room import Advance
from bot.simulation.post import Delivery
from dialogs.asking import phase_of
from dialogs.effects import SKIPPED, CloseAsks, Invite, News, Return, Tell
from dialogs.round import Opening, Round
from dialogs.script import Script
from dialogs.text import Text


@dataclass(frozen=True, slots=True)
class Did:
    """Something that somebody did, as it is told."""

    at: datetime
    who: str
    words: str


@dataclass(slots=True)
class Stretch:
    """One time that a phase was open."""

    round: int
    phase: str
    opening: Opening
    #: Until when it was to be open, and until when it was.
    planned: datetime
    ended: datetime | None = None
    invited: int = 0
    took_part: int = 0


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A phase that was passed over, and the news of it."""

    round: int
    phase: Text
    news: News
    at: datetime


@dataclass(frozen=True, slots=True)
class Begun:
    """When a round began, and for when it promised its result then."""

    at: datetime
    promised: datetime | None


@dataclass(slots=True)
class Diary:
    """Everything that happened, in its order."""

    script: Script
    chats: dict[str, list[Received | Did]] = field(default_factory=lambda: defaultdict(list))
    deliveries: list[Delivery] = field(default_factory=list)
    #: Who was never invited to a phase, because it was over before calm had room for it.
    missed: list[tuple[str, Invite]] = field(default_factory=list)
    begun: dict[int, Begun] = field(default_factory=dict)
    #: When the result of each round was there.
    returned: dict[int, datetime] = field(default_factory=dict)
    stretches: dict[tuple[int, int], Stretch] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)
    #: How many minutes everybody spent on the dialog itself, without follow-ups.
    minutes: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    joined: dict[str, datetime] = field(default_factory=dict)
    left: dict[str, datetime] = field(default_factory=dict)

    def did(self, name: str, at: datetime, words: str) -> None:
        """Write down what somebody did."""
        self.chats[name].append(Did(at, name, words))

    def advanced(self, advance: Advance, round: Round, at: datetime) -> None:
        """Write down which phases have ended, opened, got more time or were passed over."""
        self.begun.setdefault(advance.round, Begun(at, round.returns_on))
        for effect in advance.effects:
            match effect:
                case CloseAsks(opening=number):
                    self._ended(advance.round, number, round, at)
                case Invite(opening=opening):
                    self._invited(advance.round, opening)
                case Return():
                    self.returned[advance.round] = at
                case Tell(news=News.EXTENDED, at=datetime() as until) if advance.opening:
                    self._stretch(advance.round, advance.opening.number).planned = until
                case Tell(news=news, phase=Text() as phase) if news in SKIPPED:
                    out = LeftOut(advance.round, phase, news, at)
                    if (out.round, out.phase) not in {(o.round, o.phase) for o in self.left_out}:
                        self.left_out.append(out)
                case _:  # what is said to single people stands in their chats
                    pass

    def _invited(self, round: int, opening: Opening) -> None:
        if (round, opening.number) not in self.stretches:
            phase = phase_of(self.script, opening).id
            self.stretches[round, opening.number] = Stretch(round, phase, opening, opening.ends)
        self._stretch(round, opening.number).invited += 1

    def _ended(self, number: int, opening: int, round: Round, at: datetime) -> None:
        if (number, opening) in self.stretches:
            stretch = self._stretch(number, opening)
            stretch.ended = at
            stretch.took_part = sum(round.took_part.get(stretch.phase, {}).values())

    def _stretch(self, round: int, opening: int) -> Stretch:
        return self.stretches[round, opening]
