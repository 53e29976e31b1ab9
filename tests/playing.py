"""Rounds played in memory: people's buttons, a clock, and watchers who see every step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from random import Random
from types import MappingProxyType
from typing import Any, TypeVar

from bot.rehearsal.house import Memory
from dialogs import engine
from dialogs.asking import phase_of, question_of
from dialogs.effects import Ask, AskMore, Effect, Invite, Later, Took
from dialogs.events import Beginning, Completed, Event, Started, TimeCame
from dialogs.questions import Question
from dialogs.round import AskNumber, Opening, Round, Seat, Standing, Status, Tally
from dialogs.said import Said
from dialogs.script import LEVELS, Script
from dialogs.source import read
from dialogs.workdays import Calendar

SCRIPTS = Path(__file__).parent / "scripts"
START = datetime(2026, 12, 1, 9, tzinfo=UTC)
OVER = (Status.ENDED, Status.CANCELLED)

Part = TypeVar("Part", Round, Opening, Seat, Tally)


@dataclass(frozen=True, slots=True)
class Step:
    """One call of the engine: what it was given, and what came of it."""

    script: Script
    now: datetime
    before: Round
    after: Round
    effects: Sequence[Effect]
    due: Mapping[str, datetime]
    #: What happened to the round as a whole, or what somebody said: one of the two.
    event: Event | None = None
    reply: engine.Reply | None = None
    seat: int | None = None

    @property
    def opened(self) -> bool:
        """Whether a phase is open now that was not open before."""
        if self.after.opening is None:
            return False
        return self.before.opening is None or self.newly > self.before.opening.number

    @property
    def newly(self) -> int:
        """The number of the opening that is open now; 0 when none is."""
        return self.after.opening.number if self.after.opening else 0


Watcher = Callable[[Step], None]


class Play:
    """One round, played by calling the engine as an installation would."""

    def __init__(self, script: Script, round: Round, *watchers: Watcher) -> None:
        self.script = script
        self.now = START
        #: On which days parts begin and end; without them all are alike.
        self.days: Calendar | None = None
        #: Every ask that was ever shown to somebody, by seat.
        self.shown: list[tuple[int, AskNumber]] = []
        #: The ids that the buttons in people's chats carry.
        self.buttons: dict[tuple[int, AskNumber], str] = {}
        #: What belongs to an answer and has been asked for.
        self.wanted: list[AskMore] = []
        self.follow_ups: list[Later] = []
        self._watchers = watchers
        self._house = Memory()
        self._number = self._house.begin(read_only(round))
        self._steps = count()
        self._words = count()

    @property
    def round(self) -> Round:
        return self._house.load(self._number)

    @property
    def due(self) -> dict[str, datetime]:
        return {due.wakes: due.at for due in self._house.due() if isinstance(due.wakes, str)}

    @property
    def over(self) -> bool:
        return self.round.status in OVER

    def present(self) -> list[Seat]:
        return [seat for seat in self.round.seats.values() if seat.standing is not Standing.LEFT]

    def waiting_for(self) -> list[Seat]:
        """Return the seats for which something is open."""
        return [seat for seat in self.round.seats.values() if seat.open is not None]

    def question(self, number: AskNumber) -> Question | None:
        """Return the question of an ask, if its phase is open."""
        opening = self.round.opening
        if opening is None or number.opening != opening.number:
            return None
        if number.step not in phase_of(self.script, opening).questions:
            return None
        return question_of(self.script, opening, number)

    def fresh(self, kind: str) -> str:
        """Return words that nobody has used before, so that they can be found again anywhere."""
        return f"{kind}{next(self._words)}{kind}"

    # --- What happens ------------------------------------------------------------------------

    def start(self) -> None:
        self.happen(Started())

    def happen(self, event: Event) -> list[Effect]:
        """Let something happen, twice over: the same comes of the same, and nothing is touched."""
        before, seed = self.round, next(self._steps)
        given = (self.script, before, event, self.now)
        after, effects = engine.advance(*given, Random(seed), self.days)
        again = engine.advance(*given, Random(seed), self.days)
        assert again == (after, effects), "the same led to something else"
        self._took_place(after, effects, before, event=event)
        return effects

    def say(
        self, number: int, said: Said, ask: AskNumber | None = None, button: str | None = None
    ) -> list[Effect]:
        """Let somebody say something, by default to what is open for them."""
        before = self.round
        seat, opening = before.seats[number], before.opening
        about = ask or seat.open
        if opening is None or about is None:
            return []
        carried = button or self.buttons.get((number, about))
        tied = (each for other in before.seats.values() for each in other.answers.values())
        stored = next((each for each in (*before.untied, *tied) if each.id == carried), None)
        told = engine.Reply(about, said, f"a{next(self._steps)}", stored)
        given = (self.script, opening, seat, before.tally, told, self.now)
        after, tally, effects = engine.reply(*given)
        assert engine.reply(*given) == (after, tally, effects), "the same led to something else"
        whole = replace(before.seated(after), tally=tally)
        self._took_place(whole, effects, before, reply=told, seat=number)
        if before.tally.waiting and not tally.waiting:
            self.happen(Completed())
        return effects

    def pass_time(self, span: timedelta) -> None:
        """Move the clock without waking anybody: what was due is late."""
        self.now += span

    def wake(self, moment: str | None = None) -> None:
        """Wake the round for what is due next, or for something that may not be due at all."""
        due = next((each for each in self._house.due() if isinstance(each.wakes, str)), None)
        if moment is None and due is not None:
            self.now = max(self.now, due.at)
            self._house.take(due)
            moment = str(due.wakes)
        if moment is not None:
            self.happen(TimeCame(moment))

    def follow_up(self, later: Later, *watchers: Watcher) -> Play:
        """Start one of the small rounds that this round wished for, on its day."""
        main = self.round
        people = [Seat(n, main.seats[n].level, main.seats[n].parts) for n in later.seats]
        begun = Beginning(
            part=later.part,
            invited=main.invited,
            given={**main.given, **later.given},
            carried=later.carried,
        )
        play = Play(self.script, engine.begin(people, begun), *watchers)
        play.now, play._words = max(self.now, later.at), self._words
        play.start()
        return play

    def to_the_end(self) -> None:
        """Let nothing happen but time."""
        for _ in range(200):
            if self.over or self.round.status is Status.PLANNED:
                return
            assert self.due, "a round that nothing will ever wake"
            self.wake()
        raise AssertionError("time alone does not end this round")

    # --- What comes of it --------------------------------------------------------------------

    def _took_place(
        self,
        after: Round,
        effects: Sequence[Effect],
        before: Round,
        *,
        event: Event | None = None,
        reply: engine.Reply | None = None,
        seat: int | None = None,
    ) -> None:
        self._house.save(self._number, after, effects)
        self._house.save(self._number, read_only(self.round), [])
        for effect in effects:
            match effect:
                case Ask(seat=number, number=ask) | Invite(seat=number, number=ask):
                    self.shown.append((number, ask))
                case Took(seat=number, number=ask, answer=id):
                    self.buttons[number, ask] = id
                case AskMore():
                    self.wanted.append(effect)
                case Later():
                    self.follow_ups.append(effect)
                case _:
                    pass
        step = Step(
            self.script, self.now, before, self.round, effects, self.due, event, reply, seat
        )
        for watcher in self._watchers:
            watcher(step)


# --- What a play begins with ---------------------------------------------------------------------


@cache
def script_of(file: Path) -> Script:
    """Return the script in a file; tests play no script that the check would refuse."""
    script, problems = read(file.read_bytes())
    assert script is not None
    assert [each for each in problems if each.severity == "error"] == []
    return script


def named(name: str) -> Script:
    """Return one of the scripts that were made for tests."""
    return script_of(SCRIPTS / f"{name}.yaml")


def group(script: Script, size: int) -> list[Seat]:
    """Return people of all roles and of three levels; most of them are from practice."""
    return [
        Seat(
            number=n,
            level=LEVELS[n % 3] if n % 2 else "praxis",
            parts=frozenset({"member", *_parts(script, n)}),
        )
        for n in range(1, size + 1)
    ]


def _parts(script: Script, n: int) -> set[str]:
    roles = {1: {"coordinator"}, 2: {"facilitator"}, 3: {"steering"}, 4: {"steering", "observer"}}
    parts = set(roles.get(n, set()))
    room = 0
    for name, part in script.seats.items():
        if room < n <= room + min(part.max, 3):
            parts.add(name)
        room += min(part.max, 3)
    return parts


def beginning(script: Script, size: int, *, turn: int = 0) -> Round:
    """Return a round of so many people that is about to start."""
    given = {
        name: ("alpha", "beta", "gamma") if wish.list else ("something",)
        for name, wish in script.given.items()
    }
    people = group(script, size)
    invited = Counter(seat.level for seat in people)
    return engine.begin(people, Beginning(turn=turn, invited=invited, given=given))


def read_only(round: Round) -> Round:
    """Return the round with every mapping closed: who tries to change it fails."""
    closed = _closed(round)
    took_part = {name: MappingProxyType(dict(levels)) for name, levels in round.took_part.items()}
    return replace(
        closed,
        seats=MappingProxyType({number: _closed(seat) for number, seat in round.seats.items()}),
        opening=_closed(round.opening) if round.opening else None,
        tally=_closed(round.tally),
        took_part=MappingProxyType(took_part),
    )


def _closed(value: Part) -> Part:
    """Return the value with its own mappings closed; a counter forgets how to count from zero."""
    mappings: dict[str, Any] = {
        field.name: MappingProxyType(dict(inner))
        for field in fields(value)
        if isinstance(inner := getattr(value, field.name), dict)
    }
    return replace(value, **mappings) if mappings else value
