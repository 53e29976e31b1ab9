"""Leaving a network: first the question what becomes of one's contributions, then the good-bye."""

from __future__ import annotations

from bot.facilitator import scenes
from bot.facilitator.advancing import advance
from bot.facilitator.here import Here
from bot.facilitator.telling import About, tell
from bot.language import translator
from bot.wording import leaving as words
from dialogs.events import Left
from dialogs.round import Status
from storage import erasure, listening, rounds
from storage.memberships import Membership
from storage.people import Person

#: Rounds in which somebody can still have a seat to leave.
_UNDER_WAY = (Status.PLANNED, Status.OPEN, Status.WAITING, Status.RETURNING)


def leave(here: Here, person: Person, member: Membership, detail: str) -> None:
    """Ask what becomes of somebody's contributions, or do what they have chosen."""
    t = translator(person.language)
    match detail:
        case words.KEEP | words.ERASE:
            operator = scenes.filled_in_of(here, member.network).operator
            erased = detail == words.ERASE
            # Said first: what is on its way to somebody whose address goes must have been told.
            tell(here, person.id, words.left(operator, t, erased=erased), About())
            go(here, person, member, erase=erased)
        case words.STAY:
            tell(here, person.id, words.stayed(t), About())
        case _:
            tell(here, person.id, words.what_remains(t), About(whose=str(member.id)))


def go(here: Here, person: Person, member: Membership, *, erase: bool) -> None:
    """Take somebody out of every round of a network, then out of the network."""
    for number, seat in rounds.of_member(here.session, member.id):
        if erase or rounds.head(here.session, number).status in _UNDER_WAY:
            advance(here, number, Left(seat, erase=erase))
    listening.clear(here.session, person.id)
    erasure.erase(here.session, member.id, here.now, keep=not erase)
