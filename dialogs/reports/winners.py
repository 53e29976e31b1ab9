"""What a later phase goes on with: the best of a closed question, best first.

Words of a ``text`` or ``statement`` come from the release queue instead.
"""

from __future__ import annotations

from collections import Counter
from typing import assert_never

from dialogs.questions import Question
from dialogs.questions.choice import Choice, Multi
from dialogs.questions.commitment import Commitment
from dialogs.questions.consent import OBJECTION, Consent
from dialogs.questions.optin import Optin
from dialogs.questions.rank import Rank
from dialogs.questions.scale import Scale
from dialogs.questions.statement import Reaction, Statement
from dialogs.questions.text import TextQuestion
from dialogs.questions.vote import STATUS_QUO, Vote, resistance
from dialogs.reports.measures import reactions
from dialogs.reports.piles import Pile, options, piles
from dialogs.round import Closed, Item
from dialogs.script import Script


def winners(script: Script, question: Question, closed: Closed) -> tuple[Item, ...]:
    """Return what a question hands on; equals keep the order in which they were asked."""
    shown = piles(script, question, closed)
    match question:
        case Rank():
            return _by_points(options(question, closed), shown)
        case Choice() | Multi():
            return _by_count(options(question, closed), shown)
        case Vote():
            return _below_status_quo(shown)
        case Reaction():
            return _agreed(shown)
        case Consent():
            return _adopted(shown)
        case TextQuestion() | Statement() | Scale() | Commitment() | Optin():
            return ()
        case _:
            assert_never(question)


def _by_points(options: tuple[Item, ...], shown: tuple[Pile, ...]) -> tuple[Item, ...]:
    """Return the options that got points, the one with most of them first."""
    given: Counter[str] = Counter()
    for pile in shown:
        for value in pile.values:
            given.update(value if isinstance(value, dict) else {})
    return _most_first(options, given)


def _by_count(options: tuple[Item, ...], shown: tuple[Pile, ...]) -> tuple[Item, ...]:
    """Return the options that were chosen, the most frequent first."""
    chosen: Counter[str] = Counter()
    for pile in shown:
        for value in pile.values:
            chosen.update(value if isinstance(value, tuple) else (str(value),))
    return _most_first(options, chosen)


def _below_status_quo(shown: tuple[Pile, ...]) -> tuple[Item, ...]:
    """Return the options that meet less resistance than the status quo, least first."""
    means = [(pile.item, resistance(pile.values)) for pile in shown]
    bar = next((mean for item, mean in means if item and item.key == STATUS_QUO), None)
    below = [
        (mean, item)
        for item, mean in means
        if item and mean is not None and bar is not None and mean < bar
    ]
    return tuple(item for _, item in sorted(below, key=lambda pair: pair[0]))


def _agreed(shown: tuple[Pile, ...]) -> tuple[Item, ...]:
    """Return the sentences that have consensus, the one with the highest agreement first."""
    counted = [(pile.item, reactions(pile.values)) for pile in shown]
    common = [(counts, item) for item, counts in counted if item and counts.agreed]
    common.sort(key=lambda pair: pair[0].order)
    return tuple(item for _, item in common)


def _adopted(shown: tuple[Pile, ...]) -> tuple[Item, ...]:
    """Return the proposals that met no serious objection."""
    return tuple(pile.item for pile in shown if pile.item and OBJECTION not in pile.values)


def _most_first(options: tuple[Item, ...], counts: Counter[str]) -> tuple[Item, ...]:
    wanted = [option for option in options if counts[option.key] > 0]
    return tuple(sorted(wanted, key=lambda option: -counts[option.key]))
