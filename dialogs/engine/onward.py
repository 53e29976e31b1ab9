"""What a seat is told next: the messages on the way, then the question that is open."""

from __future__ import annotations

from dialogs.asking import asks, between, is_further, item_key, question_of
from dialogs.effects import Ask, Effect, Finished, Reveal, Say
from dialogs.questions.optin import Optin
from dialogs.round import AskNumber, Opening, Seat
from dialogs.script import Info, Script
from dialogs.sources import questions_in


def on_from(script: Script, opening: Opening, seat: Seat, number: AskNumber) -> list[Effect]:
    """Go on from this ask, which has been answered or passed.

    What stands behind the foremost answer is told with it; whoever changes an earlier one has
    been told already.
    """
    order = asks(script, opening, seat)
    later = order[order.index(number) + 1 :] if number in order else []
    if any(each in seat.marks for each in later):
        return [_next(script, opening, seat)]
    return go_on(script, opening, seat, number.step)


def go_on(script: Script, opening: Opening, seat: Seat, step: int) -> list[Effect]:
    """Say what stands between a step and the open question, then ask it; or end with thanks."""
    return [*messages(script, opening, seat, step), _next(script, opening, seat)]


def messages(script: Script, opening: Opening, seat: Seat, step: int = -1) -> list[Effect]:
    """Say the ``info`` and ``share`` steps between a step and the open question."""
    effects: list[Effect] = []
    for each in between(script, opening, seat, step):
        if isinstance(each, Info):
            if questions_in(script, each.info) <= opening.fills.keys():
                effects.append(Say(seat.number, each.info, opening.fills))
        elif each.share in opening.shares:
            effects.append(Reveal(seat.number, each.share, opening.shares[each.share]))
    return effects


def ask(script: Script, opening: Opening, seat: Seat, number: AskNumber, answer: str | None) -> Ask:
    """Put a question to a seat; ``answer`` is the id of the answer that this would change."""
    every = asks(script, opening, seat)
    counted = [each for each in every if not is_further(script, opening, each)]
    question = question_of(script, opening, number)
    mode = script.anonymity_of(question)
    explained = {
        script.anonymity_of(before)
        for marked in seat.marks
        for before in [question_of(script, opening, marked)]
        if not script.for_tandem(before) and not isinstance(before, Optin)
    }
    return Ask(
        seat=seat.number,
        number=number,
        place=counted.index(number) + 1 if number in counted else 0,
        total=len(counted),
        answer=answer,
        reads=None if mode in explained else mode,
        level_shown=seat.level in opening.levels,
    )


def _next(script: Script, opening: Opening, seat: Seat) -> Effect:
    if seat.open is None:
        return Finished(seat.number, opening.ends)
    stored = _tied_answer(script, opening, seat, seat.open)
    return ask(script, opening, seat, seat.open, stored)


def _tied_answer(script: Script, opening: Opening, seat: Seat, number: AskNumber) -> str | None:
    question = question_of(script, opening, number)
    stored = seat.answers.get((question.ask, item_key(opening, question, number)))
    return stored.id if stored else None
