"""Sealing: what stands in the database can be read only with keys that are not in it."""

from __future__ import annotations

from secrets import token_bytes

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.keyring import Keys, Phase, PhaseKeys
from storage.tables import Rounds

#: What is sealed under a phase key is filled up to blocks of so many bytes. Its length would
#: otherwise say whose it was, to who compares an old copy with what was read in the end.
BLOCK = 8192

#: So many bytes at the beginning say under which key something is sealed.
NUMBER = 2

_NONCE = 12
_LENGTH = 4

#: In the place of a key's number: sealed under a phase key.
BY_PHASE = (0).to_bytes(NUMBER)


class Seals:
    """Seals and opens. The purpose, a table and its column, is sealed along: nothing can move."""

    def __init__(self, keys: Keys, phases: PhaseKeys) -> None:
        """Use these keys."""
        self.keys = keys
        self.phases = phases
        #: Phases that this transaction closes: their keys are destroyed when it is committed.
        self.closing: list[Phase] = []

    def seal(self, purpose: str, words: bytes, phase: Phase | None = None) -> bytes:
        """Return the words sealed under the newest key, or under that of a phase."""
        nonce = token_bytes(_NONCE)
        if phase is not None:
            bound = f"{purpose} {phase.round}.{phase.opening}".encode()
            key = self.phases.of(phase)
            return BY_PHASE + nonce + key.encrypt(nonce, _filled_up(words), bound)
        number = self.keys.newest
        key = self.keys.sealing[number]
        return number.to_bytes(NUMBER) + nonce + key.encrypt(nonce, words, purpose.encode())

    def open(self, purpose: str, sealed: bytes, phase: Phase | None = None) -> bytes:
        """Return the words; raises InvalidTag when they were not sealed for this."""
        number, nonce = sealed[:NUMBER], sealed[NUMBER : NUMBER + _NONCE]
        rest = sealed[NUMBER + _NONCE :]
        if phase is not None:
            bound = f"{purpose} {phase.round}.{phase.opening}".encode()
            return _unfilled(self.phases.of(phase).decrypt(nonce, rest, bound))
        key = self.keys.sealing[int.from_bytes(number)]
        return key.decrypt(nonce, rest, purpose.encode())

    def reseal(self, purpose: str, sealed: bytes) -> bytes:
        """Return the same words sealed under the newest key; those of a phase stay as they are."""
        if sealed[:NUMBER] in self.current():
            return sealed
        return self.seal(purpose, self.open(purpose, sealed))

    def current(self) -> tuple[bytes, ...]:
        """Return with what everything begins that need not be sealed anew."""
        return (BY_PHASE, self.keys.newest.to_bytes(NUMBER), b"")

    def seal_text(self, purpose: str, words: str) -> bytes:
        """Return words sealed under the newest key."""
        return self.seal(purpose, words.encode())

    def open_text(self, purpose: str, sealed: bytes) -> str:
        """Return the words that were sealed."""
        return self.open(purpose, sealed).decode()


def of(session: Session) -> Seals:
    """Return the seals that go with a session."""
    seals = session.info["seals"]
    assert isinstance(seals, Seals)
    return seals


def sweep(session: Session) -> int:
    """Destroy the keys of phases that are not open, and return how many there were.

    Whoever dies between the commit and the destruction of a key leaves one behind; so does a
    transaction that opened a phase and failed.
    """
    statement = select(Rounds.number, Rounds.opening).where(Rounds.opening.is_not(None))
    still_open = {
        Phase(round, opening)
        for round, opening in session.execute(statement)
        if opening is not None
    }
    seals = of(session)
    left_over = seals.phases.phases() - still_open
    for phase in left_over:
        seals.phases.destroy(phase)
    return len(left_over)


def _filled_up(words: bytes) -> bytes:
    whole = len(words).to_bytes(_LENGTH) + words
    return whole + bytes(-len(whole) % BLOCK)


def _unfilled(whole: bytes) -> bytes:
    length = int.from_bytes(whole[:_LENGTH])
    return whole[_LENGTH : _LENGTH + length]
