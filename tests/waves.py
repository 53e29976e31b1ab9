"""Check-ins that are over, in the database of a desk, without waiting for months."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from itertools import count
from random import Random

from sqlalchemy.orm import Session

from bot.rehearsal.scripts import LIBRARY
from dialogs import engine
from dialogs.asking import question_of
from dialogs.events import Beginning, Event, Moved, Started
from dialogs.round import Round, Seat, Status
from dialogs.said import Picked, Said, Skip
from storage import memberships, rounds, scripts
from tests.planning_desk import Desk

MONTHLY, WEEKLY = "checkin_monatlich", "checkin_woechentlich"

#: What the members of a desk answer to every question on a scale, by their names.
Points = Mapping[str, int | str]

_IDS = (f"{n:016x}" for n in count(1))


class Wave:
    """A check-in in which everybody answers on a scale, and skips everything else."""

    def __init__(self, desk: Desk, at: datetime, name: str = MONTHLY, turn: int = 0) -> None:
        self.desk, self.at = desk, at
        source = (LIBRARY / f"{name}.yaml").read_bytes()
        with desk.house.database.writing() as session:
            mine = memberships.of_network(session, desk.network)
            self.seats = {each.name: n for n, each in enumerate(mine, start=1)}
            seats = [Seat(n, each.level) for n, each in enumerate(mine, start=1)]
            digest = scripts.put(session, source)
            self.script = scripts.get(session, digest)
            self.number = rounds.begin(
                session,
                desk.network,
                digest,
                engine.begin(seats, Beginning(turn=turn)),
                {n: each.id for n, each in enumerate(mine, start=1)},
                at,
            )

    def over(self, given: Points) -> Wave:
        """Let it begin, be answered, and end with its result."""
        with self.desk.house.database.writing() as session:
            self._happen(session, Started())
            for name, point in given.items():
                self._answer(session, self.seats[name], point)
            for _ in range(9):
                if self._happen(session, Moved()).status is Status.ENDED:
                    return self
        raise AssertionError("it does not end")

    def happen(self, event: Event) -> Round:
        """Let something happen to it."""
        with self.desk.house.database.writing() as session:
            return self._happen(session, event)

    def _happen(self, session: Session, event: Event) -> Round:
        before = rounds.load(session, self.number)
        after, effects = engine.advance(self.script, before, event, self.at, Random(7))
        rounds.save(session, self.number, before, after, effects, self.at)
        return after

    def _answer(self, session: Session, seat: int, point: int | str) -> None:
        while (said := self._said(session, seat, point)) is not None:
            head = rounds.head(session, self.number)
            before = rounds.seat(session, self.number, seat)
            assert head.opening is not None
            assert before.open is not None
            reply = engine.Reply(before.open, said, next(_IDS), None)
            after, tally, effects = engine.reply(
                self.script, head.opening, before, head.tally, reply, self.at
            )
            rounds.save_reply(session, self.number, before, after, tally, effects, self.at)

    def _said(self, session: Session, seat: int, point: int | str) -> Said | None:
        opening = rounds.head(session, self.number).opening
        asked = rounds.seat(session, self.number, seat).open
        if opening is None or asked is None:
            return None
        question = question_of(self.script, opening, asked)
        if question.type != "scale":
            return Skip()
        keys = [option.key for option in question.buttons()]
        return Picked((keys.index(str(point)),))
