"""A body that is named in a result reads it two working days before all others (practice 5).

It may comment on it; the coordination reads that and can add words of its own. The promised day
stays as it is, and whoever gets it early would have got it anyway: they sit in the round.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from bot.facilitator import scenes
from bot.facilitator.here import Here
from bot.facilitator.telling import About, tell
from bot.language import translator
from bot.wording import Scene
from bot.wording.forewarned import beforehand
from dialogs import calm
from dialogs.effects import Return
from dialogs.round import Round, Standing, Status
from dialogs.schedule import at_wall
from dialogs.workdays import working_days_after
from storage import moments, people, rounds
from storage.memberships import Membership

#: The kind of moment at which those read a result whose body is named in it.
FOREWARNING = "forewarning"

#: So many working days before all others.
AHEAD = 2

#: A body with a shorter name would be found in any text.
SHORTEST = 4


def plan(here: Here, number: int, before: Round, after: Round) -> None:
    """Wait for the day on which named bodies read a result that is being put together."""
    returning = after.status is Status.RETURNING and before.status is not Status.RETURNING
    if not returning or after.returns_on is None or after.part is not None:
        return
    settled = scenes.filled_in_of(here, rounds.head(here.session, number).network).calm
    on = after.returns_on.astimezone(settled.zone)
    day = working_days_after(on.date(), -AHEAD, settled.land)
    early = at_wall(datetime.combine(day, settled.hours.opens), settled.zone)
    at = calm.opens(settled, max(early, here.now), mirror=True)
    if at < after.returns_on:
        slot = after.returns_on.isoformat()
        moments.plan(here.session, FOREWARNING, str(number), slot, at, round=number)


def tell_the_named(here: Here, number: int) -> None:
    """Give the result to the people of every body that is named in it."""
    round = rounds.load(here.session, number)
    if round.status is not Status.RETURNING or round.returns_on is None:
        return
    scene = scenes.for_all(here, number, round, None, [Return(0)])
    on = round.returns_on.astimezone(scene.host.zone).date()
    members = rounds.members(here.session, number)
    for seat, member in _named(here, round, members, scene):
        person = people.get(here.session, member.person)
        paused = person.paused_until is not None and person.paused_until > here.now
        if person.reachable and not person.restricted and not paused:
            t = translator(person.language)
            theirs = replace(scene, seat=round.seats[seat])
            message = beforehand(number, member.body, on, theirs, t)
            tell(here, person.id, message, About(whose=str(member.id), provoked=False))


def _named(
    here: Here, round: Round, members: Mapping[int, Membership], scene: Scene
) -> Iterator[tuple[int, Membership]]:
    """Yield the seats whose body the result names; what people have signed names nobody else."""
    unsigned = replace(scene, names=dict.fromkeys(scene.names, "–"))
    for seat, member in members.items():
        there = round.seats[seat].standing is not Standing.LEFT and member.left_on is None
        if there and len(member.body) >= SHORTEST:
            language = people.get(here.session, member.person).language
            if _names(member.body, unsigned.returned(translator(language))):
                yield seat, member


def _names(body: str, words: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(body)}(?!\w)", words, re.IGNORECASE))
