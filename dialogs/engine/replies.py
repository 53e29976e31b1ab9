"""What one person says: one seat and a few counts, whatever the size of the group."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from dialogs.asking import (
    asks,
    item_key,
    next_ask,
    options_of,
    phase_of,
    question_of,
)
from dialogs.effects import (
    AskMore,
    Effect,
    Finished,
    Forget,
    Keep,
    Passed,
    Refuse,
    Say,
    Took,
)
from dialogs.engine.at import settling
from dialogs.engine.onward import ask, go_on, on_from
from dialogs.engine.tallies import with_change
from dialogs.questions.asked import SEALED, UNTIED, Anonymity
from dialogs.questions.choice import Choice
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
from dialogs.script import Script
from dialogs.text import Text


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
    counted = with_change(script, opening, tally, seat, after)
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
            return _stop(at, seat, reply, question.stop[key])
        case _:
            return _take(at, seat, reply, read)


def _stop(at: _At, seat: Seat, reply: Reply, words: Text) -> tuple[Seat, list[Effect]]:
    """End the phase for the person, and take back what had been answered here before."""
    said = Say(seat.number, words, at.opening.fills)
    if seat.marks.get(reply.ask) is not Mark.ANSWERED:
        after, effects = _decline(at, seat)
        return after, [said, *effects]
    stored = _stored(at, seat, reply)
    if stored is None and _mode(at, reply.ask) != "private":
        return seat, [_refuse(seat, Why.ALREADY_ANSWERED, reply.ask)]
    marks = {number: mark for number, mark in seat.marks.items() if number != reply.ask}
    answers = {key: answer for key, answer in seat.answers.items() if answer is not stored}
    after, effects = _decline(at, _pruned(at, replace(seat, marks=marks, answers=answers)))
    forget = [Forget(stored.id)] if stored is not None and stored.seat is None else []
    return after, [*forget, Passed(seat.number, reply.ask), said, *effects]


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
    return after, [*effects, *on_from(at.script, at.opening, after, reply.ask)]


def _amend(
    at: _At, seat: Seat, reply: Reply, said: Reason | Releasing
) -> tuple[Seat, list[Effect]]:
    """Add the reason or the release to an answer, then go on to what is open.

    The reason of a private answer stays in the person's own chat, like the answer.
    """
    stored = _stored(at, seat, reply)
    if stored is None:
        kept = seat.marks.get(reply.ask) is not Mark.ANSWERED or _mode(at, reply.ask) != "private"
        refused: list[Effect] = [_refuse(seat, Why.CLOSED, reply.ask)]
        return seat, refused if kept else on_from(at.script, at.opening, seat, reply.ask)
    question = question_of(at.script, at.opening, reply.ask)
    match said:
        case Reason(words=words):
            because = question.asks_reason(stored.value)
            if because is None:
                return seat, [_refuse(seat, Why.CLOSED, reply.ask)]
            reason = words.strip()
            if len(reason) > because.longest:
                numbers = {"longest": because.longest, "length": len(reason)}
                return seat, [Refuse(seat.number, Refusal(Why.TOO_LONG, numbers), reply.ask)]
            answer = replace(stored, reason=reason)
        case Releasing(choice=choice):
            if stored.release is None:
                return seat, [_refuse(seat, Why.CLOSED, reply.ask)]
            answer = replace(stored, release=choice)
        case _:
            assert_never(said)
    after = _led_on(at, _tied(seat, answer))
    return after, [Keep(answer), *on_from(at.script, at.opening, after, reply.ask)]


def _withdraw(at: _At, seat: Seat, reply: Reply) -> tuple[Seat, list[Effect]]:
    stored = _stored(at, seat, reply)
    if stored is None or seat.marks.get(reply.ask) is not Mark.ANSWERED:
        return seat, [_as_it_stands(seat, reply.ask)]
    others = {key: answer for key, answer in seat.answers.items() if answer.id != stored.id}
    after = _marked(replace(seat, answers=others), reply.ask, Mark.PASSED)
    after = _moved_on(at, after)
    forget: list[Effect] = [Forget(stored.id)] if stored.seat is None else []
    passed = Passed(seat.number, reply.ask)
    return after, [*forget, passed, *on_from(at.script, at.opening, after, reply.ask)]


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
        return seat, [_as_it_stands(seat, reply.ask)]
    mark = seat.marks.get(reply.ask, Mark.PASSED)
    after = _moved_on(at, _marked(seat, reply.ask, mark))
    more = on_from(at.script, at.opening, after, reply.ask)
    return after, [Passed(seat.number, reply.ask), *more] if mark is Mark.PASSED else more


def _as_it_stands(seat: Seat, number: AskNumber) -> Effect:
    """Return what is true of an ask already, where a press would change nothing."""
    match seat.marks.get(number):
        case Mark.PASSED:
            return Passed(seat.number, number)
        case Mark.ANSWERED:
            return _refuse(seat, Why.ALREADY_ANSWERED, number)
        case None:
            return _refuse(seat, Why.CLOSED, number)


def _back(at: _At, seat: Seat, reply: Reply) -> tuple[Seat, list[Effect]]:
    """Open the question before, or the one whose reason was asked for.

    The button carries the id of its answer, if that is untied.
    """
    own = _stored(at, seat, reply)
    if own is not None and own == reply.stored:
        after = replace(seat, open=reply.ask, standing=Standing.TAKING_PART)
        return after, [ask(at.script, at.opening, after, reply.ask, own.id)]
    order = asks(at.script, at.opening, seat)
    until = len(order) if seat.open is None else order.index(seat.open)
    behind = [number for number in order[:until] if number in seat.marks]
    if not behind:
        return seat, [_refuse(seat, Why.NOTHING_BEFORE, reply.ask)]
    last = behind[-1]
    stored = _stored(at, seat, replace(reply, ask=last))
    if seat.marks[last] is Mark.ANSWERED and stored is None and _mode(at, last) != "private":
        return seat, [_refuse(seat, Why.CHANGE_THERE, last)]
    after = replace(seat, open=last, standing=Standing.TAKING_PART)
    return after, [ask(at.script, at.opening, after, last, stored.id if stored else None)]


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
        if number not in asked and not (mark is Mark.ANSWERED and _mode(at, number) in UNTIED)
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


def _mode(at: _At, number: AskNumber) -> Anonymity:
    return at.script.anonymity_of(question_of(at.script, at.opening, number))


def _show(at: _At, seat: Seat) -> tuple[Seat, list[Effect]]:
    """Show what is open, from "Beginnen" to "Was ist offen?"; also to who had declined."""
    back = _led_on(at, replace(seat, standing=Standing.TAKING_PART))
    if back.open is None:
        back = replace(back, open=next_ask(at.script, at.opening, back))
    behind = [number.step for number in seat.marks if back.open is None or number < back.open]
    return back, go_on(at.script, at.opening, back, max(behind, default=-1))


def _led_on(at: _At, seat: Seat) -> Seat:
    """Return the seat at what can be answered from any message.

    Whoever went back to an untied answer had a button there that knows it. Nothing else does, so
    elsewhere the answer stands, and the next question is open.
    """
    there = seat.open
    if there is None or seat.marks.get(there) is not Mark.ANSWERED:
        return seat
    if _mode(at, there) not in SEALED:
        return seat
    return replace(seat, open=next_ask(at.script, at.opening, seat))


def _refuse(seat: Seat, why: Why, number: AskNumber) -> Refuse:
    return Refuse(seat.number, Refusal(why), number)
