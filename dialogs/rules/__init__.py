"""The rules that a whole script keeps, a file an idea. A new rule is a function and a line here."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.problem import Problem
from dialogs.rules.anonymity import alone, audiences, modes, readers, thresholds
from dialogs.rules.answers import reasons, stops
from dialogs.rules.effort import durations, messages, minutes, rotation
from dialogs.rules.follow_ups import beginnings, commitments, decisions, proposals
from dialogs.rules.items import repetition, shares, sources
from dialogs.rules.languages import declared, translations
from dialogs.rules.looking_back import conditions, openings
from dialogs.rules.names import names
from dialogs.rules.options import options
from dialogs.rules.people import numbers, seats, who
from dialogs.rules.placeholders import placeholders
from dialogs.rules.plan import Plan
from dialogs.rules.results import returned, statements, supplies
from dialogs.rules.words import texts, titles

RULES = (
    names,
    *(who, seats, numbers),
    *(conditions, openings, reasons, stops),
    *(sources, repetition, shares),
    *(beginnings, commitments, decisions, proposals),
    *(audiences, thresholds, modes, alone, readers),
    *(returned, statements, supplies),
    *(durations, rotation, messages, minutes),
    *(declared, translations, placeholders),
    *(texts, titles, options),
)


def broken_rules(plan: Plan) -> Iterator[Problem]:
    """Yield everything in which a script breaks a rule."""
    for rule in RULES:
        yield from rule(plan)
