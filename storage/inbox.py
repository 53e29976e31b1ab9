"""The inbox: keys of what was taken in, so that nothing counts twice. No words."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage import once
from storage.tables import Inbox


def admit(session: Session, key: str, now: datetime) -> bool:
    """Take note of what comes in; False when it has been taken in before."""
    return once.insert_once(session, Inbox, {"key": key, "at": now})


def stumbled(session: Session, key: str, error: str, now: datetime) -> None:
    """Note that something led to an error of this class, and was stepped over."""
    once.put(session, Inbox, {"key": key, "at": now, "stumbled": error})


def newest(session: Session) -> datetime | None:
    """Return when something was taken in last."""
    return session.execute(select(func.max(Inbox.at))).scalar_one()
