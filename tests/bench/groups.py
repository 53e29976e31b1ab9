"""Groups of every size in the same place of the same dialog, with many things to work on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from itertools import count
from pathlib import Path
from random import Random

from dialogs import engine
from dialogs.asking import options_of, question_of
from dialogs.effects import Forget, Keep
from dialogs.events import Beginning, Event, Moved, Read, Started
from dialogs.round import Opening, Round, Seat
from dialogs.said import Answering, Picked, Words
from dialogs.script import LEVELS, Script
from tests.playing import script_of

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)

#: How many people: a steering group, a network, everybody.
SIZES = (12, 200, 1000)


@cache
def script() -> Script:
    """Return a dialog of sentences, reactions, and questions that are repeated over a long list."""
    return script_of(Path(__file__).parent / "many_things.yaml")


@cache
def writing(people: int) -> Round:
    """Return a group of which everybody has written a sentence, just before the phase ends."""
    seats = [Seat(n, LEVELS[n % 4]) for n in range(1, people + 1)]
    given = {"things": tuple(f"thing {n}" for n in range(20))}
    round = happen(engine.begin(seats, Beginning(given=given)), Started())
    for number in round.seats:
        round = say(round, number, Words(f"sentence {number}"), f"s{number}")
    return round


@cache
def read(people: int) -> Round:
    """Return the group when all sentences have been read, just before the next phase opens."""
    round = happen(writing(people), Moved())
    contributions = [each.key for each in round.queue]
    for reader in (101, 102):
        for n, contribution in enumerate(contributions, start=1):
            if (reader, n) != (102, len(contributions)):
                round = happen(round, Read(contribution, reader, "release"))
    return round


@cache
def weighing(people: int) -> Round:
    """Return the group in the second phase, in which nobody has answered yet."""
    return happen(read(people), Moved())


@cache
def weighed(people: int) -> Round:
    """Return the group when everybody has answered everything, just before the phase ends."""
    round, ids = weighing(people), count()
    for number in round.seats:
        while round.seats[number].open is not None:
            round = say(round, number, usual(round, round.seats[number]), f"w{next(ids)}")
    return round


def happen(round: Round, event: Event) -> Round:
    after, _ = engine.advance(script(), round, event, NOW, Random(1))
    return after


def say(round: Round, number: int, said: Answering, fresh: str) -> Round:
    """Return the round after somebody has answered what is open for them."""
    seat, opening = round.seats[number], round.opening
    assert opening is not None
    assert seat.open is not None
    reply = engine.Reply(seat.open, said, fresh)
    after, tally, effects = engine.reply(script(), opening, seat, round.tally, reply, NOW)
    untied = {answer.id: answer for answer in round.untied}
    for effect in effects:
        if isinstance(effect, Keep) and effect.answer.seat is None:
            untied[effect.answer.id] = effect.answer
        elif isinstance(effect, Forget):
            untied.pop(effect.answer, None)
    return replace(round.seated(after), tally=tally, untied=tuple(untied.values()))


def usual(round: Round, seat: Seat) -> Answering:
    """Return the first button, or some words where there is none."""
    assert round.opening is not None
    return answer(round.opening, seat)


def answer(opening: Opening, seat: Seat) -> Answering:
    """Return an answer to what is open for a seat."""
    assert seat.open is not None
    question = question_of(script(), opening, seat.open)
    return Picked((0,)) if options_of(opening, question) else Words("some words")
