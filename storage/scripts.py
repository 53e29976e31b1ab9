"""Scripts as their authors wrote them. A round is pinned to the digest of its own."""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogs.script import Script
from dialogs.source import digest
from dialogs.source import read as checked
from storage import shelf
from storage.once import insert_once
from storage.tables import Scripts


def put(session: Session, source: bytes) -> str:
    """Keep a script that can be played, and return its digest."""
    named = digest(source)
    insert_once(session, Scripts, {"digest": named, "name": read(source).id, "source": source})
    return named


def get(session: Session, named: str) -> Script:
    """Return the script with this digest."""
    at_hand = shelf.of(session)
    script = at_hand.scripts.get(named)
    if script is None:
        statement = select(Scripts.source).where(Scripts.digest == named)
        script = read(session.execute(statement).scalar_one())
        at_hand.put_script(named, script)
    return script


@lru_cache(maxsize=shelf.MOST)
def read(source: bytes) -> Script:
    """Return a script that can be played; it takes long, and is done once."""
    script, problems = checked(source)
    wrong = [problem for problem in problems if problem.severity == "error"]
    assert script is not None, "what cannot be read is never put here"
    assert not wrong, "what the check refuses is never put here"
    return script
