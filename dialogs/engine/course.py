"""The course of a round: one event that touches everybody, and what follows from it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import assert_never

from dialogs.asking import phase_of
from dialogs.effects import (
    ClearMoment,
    CloseAsks,
    Effect,
    Forget,
    Keep,
    News,
    Remind,
    Request,
    Return,
    SetMoment,
    Tell,
    Untie,
    Wish,
)
from dialogs.engine.announcing import announced, lacking
from dialogs.engine.at import SETTLED, At, Turn, present, settling
from dialogs.engine.between import (
    GIVES_UP,
    OPENS,
    RETURNS,
    end_phase,
    enter,
    give_results,
    give_up_waiting,
    promised,
    ready,
    towards,
)
from dialogs.engine.desk import read, supplied
from dialogs.engine.freezing import freeze
from dialogs.engine.opening import (
    FIRST_REMINDER,
    LAST_REMINDER,
    PHASE_ENDS,
    PHASE_MOMENTS,
    moments,
    opened,
)
from dialogs.engine.people import is_among, joined, left
from dialogs.events import (
    Announced,
    Cancelled,
    Completed,
    Event,
    Extended,
    Joined,
    Left,
    Moved,
    Read,
    Started,
    SteppedBack,
    Supplied,
    TimeCame,
)
from dialogs.questions.asked import SEALED
from dialogs.round import Answer, Closed, Opening, Outcome, Round, Status
from dialogs.script import Script
from dialogs.workdays import Calendar

#: The longest time by which a phase can be extended at once.
LONGEST_EXTENSION = timedelta(days=90)


def advance(  # noqa: C901, PLR0912 - one line an event, and mypy counts them
    script: Script,
    round: Round,
    event: Event,
    now: datetime,
    chance: Random,
    calendar: Calendar | None = None,
) -> tuple[Round, list[Effect]]:
    """Take one event. Total: what does not fit the state of the round changes nothing."""
    at = At(script, now, chance, calendar)
    match event:
        case Started():
            turn = _started(at, round)
        case Announced(opens=opens):
            turn = announced(at, round, opens)
        case Joined(seat=seat):
            turn = joined(at, round, seat)
        case Left(seat=number, erase=erase):
            turn = _left(at, round, number, erase=erase)
        case Completed(away=away):
            turn = _completed(at, round, away)
        case TimeCame(moment=moment, away=away):
            turn = _time_came(at, round, moment, away)
        case Moved():
            turn = _moved(at, round)
        case SteppedBack():
            turn = _stepped_back(at, round)
        case Extended(by=by):
            turn = _extended(at, round, by)
        case Supplied(name=name, words=words):
            turn = supplied(at, round, name, words)
        case Read():
            turn = read(at, round, event)
        case Cancelled(reason=reason):
            turn = _cancelled(at, round, reason)
        case _:
            assert_never(event)
    return turn


def _not_now(round: Round, what: str) -> Turn:
    return round, [Request(Wish.NOT_NOW, what)]


def _started(at: At, round: Round) -> Turn:
    missing = lacking(at, round)
    if round.status is not Status.PLANNED or missing:
        return _not_now(round, missing or "start")
    on = promised(at, round.part)
    after, effects = towards(at, replace(round, returns_on=on), 0)
    if on is not None and after.status in (Status.OPEN, Status.WAITING):
        effects.append(SetMoment(RETURNS, on))
    return after, effects


def _left(at: At, round: Round, seat: int, *, erase: bool) -> Turn:
    after, effects = left(at, round, seat, erase=erase)
    if round.tally.waiting and after.opening is not None and not after.tally.waiting:
        after, more = _completed(at, after, frozenset())
        effects += more
    elif after.waiting is not None and ready(at, after, after.waiting):
        after, more = enter(at, after, after.waiting)
        effects += more
    return after, effects


def _completed(at: At, round: Round, away: Collection[int]) -> Turn:
    """Let a phase settle when everybody is done with it."""
    if round.opening is None or _waits(round, away):
        return round, []
    return round, [*settling(phase_of(at.script, round.opening), round.opening, at.now)]


def _waits(round: Round, away: Collection[int]) -> bool:
    """Tell whether anybody still has something open who is not away until it is over."""
    return any(seat.open is not None and seat.number not in away for seat in present(round))


# --- Time --------------------------------------------------------------------------------------


def _time_came(at: At, round: Round, moment: str, away: Collection[int]) -> Turn:
    """Act on a due moment. One that has been overtaken by something else changes nothing."""
    if moment == RETURNS:
        return _result_due(at, round)
    if round.opening is not None:
        return _phase_moment(at, round, round.opening, moment, away)
    if round.waiting is not None:
        waiting = round.waiting
        if moment == OPENS and ready(at, round, waiting):
            return enter(at, round, waiting)
        if moment == GIVES_UP and at.now >= waiting.until:
            return give_up_waiting(at, round, waiting)
    return round, []


def _phase_moment(
    at: At, round: Round, opening: Opening, moment: str, away: Collection[int]
) -> Turn:
    over = moment == PHASE_ENDS and at.now >= opening.ends
    early = phase_of(at.script, opening).ends_early
    settled = moment == SETTLED and early and not _waits(round, away)
    if over or settled:
        return end_phase(at, round, opening)
    if moment in (FIRST_REMINDER, LAST_REMINDER):
        open_seats = [seat.number for seat in present(round) if seat.open is not None]
        return round, [Remind(number, opening.ends) for number in open_seats]
    return round, []


def _result_due(at: At, round: Round) -> Turn:
    """Keep the promise: the result goes out on its date, whatever is still under way."""
    if round.returns_on is None or at.now < round.returns_on:
        return round, []
    if round.status is Status.RETURNING:
        return give_results(at, round)
    if round.status not in (Status.OPEN, Status.WAITING):
        return round, []
    if any(closed.outcome is Outcome.ENOUGH for closed in round.closed.values()):
        return round, [Return(seat.number) for seat in present(round)]
    return round, [Tell(seat.number, News.NOT_RETURNED_YET) for seat in present(round)]


# --- The coordination --------------------------------------------------------------------------


def _moved(at: At, round: Round) -> Turn:
    if round.opening is not None:
        return end_phase(at, round, round.opening)
    if round.waiting is not None:
        missing = sorted(round.waiting.drafts)
        if missing and not round.waiting.loop:
            return _not_now(round, missing[0])
        return give_up_waiting(at, round, round.waiting)
    if round.status is Status.RETURNING:
        return give_results(at, round)
    return _not_now(round, "move")


def _extended(at: At, round: Round, by: timedelta) -> Turn:
    opening = round.opening
    if opening is None or not timedelta() < by <= LONGEST_EXTENSION:
        return _not_now(round, "extend")
    ends = at.open_day(max(opening.ends, at.now).astimezone(at.now.tzinfo) + by)
    longer = replace(opening, ends=ends)
    title = phase_of(at.script, opening).title
    # The news reminds as well, so that only the reminder of the last day comes once more.
    renewed = (each for each in moments(at, round, longer) if each.moment != FIRST_REMINDER)
    effects: list[Effect] = [ClearMoment(SETTLED), *renewed]
    effects += (
        Tell(seat.number, News.EXTENDED, title, at=longer.ends)
        for seat in present(round)
        if seat.open is not None
    )
    return replace(round, opening=longer), effects


def _stepped_back(at: At, round: Round) -> Turn:
    """Open the phase before once more, as long as nobody has answered in this one.

    Tied answers stand and can be changed; untied ones stand. Only what has no answers that
    stand is asked.
    """
    before = _phase_before(at, round)
    begun = round.tally.people.values() if round.opening else ()
    looping = (round.waiting and round.waiting.loop) or (round.opening and round.opening.loop)
    if before is None or any(begun) or looping:
        return _not_now(round, "step-back")
    effects: list[Effect] = [ClearMoment(moment) for moment in (*PHASE_MOMENTS, OPENS, GIVES_UP)]
    if round.opening is not None:
        effects.append(CloseAsks(round.opening.number))
    again = freeze(at, round, before)
    asked = {q.ask for q in phase_of(at.script, again).questions.values()} - again.spared
    remaining = {name: closed for name, closed in round.closed.items() if name not in asked}
    after, more = opened(at, replace(round, closed=remaining), again)
    after, kept = _with_what_was_left(round, after, asked)
    title = phase_of(at.script, again).title
    told = [
        Tell(seat.number, News.REOPENED, title, at=again.ends)
        for seat in present(after)
        if seat.open is None and seat.marks
    ]
    return after, [*effects, *more, *told, *kept]


def _with_what_was_left(before: Round, after: Round, asked: set[str]) -> Turn:
    """Keep the answers that people left without a tie when they went: they stand as well.

    What was said to a proposal that was put in other words does not bind anybody any more.
    """
    people = dict(after.tally.people)
    untied: list[Answer] = []
    for name in sorted(asked & before.closed.keys()):
        closed = before.closed[name]
        over = _put_in_other_words(before, closed)
        items = after.opening.items.get(name) if after.opening else None
        loose = [
            answer
            for answer in closed.answers
            if answer.seat is None and answer.item not in over and is_among(answer, items)
        ]
        tied = {answer.seat for answer in closed.answers if answer.seat is not None}
        if loose:
            whose = max(1, min(len(loose), closed.people - len(tied)))
            people[name] = people.get(name, 0) + whose
            untied += loose
    tally = replace(after.tally, people=people)
    return replace(after, untied=tuple(untied), tally=tally), [Keep(answer) for answer in untied]


def _put_in_other_words(round: Round, closed: Closed) -> set[str]:
    """Return the items of which the result holds answers that those who gave them do not."""
    held = {answer.id for seat in round.seats.values() for answer in seat.answers.values()}
    return {a.item for a in closed.answers if a.seat is not None and a.id not in held}


def _phase_before(at: At, round: Round) -> int | None:
    """Return the place of the phase that was closed last, if the round can go back to it."""
    if round.status not in (Status.OPEN, Status.WAITING, Status.RETURNING):
        return None
    places = {phase.id: n for n, phase in enumerate(at.script.phases_of(round.part))}
    current = round.opening.index if round.opening else len(places)
    behind = [places[name] for name in round.took_part if places[name] < current]
    return max(behind, default=None)


def _cancelled(at: At, round: Round, reason: str) -> Turn:
    """End the round. Everybody reads why, and gets back what has come together so far."""
    if round.status in (Status.ENDED, Status.CANCELLED):
        return _not_now(round, "cancel")
    every = (*PHASE_MOMENTS, OPENS, GIVES_UP, RETURNS)
    effects: list[Effect] = [ClearMoment(moment) for moment in every]
    after = replace(round, status=Status.CANCELLED, waiting=None)
    if round.opening is not None:
        after, more = _abandoned(at, after)
        effects += more
    effects += (Tell(seat.number, News.CANCELLED, words=reason) for seat in present(round))
    if any(closed.outcome is Outcome.ENOUGH for closed in round.closed.values()):
        effects += (Return(seat.number) for seat in present(round))
    return after, effects


def _abandoned(at: At, round: Round) -> Turn:
    """Drop what was said in a phase that will never be closed properly."""
    assert round.opening is not None
    questions = phase_of(at.script, round.opening).questions.values()
    names = {question.ask for question in questions} - round.closed.keys()
    dropped = [
        answer.id
        for seat in round.seats.values()
        for answer in seat.answers.values()
        if answer.question in names
    ]
    seats = {
        number: replace(
            seat,
            open=None,
            marks={},
            answers={key: a for key, a in seat.answers.items() if a.question not in names},
        )
        for number, seat in round.seats.items()
    }
    effects: list[Effect] = [CloseAsks(round.opening.number)]
    effects += (Forget(answer) for answer in dropped)
    if any(at.script.anonymity_of(question) in SEALED for question in questions):
        effects.append(Untie(round.opening.number))
    return replace(round, seats=seats, opening=None, untied=()), effects
