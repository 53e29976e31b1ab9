"""Closing a phase: answers are shuffled and written anew, progress becomes counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from random import Random

from dialogs.asking import concerns, phase_of
from dialogs.effects import ClearMoment, CloseAsks, Effect, Later, Untie
from dialogs.engine.consents import words_before
from dialogs.engine.freezing import levels_kept
from dialogs.engine.opening import PHASE_MOMENTS
from dialogs.engine.tallies import answered
from dialogs.questions import Question
from dialogs.questions.asked import SEALED, UNTIED
from dialogs.reports.piles import fewest
from dialogs.round import (
    Answer,
    Closed,
    Contribution,
    Opening,
    Outcome,
    Round,
    Seat,
    Standing,
)
from dialogs.said import Promise
from dialogs.script import Phase, Script
from dialogs.sources import contributions, found


def closed(
    script: Script, round: Round, opening: Opening, now: datetime, chance: Random
) -> tuple[Round, list[Effect]]:
    """Close the open phase. What stays below the threshold is gone after this."""
    phase = phase_of(script, opening)
    asked = {
        each.ask: _closed_question(script, round, opening, each, chance)
        for each in phase.questions.values()
        if each.ask not in opening.spared and script.anonymity_of(each) != "private"
    }
    after = replace(
        round,
        opening=None,
        untied=(),
        seats={number: _at_rest(seat) for number, seat in round.seats.items()},
        closed={**round.closed, **asked},
        took_part=_with_counts(script, round, opening),
        queue=tuple(_queue(script, round, asked, chance)),
        drafts={**round.drafts, **_put_back(round, phase, asked)},
    )
    effects: list[Effect] = [CloseAsks(opening.number)]
    if any(script.anonymity_of(each) in SEALED for each in phase.questions.values()):
        effects.append(Untie(opening.number))
    effects += (ClearMoment(moment) for moment in PHASE_MOMENTS)
    return after, [*effects, *_follow_ups_due(script, after, asked, now)]


def _closed_question(
    script: Script, round: Round, opening: Opening, question: Question, chance: Random
) -> Closed:
    invited = sum(
        concerns(question.who, seat)
        for seat in round.seats.values()
        if seat.standing is not Standing.LEFT
    )
    people = round.tally.people.get(question.ask, 0)
    named = script.anonymity_of(question) == "named"
    enough = named or people >= script.threshold
    untied = _unlinked(script, round, opening, question, chance) if enough else []
    result = Closed(
        question=question.ask,
        outcome=_outcome(max(invited, people), enough=enough),
        invited=max(invited, people),
        people=people if enough else 0,
        items=opening.items.get(question.ask, ()),
        options=opening.options.get(question.ask, ()),
        answers=(*_tied(round, question), *untied),
    )
    return _with_earlier_loops(script, round, question, result) if opening.loop else result


def _outcome(invited: int, *, enough: bool) -> Outcome:
    if not invited:
        return Outcome.NOT_ASKED
    return Outcome.ENOUGH if enough else Outcome.TOO_FEW


def _with_earlier_loops(script: Script, round: Round, question: Question, again: Closed) -> Closed:
    """Return the result of another loop, with the proposals that had been adopted before it.

    Where too few answered this time, the objections to the old words stand.
    """
    before = round.closed[again.question]
    counts = Counter(answer.item for answer in again.answers)
    put = {item.key for item in again.items} or {""}
    open_still = {key for key in put if counts[key] < fewest(script, question)}
    if again.outcome is not Outcome.ENOUGH or open_still == put:
        return before
    new = {item.key: item for item in again.items if item.key not in open_still}
    old = (
        answer
        for answer in before.answers
        if answer.item in open_still or (answer.seat is None and answer.item not in put)
    )
    return replace(
        again,
        items=tuple(new.get(item.key, item) for item in before.items),
        answers=(*(each for each in again.answers if each.item not in open_still), *old),
    )


def _put_back(
    round: Round, phase: Phase, asked: Mapping[str, Closed]
) -> Mapping[str, tuple[str, ...]]:
    """Return the old words of drafts to whose new words too few have answered."""
    names = {
        name
        for question in phase.questions.values()
        if asked.get(question.ask) is round.closed.get(question.ask, ())
        for name in question.text.placeholders() & phase.needs.keys()
    }
    before = {name: round.drafts.get(words_before(name), ()) for name in names}
    return {name: words for name, words in before.items() if words}


def _tied(round: Round, question: Question) -> Iterator[Answer]:
    for _, seat in sorted(round.seats.items()):
        yield from (_unsaid(a) for a in seat.answers.values() if a.question == question.ask)


def _unlinked(
    script: Script, round: Round, opening: Opening, question: Question, chance: Random
) -> list[Answer]:
    """Return the untied answers under fresh ids, in an order that says nothing.

    Among them are those of people who left and took their name away. On an item that fewer
    people than the threshold answered nothing is kept, and a level that has fewer than five
    people by now is taken off.
    """
    mine = [answer for answer in round.untied if answer.question == question.ask]
    by_item = Counter(answer.item for answer in mine)
    each_by_itself = question.ask in opening.items and script.anonymity_of(question) in UNTIED
    levels = levels_kept(round)
    kept = [
        replace(
            _unsaid(answer),
            id=f"{chance.getrandbits(64):016x}",
            level=answer.level if answer.level in levels else None,
        )
        for answer in mine
        if not each_by_itself or by_item[answer.item] >= script.threshold
    ]
    return chance.sample(kept, len(kept))


def _unsaid(answer: Answer) -> Answer:
    """Return the answer without words that their author does not want shown: it only counts."""
    return replace(answer, value="") if answer.release == "hide" else answer


def _at_rest(seat: Seat) -> Seat:
    """Forget who answered what; whoever passed this time is asked again in the next phase."""
    standing = Standing.LEFT if seat.standing is Standing.LEFT else Standing.TAKING_PART
    answers = {key: _unsaid(answer) for key, answer in seat.answers.items()}
    return replace(seat, standing=standing, open=None, marks={}, answers=answers, reads={})


def _with_counts(script: Script, round: Round, opening: Opening) -> Mapping[str, Mapping[str, int]]:
    """Return participation with this phase's counts by level; another loop adds nothing."""
    phase = phase_of(script, opening)
    here = Counter(seat.level for seat in round.seats.values() if answered(phase.questions, seat))
    here.update(round.tally.left)
    before = round.took_part.get(phase.id, {})
    most = {level: max(here[level], before.get(level, 0)) for level in {*here, *before}}
    return {**round.took_part, phase.id: most}


