"""The facilitator: something happens, and in one transaction everything follows that comes of it.

What goes on in a transaction stands in the other files of this package, as plain functions. This
one opens it, with the time, chance and ids that they are given.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from random import Random
from typing import TypeVar

from sqlalchemy.orm import Session

from bot.channels.heard import Heard, Typed
from bot.channels.outgoing import Aftermath
from bot.facilitator import hearing, waking
from bot.facilitator.here import Here, Premises
from bot.facilitator.telling import About, tell
from bot.language import translator
from bot.wording import warnings
from dialogs.facts import Week
from storage import inbox, moments, nudges, people
from storage.database import Database

log = logging.getLogger(__name__)

T = TypeVar("T")

#: So many due things are looked at in one beat; what is left comes with the next.
MOST = 200


@dataclass(frozen=True, slots=True)
class Facilitator:
    """Takes in what people do and what time does. All state is in the database."""

    database: Database
    premises: Premises
    now: Callable[[], datetime]
    chance: Random
    fresh: Callable[[], str]

    async def hear(self, heard: Heard) -> Aftermath:
        """Take in one thing that somebody did."""
        return await self.database.write(self._here(partial(hearing.hear, heard=heard)))

    async def stumbled(self, heard: Heard, error: Exception) -> None:
        """Note that something of ours has failed, and tell the person that it was not them."""
        await self.database.write(self._here(partial(_stumbled, heard=heard, error=error)))

    async def wake(self, now: datetime) -> int:
        """Do what has come due by ``now``; return how much that was."""
        done = 0
        weeks: dict[int, Week] = {}
        for moment in await self.database.read(moments.due, now, MOST):
            come = partial(waking.come, moment=moment)
            done += await self._one(come, now, "moment", moment.id)
        for person in await self.database.read(nudges.people_due, now, MOST):
            write = partial(waking.write_to, number=person)
            done += await self._one(write, now, "person", person, weeks)
        return done

    async def _one(
        self,
        do: Callable[[Here], bool],
        now: datetime,
        kind: str,
        number: int,
        weeks: dict[int, Week] | None = None,
    ) -> bool:
        """Do one thing; what fails is noted, and keeps nothing else from being done."""
        try:
            return await self.database.write(self._here(do, now, weeks))
        except Exception:
            log.exception("wake_failed", extra={kind: number})
            return False

    def _here(
        self,
        do: Callable[[Here], T],
        now: datetime | None = None,
        weeks: dict[int, Week] | None = None,
    ) -> Callable[[Session], T]:
        def work(session: Session) -> T:
            at, known = now or self.now(), {} if weeks is None else weeks
            return do(Here(session, self.premises, at, self.chance, self.fresh, known))

        return work


def _stumbled(here: Here, heard: Heard, error: Exception) -> None:
    person = people.by_address(here.session, heard.chat)
    if person is None:
        return
    inbox.stumbled(here.session, heard.key, type(error).__name__, here.now)
    t = translator(person.language)
    tell(here, person.id, warnings.stumbled(t, wrote=isinstance(heard.what, Typed)), About())
