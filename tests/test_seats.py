"""Who is told that this is not the place looks like who has no time: see also untied properties."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random

import pytest

from dialogs import engine
from dialogs.effects import Effect, Keep
from dialogs.engine import Reply
from dialogs.events import Beginning, Started
from dialogs.round import Seat
from dialogs.said import Decline, Picked, Said
from dialogs.source import read

SCRIPT = b"""\
reihum: 1
id: closed_matters
languages: [en]
title: Closed matters
purpose: To learn from what is over.
minutes: 3
anonymity: %s
people: {min: 5}
intro: Hello.
phases:
  - id: looking_back
    title: Looking back
    lasts: 7d
    steps:
      - ask: closed
        type: choice
        text: Is what you are thinking of closed?
        options: {closed: It is closed, running: It goes on}
        stop: {running: Then this is not the right place.}
      - ask: held
        text: What held?
returns: {text: The answers., within: 7d}
closing: Thank you.
"""
NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)


@pytest.mark.parametrize("mode", [b"anonymous", b"role", b"pseudonymous", b"named"])
def test_after_a_stop_nothing_is_kept_and_the_seat_is_as_after_not_this_time(mode: bytes) -> None:
    stopped, effects = _after(mode, Picked((1,)))
    declined, _ = _after(mode, Decline())
    assert stopped == declined
    assert not any(isinstance(effect, Keep) for effect in effects)


def _after(mode: bytes, said: Said) -> tuple[Seat, list[Effect]]:
    """Return the first seat after its person has said this, and what is wanted then."""
    script, problems = read(SCRIPT % mode)
    assert script is not None, problems
    planned = engine.begin([Seat(number, "praxis") for number in range(1, 7)], Beginning())
    begun, _ = engine.advance(script, planned, Started(), NOW, Random(1))
    seat = begun.seats[1]
    assert begun.opening is not None
    assert seat.open is not None
    reply = Reply(seat.open, said, "a1")
    after, _, effects = engine.reply(script, begun.opening, seat, begun.tally, reply, NOW)
    return after, effects
