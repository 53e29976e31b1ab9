"""What a phase works on, frozen when it opens, so that a reply needs no more than this."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime

from dialogs.engine.at import At
from dialogs.engine.consents import asked_again, in_new_words, objections
from dialogs.questions import Question
from dialogs.questions.asked import UNTIED, DiffersFromMedian
from dialogs.questions.consent import Consent
from dialogs.questions.statement import MINE, REACTIONS, Reaction
from dialogs.report import Section
from dialogs.reports.measures import middle, points
from dialogs.reports.piles import piles
from dialogs.reports.sections import is_unspoken, section
from dialogs.round import Fill, Item, Opening, Outcome, Round, Standing
from dialogs.script import Phase, Script
from dialogs.sources import items_of, named, options_from, questions_in, shared
from dialogs.text import plain

#: A level is kept with an answer only where so many people of it were invited.
LEVEL_THRESHOLD = 5


def freeze(at: At, round: Round, index: int, *, loop: int = 0) -> Opening:
    """Return the opening with everything that will not change while the phase is open."""
    script = at.script
    phase = script.phases_of(round.part)[index]
    opening = Opening(
        number=round.openings + 1,
        part=round.part,
        index=index,
        at=at.now,
        ends=at.open_day(at.now + phase.lasts),
        items=_items(script, round, phase, loop=loop),
        options=_options(script, round, phase),
        medians=_medians(script, round, phase),
        levels=levels_kept(round),
        shares=_sections(script, round, phase),
        loop=loop,
    )
    opening = replace(opening, fills=fills(script, round, ends=opening.ends))
    return replace(opening, spared=_spared(script, round, phase, opening))


def levels_kept(round: Round) -> frozenset[str]:
    """Return the levels that may be kept with an answer: at least five people belong to each.

    Those without a level must be nobody or five as well, or words without one would point at
    the few that are left over: then the smallest level joins them (the subtraction rule).
    """
    present = Counter(
        seat.level for seat in round.seats.values() if seat.standing is not Standing.LEFT
    )
    kept = sorted((n, level) for level, n in present.items() if n >= LEVEL_THRESHOLD)
    rest = sum(n for n in present.values() if n < LEVEL_THRESHOLD)
    while kept and 0 < rest < LEVEL_THRESHOLD:
        rest += kept.pop(0)[0]
    return frozenset(level for _, level in kept)


def fills(script: Script, round: Round, *, ends: datetime | None = None) -> dict[str, Fill]:
    """Return what stands in the place of each name in braces."""
    words: dict[str, Fill] = {"title": script.title, "minutes": plain(str(script.minutes))}
    for name in (*script.questions, *round.carried):
        if found := named(script, round, name):
            words[name] = found[0].words
    for lists in (round.given, round.drafts):
        words |= {name: plain("\n".join(lines)) for name, lines in lists.items()}
    dates = {"returns_on": round.returns_on, "ends_on": ends}
    return words | {name: date for name, date in dates.items() if date is not None}


def nothing_to_work_on(script: Script, phase: Phase, opening: Opening) -> bool:
    """Tell whether a phase works on what earlier ones found, and they have found nothing."""
    working = [
        question
        for question in phase.questions.values()
        if question.ask in opening.items.keys() | opening.options.keys()
        or questions_in(script, question.text)
    ]
    return bool(working) and all(_lacks(script, opening, question) for question in working)


def _items(script: Script, round: Round, phase: Phase, *, loop: int) -> dict[str, tuple[Item, ...]]:
    found = {}
    for question in phase.questions.values():
        items = items_of(script, round, question)
        if loop and isinstance(question, Consent):
            items = asked_again(script, round, question)
        elif items is not None and isinstance(question, Consent):
            items = in_new_words(round, question, items)
        if items is not None:
            found[question.ask] = items
    return found


def _options(script: Script, round: Round, phase: Phase) -> dict[str, tuple[Item, ...]]:
    found = {each.ask: options_from(script, round, each) for each in phase.questions.values()}
    found |= {
        each.ask: tuple(Item(key, label) for key, label in REACTIONS if key != MINE)
        for each in phase.questions.values()
        if isinstance(each, Reaction) and not _may_meet_own(script, each)
    }
    return {name: options for name, options in found.items() if options is not None}


def _may_meet_own(script: Script, reaction: Reaction) -> bool:
    """Tell whether one may be given one's own sentence, because nobody knows whose it is."""
    written = script.questions.get(reaction.to)
    return written is not None and script.anonymity_of(written) in UNTIED


def _sections(script: Script, round: Round, phase: Phase) -> dict[str, Section]:
    closed = (round.closed[name] for name in shared(phase) & round.closed.keys())
    sections = (section(script, each, round.queue, round.handed_on) for each in closed)
    return {each.question: each for each in sections if not is_unspoken(each)}


def _medians(script: Script, round: Round, phase: Phase) -> dict[tuple[str, str], float]:
    """Return the middles of the group that ``differs_from_median`` compares with."""
    compared = {
        name
        for question in phase.questions.values()
        for name, condition in question.when.items()
        if isinstance(condition, DiffersFromMedian)
    }
    medians = {}
    for name in compared & round.closed.keys():
        for pile in piles(script, script.questions[name], round.closed[name]):
            centre = middle(points(pile.values))
            if centre is not None:
                medians[name, pile.item.key if pile.item else ""] = centre
    return medians


def _spared(script: Script, round: Round, phase: Phase, opening: Opening) -> frozenset[str]:
    """Return the questions that this opening does not ask."""
    return frozenset(
        question.ask
        for place, question in enumerate(phase.questions.values())
        if _lacks(script, opening, question)
        or not _has_its_turn(round, phase, place)
        or not _asked_now(script, round, question, loop=opening.loop)
    )


def _lacks(script: Script, opening: Opening, question: Question) -> bool:
    """Tell whether there is nothing to ask on, or nothing for a name in braces."""
    lists = (opening.items.get(question.ask), opening.options.get(question.ask))
    empty = any(some is not None and not some for some in lists)
    return empty or not questions_in(script, question.text) <= opening.fills.keys()


def _has_its_turn(round: Round, phase: Phase, place: int) -> bool:
    """Tell whether a rotating check-in asks the question at this place now."""
    if phase.at_a_time is None:
        return True
    first = round.turn * phase.at_a_time
    return place in {(first + n) % len(phase.questions) for n in range(phase.at_a_time)}


def _asked_now(script: Script, round: Round, question: Question, *, loop: int) -> bool:
    """Tell whether this question still needs answers.

    In another loop only what was objected to does. After a step back untied answers stand:
    nobody knows any more who gave them, and asking again would count people twice.
    """
    if loop:
        return isinstance(question, Consent) and bool(objections(script, round, question))
    closed = round.closed.get(question.ask)
    untied = script.anonymity_of(question) in UNTIED
    return not (closed is not None and untied and closed.outcome is Outcome.ENOUGH)
