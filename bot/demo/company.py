"""Those who answer by themselves: when each of them looks at the phone, and what they do then."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from bot.demo.cast import Part
from bot.demo.reader import Reader
from bot.demo.respondent import Respondent
from bot.sandbox.values import Change
from bot.simulation.hours import OFFICE, hours_later
from bot.simulation.temperaments import QUICK, Temperament
from dialogs.workdays import Land

#: After how many seconds the quick ones look, from and to, so that there is something to see at
#: once; the one who confirms people comes first.
AT_ONCE = (6.0, 45.0)
FIRST = (1.0, 4.0)


@dataclass
class Other:
    """Somebody who answers by themselves."""

    part: Part
    temperament: Temperament
    respondent: Respondent
    chance: Random
    #: Where they sit at the desk as well.
    reader: Reader | None = None
    #: When they look at the phone next; None while there is nothing to look at.
    looks_at: datetime | None = None
    #: Whether they have left a message alone, so that only another one may bring them back.
    waits: bool = False

    def told(self, now: datetime, zone: ZoneInfo, land: Land | None) -> None:
        """Decide when to look at what has just arrived, if at all."""
        if self.looks_at is not None:
            return
        likely = self.temperament.reminded if self.waits else self.temperament.begins
        self.waits = self.reader is None and self.chance.random() > likely
        if self.waits:
            return
        if self.temperament is QUICK:
            soon = AT_ONCE if self.reader is None else FIRST
            self.looks_at = now + timedelta(seconds=self.chance.uniform(*soon))
        else:
            hours = self.chance.uniform(*self.temperament.looks)
            self.looks_at = hours_later(OFFICE, hours, now, zone, land)


class Company:
    """Everybody who answers by themselves."""

    def __init__(
        self,
        others: list[Other],
        zone: ZoneInfo,
        land: Land | None,
        settle: Callable[[], Awaitable[None]],
    ) -> None:
        """Let them work in this time zone and Land; ``settle`` waits for the bot's answers."""
        self.others = others
        self._by_chat = {each.respondent.phone.person.id: each for each in others}
        self._zone, self._land = zone, land
        self._settle = settle

    def of(self, change: Change) -> Other | None:
        """Return in whose chat something has changed, if it is one of them."""
        return self._by_chat.get(change.message.chat)

    def told(self, change: Change, now: datetime) -> None:
        """Let somebody notice what the bot has sent."""
        other = self.of(change)
        if other is not None and change.kind == "sent" and change.message.sender.is_bot:
            other.told(now, self._zone, self._land)

    def next_at(self) -> datetime | None:
        """Return when one of them looks at the phone next."""
        return min((each.looks_at for each in self.others if each.looks_at), default=None)

    async def step(self, now: datetime) -> bool:
        """Let everybody who is at the phone do one thing; return whether anybody was."""
        here = [each for each in self.others if each.looks_at and each.looks_at <= now]
        # One after another, so that the same seed always gives the same order.
        did = [await each.respondent.act() for each in here]
        await self._settle()
        for each, acted in zip(here, did, strict=True):
            if not acted:
                if each.reader is not None:
                    await each.reader.work()
                each.looks_at = None
        return bool(here)

    async def act(self, now: datetime) -> None:
        """Let everybody who is at the phone do all that there is to do."""
        while await self.step(now):
            pass
