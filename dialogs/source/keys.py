"""Which keys the language knows in which place."""

from __future__ import annotations

from pydantic import BaseModel

from dialogs.node import Node, Path
from dialogs.problem import hint
from dialogs.questions import TYPES
from dialogs.questions.asked import Because
from dialogs.questions.scale import Ends
from dialogs.script import (
    Draft,
    FollowUp,
    Given,
    Info,
    Parts,
    People,
    Phase,
    Returns,
    Script,
    Share,
)

#: The words with which a step begins.
STEPS = ("info", "share", "ask")

#: The words of a condition that is no list of values.
CONDITIONS = ("at_least", "any_item", "differs_from_median")

#: Every place in which keys stand, by the code that problems name it with.
PLACES: dict[str, type[BaseModel]] = {
    "script": Script,
    "phase": Phase,
    "follow_up": FollowUp,
    "info": Info,
    "share": Share,
    **TYPES,
    "because": Because,
    "scale_ends": Ends,
    "draft": Draft,
    "given": Given,
    "seat": Parts,
    "people": People,
    "returns": Returns,
}

_UNDER = {"because": "because", "scale": "scale_ends", "people": "people", "returns": "returns"}
_ENTRIES = {
    "phases": "phase",
    "follow_ups": "follow_up",
    "needs": "draft",
    "given": "given",
    "seats": "seat",
    "when": "condition",
}


def place_of(document: Node, path: Path) -> str:
    """Return the code of the place to which ``path`` leads."""
    match path:
        case ():
            return "script"
        case (*_, "steps", int()):
            return _step(document.at(path))
        case (*_, str() as entries, _) if entries in _ENTRIES:
            return _ENTRIES[entries]
        case (*_, str() as key) if key in _UNDER:
            return _UNDER[key]
        case _:
            return "script"


def _step(step: Node) -> str:
    """Return which step this is: ``info``, ``share`` or the type of the question."""
    if not isinstance(step.value, dict):
        return "text"
    for kind in ("info", "share"):
        if kind in step.value:
            return kind
    written = step.value["type"].value if "type" in step.value else "text"
    return written if isinstance(written, str) and written in TYPES else "text"


def known_keys(place: str) -> tuple[str, ...]:
    """Return the keys that may stand in a place."""
    return CONDITIONS if place == "condition" else tuple(PLACES[place].model_fields)


def places_for(key: str) -> tuple[str, ...]:
    """Return the places in which this key may stand; every type of question is one place."""
    places = [place for place in PLACES if key in known_keys(place)]
    if set(TYPES) <= set(places):
        return ("question", *(place for place in places if place not in TYPES))
    return tuple(places)


def key_hint(place: str, key: str) -> dict[str, str]:
    """Return the key of this place that was probably meant, or all that there are."""
    return hint(key, known_keys(place))
