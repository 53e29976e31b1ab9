"""A room in which a script is played: a group of people, a clock, and everybody's chat.

What happens in it is decided by the engine alone. The room does what a network's installation
would do around it: it hands on what people press and say, wakes rounds when a moment is due,
and gives everybody the messages that are theirs. Same seed, same play.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random
from typing import TYPE_CHECKING, assert_never

from bot.message import Choice, Decision, Press
from bot.rehearsal.chat import Chat, Received
from bot.rehearsal.house import Due, House
from bot.rehearsal.people import Person
from bot.typed import is_button, typed
from bot.wording import Host, Scene, guarding, worded
from dialogs import engine, guard
from dialogs.asking import question_of
from dialogs.effects import CloseAsks, Effect, Later, Refuse, Request, Return, Wish
from dialogs.engine.freezing import fills
from dialogs.engine.replies import Reply
from dialogs.events import Beginning, Completed, Joined, Left, Started, TimeCame
from dialogs.reports.mirrors import mirror
from dialogs.reports.sections import section_for_tandem
from dialogs.round import Answer, AskNumber, Round, Seat, Status
from dialogs.said import Reason, Refusal, Releasing, Show, Why

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.message import Listens, Message
    from dialogs.events import Event
    from dialogs.round import Opening
    from dialogs.script import Script
    from dialogs.workdays import Calendar

#: The name under which the coordination receives what a round asks of it.
COORDINATION = "coordination"

#: More moments than any dialog needs in one waiting; beyond it a round wakes itself for ever.
MOST_MOMENTS = 1000

ENDED = (Status.ENDED, Status.CANCELLED)


@dataclass(frozen=True, slots=True)
class Setting:
    """Everything a play begins with."""

    script: Script
    people: tuple[Person, ...]
    start: datetime
    language: str
    host: Host
    seed: int = 1
    turn: int = 0
    given: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    invited: Mapping[str, int] = field(default_factory=dict)
    #: On which days parts begin and end; without one, all days are alike.
    calendar: Calendar | None = None


@dataclass(frozen=True, slots=True)
class Woke:
    """A moment was due."""

    at: datetime
    moment: str


@dataclass(frozen=True, slots=True)
class Advance:
    """What a round wants after something happened to it, and the opening it is about."""

    round: int
    opening: Opening | None
    effects: Sequence[Effect]


class Room:
    """One play of one script, follow-ups included."""

    def __init__(self, setting: Setting, house: House, held: list[Advance] | None = None) -> None:
        """Seat everybody; nothing has begun.

        Where ``held`` is given, what rounds want to tell people of their own accord goes there,
        for somebody else to decide when it is told. What people do is always answered at once.
        """
        self.setting = setting
        self._held = held
        self.now = setting.start.astimezone(UTC)
        self.people = {person.name: person for person in setting.people}
        self.chats = {name: Chat() for name in (*self.people, COORDINATION)}
        self._house = house
        self._left: set[str] = set()
        self._log: list[Received | Woke] = []
        self._chance = Random(setting.seed)  # noqa: S311 - a play is repeatable, not secret
        self._ids = (f"a{n}" for n in count(1))
        self._numbers = {name: n for n, name in enumerate(self.people, start=1)}
        beginning = Beginning(turn=setting.turn, invited=self._invited(), given=setting.given)
        seats = [self._seat(person) for person in setting.people]
        self._rounds = [house.begin(engine.begin(seats, beginning))]

    # --- What a coordination does ------------------------------------------------------------

    def start(self) -> None:
        """Begin the dialog."""
        self.happen(Started())

    def happen(self, event: Event, number: int | None = None) -> None:
        """Let something happen to a round, by default the one under way."""
        self._advance(self.current if number is None else number, event)

    def join(self, person: Person, number: int | None = None) -> None:
        """Let somebody come late to a round, by default the one under way."""
        self.people[person.name] = person
        self.chats[person.name] = Chat()
        self._numbers[person.name] = len(self._numbers) + 1
        self.happen(Joined(self._seat(person)), number)

    # --- What people do ----------------------------------------------------------------------

    def press(self, name: str, on: Received, press: Press) -> None:
        """Let somebody press a button under a message, be it an old one."""
        if isinstance(press, Decision):
            on.live = False
            self._decide(name, on.round, press)
        elif self._reply(name, on.round, press) and isinstance(press.said, Reason | Releasing):
            on.live = False

    def say(self, name: str, words: str, to: Received | None = None) -> bool:
        """Let somebody type, in reply to a message or to what was asked last.

        Returns False when nothing is there that words could be about. The guard reads them first,
        also then.
        """
        about = to or self.chats[name].listening()
        if about is None:
            return self._guarded(name, words, self.current, None)
        listens = about.message.listens or (about.message.corrects if to else None)
        if listens is None:
            return self._guarded(name, words, about.round, None)
        presses = is_button(words, self.people[name].language)
        if presses or not self._guarded(name, words, about.round, listens):
            self._take(name, words, about.round, listens)
        return True

    def show(self, name: str) -> bool:
        """Let somebody ask what is open; returns False when nothing is."""
        number = self.open_for(name)
        if number is not None:
            self._reply(name, number, Press(Show()))
        return number is not None

    def leave(self, name: str, *, erase: bool) -> None:
        """Let somebody leave every round, with what is tied to them or without it."""
        self._left.add(name)
        for number in self._rounds:
            if self.round(number).status not in ENDED:
                self._advance(number, Left(self._numbers[name], erase=erase))

    # --- What time does ----------------------------------------------------------------------

    def wait(self, span: timedelta) -> None:
        """Move the clock on the wall, from due moment to due moment."""
        self.move((self.local(self.now) + span).astimezone(UTC))

    def move(self, until: datetime) -> None:
        """Let it become that time, from due moment to due moment."""
        for _ in range(MOST_MOMENTS):
            due = self.next_due()
            if due is None or due.at > until:
                self.now = until
                return
            self.now = max(self.now, due.at)
            self._house.take(due)
            self._wake(due)
        raise AssertionError(f"more than {MOST_MOMENTS} moments by {until}")

    def next_due(self) -> Due | None:
        """Return what is waited for next."""
        return next(iter(self._house.due()), None)

    # --- What can be seen --------------------------------------------------------------------

    def local(self, at: datetime) -> datetime:
        """Return the moment on the clocks of the network."""
        return at.astimezone(self.setting.host.zone)

    @property
    def current(self) -> int:
        """The number of the round that the coordination's doings are about.

        Of several it is the one with most people: asking after somebody's promise may begin while
        the dialog still waits for the coordination's words.
        """
        under_way = [n for n in self._rounds if self.round(n).status not in ENDED]
        most = max(under_way, key=lambda n: (len(self.round(n).seats), n), default=None)
        return self._rounds[0] if most is None else most

    def round(self, number: int | None = None) -> Round:
        """Return a round, by default the one under way."""
        return self._house.load(self.current if number is None else number)

    def rounds(self) -> list[Round]:
        """Return every round so far, follow-ups included, in the order in which they began."""
        return [self._house.load(number) for number in self._rounds]

    def number(self, name: str) -> int:
        """Return the number of this person's seat in every round."""
        return self._numbers[name]

    def present(self) -> list[str]:
        """Return the names of all who have not left."""
        return [name for name in self.people if name not in self._left]

    def open_for(self, name: str) -> int | None:
        """Return the newest round in which something is open for this person."""
        mine = self._numbers[name]
        for number in reversed(self._rounds):
            seat = self.round(number).seats.get(mine)
            if seat and seat.open is not None:
                return number
        return None

    def due(self) -> Sequence[Due]:
        """Return everything that is waited for, the earliest first."""
        return self._house.due()

    def news(self) -> list[Received | Woke]:
        """Return what has happened since this was last asked."""
        news, self._log = self._log, []
        return news

    # --- Before anything is kept -------------------------------------------------------------

    def _guarded(self, name: str, words: str, number: int, listens: Listens | None) -> bool:
        """Answer words that are not to be kept as they are; tell whether that was so."""
        opening, script = self.round(number).opening, self.setting.script
        asked = question_of(script, opening, listens.number) if opening and listens else None
        verdict = guard.read(words, (asked and asked.guard) or script.guard)
        # Words are only kept where they are an answer or a reason, not in place of a button.
        kept = listens and (listens.to == "reason" or (asked and asked.wordy))
        about = listens if kept else None
        where = guarding.Where(self.setting.host, self.now, self.now)
        answer = guarding.answer(verdict, words, about, where, self.people[name].language)
        if answer is not None:
            self._answer(name, number, answer)
        return answer is not None

    def _take(self, name: str, words: str, number: int, listens: Listens) -> None:
        language = self.people[name].language
        meant = typed(words, listens, self.local(self.now).date(), language)
        if isinstance(meant, Refusal):
            self._refuse(name, number, meant, listens.number)
        elif self._reply(name, number, meant) and isinstance(meant.said, Reason):
            # A reason makes no record, so nothing else takes its question away.
            for each in self.chats[name].live():
                each.live = each.message.listens != listens

    def _decide(self, name: str, number: int, decision: Decision) -> None:
        """Do what somebody wants done with words that have been kept nowhere."""
        if decision.choice is Choice.KEEP:
            self._take(name, decision.words, number, decision.listens)
        else:
            self._answer(name, number, guarding.after(decision, self.people[name].language))

    def _answer(self, name: str, number: int, message: Message) -> None:
        received = Received(self.now, name, message, number, refused=True)
        self.chats[name].receive(received)
        self._log.append(received)

    # --- The engine at work ------------------------------------------------------------------

    def _reply(self, name: str, number: int, press: Press) -> bool:
        """Hand on what somebody says; return whether it counts."""
        round = self._house.load(number)
        seat = round.seats[self._numbers[name]]
        if round.opening is None:
            self._refuse(name, number, Refusal(Why.CLOSED), press.number)
            return False
        reply = Reply(
            ask=press.number or seat.open or AskNumber(round.opening.number, 0, 0),
            said=press.said,
            id=next(self._ids),
            stored=_answer(round, press.answer),
        )
        after, tally, effects = engine.reply(
            self.setting.script, round.opening, seat, round.tally, reply, now=self.local(self.now)
        )
        self._house.save(number, replace(round.seated(after), tally=tally), effects)
        self.tell(number, round.opening, {name: effects})
        if round.tally.waiting and not tally.waiting:
            self._advance(number, Completed())
        return not any(isinstance(effect, Refuse) for effect in effects)

    def _refuse(self, name: str, number: int, why: Refusal, ask: AskNumber | None) -> None:
        refuse = Refuse(self._numbers[name], why, ask)
        self.tell(number, self.round(number).opening, {name: [refuse]})

    def _advance(self, number: int, event: Event) -> None:
        before = self._house.load(number)
        now = self.local(self.now)
        after, effects = engine.advance(
            self.setting.script, before, event, now, self._chance, self.setting.calendar
        )
        self._house.save(number, after, effects)
        for effect in effects:
            if isinstance(effect, CloseAsks):
                for chat in self.chats.values():
                    chat.close(number, effect.opening)
        opening = after.opening or before.opening
        if self._held is None:
            self.tell(number, opening, self.by_reader(effects))
        else:
            self._held.append(Advance(number, opening, effects))

    def _wake(self, due: Due) -> None:
        self._log.append(Woke(self.now, due.name))
        match due.wakes:
            case str() as moment:
                self._advance(due.round, TimeCame(moment))
            case Later() as later:
                self._follow_up(due.round, later)
            case _:
                assert_never(due.wakes)

    def _follow_up(self, number: int, later: Later) -> None:
        main = self._house.load(number)
        people = [self.people[name] for name in self.present()]
        seats = [self._seat(p) for p in people if self._numbers[p.name] in later.seats]
        if not seats:
            return
        beginning = Beginning(
            part=later.part,
            invited=Counter(seat.level for seat in seats),
            given={**main.given, **later.given},
            carried=later.carried,
        )
        self._rounds.append(self._house.begin(engine.begin(seats, beginning)))
        self._advance(self._rounds[-1], Started())

    # --- What everybody gets to see ----------------------------------------------------------

    def by_reader(self, effects: Sequence[Effect]) -> dict[str, list[Effect]]:
        """Return what is for whom."""
        names = {number: name for name, number in self._numbers.items()}
        readers: dict[str, list[Effect]] = {}
        for effect in effects:
            seat = getattr(effect, "seat", None)
            if seat is not None:
                readers.setdefault(names[seat], []).append(effect)
            elif isinstance(effect, Request):
                readers.setdefault(COORDINATION, []).append(effect)
        return readers

    def tell(
        self, number: int, opening: Opening | None, readers: Mapping[str, Sequence[Effect]]
    ) -> None:
        """Tell everybody what is theirs, in words as things stand now."""
        round = self._house.load(number)
        every = [effect for effects in readers.values() for effect in effects]
        returns = any(isinstance(effect, Return) for effect in every)
        answers = [e.name for e in every if isinstance(e, Request) and e.wish is Wish.ANSWERS]
        scene = Scene(
            script=self.setting.script,
            host=self.setting.host,
            today=self.local(self.now).date(),
            opening=opening,
            returns_on=round.returns_on,
            mirror=mirror(self.setting.script, round) if returns else None,
            for_tandem={
                name: section_for_tandem(self.setting.script, round.closed[name])
                for name in answers
            },
            names={number: name for name, number in self._numbers.items()},
            fills=fills(self.setting.script, round),
        )
        for name, effects in readers.items():
            person = self.people.get(name)
            theirs = replace(scene, seat=round.seats.get(self._numbers.get(name, 0)))
            language = person.language if person else self.setting.language
            refused = any(isinstance(effect, Refuse) for effect in effects)
            for message in worded(effects, theirs, language):
                received = Received(self.now, name, message, number, refused=refused)
                self.chats[name].receive(received)
                self._log.append(received)

    def _seat(self, person: Person) -> Seat:
        return Seat(self._numbers[person.name], person.level, person.parts)

    def _invited(self) -> Mapping[str, int]:
        """Return how many were invited by level: those who are here, unless it was said."""
        here = Counter(person.level for person in self.people.values())
        return {**here, **self.setting.invited}


def _answer(round: Round, named: str | None) -> Answer | None:
    """Return the answer that a button names."""
    tied = (answer for seat in round.seats.values() for answer in seat.answers.values())
    return next((answer for answer in (*round.untied, *tied) if answer.id == named), None)
