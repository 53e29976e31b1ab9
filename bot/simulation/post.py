"""What rounds want to say of their own accord, and when calm lets people have it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.nudging import Occasion, nudges, still_needed
from bot.rehearsal.chat import Received
from bot.rehearsal.room import COORDINATION, Advance, Room
from dialogs.calm import Calm, Decision, Nudge, Rhythm, Sent, Wishes, due
from dialogs.effects import Effect, Invite

#: The rhythms that people settle on, by that of the check-in they have joined.
_RHYTHMS = {"weekly": Rhythm.WEEKLY}


@dataclass(frozen=True, slots=True)
class Letter:
    """What is to be said to somebody about one thing."""

    round: int
    about: Occasion
    effects: Sequence[Effect]


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message that somebody got without having done anything, and what it was about."""

    to: str
    at: datetime
    letters: Mapping[Nudge, Letter]
    #: What was said, by what it was about.
    told: Mapping[Nudge, Sequence[Received]]


@dataclass(slots=True)
class _Box:
    """What waits for one person, and what they have had."""

    number: int
    waiting: dict[Nudge, Letter] = field(default_factory=dict)
    history: list[Sent] = field(default_factory=list)
    #: Invitations to phases that were over before there was room to invite.
    missed: list[Invite] = field(default_factory=list)
    again: datetime | None = None
    #: Rounds of which they have had the introduction.
    introduced: set[int] = field(default_factory=set)


class Post:
    """Keeps what rounds want to say until it may be said, and says it then."""

    def __init__(self, room: Room, calm: Calm) -> None:
        """Begin with nothing waiting."""
        self._room = room
        self._calm = calm
        self._boxes = {COORDINATION: _Box(0)}

    def take(self, advance: Advance) -> None:
        """Take in what a round wants to say."""
        room, now = self._room, self._room.now
        round = room.round(advance.round)
        about = Occasion(
            script=room.setting.script,
            subject=str(advance.round),
            opening=advance.opening,
            returns_on=round.returns_on,
            now=now,
        )
        for name, effects in room.by_reader(advance.effects).items():
            if name not in self._boxes:
                self._boxes[name] = _Box(room.number(name))
            box = self._boxes[name]
            for nudge, said in nudges(effects, box.number, about).items():
                box.waiting[nudge] = Letter(advance.round, about, said)
                box.again = now

    def next_due(self) -> datetime | None:
        """Return when there is something to decide next."""
        return min((box.again for box in self._boxes.values() if box.again), default=None)

    def deliver(self) -> Iterator[Delivery]:
        """Say what may be said by now."""
        for name, box in self._boxes.items():
            if box.again is not None and box.again <= self._room.now:
                delivery = self._delivered(name, box)
                if delivery.letters:
                    yield delivery

    def missed(self) -> Iterator[tuple[str, Invite]]:
        """Yield who was never invited to a phase, because it was over before."""
        for name, box in self._boxes.items():
            yield from ((name, each) for each in box.missed)

    def _delivered(self, name: str, box: _Box) -> Delivery:
        self._clear_away(box)
        decision = self._decide(name, box)
        letters = {nudge: box.waiting[nudge] for nudge in decision.send}
        for dropped in decision.dropped:
            self._miss(box, box.waiting[dropped.nudge])
        box.waiting = {each.nudge: box.waiting[each.nudge] for each in decision.waiting}
        box.again = decision.again
        if decision.sent is not None:
            box.history.append(decision.sent)
        told = {nudge: self._tell(name, box, letter) for nudge, letter in letters.items()}
        return Delivery(name, self._room.now, letters, told)

    def _tell(self, name: str, box: _Box, letter: Letter) -> list[Received]:
        messages = self._room.chats[name].messages
        before = len(messages)
        said = [self._introducing(box, letter.round, effect) for effect in letter.effects]
        self._room.tell(letter.round, letter.about.opening, {name: said})
        return messages[before:]

    def _clear_away(self, box: _Box) -> None:
        """Drop what has become pointless while it waited."""
        needed = {}
        for nudge, letter in box.waiting.items():
            round = self._room.round(letter.round)
            still = [
                effect
                for effect in letter.effects
                if still_needed(effect, letter.about, round, box.number)
            ]
            if still:
                needed[nudge] = replace(letter, effects=still)
            else:
                self._miss(box, letter)
        box.waiting = needed

    def _miss(self, box: _Box, letter: Letter) -> None:
        """Remember the invitations in a letter that come too late."""
        opening = self._room.round(letter.round).opening
        invites = (effect for effect in letter.effects if isinstance(effect, Invite))
        box.missed += (
            each for each in invites if opening is None or opening.number != each.opening.number
        )

    def _decide(self, name: str, box: _Box) -> Decision:
        script = self._room.setting.script
        every = frozenset(nudge.subject for nudge in box.waiting)
        wishes = Wishes(
            rhythm=_RHYTHMS.get(script.rhythm or "", Rhythm.MONTHLY),
            # Who joins a round with a daily rhythm knows it; what a coordination has to do is
            # no disturbance, but it has its hours, too.
            daily=every if script.rhythm == "daily" or name == COORDINATION else frozenset(),
        )
        return due(box.waiting, wishes, self._calm, box.history, self._room.now)

    def _introducing(self, box: _Box, round: int, effect: Effect) -> Effect:
        """Introduce the dialog in the first invitation that really reaches somebody."""
        if not isinstance(effect, Invite) or effect.opening.part is not None:
            return effect
        first = round not in box.introduced
        box.introduced.add(round)
        return replace(effect, first=first)
