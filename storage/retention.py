"""What is kept only for a time goes when the time is over: one sweep a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

#: So long the keys of what was taken in are kept: messengers send again for a day.
INBOX = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class Swept:
    """How much went."""

    inbox: int = 0
    outbox: int = 0
    invitations: int = 0
    written: int = 0
    proofs: int = 0


def sweep(session: Session, now: datetime) -> Swept:
    """Delete whatever has been kept for its time."""
    raise NotImplementedError
