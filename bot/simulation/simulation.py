"""The weeks of an invented group, from one thing that happens to the next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from random import Random

from bot.language import translator
from bot.rehearsal.chat import Received
from bot.rehearsal.house import Memory
from bot.rehearsal.room import COORDINATION, Advance, Room
from bot.simulation.agenda import Agenda
from bot.simulation.diary import Diary, Did
from bot.simulation.hours import OFFICE, hours_later
from bot.simulation.plan import Plan
from bot.simulation.player import Player
from bot.simulation.post import Delivery, Post
from bot.simulation.tandem import Duty, Tandem
from bot.simulation.vocabulary import Deck, vocabulary
from dialogs.effects import Request
from dialogs.round import Status

#: More things than ever happen; beyond it something happens for ever.
MOST_STEPS = 500_000

#: How likely those who go want everything deleted that is tied to them.
ERASES = 0.3

#: Is told how far the simulation has come.
Progress = Callable[[datetime], None]


class Simulation:
    """A room full of players, the post between them and the rounds, and two who carry it all."""

    def __init__(self, plan: Plan) -> None:
        """Seat everybody; nothing has begun."""
        setting = plan.setting
        deck = Deck(vocabulary(setting.language))
        self._t = translator(setting.language)
        self.plan = plan
        self.diary = Diary(setting.script)
        self._held: list[Advance] = []
        self.room = Room(setting, Memory(), self._held)
        self._post = Post(self.room, plan.calm)
        self._agenda = Agenda()
        self._chance = Random(f"{setting.seed}/tandem")  # noqa: S311 - repeatable, not secret
        self._tandem = Tandem(self.room, deck, self._chance)
        self._players = {
            each.name: Player(each, self.room, self._agenda, self.diary, plan.calm, deck)
            for each in plan.members
        }

    def run(self, progress: Progress) -> Diary:
        """Play until nothing more is to come; return what happened."""
        self._come_and_go()
        self.room.start()
        self._settle()
        for _ in range(MOST_STEPS):
            at = self._next()
            if at is None:
                self.diary.missed = list(self._post.missed())
                return self.diary
            self._step(at)
            progress(at)
        raise AssertionError(f"more than {MOST_STEPS} steps by {self.room.now}")

    def _next(self) -> datetime | None:
        due = self.room.next_due()
        times = (due.at if due else None, self._post.next_due(), self._agenda.next_due())
        return min((at for at in times if at is not None), default=None)

    def _step(self, at: datetime) -> None:
        """Let it become that time: rounds first, then the post, then people."""
        self.room.move(max(at, self.room.now))
        self._settle()
        for delivery in list(self._post.deliver()):
            self._settle()
            self.diary.deliveries.append(delivery)
            self._delivered(delivery)
        if do := self._agenda.take(self.room.now):
            do()
            self._settle()

    def _settle(self) -> None:
        """Write down what has come of it, and hand over to the post what is not said yet."""
        while self._held:
            advance = self._held.pop(0)
            self.diary.advanced(advance, self.room.round(advance.round), self.room.now)
            self._post.take(advance)
        for news in self.room.news():
            if isinstance(news, Received):
                self.diary.chats[news.to].append(news)

    # --- What people do about it -------------------------------------------------------------

    def _delivered(self, delivery: Delivery) -> None:
        if delivery.to != COORDINATION:
            self._players[delivery.to].gets(delivery)
            return
        for letter in delivery.letters.values():
            for effect in letter.effects:
                if isinstance(effect, Request):
                    for duty in self._tandem.duties(effect, letter.round):
                        self._take_on(duty)

    def _take_on(self, duty: Duty) -> None:
        if duty.hours is None:
            self._note(duty.who, self._t.gettext("forgets it"))
            return
        at = hours_later(
            OFFICE, duty.hours, self.room.now, self.plan.calm.zone, self.plan.calm.land
        )

        def do() -> None:
            for done in duty.do():
                self._note(duty.who, done)

        self._agenda.plan(at, do)

    def _note(self, who: str, words: str) -> None:
        self.diary.chats[COORDINATION].append(Did(self.room.now, who, words))

    def _come_and_go(self) -> None:
        """Plan who comes late and who goes early."""
        for player in self._players.values():
            like = player.member.temperament
            if like.joins is not None:
                self._agenda.plan(self._some_day(like.joins, player), partial(self._join, player))
            if like.leaves is not None:
                self._agenda.plan(self._some_day(like.leaves, player), partial(self._leave, player))

    def _some_day(self, days: tuple[int, int], player: Player) -> datetime:
        day = self.room.now + timedelta(days=self._chance.randint(*days))
        calm = self.plan.calm
        return hours_later(
            player.member.week, self._chance.uniform(0, 4), day, calm.zone, calm.land
        )

    def _join(self, player: Player) -> None:
        if self.room.round(0).status in (Status.OPEN, Status.WAITING, Status.RETURNING):
            self.room.join(player.member.person, 0)
            self.diary.joined[player.name] = self.room.now

    def _leave(self, player: Player) -> None:
        self.room.leave(player.name, erase=self._chance.random() < ERASES)
        self.diary.left[player.name] = self.room.now
