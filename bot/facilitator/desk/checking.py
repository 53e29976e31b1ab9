"""The computed check before a start: what will come of a plan, as things stand now."""

from __future__ import annotations

from collections import Counter

from bot.facilitator import arrivals, scenes, trial
from bot.facilitator.desk.at_desk import AtDesk
from bot.outlook import Outlook, Situation, outlook
from bot.planned import Planned
from bot.roles import DEPUTY, DESK, parts
from bot.wording.desk import outlook as words
from dialogs.calm import Kind, Rhythm
from dialogs.engine.at import At
from dialogs.engine.between import promised
from dialogs.habits import is_check_in, is_wished_for
from dialogs.round import Seat, Status
from dialogs.script import Script
from storage import habits, memberships, networks, rounds
from storage.memberships import Membership

#: Rounds that take people's time.
_TAKE_TIME = (Status.OPEN, Status.WAITING)


def check(desk: AtDesk, planned: Planned) -> None:
    """Show the plan as a whole, with what speaks against it."""
    desk.say(words.check(planned, look(desk, planned), confirmed(desk), desk.t))


def look(desk: AtDesk, planned: Planned) -> Outlook:
    """Return what will come of a plan if it begins now."""
    return outlook(planned, _situation(desk, planned))


def confirmed(desk: AtDesk) -> list[Membership]:
    """Return everybody who belongs to the network for certain, by name."""
    everybody = memberships.of_network(desk.here.session, desk.member.network)
    return sorted(
        (each for each in everybody if each.body and each.confirmed_at),
        key=lambda each: each.name.casefold(),
    )


def chosen(desk: AtDesk, script: Script, member: Membership) -> bool:
    """Tell whether somebody has chosen what comes again like this; everything else is for all."""
    if not is_wished_for(script):
        return True
    habit = habits.get(desk.here.session, member.person, Kind.CHECK_IN)
    return habit.rhythm is not Rhythm.NONE


def _situation(desk: AtDesk, planned: Planned) -> Situation:
    here, everybody = desk.here, confirmed(desk)
    everybody = [each for each in everybody if chosen(desk, planned.script, each)]
    now = scenes.local(here, desk.page)
    at_desk = [each for each in everybody if each.roles & DESK]
    others = _others(desk)
    busy = Counter(member for number in others for member in _seated(desk, number))
    return Situation(
        now=now,
        calm=desk.page.calm,
        members={each.id: Seat(each.id, each.level, parts(each.roles)) for each in everybody},
        invited=networks.get(here.session, desk.member.network).invited,
        promised=promised(At(planned.script, now, here.chance, desk.page.calm.calendar), None),
        unconfirmed=len(arrivals.unconfirmed(here, desk.member.network)),
        desk=len(at_desk),
        deputy=any(DEPUTY in each.roles for each in at_desk),
        busy=busy,
        others=tuple(desk.script(number).title for number in others),
    )


def _others(desk: AtDesk) -> list[int]:
    """Return the rounds under way in this network, without check-ins and what comes after one."""
    session = desk.here.session
    return [
        number
        for number in rounds.of_network(session, desk.member.network, _TAKE_TIME)
        if rounds.head(session, number).part is None
        and not is_check_in(desk.script(number))
        and not trial.is_one(desk.here, number)
    ]


def _seated(desk: AtDesk, number: int) -> list[int]:
    return [each.id for each in rounds.members(desk.here.session, number).values()]
