"""What one person says: one seat and a few counts, whatever the size of the group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from dialogs.asking import (
    asks,
    between,
    item_key,
    next_ask,
    options_of,
    phase_of,
    question_of,
)
from dialogs.effects import (
    Ask,
    AskMore,
    Effect,
    Finished,
    Forget,
    Keep,
    Passed,
    Refuse,
    Reveal,
    Say,
    Took,
)
from dialogs.engine.at import settling
from dialogs.questions import Question
from dialogs.questions.asked import UNTIED
from dialogs.questions.choice import Choice
from dialogs.questions.optin import Optin
from dialogs.questions.text import TextQuestion
from dialogs.round import (
    Answer,
    AskNumber,
    Mark,
    Opening,
    Seat,
    Standing,
    Tally,
)
from dialogs.said import (
    Answering,
    Back,
    Decline,
    Picked,
    Points,
    Promise,
    Reason,
    Refusal,
    Releasing,
    Said,
    Show,
    Skip,
    Unfinished,
    Value,
    Why,
    Withdraw,
    Words,
)
from dialogs.script import Info, Script
from dialogs.sources import questions_in


@dataclass(frozen=True, slots=True)
class Reply:
    """Something said to an ask.

    ``id`` is fresh, for an answer that this may become. ``stored`` is the answer whose id the
    pressed button carried: an untied answer can be found again in no other way.
    """

    ask: AskNumber
    said: Said
    id: str
    stored: Answer | None = None


@dataclass(frozen=True, slots=True)
class _At:
    """Where a reply arrives: the script, the opening and the moment."""

    script: Script
    opening: Opening
    now: datetime


_Turn = tuple[Seat, Tally, list[Effect]]


def reply(
    script: Script, opening: Opening, seat: Seat, tally: Tally, reply: Reply, now: datetime
) -> _Turn:
    """Take what one person said. Total: what does not fit is refused and changes nothing."""
    at = _At(script, opening, now)
    if seat.standing is Standing.LEFT or reply.ask.opening != opening.number:
        return seat, tally, [_refuse(seat, Why.CLOSED, reply.ask)]
    after, effects = _heard(at, seat, reply)
    kept = {answer.id for answer in after.answers.values()}
    gone = [Forget(answer.id) for answer in seat.answers.values() if answer.id not in kept]
    effects = [*gone, *effects]
    counted = _counted(at, tally, seat, after)
    if not tally.waiting and not counted.waiting and _changes_an_answer(effects):
        effects += settling(phase_of(script, opening), opening, now)
    return after, counted, effects


def _changes_an_answer(effects: list[Effect]) -> bool:
    return any(isinstance(effect, Keep | Forget | Took | Passed) for effect in effects)


def _heard(at: _At, seat: Seat, reply: Reply) -> tuple[Seat, list[Effect]]:
    match reply.said:
        case Words() | Picked() | Points() | Promise():
            heard = _answer(at, seat, reply, reply.said)
        case Reason() | Releasing():
            heard = _amend(at, seat, reply, reply.said)
        case Skip():
            heard = _skip(at, seat, reply)
        case Back():
            heard = _back(at, seat, reply)
        case Decline():
            heard = _decline(at, seat)
        case Withdraw():
            heard = _withdraw(at, seat, reply)
        case Show():
            heard = _show(at, seat)
        case _:
            assert_never(reply.said)
    return heard


# --- Answers ---------------------------------------------------------------------------------


def _answer(at: _At, seat: Seat, reply: Reply, said: Answering) -> tuple[Seat, list[Effect]]:
    if reply.ask not in asks(at.script, at.opening, seat):
        return seat, [_refuse(seat, Why.CLOSED, reply.ask)]
    question = question_of(at.script, at.opening, reply.ask)
    read = question.read(said, options_of(at.opening, question), at.now.date())
    match read:
        case Refusal():
            return seat, [Refuse(seat.number, read, reply.ask)]
        case Unfinished(what=what):
            return seat, [AskMore(seat.number, reply.ask, "until", reply.id, what)]
        case str() as key if isinstance(question, Choice) and key in question.stop:
            after, effects = _decline(at, seat)
            return after, [Say(seat.number, question.stop[key], at.opening.fills), *effects]
        case _:
            return _take(at, seat, reply, read)


def _take(at: _At, seat: Seat, reply: Reply, value: Value) -> tuple[Seat, list[Effect]]:
    question = question_of(at.script, at.opening, reply.ask)
    mode = at.script.anonymity_of(question)
    before = _stored(at, seat, reply)
    if seat.marks.get(reply.ask) is Mark.ANSWERED and before is None and mode != "private":
        return seat, [_refuse(seat, Why.ALREADY_ANSWERED, reply.ask)]
    answer = Answer(
        id=before.id if before else reply.id,
        question=question.ask,
        item=item_key(at.opening, question, reply.ask),
        value=value,
        release="hide" if isinstance(question, TextQuestion) and question.release else None,
        seat=None if mode in UNTIED else seat.number,
        level=seat.level if mode == "role" and seat.level in at.opening.levels else None,
    )
    after = _moved_on(at, _marked(_tied(seat, answer), reply.ask, Mark.ANSWERED))
    kept = mode != "private"
    effects: list[Effect] = [Keep(answer)] if kept else []
    effects.append(Took(seat.number, reply.ask, answer.id, value, kept=kept))
    if question.asks_reason(value):
        return after, [*effects, AskMore(seat.number, reply.ask, "reason", answer.id)]
    if answer.release:
        return after, [*effects, AskMore(seat.number, reply.ask, "release", answer.id)]
    return after, [*effects, *_go_on(at, after, reply.ask.step)]


def _amend(
    at: _At, seat: Seat, reply: Reply, said: Reason | Releasing
) -> tuple[Seat, list[Effect]]:
    """Add the reason or the release to an answer, then go on to what is open."""
    stored = _stored(at, seat, reply)
    if stored is None:
        return seat, [_refuse(seat, Why.CLOSED, reply.ask)]
    question = question_of(at.script, at.opening, reply.ask)
    match said:
        case Reason(words=words):
            because = question.asks_reason(stored.value)
            longest = because.longest if because else 0
            if len(words) > longest:
                numbers = {"longest": longest, "length": len(words)}
                return seat, [Refuse(seat.number, Refusal(Why.TOO_LONG, numbers), reply.ask)]
            answer = replace(stored, reason=words.strip())
        case Releasing(choice=choice):
            if stored.release is None:
                return seat, [_refuse(seat, Why.CLOSED, reply.ask)]
            answer = replace(stored, release=choice)
        case _:
            assert_never(said)
    after = _tied(seat, answer)
    return after, [Keep(answer), *_go_on(at, after, reply.ask.step)]


def _withdraw(at: _At, seat: Seat, reply: Reply) -> tuple[Seat, list[Effect]]:
    stored = _stored(at, seat, reply)
    if stored is None or seat.marks.get(reply.ask) is not Mark.ANSWERED:
        return seat, [_refuse(seat, Why.CLOSED, reply.ask)]
    others = {key: answer for key, answer in seat.answers.items() if answer.id != stored.id}
    after = _marked(replace(seat, answers=others), reply.ask, Mark.PASSED)
    after = _moved_on(at, after)
    forget: list[Effect] = [Forget(stored.id)] if stored.seat is None else []
    passed = Passed(seat.number, reply.ask)
    return after, [*forget, passed, *_go_on(at, after, reply.ask.step)]


def _stored(at: _At, seat: Seat, reply: Reply) -> Answer | None:
    """Return the answer that stands for this ask: tied to the seat, or named by a button."""
    if reply.ask.step not in phase_of(at.script, at.opening).questions:
        return None
    question = question_of(at.script, at.opening, reply.ask)
    known = at.opening.items.get(question.ask)
    if known is not None and not 0 <= reply.ask.item < len(known):
        return None
    key = (question.ask, item_key(at.opening, question, reply.ask))
    if key in seat.answers:
        return seat.answers[key]
    named = reply.stored
    if named is None or named.seat is not None or seat.marks.get(reply.ask) is not Mark.ANSWERED:
        return None
    return named if (named.question, named.item) == key else None


def _tied(seat: Seat, answer: Answer) -> Seat:
    """Return the seat with this answer, if the answer is tied to it; else the seat as it was."""
    if answer.seat is None:
        return seat
    return replace(seat, answers={**seat.answers, (answer.question, answer.item): answer})


# --- Ways past a question ----------------------------------------------------------------------


def _skip(at: _At, seat: Seat, reply: Reply) -> tuple[Seat, list[Effect]]:
    if reply.ask != seat.open:
        return seat, [_refuse(seat, Why.CLOSED, reply.ask)]
    mark = seat.marks.get(reply.ask, Mark.PASSED)
    after = _moved_on(at, _marked(seat, reply.ask, mark))
    more = _go_on(at, after, reply.ask.step)
    return after, [Passed(seat.number, reply.ask), *more] if mark is Mark.PASSED else more


def _back(at: _At, seat: Seat, reply: Reply) -> tuple[Seat, list[Effect]]:
    """Open the question before. The button carries the id of its answer, if that is untied."""
    behind = [number for number in asks(at.script, at.opening, seat) if number in seat.marks]
    if seat.open is not None:
        order = asks(at.script, at.opening, seat)
        behind = [n for n in order[: order.index(seat.open)] if n in seat.marks]
    if not behind:
        return seat, [_refuse(seat, Why.NOTHING_BEFORE, reply.ask)]
    last = behind[-1]
    stored = _stored(at, seat, replace(reply, ask=last))
    mode = at.script.anonymity_of(question_of(at.script, at.opening, last))
    if seat.marks[last] is Mark.ANSWERED and stored is None and mode != "private":
        return seat, [_refuse(seat, Why.CHANGE_THERE, last)]
    after = replace(seat, open=last, standing=Standing.TAKING_PART)
    return after, [_ask(at, after, last, stored.id if stored else None)]


def _decline(at: _At, seat: Seat) -> tuple[Seat, list[Effect]]:
    after = replace(seat, standing=Standing.DECLINED, open=None)
    return after, [Finished(seat.number, at.opening.ends, declined=True)]


# --- What comes next -----------------------------------------------------------------------


def _marked(seat: Seat, number: AskNumber, mark: Mark) -> Seat:
    return replace(
        seat, marks={**seat.marks, number: mark}, standing=Standing.TAKING_PART, open=None
    )


def _moved_on(at: _At, seat: Seat) -> Seat:
    """Return the seat at its next question, without answers that no longer have theirs."""
    pruned = _pruned(at, seat)
    return replace(pruned, open=next_ask(at.script, at.opening, pruned))


def _pruned(at: _At, seat: Seat) -> Seat:
    """Drop tied answers of this phase to questions that a changed answer has made moot.

    Untied ones stand, and so do their marks: nobody else knows which they are, and without its
    mark a question could be answered twice.
    """
    asked = set(asks(at.script, at.opening, seat))
    moot = {
        number
        for number, mark in seat.marks.items()
        if number not in asked and not (mark is Mark.ANSWERED and _untied(at, number))
    }
    if not moot:
        return seat
    keys = set()
    for number in moot:
        question = question_of(at.script, at.opening, number)
        keys.add((question.ask, item_key(at.opening, question, number)))
    pruned = replace(
        seat,
        marks={number: mark for number, mark in seat.marks.items() if number not in moot},
        answers={key: answer for key, answer in seat.answers.items() if key not in keys},
    )
    return _pruned(at, pruned)


def _untied(at: _At, number: AskNumber) -> bool:
    return at.script.anonymity_of(question_of(at.script, at.opening, number)) in UNTIED


def _show(at: _At, seat: Seat) -> tuple[Seat, list[Effect]]:
    """Show what is open, from "Beginnen" to "Was ist offen?"; also to who had declined."""
    back = replace(seat, standing=Standing.TAKING_PART)
    back = replace(back, open=seat.open or next_ask(at.script, at.opening, back))
    behind = [number.step for number in seat.marks if back.open is None or number < back.open]
    return back, _go_on(at, back, max(behind, default=-1))


def _go_on(at: _At, seat: Seat, step: int) -> list[Effect]:
    """Say what stands between a step and the open question, then ask it; or end with thanks."""
    effects = messages(at.script, at.opening, seat, step)
    if seat.open is None:
        return [*effects, Finished(seat.number, at.opening.ends)]
    stored = _tied_answer(at, seat, seat.open)
    return [*effects, _ask(at, seat, seat.open, stored)]


def messages(script: Script, opening: Opening, seat: Seat, step: int = -1) -> list[Effect]:
    """Say the ``info`` and ``share`` steps between a step and the open question."""
    effects: list[Effect] = []
    for each in between(script, opening, seat, step):
        if isinstance(each, Info):
            if questions_in(script, each.info) <= opening.fills.keys():
                effects.append(Say(seat.number, each.info, opening.fills))
        elif each.share in opening.shares:
            effects.append(Reveal(seat.number, each.share))
    return effects


def _tied_answer(at: _At, seat: Seat, number: AskNumber) -> str | None:
    question = question_of(at.script, at.opening, number)
    stored = seat.answers.get((question.ask, item_key(at.opening, question, number)))
    return stored.id if stored else None


def _ask(at: _At, seat: Seat, number: AskNumber, answer: str | None) -> Ask:
    order = asks(at.script, at.opening, seat)
    question = question_of(at.script, at.opening, number)
    mode = at.script.anonymity_of(question)
    explained = {
        at.script.anonymity_of(before)
        for marked in seat.marks
        for before in [question_of(at.script, at.opening, marked)]
        if not at.script.for_tandem(before) and not isinstance(before, Optin)
    }
    return Ask(
        seat=seat.number,
        number=number,
        place=order.index(number) + 1,
        total=len(order),
        answer=answer,
        reads=None if mode in explained else mode,
        level_shown=seat.level in at.opening.levels,
    )


# --- Counts --------------------------------------------------------------------------------


def _counted(at: _At, tally: Tally, before: Seat, after: Seat) -> Tally:
    """Return the tally with this seat's change in it."""
    people = dict(tally.people)
    questions = phase_of(at.script, at.opening).questions
    for name, step in _changed(questions, before, after):
        people[name] = people.get(name, 0) + step
    waiting = (after.open is not None) - (before.open is not None)
    return Tally(tally.waiting + waiting, people)


def _changed(
    questions: Mapping[int, Question], before: Seat, after: Seat
) -> Iterator[tuple[str, int]]:
    had, has = answered(questions, before), answered(questions, after)
    yield from ((name, 1) for name in has - had)
    yield from ((name, -1) for name in had - has)


def answered(questions: Mapping[int, Question], seat: Seat) -> set[str]:
    """Return the names of the questions that this seat has answered in the open phase."""
    return {
        questions[number.step].ask
        for number, mark in seat.marks.items()
        if mark is Mark.ANSWERED and number.step in questions
    }


def _refuse(seat: Seat, why: Why, number: AskNumber) -> Refuse:
    return Refuse(seat.number, Refusal(why), number)
