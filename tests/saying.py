"""Things that people may say to a question: what fits, and what does not."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import assert_never

from dialogs.asking import options_of, question_of
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
from dialogs.round import AskNumber, Seat
from dialogs.said import (
    Answering,
    Back,
    Option,
    Picked,
    Points,
    Promise,
    Reason,
    Releasing,
    Said,
    Show,
    Skip,
    Withdraw,
    Words,
)
from tests.playing import Play


def sensible(play: Play, seat: Seat, ask: AskNumber, dice: Random) -> Answering:
    """Return something that counts as an answer to an ask of the open phase."""
    opening = play.round.opening
    assert opening is not None, seat
    question = question_of(play.script, opening, ask)
    return answering(play, question, options_of(opening, question), dice)


def answering(
    play: Play, question: Question, options: tuple[Option, ...], dice: Random
) -> Answering:
    """Return one of the things that people may answer to a question."""
    places = range(len(options))
    match question:
        case TextQuestion() | Statement():
            return Words(play.fresh("w"))
        case Commitment():
            until = play.now.date() + timedelta(days=dice.randint(0, 60))
            return Promise(play.fresh("w"), until, dice.choice(["", play.fresh("w")]))
        case Multi():
            most = min(question.at_most or len(options), len(options))
            return Picked(tuple(dice.sample(places, dice.randint(1, most))))
        case Rank():
            given = [0] * len(options)
            for _ in range(dice.randint(1, question.points)):
                given[dice.randrange(len(options))] += 1
            return Points(tuple(given))
        case Choice() | Scale() | Vote() | Reaction() | Consent() | Optin():
            return Picked((dice.choice(places),))
        case _:
            assert_never(question)


def odd(play: Play, dice: Random) -> Said:
    """Return something that may not fit at all."""
    return dice.choice(
        (
            Words(""),
            Words("x" * 3000),
            Words("na"),
            Words(play.fresh("w")),
            Picked(()),
            Picked((0, 0)),
            Picked((99,)),
            Picked((-1,)),
            Picked((1, 0)),
            Points(()),
            Points((9, 9, 9)),
            Points((-1, 1)),
            Promise("", play.now.date()),
            Promise("late", play.now.date() - timedelta(days=1)),
            Promise("far", play.now.date() + timedelta(days=1000)),
            Reason(""),
            Reason("y" * 5000),
            Releasing("verbatim"),
            Skip(),
            Back(),
            Withdraw(),
            Show(),
        )
    )
