"""Consent: objections improve the proposal, twice at most; then the steering group decides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dialogs.questions.consent import OBJECTION, Consent
from dialogs.reports.piles import piles
from dialogs.round import Item, Round
from dialogs.script import Phase, Script
from dialogs.text import plain

#: A proposal is worked over so many times before it goes to the steering group.
MOST_LOOPS = 2


def objections(script: Script, round: Round, question: Consent) -> tuple[str, ...]:
    """Return the keys of what met a serious objection; the key is empty without items.

    Where too few have answered, an objection is not made known, so it leads to nothing.
    """
    closed = round.closed.get(question.ask)
    if closed is None:
        return ()
    shown = piles(script, question, closed)
    against = {pile.item.key if pile.item else "" for pile in shown if OBJECTION in pile.values}
    order = [item.key for item in closed.items] or [""]
    return tuple(key for key in order if key in against)


def objected(script: Script, round: Round, phase: Phase) -> dict[str, tuple[str, ...]]:
    """Return the consents of a phase that met objections, with the keys of what they are about."""
    found = {
        question.ask: objections(script, round, question)
        for question in phase.questions.values()
        if isinstance(question, Consent)
    }
    return {name: keys for name, keys in found.items() if keys}


def to_revise(script: Script, round: Round, phase: Phase) -> frozenset[str]:
    """Return the names under which new words are wanted: a draft, or ``question/item``."""
    wanted: set[str] = set()
    for question in phase.questions.values():
        if not isinstance(question, Consent):
            continue
        for key in objections(script, round, question):
            if key:
                wanted.add(f"{question.ask}/{key}")
            else:
                wanted |= question.text.placeholders() & phase.needs.keys()
    return frozenset(wanted)


def asked_again(script: Script, round: Round, question: Consent) -> tuple[Item, ...] | None:
    """Return what is put to consent once more, in the words that were found for it."""
    if question.for_each is None:
        return None
    again = objections(script, round, question)
    items = (item for item in round.closed[question.ask].items if item.key in again)
    return in_new_words(round, question, items)


def in_new_words(round: Round, question: Consent, items: Iterable[Item]) -> tuple[Item, ...]:
    """Return the items in the words that were found for them last."""
    return tuple(
        item._replace(words=plain("\n".join(lines)) if lines else item.words)
        for item in items
        for lines in [round.drafts.get(f"{question.ask}/{item.key}")]
    )


def words_before(name: str) -> str:
    """Return the name under which a draft's words are kept while it is put in new ones."""
    return f"{name}/before"


def without_their_answers(script: Script, round: Round, phase: Phase) -> Round:
    """Return the round in which nobody is bound by what they said to the old proposal."""
    gone = {(name, key) for name, keys in objected(script, round, phase).items() for key in keys}
    return replace(
        round,
        seats={
            number: replace(
                seat, answers={key: a for key, a in seat.answers.items() if key not in gone}
            )
            for number, seat in round.seats.items()
        },
    )
