"""Between the phases: what the next one waits for, objections, and the end of a round."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from dialogs.asking import concerns
from dialogs.effects import (
    ClearMoment,
    Effect,
    Later,
    News,
    Request,
    Return,
    Say,
    SetMoment,
    Tell,
    Wish,
)
from dialogs.engine.at import At, Turn, present
from dialogs.engine.closing import closed
from dialogs.engine.consents import MOST_LOOPS, objected, to_revise, without_their_answers
from dialogs.engine.freezing import freeze, nothing_to_work_on
from dialogs.engine.opening import opened
from dialogs.questions.asked import Reasoned
from dialogs.round import Contribution, Opening, Outcome, Round, Status, Waiting
from dialogs.script import FollowUp, Phase, Script
from dialogs.sources import found, shared, sources, undecided
from dialogs.text import Text, plain

#: Moments of a round outside its phases.
OPENS, GIVES_UP, RETURNS = "opens", "gives-up", "returns"


def promised(at: At, part: str | None) -> datetime | None:
    """Return by when everybody gets the result, even if people take all the time there is.

    Where nothing is kept there is no result to promise.
    """
    phases = at.script.phases_of(part)
    asked = (question for phase in phases for question in phase.questions.values())
    if all(at.script.anonymity_of(question) == "private" for question in asked):
        return None
    over = at.now
    for n, phase in enumerate(phases):
        if n or phase.opens_after:
            over = at.open_day(over + (phase.opens_after or timedelta()))
        if phase.needs or _works_on_words(at.script, phase):
            over = at.open_day(over + phase.waits)
        over = at.open_day(over + phase.lasts)
    return at.day_for_results(over + at.script.returns.within)


def _works_on_words(script: Script, phase: Phase) -> bool:
    """Tell whether a phase may have to wait for the readers."""
    works_on = [script.questions.get(name) for name in sources(script, phase)]
    shows = [script.questions[name] for name in shared(phase) if name in script.questions]
    reasons = any(isinstance(each, Reasoned) and each.because is not None for each in shows)
    return reasons or any(each is not None and each.wordy for each in (*works_on, *shows))


# --- Towards a phase -------------------------------------------------------------------------


def towards(at: At, round: Round, index: int) -> Turn:
    """Go to the phase at this place: open it, wait for what it needs, or pass it over."""
    phases = at.script.phases_of(round.part)
    if index >= len(phases):
        return _all_phases_over(at, round)
    phase = phases[index]
    if not _opens(round, phase):
        return towards(at, round, index + 1)
    opens = at.now + (phase.opens_after or timedelta())
    if index or phase.opens_after:
        opens = at.open_day(opens)
    missing = frozenset(phase.needs.keys() - round.drafts.keys())
    waiting = Waiting(index, opens, at.open_day(opens + phase.waits), missing)
    ahead = replace(round, status=Status.WAITING, opening=None, waiting=waiting)
    if ready(at, ahead, waiting):
        return enter(at, ahead, waiting)
    return ahead, waits(at, ahead, waiting)


def _opens(round: Round, phase: Phase) -> bool:
    """Tell whether somebody gave the answers on which this phase depends."""
    return (
        all(
            any(
                not set(values).isdisjoint(a.value if isinstance(a.value, tuple) else {a.value})
                for a in round.closed[name].answers
                if isinstance(a.value, str | int | tuple)
            )
            for name, values in phase.opens_if.items()
            if name in round.closed
        )
        and phase.opens_if.keys() <= round.closed.keys()
    )


def ready(at: At, round: Round, waiting: Waiting) -> bool:
    """Tell whether the phase that is waited for can open; another loop needs new words only."""
    phase = at.phase(round, waiting.index)
    if at.now < waiting.opens or waiting.drafts:
        return False
    return bool(waiting.loop) or not unread(at, round, phase)


def unread(at: At, round: Round, phase: Phase) -> list[Contribution]:
    """Return the words a phase would show or work on, and that the readers have not decided on.

    Nothing waits for reasons, and what is only shown not for words that may not be quoted.
    """
    works_on = undecided(round, sources(at.script, phase))
    shows = [each for each in undecided(round, shared(phase)) if each.shown]
    return [each for each in (*works_on, *shows) if "/" not in each.key]


def waits(at: At, round: Round, waiting: Waiting) -> list[Effect]:
    """Return what is waited for before a phase, and what people have to supply for it."""
    phase = at.phase(round, waiting.index)
    effects: list[Effect] = []
    if waiting.opens > at.now:
        effects.append(SetMoment(OPENS, waiting.opens))
    effects += (
        Request(Wish.DRAFT, name, waiting.until, phase.needs[name].text)
        for name in sorted(waiting.drafts & phase.needs.keys())
    )
    return [*effects, SetMoment(GIVES_UP, waiting.until)]


def enter(at: At, round: Round, waiting: Waiting) -> Turn:
    """Open the phase; if there is nothing in it for anybody, go on at once."""
    opening = freeze(at, round, waiting.index, loop=waiting.loop)
    effects: list[Effect] = [ClearMoment(OPENS), ClearMoment(GIVES_UP)]
    phase = at.phase(round, waiting.index)
    if nothing_to_work_on(at.script, phase, opening):
        news = _why_nothing(at, round, phase)
        after, more = pass_over(at, round, waiting.index, news)
        return after, [*effects, *more]
    after, more = opened(at, round, opening)
    effects += more
    if phase.ends_early and not after.tally.waiting and not after.tally.people:
        after, more = end_phase(at, after, opening)
        effects += more
    return after, effects


def _why_nothing(at: At, round: Round, phase: Phase) -> News:
    names = sources(at.script, phase) & round.closed.keys()
    if any(round.closed[name].outcome is Outcome.TOO_FEW for name in names):
        return News.SKIPPED_TOO_FEW
    unreleased = any(each.question in names and not each.released for each in round.queue)
    return News.SKIPPED_UNREAD if unreleased else News.SKIPPED_NOTHING


def pass_over(at: At, round: Round, index: int, news: News) -> Turn:
    """Leave a phase out, tell those whom it concerns why, and go to the next.

    A follow-up is a phase that nobody waits for; weeks later it is left out without a word.
    """
    phase = at.phase(round, index)
    told: list[Effect] = [
        Tell(seat.number, news, phase.title)
        for seat in present(round)
        if round.part is None and any(concerns(step.who, seat) for step in phase.steps)
    ]
    after, effects = towards(at, replace(round, waiting=None), index + 1)
    return after, [*told, *effects]


def give_up_waiting(at: At, round: Round, waiting: Waiting) -> Turn:
    """Go on without what has not come: with what is released, or without the phase."""
    if waiting.loop:
        return _hand_on(at, replace(round, waiting=None), waiting.index)
    if waiting.drafts:
        return pass_over(at, round, waiting.index, News.SKIPPED_NO_DRAFT)
    return enter(at, round, waiting)


# --- After a phase ---------------------------------------------------------------------------


def end_phase(at: At, round: Round, opening: Opening) -> Turn:
    """Close the open phase and go on: to another loop, to the next phase, or to the result."""
    after, effects = closed(at.script, round, opening, at.now, at.chance)
    after, more = _after_consents(at, after, opening)
    return after, [*effects, *_requests(at, round, after, opening), *more]


def _requests(at: At, before: Round, after: Round, opening: Opening) -> list[Effect]:
    """Ask the coordination to read new words, and what to do where too few answered."""
    phase = at.phase(before, opening.index)
    effects: list[Effect] = []
    known = {each.key for each in before.queue}
    if any(each.key not in known for each in after.queue):
        effects.append(Request(Wish.READERS, phase.id, _reading_ends(at, after), phase.title))
    names = [question.ask for question in phase.questions.values()]
    effects += (
        Request(Wish.ANSWERS, question.ask, None, question.text)
        for question in phase.questions.values()
        if at.script.for_tandem(question) and _answered(after, question.ask)
    )
    came = [after.closed[name] for name in names if name in after.closed]
    too_few = [each for each in came if each.outcome is Outcome.TOO_FEW]
    again = before.closed.keys() - opening.spared if opening.loop else frozenset()
    nothing_new = any(after.closed[name] is before.closed[name] for name in again & {*names})
    if any(each.invited >= at.script.threshold for each in too_few) or nothing_new:
        effects.append(Request(Wish.TOO_FEW, phase.id, None, phase.title))
    return effects


def _answered(round: Round, question: str) -> bool:
    """Tell whether anybody answered. Who stays silent about a promise is not told of."""
    came = round.closed.get(question)
    return came is not None and bool(came.people)


def _reading_ends(at: At, round: Round) -> datetime | None:
    """Return until when the next phase waits for the readers, if it does."""
    waiting = round.waiting
    if waiting is None or not unread(at, round, at.phase(round, waiting.index)):
        return None
    return waiting.until


def _after_consents(at: At, round: Round, opening: Opening) -> Turn:
    phase = at.phase(round, opening.index)
    if not objected(at.script, round, phase):
        return towards(at, round, opening.index + 1)
    wanted = to_revise(at.script, round, phase)
    if opening.loop >= MOST_LOOPS or not wanted:
        return _hand_on(at, round, opening.index)
    until = at.open_day(at.now + phase.waits)
    waiting = Waiting(opening.index, at.now, until, wanted, loop=opening.loop + 1)
    after = without_their_answers(at.script, round, phase)
    requests = [
        Request(Wish.REVISION, name, until, _proposal(round, phase, name))
        for name in sorted(wanted)
    ]
    return (
        replace(after, status=Status.WAITING, waiting=waiting),
        [*requests, SetMoment(GIVES_UP, until)],
    )


def _proposal(round: Round, phase: Phase, name: str) -> Text:
    """Return what is to be worked over: the draft's description, or the item's words."""
    question, _, key = name.partition("/")
    if not key:
        return phase.needs[name].text
    words = {item.key: item.words for item in round.closed[question].items}
    return words.get(key, plain(key))


def _hand_on(at: At, round: Round, index: int) -> Turn:
    """Give what still meets objections to the steering group, and go on."""
    phase = at.phase(round, index)
    left = {(name, key) for name, keys in objected(at.script, round, phase).items() for key in keys}
    after, effects = towards(
        at, replace(round, handed_on=round.handed_on | left, waiting=None), index + 1
    )
    requests = [
        Request(Wish.STEERING, name, None, _asked_about(round, phase, name, key))
        for name, key in sorted(left)
    ]
    return after, [ClearMoment(GIVES_UP), *requests, *effects]


def _asked_about(round: Round, phase: Phase, name: str, key: str) -> Text:
    words = {item.key: item.words for item in round.closed[name].items}
    return words.get(key, phase.title)


# --- The end ---------------------------------------------------------------------------------


def _all_phases_over(at: At, round: Round) -> Turn:
    """Promise the result: at the latest on the date given at the start.

    Where nothing was kept there is nothing to give back but the last words, and what came of a
    promise is for the person who made it: such a round ends here.
    """
    follow_up = _follow_up(at, round)
    over = replace(round, opening=None, waiting=None)
    if follow_up is not None and follow_up.due is not None:
        return replace(over, status=Status.ENDED), [ClearMoment(RETURNS)]
    if not round.closed:
        ended, effects = _ended(at, over)
        last = [] if follow_up else present(round)
        return ended, [*(Say(seat.number, at.script.closing) for seat in last), *effects]
    soon = at.day_for_results(at.now + at.script.returns.within)
    # Once the promised day has passed, it has brought what there was: this is the rest.
    early = round.returns_on is not None and round.returns_on > at.now
    on = min(soon, round.returns_on) if early and round.returns_on else soon
    after = replace(over, status=Status.RETURNING, returns_on=on)
    return after, [SetMoment(RETURNS, on), Request(Wish.MIRROR, "summary", on)]


def _follow_up(at: At, round: Round) -> FollowUp | None:
    return next((each for each in at.script.follow_ups if each.id == round.part), None)


def give_results(at: At, round: Round) -> Turn:
    """Send the mirror to everybody, and end the round."""
    after, effects = _ended(at, round)
    return after, [*(Return(seat.number) for seat in present(round)), *effects]


def _ended(at: At, round: Round) -> Turn:
    """End the round, and plan what is asked again in some weeks."""
    effects: list[Effect] = [ClearMoment(RETURNS)]
    if round.part is None:
        effects += _later(at, round)
    return replace(round, status=Status.ENDED), effects


def _later(at: At, round: Round) -> list[Later]:
    return [
        Later(
            key=each.id,
            part=each.id,
            at=at.now + each.after,
            seats=tuple(seat.number for seat in present(round) if concerns(each.who, seat)),
            given={**round.given, **round.drafts},
            carried=found(at.script, round),
        )
        for each in at.script.follow_ups
        if each.after is not None
    ]
