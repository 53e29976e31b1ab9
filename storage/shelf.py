"""What never changes is read once: scripts, and what phases work on."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from dialogs.round import Opening
from dialogs.script import Script

#: So many of a kind are kept at hand.
MOST = 256


@dataclass(slots=True)
class Shelf:
    """Values at hand by what names their content, so that none can ever be out of date."""

    scripts: dict[str, Script] = field(default_factory=dict)
    openings: dict[bytes, Opening] = field(default_factory=dict)

    def put_script(self, digest: str, script: Script) -> None:
        """Keep a script at hand."""
        _make_room(self.scripts)
        self.scripts[digest] = script

    def put_opening(self, mark: bytes, opening: Opening) -> None:
        """Keep an opening at hand."""
        _make_room(self.openings)
        self.openings[mark] = opening


def of(session: Session) -> Shelf:
    """Return the shelf that goes with a session."""
    shelf = session.info["shelf"]
    assert isinstance(shelf, Shelf)
    return shelf


def _make_room(values: dict[str, Script] | dict[bytes, Opening]) -> None:
    """Begin anew when there is too much: what is in use comes back at once."""
    if len(values) >= MOST:
        values.clear()
