"""A round that is to open on a later day, of which everybody is told beforehand."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from dialogs.effects import Announce, Effect, Request, SetMoment, Wish
from dialogs.engine.at import At, Turn, present
from dialogs.engine.between import RETURNS, promised, waits
from dialogs.round import Round, Status, Waiting


def lacking(at: At, round: Round) -> str:
    """Return the first of what the coordination has to fill in and has not; empty if nothing."""
    missing = at.script.given.keys() - round.given.keys() if round.part is None else ()
    return min(missing, default="")


def announced(at: At, round: Round, opens: datetime) -> Turn:
    """Let the round wait for its day, and tell everybody; until it opens, the day can change.

    The result is promised anew each time: nobody has given anything for the promise yet.
    """
    again = is_announced(round)
    missing = lacking(at, round)
    if opens <= at.now or missing or not (again or round.status is Status.PLANNED):
        return round, [Request(Wish.NOT_NOW, missing or "announce")]
    phase = at.phase(round, 0)
    drafts = frozenset(phase.needs.keys() - round.drafts.keys())
    waiting = Waiting(0, opens, at.open_day(opens + phase.waits), drafts)
    on = promised(at._replace(now=opens), round.part)
    after = replace(round, status=Status.WAITING, waiting=waiting, returns_on=on, announced=True)
    ends = at.open_day(opens + phase.lasts)
    effects = [
        each for each in waits(at, after, waiting) if not (again and isinstance(each, Request))
    ]
    effects += (Announce(seat.number, opens, ends, again) for seat in present(after))
    return after, [*effects, *_returns(on)]


def is_announced(round: Round) -> bool:
    """Tell whether a round has been announced, and has not opened yet."""
    return round.announced and round.waiting is not None and not round.openings


def _returns(on: datetime | None) -> list[Effect]:
    return [] if on is None else [SetMoment(RETURNS, on)]
