"""A house over storage: a rehearsal that keeps its rounds where an installation would."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from bot.rehearsal.house import Due
from dialogs.effects import Effect
from dialogs.round import Round
from storage import moments, networks, rounds, scripts
from storage.database import Database
from storage.moments import Moment
from storage.networks import Network
from tests.playing import SCRIPTS

#: When everything happens, as far as storage is told: the clock of a rehearsal is the room's.
NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)

_LONG_AFTER = NOW + timedelta(days=36500)

#: Which script it is does not matter here: the room has its own at hand.
_SOME_SCRIPT = (SCRIPTS / "rotation.yaml").read_bytes()


class Stored:
    """Rounds in a database: each thing that happens is saved and read again.

    What one person says goes the way of a reply, and touches nothing but a seat and the counts.
    """

    def __init__(self, database: Database) -> None:
        """Begin with one network."""
        self.replies = 0
        self._database = database
        self._read: dict[int, Round] = {}
        with database.writing() as session:
            self._network = networks.add(session, Network("Musterkreis", "de", "UTC", "ST"), NOW)
            self._digest = scripts.put(session, _SOME_SCRIPT)

    def begin(self, round: Round) -> int:
        """Take in a new round and return its number."""
        with self._database.writing() as session:
            number = rounds.begin(session, self._network, self._digest, round, {}, NOW)
        self._read_again(number)
        return number

    def load(self, number: int) -> Round:
        """Return the round as it was read after it was saved."""
        return self._read[number]

    def save(self, number: int, round: Round, effects: Sequence[Effect]) -> None:
        """Write what has changed, and read it again."""
        before = self._read[number]
        with self._database.writing() as session:
            who = _who_replied(before, round, effects)
            if who is None:
                rounds.save(session, number, before, round, effects, NOW)
            else:
                self._save_reply(session, number, round, who, effects)
        self._read_again(number)

    def due(self) -> Sequence[Due]:
        """Return everything that is waited for, the earliest first."""
        with self._database.reading() as session:
            return [_due(each) for each in moments.due(session, _LONG_AFTER, 1000)]

    def take(self, due: Due) -> None:
        """Strike out what is being acted on."""
        with self._database.writing() as session:
            waiting = moments.due(session, _LONG_AFTER, 1000)
            moment = next(each for each in waiting if _due(each) == due)
            assert moments.take(session, moment, NOW)
            assert not moments.take(session, moment, NOW)

    def _save_reply(
        self, session: Session, number: int, after: Round, who: int, effects: Sequence[Effect]
    ) -> None:
        self.replies += 1
        head, seat = rounds.head(session, number), rounds.seat(session, number, who)
        assert (head.opening, head.tally) == (self._read[number].opening, self._read[number].tally)
        assert seat == self._read[number].seats[who]
        rounds.save_reply(session, number, seat, after.seats[who], after.tally, effects, NOW)

    def _read_again(self, number: int) -> None:
        with self._database.reading() as session:
            self._read[number] = rounds.load(session, number)


def _who_replied(before: Round, after: Round, effects: Sequence[Effect]) -> int | None:
    """Return who said something, where no more than that has happened."""
    changed = [n for n, seat in after.seats.items() if seat != before.seats.get(n)]
    spoken_to = {seat for each in effects if (seat := getattr(each, "seat", None)) is not None}
    rest = replace(after, seats=before.seats, tally=before.tally)
    who = spoken_to.union(changed) & before.seats.keys()
    alone = rest == before and before.opening is not None and spoken_to.union(changed) == who
    return who.pop() if alone and len(who) == 1 else None


def _due(moment: Moment) -> Due:
    assert moment.round is not None
    wakes = moment.later if moment.kind == moments.LATER else moment.name
    return Due(moment.at, moment.round, wakes)
