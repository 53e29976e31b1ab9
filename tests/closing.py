"""What is promised of the moment a phase closes, and of what can be read about a round after it."""

from __future__ import annotations

from collections import Counter
from typing import assert_never

from dialogs.asking import phase_of
from dialogs.effects import CloseAsks, Return, Say, Tell
from dialogs.engine.consents import MOST_LOOPS
from dialogs.events import Cancelled, SteppedBack
from dialogs.questions import Question
from dialogs.questions.asked import UNTIED
from dialogs.report import (
    Choices,
    Dots,
    Figures,
    Mirror,
    Ranking,
    Resistances,
    Section,
    Sentences,
)
from dialogs.reports.mirrors import mirror
from dialogs.round import Closed, Opening, Outcome, Round, Status
from dialogs.script import Script
from tests.ledger import Key, Ledger
from tests.playing import Step


def closes(step: Step) -> Opening | None:
    """Return the opening that this step has closed for good."""
    opening = step.before.opening
    if opening is None or isinstance(step.event, Cancelled | SteppedBack):
        return None
    return opening if CloseAsks(opening.number) in step.effects else None


# --- Before the ledger forgets -------------------------------------------------------------------


def what_comes_together_is_what_was_said(step: Step, ledger: Ledger) -> None:
    """Every answer above the threshold is there once, as it was given; nothing below it is."""
    opening = closes(step)
    if opening is None:
        return
    for question in phase_of(step.script, opening).questions.values():
        if question.ask in opening.spared | ledger.moved:
            continue
        if step.script.anonymity_of(question) == "private":
            assert question.ask not in step.after.closed
        else:
            _came_together(step, ledger, opening, question)


def _came_together(step: Step, ledger: Ledger, opening: Opening, question: Question) -> None:
    closed = step.after.closed[question.ask]
    people = ledger.people(opening, question.ask)
    mode = step.script.anonymity_of(question)
    enough = mode == "named" or people >= step.script.threshold
    if opening.loop:
        return
    if not enough:
        assert closed.outcome is not Outcome.ENOUGH
        assert all(answer.seat is not None for answer in closed.answers)
        assert closed.people == 0
        assert not [each for each in step.after.queue if each.question == question.ask]
        return
    assert closed.people == people
    assert closed.outcome is Outcome.ENOUGH or not people
    items = {item.key for item in opening.items.get(question.ask, ())}
    given = {key: g for key, g in ledger.of(question.ask).items() if not items or key.item in items}
    answers = [each for each in closed.answers if not items or each.item in items]
    if mode in UNTIED and question.ask in opening.items:
        times = Counter(key.item for key in given)
        given = {key: g for key, g in given.items() if times[key.item] >= step.script.threshold}
    hidden = ("", None)
    expected = Counter(repr(each.value) for each in given.values())
    found = Counter(repr(each.value) for each in answers if each.value not in hidden)
    assert found <= expected, f"{question.ask}: {found} of {expected}"
    assert len(answers) == len(given), question.ask
    assert people <= closed.invited or people <= len(step.after.seats)


def ids_say_nothing(step: Step, ledger: Ledger) -> None:
    """No id that somebody's button carried names an untied answer after the phase."""
    del ledger
    if closes(step) is not None:
        known = {answer.id for answer in step.before.untied}
        for closed in step.after.closed.values():
            assert not {answer.id for answer in closed.answers} & known
            assert not {each.key.partition("/")[0] for each in step.after.queue} & known


# --- At any time ---------------------------------------------------------------------------------


def nobody_counts_twice(step: Step, ledger: Ledger) -> None:
    """No result holds two answers of one person to the same, nor one answer twice."""
    del ledger
    for closed in step.after.closed.values():
        ids = [answer.id for answer in closed.answers]
        assert len(set(ids)) == len(ids), closed.question
        tied = [Key(a.seat, a.question, a.item) for a in closed.answers if a.seat is not None]
        assert len(set(tied)) == len(tied), closed.question


def what_came_together_stays(step: Step, ledger: Ledger) -> None:
    """Results change only when people leave, when a phase closes, or when one is opened again."""
    del ledger
    if step.reply is not None:
        assert step.after.closed == step.before.closed
        assert step.after.queue == step.before.queue
        assert step.after.took_part == step.before.took_part


def no_small_number_is_shown(step: Step, ledger: Ledger) -> None:
    """The mirror can be written at any time, and no total in it is below the threshold."""
    del ledger
    if step.reply is None and step.after.closed != step.before.closed:
        read_closely(step.script, mirror(step.script, step.after), step.after)
    if step.opened and step.after.opening is not None:
        for section in step.after.opening.shares.values():
            if step.script.anonymity_of(step.script.questions[section.question]) != "named":
                _no_small_total(step.script, section, step.after.closed[section.question])


def read_closely(script: Script, mirror: Mirror, round: Round) -> None:
    """Check every number of a mirror."""
    asked = (q for phase in script.phases_of(round.part) for q in phase.questions.values())
    signed = {script.anonymity_of(question) for question in asked} == {"named"}
    answered = mirror.participation.answered
    assert answered is None or answered >= (1 if signed else script.threshold)
    for section in mirror.sections:
        if script.anonymity_of(script.questions[section.question]) != "named":
            _no_small_total(script, section, round.closed[section.question])


def _no_small_total(script: Script, section: Section, closed: Closed) -> None:
    assert section.n is None or section.n >= script.threshold
    if closed.outcome is not Outcome.ENOUGH:
        assert section.n is None
    for result in section.results:
        totals = [] if result.figures is None else _totals(result.figures)
        assert all(total >= script.threshold for total in totals), section.question
        if result.words.voices or result.words.unreleased:
            assert section.n is not None


def _totals(figures: Figures) -> list[int]:
    """Return how many people stand behind each of the figures."""
    match figures:
        case Dots():
            return [figures.on_the_scale + figures.cannot_say_count]
        case Choices():
            return [figures.choosers]
        case Sentences():
            return [row.agree + row.disagree + row.passed for row in figures.reacted]
        case Ranking() | Resistances():
            return []
        case _:
            assert_never(figures)


class Openings:
    """How often phases have been opened: a round does not run in circles by itself."""

    def __init__(self) -> None:
        self.steps_back = 0

    def see(self, step: Step) -> None:
        """Check that each phase opens once and twice for new words, but for steps back."""
        self.steps_back += isinstance(step.event, SteppedBack) and step.opened
        phases = len(step.script.phases_of(step.after.part)) + 2 * self.steps_back
        assert step.after.openings <= phases * (1 + MOST_LOOPS)


class Returned:
    """Who has got the result, or the reason why there is none."""

    def __init__(self) -> None:
        self.seats: set[int] = set()

    def see(self, step: Step) -> None:
        """Check that nobody who is there at the end has been left without."""
        for effect in step.effects:
            if isinstance(effect, Return | Tell) or (
                step.reply is None and isinstance(effect, Say)
            ):
                self.seats.add(effect.seat)
        if step.after.status is step.before.status or step.after.part is not None:
            return
        there = {n for n, seat in step.after.seats.items() if seat.standing != "left"}
        match step.after.status:
            case Status.ENDED if step.after.closed:
                assert {e.seat for e in step.effects if isinstance(e, Return)} == there
            case Status.ENDED | Status.CANCELLED:
                assert there <= self.seats
            case _:
                pass


BEFORE_THE_LEDGER = (what_comes_together_is_what_was_said, ids_say_nothing)
AFTER_THE_LEDGER = (nobody_counts_twice, what_came_together_stays, no_small_number_is_shown)
