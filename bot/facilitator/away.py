"""Nobody waits for those who are away until a phase has ended: in a pause, or out of reach."""

from __future__ import annotations

from bot.facilitator.advancing import advance
from bot.facilitator.here import Here
from dialogs.asking import phase_of
from dialogs.events import Completed
from storage import rounds, scripts


def settle(here: Here, number: int) -> None:
    """Let the open phase of a round come to its end if nobody else has anything open in it."""
    head = rounds.head(here.session, number)
    if head.opening is None:
        return
    phase = phase_of(scripts.get(here.session, head.digest), head.opening)
    if not phase.ends_early:
        return
    away = rounds.away(here.session, number)
    if len(away) >= head.tally.waiting:
        advance(here, number, Completed(away))
