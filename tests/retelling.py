"""A play told in one line that is the same wherever and whenever it is played.

``python -m tests.retelling untied 3`` plays a walk and prints what came of it. The order in which
Python keeps sets differs from one process to the next; what depends on it shows here.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from hashlib import sha256
from random import Random

from dialogs.text import Text
from tests.doings import EVERYTHING
from tests.playing import Play, Step, beginning, named


def retold(name: str, seed: int) -> str:
    """Return what comes of a walk, as one number."""
    told = sha256()

    def listen(step: Step) -> None:
        told.update(written((step.after, step.effects, step.due)).encode())

    dice, script = Random(seed), named(name)
    play = Play(script, beginning(script, 8), listen)
    play.start()
    for _ in range(60):
        dice.choice(EVERYTHING)(play, dice)
    play.to_the_end()
    return told.hexdigest()


def written(value: object) -> str:
    """Write out a value in which sets and mappings have no order."""
    if isinstance(value, Text):
        return written(value.root)
    if isinstance(value, Mapping):
        return "{" + ",".join(sorted(f"{written(k)}:{written(v)}" for k, v in value.items())) + "}"
    if isinstance(value, set | frozenset):
        return "{" + ",".join(sorted(map(written, value))) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(written, value)) + "]"
    if is_dataclass(value):
        inner = ",".join(written(getattr(value, field.name)) for field in fields(value))
        return f"{type(value).__name__}({inner})"
    return repr(value)


if __name__ == "__main__":
    sys.stdout.write(retold(sys.argv[1], int(sys.argv[2])))
