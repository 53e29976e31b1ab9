"""What came together on one question, as far as its promises allow."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import assert_never

from dialogs.questions import Question
from dialogs.questions.choice import Choice, Multi
from dialogs.questions.commitment import Commitment
from dialogs.questions.consent import Consent
from dialogs.questions.optin import Optin
from dialogs.questions.rank import Rank
from dialogs.questions.scale import Scale
from dialogs.questions.statement import Reaction, Statement
from dialogs.questions.text import TextQuestion
from dialogs.questions.vote import Vote
from dialogs.report import Figures, Finding, Found, Heard, Result, Section
from dialogs.reports.figures import (
    of_choice,
    of_consent,
    of_rank,
    of_reactions,
    of_scale,
    of_vote,
)
from dialogs.reports.piles import Pile, fewest, options, people, piles, withheld
from dialogs.reports.voices import Readable, as_written, heard, released, signed_choices
from dialogs.round import Closed, Contribution, Item, Outcome
from dialogs.script import Script
from dialogs.text import Text

#: A question that came to nothing but this is not worth a heading.
_UNSPOKEN = frozenset({Found.NOT_SHOWN, Found.NOT_ASKED})


def section(
    script: Script,
    closed: Closed,
    queue: Sequence[Contribution],
    handed_on: Collection[tuple[str, str]] = (),
) -> Section:
    """Return what came together on a closed question, for everybody.

    ``queue`` may hold words that nobody has released: they are only counted. ``handed_on`` are
    the proposals that went to the steering group, by question and item.
    """
    question = script.questions[closed.question]
    if script.for_tandem(question):
        return _nothing_but(question, Finding(Found.NOT_SHOWN))
    readable = {**signed_choices(script, closed), **released(queue, question)}
    return _section(script, closed, readable, handed_on)


def section_for_tandem(script: Script, closed: Closed) -> Section:
    """Return what came together on a question that only coordination and facilitator read."""
    question = script.questions[closed.question]
    assert script.for_tandem(question), "other words are read in the release queue"
    readable = {**signed_choices(script, closed), **as_written(closed, question)}
    return replace(_section(script, closed, readable, ()), released=False)


def _section(
    script: Script, closed: Closed, readable: Readable, handed_on: Collection[tuple[str, str]]
) -> Section:
    question = script.questions[closed.question]
    nothing = _nothing(script, question, closed)
    if nothing is not None:
        return _nothing_but(question, nothing)
    named = script.anonymity_of(question) == "named"
    shown = piles(script, question, closed)
    told = [heard(pile, readable, wordy=question.wordy, named=named) for pile in shown]
    few = [(item, _few(script, question)) for item in withheld(script, question, closed)]
    if isinstance(question, Vote | Reaction):
        results = [_together(question, shown, told, few)]
    else:
        measured = [_measured(question, closed, pile, handed_on) for pile in shown]
        results = [
            Result(pile.item and pile.item.words, figures, findings, words)
            for pile, (figures, findings), words in zip(shown, measured, told, strict=True)
        ]
        results += [_only(finding, item) for item, finding in few]
    # The last loop of a consent counts only those who were asked once more.
    n = max([closed.people, *(people(question, pile) for pile in shown)])
    return Section(question.ask, _heading(question), question.type, n, tuple(results))


def is_unspoken(section: Section) -> bool:
    """Tell whether there is nothing to say of a question, not even that few have answered it."""
    found = {finding.found for result in section.results for finding in result.findings}
    return bool(found & _UNSPOKEN)


def _nothing_but(question: Question, finding: Finding) -> Section:
    return Section(question.ask, _heading(question), question.type, None, (_only(finding),))


def _heading(question: Question) -> Text:
    return question.heading or question.text


def _nothing(script: Script, question: Question, closed: Closed) -> Finding | None:
    """Return why nothing can be shown, if nothing can.

    Where a condition decides who is asked, "nobody was asked" would tell that nobody had
    answered so; it is one of the numbers below the threshold, and told like them.
    """
    if script.anonymity_of(question) == "private":
        return Finding(Found.NOT_SHOWN)
    if closed.outcome is Outcome.NOT_ASKED and not question.when:
        return Finding(Found.NOT_ASKED)
    someone = closed.people or closed.answers
    enough = closed.outcome is Outcome.ENOUGH and someone
    return None if enough else _few(script, question)


def _few(script: Script, question: Question) -> Finding:
    """Say that there is too little to show; where answers carry names, that there is nothing."""
    if script.anonymity_of(question) == "named":
        return Finding(Found.NO_ANSWERS)
    return Finding(Found.TOO_FEW, {"fewest": fewest(script, question)})


def _only(finding: Finding, item: Item | None = None) -> Result:
    return Result(item and item.words, findings=(finding,))


def _together(
    question: Vote | Reaction,
    shown: Sequence[Pile],
    told: Sequence[Heard],
    few: Sequence[tuple[Item, Finding]],
) -> Result:
    """Return the result of a question whose items are compared with each other."""
    figures, findings = of_vote(shown) if isinstance(question, Vote) else of_reactions(shown)
    withheld = (replace(finding, about=item.words) for item, finding in few)
    return Result(
        None,
        figures if shown else None,
        (*findings, *withheld),
        Heard(
            voices=tuple(voice for words in told for voice in words.voices),
            unreleased=sum(words.unreleased for words in told),
        ),
    )


def _measured(
    question: Question, closed: Closed, pile: Pile, handed_on: Collection[tuple[str, str]]
) -> tuple[Figures | None, tuple[Finding, ...]]:
    match question:
        case Scale():
            return of_scale(question, pile)
        case Choice() | Multi():
            return of_choice(question, options(question, closed), pile)
        case Rank():
            return of_rank(question, options(question, closed), pile)
        case Consent():
            key = pile.item.key if pile.item else ""
            return of_consent(pile, handed_on=(question.ask, key) in handed_on)
        case TextQuestion() | Statement() | Commitment() | Optin() | Vote() | Reaction():
            return None, ()
        case _:
            assert_never(question)
