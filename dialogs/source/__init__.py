"""From a file to a script: every problem at once, each with its line."""

from __future__ import annotations

from collections.abc import Collection
from hashlib import sha256

from dialogs.node import Node
from dialogs.problem import Problem
from dialogs.rules import broken_rules
from dialogs.rules.plan import Plan
from dialogs.script import Script
from dialogs.source.decoding import decoded, normal
from dialogs.source.document import parsed
from dialogs.source.salvage import salvaged
from dialogs.source.shape import built, misshapen

Read = tuple[Script | None, tuple[Problem, ...]]


def digest(source: bytes) -> str:
    """Return what a script is addressed by: the same on every system, whatever its line ends."""
    return sha256(normal(source)).hexdigest()


def read(source: bytes, *, wanted: Collection[str] = ()) -> Read:
    """Return the script and its problems in the order of their lines.

    There is a script where every part of it can be read; it may be played only if none of its
    problems is an error. ``wanted`` are languages that shall be complete, though they may fall
    back on another.
    """
    text, problems = decoded(source)
    if problems:
        return None, _in_order(problems)
    document, problems = parsed(text)
    if document is None:
        return None, _in_order(problems)
    script, found = _checked(document, wanted)
    return None if problems else script, _in_order([*problems, *found])


def _checked(document: Node, wanted: Collection[str]) -> tuple[Script | None, list[Problem]]:
    script = built(document)
    if isinstance(script, Script):
        plan = Plan(script, document, wanted=frozenset(wanted))
        return script, list(broken_rules(plan))
    problems = list(misshapen(document, script))
    rest = salvaged(document, script)
    if rest is not None:
        plan = Plan(rest.script, rest.document, rest.lost, frozenset(wanted), whole=False)
        problems += broken_rules(plan)
    return None, problems


def _in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    """Sort by line, then as found; the same thing said twice of one line is said once."""
    once: list[Problem] = []
    for problem in problems:
        if problem not in once:
            once.append(problem)
    return tuple(sorted(once, key=lambda problem: problem.line))
