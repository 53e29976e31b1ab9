"""What a simulation came to: messages, minutes, results, and whether calm was kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from bot.language import Translator
from bot.rehearsal.room import COORDINATION
from bot.simulation.diary import Diary, Stretch
from bot.simulation.plan import Plan
from bot.simulation.post import Delivery
from bot.simulation.simulation import Simulation
from bot.wording import Scene
from dialogs.calm import MOST_A_WEEK, Kind, Nudge
from dialogs.engine.freezing import fills
from dialogs.round import Round, Status
from dialogs.text import Text
from dialogs.workdays import is_working_day, working_days_between

#: A message that comes more working days later than it was meant to has been held up.
LATE = 3


@dataclass(frozen=True)
class Account:
    """Everything a report is made of."""

    plan: Plan
    diary: Diary
    rounds: tuple[Round, ...]
    ended: datetime
    #: Everybody who was there to the end.
    present: tuple[str, ...]
    names_by_seat: Mapping[int, str]

    # --- Messages that nobody asked for ------------------------------------------------------

    @cached_property
    def messages(self) -> dict[str, list[Delivery]]:
        """What everybody was sent, by name; the desk is not among them."""
        sent: dict[str, list[Delivery]] = {name: [] for name in self.names}
        for delivery in self.diary.deliveries:
            if delivery.to != COORDINATION:
                sent[delivery.to].append(delivery)
        return sent

    @property
    def names(self) -> list[str]:
        """Everybody who was ever there."""
        joined = self.diary.joined
        return [m.name for m in self.plan.members if m.name in joined or not m.temperament.joins]

    def is_plain(self, name: str) -> bool:
        """Tell whether somebody has no role that is asked more than all others."""
        member = next(each for each in self.plan.members if each.name == name)
        return member.person.parts == {"member"}

    def most_a_day(self, name: str) -> int:
        """Return how many messages somebody was sent on one day at most."""
        days = Counter(self.day(each.at) for each in self.messages[name])
        return max(days.values(), default=0)

    def most_a_week(self, name: str) -> int:
        """Return how many messages somebody was sent in one week at most."""
        weeks = Counter(_week(self.day(each.at)) for each in self.messages[name])
        return max(weeks.values(), default=0)

    def messages_about(self, name: str, round: int) -> int:
        """Return how many messages to somebody were about a round, among other things or alone."""
        sent = self.messages[name]
        return sum(any(each.round == round for each in d.letters.values()) for d in sent)

    def over_budget(self) -> Iterator[Delivery]:
        """Yield messages beyond one a day and two a week.

        A third may bring a promised result on its day; a daily rhythm is joined knowingly.
        """
        if self.plan.setting.script.rhythm == "daily":
            return
        for sent in self.messages.values():
            days, weeks = Counter[date](), Counter[tuple[int, int]]()
            for each in sent:
                day = self.day(each.at)
                days[day] += 1
                weeks[_week(day)] += 1
                if days[day] > 1 or (weeks[_week(day)] > MOST_A_WEEK and not self._kept(each)):
                    yield each

    def out_of_hours(self) -> Iterator[Delivery]:
        """Yield messages outside working days and hours, those to the coordination included."""
        calm = self.plan.calm
        for each in self.diary.deliveries:
            local = each.at.astimezone(calm.zone)
            within = calm.hours.opens <= local.time() < calm.hours.closes
            if not within or not is_working_day(local.date(), calm.land):
                yield each

    def held_up(self) -> Iterator[tuple[Delivery, Nudge]]:
        """Yield what calm had to delay by more than a few working days."""
        land = self.plan.calm.land
        for each in self.diary.deliveries:
            for nudge in each.letters:
                since = self.day(nudge.earliest)
                if working_days_between(since, self.day(each.at), land) > LATE:
                    yield each, nudge

    def _kept(self, delivery: Delivery) -> bool:
        """Tell whether a message keeps the promise of a result whose day has come."""
        day = self.day(delivery.at)
        return any(
            nudge.promised is not None and self.day(nudge.promised) <= day
            for nudge in delivery.letters
        )

    # --- Phases ------------------------------------------------------------------------------

    def stretches(self, part: str | None) -> list[Stretch]:
        """Return when the phases of the dialog, or of a follow-up, were open."""
        every = self.diary.stretches.values()
        return [each for each in every if self.rounds[each.round].part == part]

    # --- Results -----------------------------------------------------------------------------

    def result_days(self, round: int) -> Counter[date]:
        """Return on which days how many people had the result of a round."""
        return Counter(
            self.day(delivery.at)
            for sent in self.messages.values()
            for delivery in sent
            if self._brings(delivery, round)
        )

    def last_result(self, name: str, round: int) -> date | None:
        """Return on which day somebody had the whole result of a round, if ever."""
        days = [self.day(each.at) for each in self.messages[name] if self._brings(each, round)]
        return max(days, default=None)

    def without_result(self) -> list[str]:
        """Return who was there to the end and never had what came of a round.

        Where nothing was kept there is nothing to give back, and what came of a promise is for
        the tandem.
        """
        due = {each.id for each in self.plan.setting.script.follow_ups if each.due}
        return sorted(
            {
                self.names_by_seat[seat]
                for n, round in enumerate(self.rounds)
                for seat in round.seats
                if self.names_by_seat[seat] in self.present
                and not self._is_done(n, round, seat, promise=round.part in due)
            }
        )

    def _is_done(self, n: int, round: Round, seat: int, *, promise: bool) -> bool:
        if round.status is not Status.ENDED:
            return False
        sent = self.messages[self.names_by_seat[seat]]
        return promise or not round.closed or any(self._brings(each, n) for each in sent)

    def _brings(self, delivery: Delivery, round: int) -> bool:
        return any(
            letter.round == round and nudge.kind is Kind.RESULT and nudge.mirror
            for nudge, letter in delivery.letters.items()
        )

    # --- Words and days ----------------------------------------------------------------------

    def words(self, text: Text, t: Translator) -> str:
        """Return an author's words with what the dialog has for names in braces."""
        setting = self.plan.setting
        known = fills(setting.script, self.rounds[0])
        scene = Scene(setting.script, setting.host, self.day(self.ended), fills=known)
        return scene.written(text, t)

    def day(self, at: datetime) -> date:
        """Return the day on the calendar of the network."""
        return self.local(at).date()

    def local(self, at: datetime) -> datetime:
        """Return the moment on the clocks of the network."""
        return at.astimezone(self.plan.calm.zone)


def account(simulation: Simulation) -> Account:
    """Return what a simulation that is over came to."""
    return Account(
        plan=simulation.plan,
        diary=simulation.diary,
        rounds=tuple(simulation.room.rounds()),
        ended=simulation.room.now,
        present=tuple(simulation.room.present()),
        names_by_seat={simulation.room.number(name): name for name in simulation.room.people},
    )


def _week(day: date) -> tuple[int, int]:
    return day.isocalendar()[:2]
