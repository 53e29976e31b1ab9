"""Leaving a network: first the question what becomes of one's contributions, then the good-bye."""

from __future__ import annotations

from datetime import timedelta

from bot.facilitator import away, scenes
from bot.facilitator.advancing import advance
from bot.facilitator.here import Here
from bot.facilitator.telling import About, tell
from bot.language import translator
from bot.wording import leaving as words
from dialogs.events import Left
from storage import departures, erasure, listening, memberships, moments, rounds
from storage.memberships import Membership
from storage.people import Person

#: The kinds of moments at which what is kept about somebody goes: with their words, or without.
ERASURE, LETTING_GO = "erasure", "letting-go"

#: So long a good-bye has time to arrive.
SOON = timedelta(hours=1)


def leave(here: Here, person: Person, member: Membership, detail: str) -> None:
    """Ask what becomes of somebody's contributions, or do what they have chosen."""
    t = translator(person.language)
    match detail:
        case words.KEEP | words.ERASE:
            operator = scenes.filled_in_of(here, member.network).operator
            erased = detail == words.ERASE
            go(here, member, erase=erased)
            tell(here, person.id, words.left(operator, t, erased=erased), About())
        case words.STAY:
            tell(here, person.id, words.stayed(t), About())
        case _:
            tell(here, person.id, words.what_remains(t), About(whose=str(member.id)))


def go(here: Here, member: Membership, *, erase: bool) -> None:
    """Take somebody out of every round of a network, also of those that are over, then out of it.

    Their address is needed once more, to say good-bye; what is kept about them goes soon after.
    """
    for number, seat in rounds.of_member(here.session, member.id):
        advance(here, number, Left(seat, erase=erase))
        away.settle(here, number)
    departures.note(here.session, departures.member(member.id, erase=erase), here.now)
    listening.clear(here.session, member.person)
    memberships.change(here.session, member.id, left_on=here.now.date())
    kind = ERASURE if erase else LETTING_GO
    moments.plan(here.session, kind, str(member.id), "", here.now + SOON)


def gone(here: Here, member: str, *, erase: bool) -> None:
    """Delete what is kept about somebody who has left."""
    erasure.erase(here.session, int(member), here.now, keep=not erase)
