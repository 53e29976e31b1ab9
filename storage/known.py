"""What a transaction has read already: read once, it stays as it is until the transaction ends."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

if TYPE_CHECKING:
    from storage.networks import Network
    from storage.rounds import Head


@dataclass(frozen=True, slots=True)
class Known:
    """Whoever changes something of it in the same transaction takes it out of here."""

    heads: dict[int, Head] = field(default_factory=dict)
    networks: dict[int, Network] = field(default_factory=dict)


def of(session: Session) -> Known:
    """Return what is known in the transaction of a session."""
    known = session.info["known"]
    assert isinstance(known, Known)
    return known