def _queue(
    script: Script, round: Round, asked: Mapping[str, Closed], chance: Random
) -> Iterator[Contribution]:
    """Yield what is in the queue already, then the new words in an order that says nothing.

    Words that were asked for once more and have stayed the same need not be read once more.
    """
    known = {each.key: each for each in round.queue}
    new = [
        _as_read(made, known.get(made.key, made))
        for result in asked.values()
        if result.outcome is Outcome.ENOUGH
        for answer in result.answers
        for made in contributions(script, result, answer)
    ]
    yield from (each for each in round.queue if each.question not in asked)
    yield from chance.sample(new, len(new))


def _as_read(made: Contribution, before: Contribution) -> Contribution:
    """Return the same words as they were read before, unless they may not be quoted any more."""
    read = replace(made, shown=before.shown, readers=before.readers, turned_away=before.turned_away)
    quoted_against_wish = before.shown == made.words != made.shown
    return made if read != before or quoted_against_wish else before


def _follow_ups_due(
    script: Script, round: Round, asked: Mapping[str, Closed], now: datetime
) -> Iterator[Later]:
    """Yield a small round for each promise, on the day that the person named."""
    for follow_up in script.follow_ups:
        promised = asked.get(follow_up.due) if follow_up.due else None
        for answer in promised.answers if promised else ():
            if isinstance(answer.value, Promise) and answer.seat is not None:
                day = answer.value.until
                yield Later(
                    key=f"{follow_up.id}/{answer.id}",
                    part=follow_up.id,
                    at=max(datetime.combine(day, now.timetz()), now),
                    seats=(answer.seat,),
                    given={
                        **round.given,
                        **round.drafts,
                        "commitment": (answer.value.what,),
                        "until": (day.isoformat(),),
                    },
                    carried=found(script, round),
                )
