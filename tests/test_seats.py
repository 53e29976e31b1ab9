"""A seat says that somebody has answered without a name, and never what."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random

import pytest

from dialogs import engine
from dialogs.effects import Keep
from dialogs.engine import Reply
from dialogs.events import Beginning, Started
from dialogs.round import AskNumber, Round, Seat
from dialogs.said import Decline, Picked, Reason, Said, Words
from dialogs.script import Script
from dialogs.source import read

SCRIPT = b"""\
reihum: 1
id: closed_matters
languages: [en]
title: Closed matters
purpose: To learn from what is over.
minutes: 4
anonymity: %s
people: {min: 5}
intro: Hello.
phases:
  - id: looking_back
    title: Looking back
    lasts: 7d
    steps:
      - ask: link
        type: choice
        text: Where in the chain did it begin?
        options: {advice: Advice, handover: Hand-over, other: Somewhere else, running: It goes on}
        because: {when: [other], text: Where?}
        stop: {running: Then this is not the right place.}
      - ask: held
        text: What held?
returns: {text: The answers., within: 7d}
closing: Thank you.
"""
MODES = (b"private", b"anonymous", b"role")
NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)


@pytest.mark.parametrize("mode", MODES)
def test_a_seat_is_the_same_whatever_was_answered(mode: bytes) -> None:
    seats = [_after(mode, Picked((place,))) for place in (0, 1, 2)]
    assert seats[0] == seats[1] == seats[2]


@pytest.mark.parametrize("mode", MODES)
def test_a_seat_is_the_same_whether_a_reason_was_asked_for_and_given_or_not(mode: bytes) -> None:
    untold = _after(mode, Picked((2,)), Reason(""), Words("The rota."))
    told = _after(mode, Picked((2,)), Reason("At the gate."), Words("The telephone list."))
    assert untold == told == _after(mode, Picked((0,)), Words("A good habit."))


@pytest.mark.parametrize("mode", MODES)
def test_who_is_told_that_this_is_not_the_place_looks_like_who_has_no_time(mode: bytes) -> None:
    assert _after(mode, Picked((3,))) == _after(mode, Decline())


def _after(mode: bytes, *doings: Said) -> Seat:
    """Return the first seat after its person has said all this."""
    script, problems = read(SCRIPT % mode)
    assert script is not None, problems
    round = _begun(script)
    seat, tally, stored = round.seats[1], round.tally, None
    assert round.opening is not None
    for n, said in enumerate(doings):
        number = AskNumber(round.opening.number, 0, 0) if isinstance(said, Reason) else seat.open
        assert number is not None
        reply = Reply(number, said, f"a{n}", stored)
        seat, tally, effects = engine.reply(script, round.opening, seat, tally, reply, NOW)
        stored = next((effect.answer for effect in effects if isinstance(effect, Keep)), None)
    return seat


def _begun(script: Script) -> Round:
    seats = [Seat(number, "praxis") for number in range(1, 7)]
    planned = engine.begin(seats, Beginning())
    begun, _ = engine.advance(script, planned, Started(), NOW, Random(1))
    return begun
