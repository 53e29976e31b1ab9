"""Sends the outbox: in order per person, provoked answers first, within Telegram's limits.

What is about to be sent is marked in a commit of its own before the call, and what became of it
after it; whoever dies between the two leaves a mark by which the next one knows. All marks that are
ready at the same time share one commit.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import assert_never

from sqlalchemy.orm import Session
from telegram import Bot

from bot.channels.attempts import (
    Delivered,
    Flooded,
    Locked,
    Missed,
    Moved,
    Outcome,
    Refused,
    Unreachable,
    Unsure,
    attempt,
)
from bot.channels.outgoing import Outgoing, from_bytes, is_new
from bot.pacing import ALL, Pacing
from bot.trouble import DATABASE_AWAY, TokenRefused, back_off
from storage import outbox, people
from storage.database import Database
from storage.outbox import Letter, Priority

log = logging.getLogger(__name__)

#: So many letters are looked at beyond those to chats that have to wait.
AHEAD = 40
#: While there are letters at hand and nobody else has committed anything, the outbox is looked at
#: this often, in seconds. Looking costs more than sending.
LOOKS = 0.25
#: The longest we wait without looking: nothing is lost when nobody wakes us.
BEAT = 1.0
#: So long what is on its way may take when we are told to stop, in seconds.
GRACE = 3.0
#: From so many failures in a row on it is the network and not one message.
NETWORK_DOWN = 3


@dataclass(frozen=True, slots=True)
class _Try:
    """A row of the outbox with what it says."""

    letter: Letter
    outgoing: Outgoing

    @property
    def new(self) -> bool:
        """Whether it is a new message and not a change of an old one."""
        return is_new(self.outgoing)

    @property
    def bulk(self) -> bool:
        """Whether nobody waits for it."""
        return self.letter.priority > Priority.PROVOKED


@dataclass(frozen=True, slots=True)
class _Mark:
    """What became of a row, and when it may be tried again if it makes sense."""

    letter: Letter
    outcome: Outcome
    again: datetime


class Sender:
    """The only one who sends what is in the outbox."""

    def __init__(
        self,
        bot: Bot,
        database: Database,
        pacing: Pacing,
        *,
        now: Callable[[], datetime],
        monotonic: Callable[[], float],
    ) -> None:
        self._bot = bot
        self._database = database
        self._pacing = pacing
        self._now = now
        self._monotonic = monotonic
        self._woken = asyncio.Event()
        self._stopping = False
        self._under_way: dict[int, asyncio.Task[None]] = {}
        self._marks: list[_Mark] = []
        self._network = _Network()
        self._at_hand: list[_Try] = []
        self._looked_at = 0.0
        self._commits = self._own_commits = self._commits_seen = 0

    async def run(self) -> None:
        """Send until told to stop; raises `TokenRefused`."""
        loop = asyncio.get_running_loop()

        def committed() -> None:
            with suppress(RuntimeError):  # somebody commits after the end of the loop
                loop.call_soon_threadsafe(self._committed)

        self._database.on_commit.append(committed)
        try:
            await self._persistently()
        finally:
            self._database.on_commit.remove(committed)
            await self._finish()

    def stop(self) -> None:
        """Begin nothing more; `run` ends when what is on its way has arrived."""
        self._stopping = True
        self._woken.set()

    async def _persistently(self) -> None:
        """Take turns, and do not give up when the database is away."""
        recovered, failures = False, 0
        while not self._stopping:
            self._woken.clear()
            try:
                if not recovered:
                    await self._database.write(outbox.recover, self._now())
                    recovered = True
                wait = await self._turn()
                failures = 0
            except DATABASE_AWAY as error:
                failures += 1
                wait = back_off(failures)
                log.warning("database_away", extra={"error": type(error).__name__})
            await self._sleep(wait)

    def _committed(self) -> None:
        self._commits += 1
        self._woken.set()

    async def _sleep(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(min(seconds, BEAT)):
                await self._woken.wait()

    # --- A turn ---------------------------------------------------------------------------------

    async def _turn(self) -> float:
        """Mark what is over, begin what may begin, and return how long there is nothing to do."""
        await self._look()
        monotonic = self._monotonic()
        chosen, wait = self._choose(monotonic)
        going: set[int] = set()
        try:
            going = await self._mark([each.letter for each in chosen])
        finally:
            for each in chosen:
                if each.letter.id in going:
                    task = asyncio.create_task(self._send(each))
                    self._under_way[each.letter.person] = task
                else:  # withdrawn in the meantime
                    self._pacing.ended(each.letter.address, monotonic, new=each.new)
        return wait

    async def _look(self) -> None:
        """Look into the outbox, unless it cannot have changed much."""
        monotonic, others = self._monotonic(), self._commits - self._own_commits
        recent = monotonic < self._looked_at + LOOKS
        if self._at_hand and recent and others == self._commits_seen:
            return
        self._pacing.tidy(monotonic)
        limit = AHEAD + self._pacing.chats
        letters = await self._database.read(outbox.due, self._now(), limit)
        self._at_hand = list(self._read(letters))
        self._looked_at, self._commits_seen = monotonic, others

    def _read(self, letters: Iterable[Letter]) -> Iterable[_Try]:
        """Yield what letters say; what cannot be read will never be sent."""
        for letter in letters:
            try:
                yield _Try(letter, from_bytes(letter.body))
            except (KeyError, ValueError) as error:
                self._judge(letter, Refused(type(error).__name__))

    def _choose(self, monotonic: float) -> tuple[list[_Try], float]:
        """Return what may begin now, and how long the next one has to wait."""
        chosen, rest, wait = [], [], BEAT
        for each in self._at_hand:
            if each.letter.person in self._under_way:
                continue
            chat, bulk, new = each.letter.address, each.bulk, each.new
            waits = self._pacing.wait(chat, monotonic, bulk=bulk, new=new)
            if waits > 0:
                wait = min(wait, waits)
                rest.append(each)
            else:
                self._pacing.began(chat, monotonic, bulk=bulk, new=new)
                chosen.append(each)
        self._at_hand = rest
        return chosen, wait

    async def _mark(self, beginning: Sequence[Letter]) -> set[int]:
        """Commit what became of letters and which are begun; return those that are still there."""
        marks, self._marks = self._marks, []
        if not marks and not beginning:
            return set()
        refused = any(isinstance(mark.outcome, Locked) for mark in marks)
        ids = [] if refused else [letter.id for letter in beginning]
        try:
            going = await self._database.write(_marked, marks, ids, self._now())
        except BaseException:
            # It may have been committed all the same. Of what it would have begun nothing has left.
            missed = (_Mark(letter, Missed(), self._now()) for letter in beginning)
            self._marks = [*marks, *missed, *self._marks]
            raise
        self._own_commits += 1
        for mark in marks:
            self._under_way.pop(mark.letter.person, None)
            if mark.letter.priority is Priority.PROVOKED:
                self._looked_at = 0.0  # what that person waits for next may be there already
        if refused:
            raise TokenRefused
        return going

    # --- One message ----------------------------------------------------------------------------

    async def _send(self, tried: _Try) -> None:
        outcome: Outcome = Unsure()  # unless we hear something else
        try:
            outcome = await attempt(self._bot, tried.letter.address, tried.outgoing)
        except Exception as error:
            outcome = Refused(type(error).__name__)
            log.exception("message_failed", extra={"letter": tried.letter.id})
        finally:
            self._pacing.ended(tried.letter.address, self._monotonic(), new=tried.new)
            self._judge(tried.letter, outcome)
            self._woken.set()

    def _judge(self, letter: Letter, outcome: Outcome) -> None:
        """Have an outcome marked, and learn from it when to call again."""
        if not isinstance(outcome, Delivered):
            ids = {"letter": letter.id, "outcome": type(outcome).__name__}
            log.warning("message_not_delivered", extra=ids)
        again = timedelta()
        monotonic = self._monotonic()
        if isinstance(outcome, Flooded):
            again = timedelta(seconds=outcome.seconds)
            self._pacing.flooded(letter.address, monotonic + outcome.seconds, monotonic)
        elif isinstance(outcome, Missed | Unsure):
            again = timedelta(seconds=back_off(letter.attempts + 1))
            if (until := self._network.failed(monotonic)) is not None:
                self._pacing.pause(ALL, until)
        else:
            self._network.worked()
        self._marks.append(_Mark(letter, outcome, self._now() + again))

    async def _finish(self) -> None:
        """Wait for what is on its way, but not for ever; what has not arrived by then is unsure."""
        tasks = list(self._under_way.values())
        if tasks:
            await asyncio.wait(tasks, timeout=GRACE)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        with suppress(*DATABASE_AWAY):  # the next one to start finds out
            await self._mark([])


class _Network:
    """Tells a failing network from a failing message by how many failures there are in a row."""

    def __init__(self) -> None:
        self._failures = 0
        self._pauses = 0
        self._until = 0.0

    def failed(self, monotonic: float) -> float | None:
        """Count a failure, and return until when nothing is to be called, if that is due."""
        self._failures += 1
        if self._failures < NETWORK_DOWN or monotonic < self._until:
            return None  # or one of those that had begun before the pause
        self._pauses += 1
        self._until = monotonic + back_off(self._pauses)
        return self._until

    def worked(self) -> None:
        """Forget all failures."""
        self._failures = self._pauses = 0


def _marked(
    session: Session, marks: Sequence[_Mark], beginning: Sequence[int], now: datetime
) -> set[int]:
    """Mark rows; return those that are now being tried, and not withdrawn."""
    for mark in marks:
        _mark(session, mark, now)
    return outbox.trying(session, beginning, now)


def _mark(session: Session, mark: _Mark, now: datetime) -> None:
    letter = mark.letter
    match mark.outcome:
        case Delivered(message):
            outbox.delivered(session, letter.id, message, now)
        case Flooded() | Locked():
            outbox.again(session, letter.id, mark.again, tried=False)
        case Missed():
            outbox.again(session, letter.id, mark.again)
        case Moved(address):
            people.migrate(session, letter.address, address)
            outbox.again(session, letter.id, mark.again, tried=False)
        case Unreachable():
            people.change(session, letter.person, reachable=False)
            outbox.drop(session, letter.person)
        case Refused(why):
            outbox.failed(session, letter.id, why, now)
        case Unsure():
            outbox.unsure(session, letter.id, mark.again)
        case _:
            assert_never(mark.outcome)
