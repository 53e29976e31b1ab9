"""After a backup has been restored: whoever has left since then leaves once more."""

from __future__ import annotations

from bot.facilitator import leaving
from bot.facilitator.advancing import advance
from bot.facilitator.here import Here
from dialogs.events import Left
from storage import departures, memberships, rounds
from storage.departures import Gone


def go_again(here: Here, gone: Gone) -> int:
    """Let everybody leave who has, and delete what they have had deleted; return how many."""
    left = 0
    for number in memberships.numbers(here.session):
        for round, seat in rounds.of_member(here.session, number):
            if departures.seat(round, seat) in gone:
                advance(here, round, Left(seat, erase=True))
                left += 1
        for erase in (True, False):
            if departures.member(number, erase=erase) in gone:
                leaving.go(here, memberships.get(here.session, number), erase=erase)
                leaving.gone(here, str(number), erase=erase)
                left += 1
                break
    return left
