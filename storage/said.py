"""Effects that wait to be said. What a phase works on is not written a second time with them.

An opening, and what it fills in, come from the opening that is kept: whoever takes their words
along does so in what has not been said yet as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from dialogs.effects import Effect, Invite, Say
from dialogs.round import Opening
from storage import openings
from storage.values import from_json, to_bytes


@dataclass(frozen=True, slots=True)
class _Kept:
    """An effect, and whether its fills are those of the opening."""

    effect: Effect
    filled: bool = False


def effects_to(effects: Sequence[Effect], opening: Opening | None) -> bytes:
    """Return effects as bytes, to be sealed."""
    return to_bytes(tuple(_short(each, opening) for each in effects), tuple[_Kept, ...])


def effects_from(
    session: Session, written: bytes, round: int | None, opening: int | None
) -> tuple[Effect, ...]:
    """Return effects as they were, with the opening as it is kept now."""
    kept = None
    if round is not None and opening is not None:
        kept = openings.find(session, round, opening)
    return tuple(_whole(each, kept) for each in from_json(written, tuple[_Kept, ...]))


def _short(effect: Effect, opening: Opening | None) -> _Kept:
    match effect:
        case Invite() if opening is not None and effect.opening.number == opening.number:
            bare = replace(opening, items={}, options={}, medians={}, fills={}, shares={})
            return _Kept(replace(effect, opening=bare))
        case Say() if opening is not None and effect.fills == opening.fills:
            return _Kept(replace(effect, fills={}), filled=True)
        case _:
            return _Kept(effect)


def _whole(kept: _Kept, opening: Opening | None) -> Effect:
    match kept.effect:
        case Invite() as invite if opening is not None:
            return replace(invite, opening=opening)
        case Say() as say if kept.filled and opening is not None:
            return replace(say, fills=opening.fills)
        case _:
            return kept.effect
