"""What the words mean that somebody types next, where they reply to no message in particular.

One thing a person, sealed like an answer: it may name one that is tied to nobody.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from bot.message import Listens
from dialogs.round import AskNumber


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer in a round, or what still belongs to one."""

    round: int
    listens: Listens


@dataclass(frozen=True, slots=True)
class Blank:
    """Something that is to be filled in, such as the name to be shown; ``to`` is what it is for."""

    form: str
    to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Over:
    """Nothing: what was said last has ended it."""


Listening = Asked | Blank | Over


def to_bytes(listening: Listening) -> bytes:
    """Return the form in which it is kept."""
    match listening:
        case Asked(round=round, listens=listens):
            kept: object = {"round": round, **asdict(listens), "number": str(listens.number)}
        case Blank(form=form, to=to):
            kept = {"form": form, "to": to}
        case Over():
            kept = {}
    return json.dumps(kept).encode()


def from_bytes(kept: bytes) -> Listening:
    """Return what was kept."""
    fields = json.loads(kept)
    if "form" in fields:
        return Blank(fields["form"], tuple(fields["to"]))
    if "round" not in fields:
        return Over()
    round, number = fields.pop("round"), AskNumber.parse(fields.pop("number"))
    return Asked(round, Listens(number=number, **fields))
