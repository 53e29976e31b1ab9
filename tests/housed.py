"""A house over storage: a rehearsal that keeps its rounds where an installation would."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

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

LONG_AFTER = NOW + timedelta(days=36500)

#: Which script it is does not matter: the room has it at hand.
_ANY_SCRIPT = next(iter(sorted(SCRIPTS.glob("*.yaml"), key=lambda file: file.stat().st_size)))


class Stored:
    """Rounds in a database: each thing that happens is a transaction of its own."""

    def __init__(self, database: Database) -> None:
        """Begin with one network."""
        self._database = database
        self._taken: dict[tuple[datetime, int, object], Moment] = {}
        with database.writing() as session:
            self._network = networks.add(session, Network("Musterkreis", "de", "UTC", "ST"), NOW)
            self._digest = scripts.put(session, _ANY_SCRIPT.read_bytes())

    def begin(self, round: Round) -> int:
        """Take in a new round and return its number."""
        with self._database.writing() as session:
            return rounds.begin(session, self._network, self._digest, round, {}, NOW)

    def load(self, number: int) -> Round:
        """Return the round as it was last saved."""
        with self._database.reading() as session:
            return rounds.load(session, number)

    def save(self, number: int, round: Round, effects: Sequence[Effect]) -> None:
        """Write what has changed."""
        with self._database.writing() as session:
            before = rounds.load(session, number)
            rounds.save(session, number, before, round, effects, NOW)

    def due(self) -> Sequence[Due]:
        """Return everything that is waited for, the earliest first."""
        with self._database.reading() as session:
            return [_due(each) for each in moments.due(session, LONG_AFTER, 1000)]

    def take(self, due: Due) -> None:
        """Strike out what is being acted on."""
        with self._database.writing() as session:
            (moment, *_) = (
                each for each in moments.due(session, LONG_AFTER, 1000) if _due(each) == due
            )
            assert moments.take(session, moment, NOW)


def _due(moment: Moment) -> Due:
    assert moment.round is not None
    wakes = moment.later if moment.kind == moments.LATER else moment.name
    return Due(moment.at, moment.round, wakes)
