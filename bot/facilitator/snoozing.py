"""Being reminded later, at an hour of one's own choice: a wish about one round.

It is a reminder that the person has asked for, so that it stands beside the budget; until then no
other reminder of this round comes.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.facilitator import scenes
from bot.facilitator.here import Here
from bot.facilitator.telling import About, tell
from bot.language import translator
from bot.nudging import TIME_LEFT, later
from bot.wording import rights as right_words
from bot.wording import snoozing as words
from bot.wording.snoozing import LATER, MORE
from dialogs.calm import Kind, Nudge
from dialogs.effects import Remind
from dialogs.round import Round
from dialogs.snooze import mornings, this_afternoon
from storage import nudges, rounds
from storage.memberships import Membership
from storage.people import Person


def only_asks(detail: str) -> bool:
    """Tell whether a press only asks for later: what it stands below can still be begun."""
    what, *more = detail.split("=")
    return what == LATER and len(more) == 1


def answer(here: Here, person: Person, member: Membership, what: str, to: str) -> bool:
    """Do what was pressed to be reminded later; return whether it was that."""
    number, _, chosen = to.partition("=")
    seats = {str(n): seat for n, seat in rounds.of_member(here.session, member.id)}
    if what != LATER or number not in seats:
        return False
    seat = seats[number]
    round = rounds.glance(here.session, int(number), seat)
    if round.opening is None or round.seats[seat].open is None:
        tell(here, person.id, right_words.nothing_open(translator(person.language)), About())
    else:
        _choose(here, person, member, (int(number), seat, round), chosen)
    return True


def _choose(
    here: Here, person: Person, member: Membership, where: tuple[int, int, Round], chosen: str
) -> None:
    number, _, round = where
    assert round.opening is not None
    t = translator(person.language)
    calm = scenes.filled_in_of(here, member.network).calm
    zone = ZoneInfo(person.zone) if person.zone else calm.zone
    until = round.opening.ends - TIME_LEFT
    afternoon = this_afternoon(calm, zone, here.now, until)
    days = mornings(calm, zone, here.now, until)
    possible = {str(int(at.timestamp())): at for at in (afternoon, *days) if at is not None}
    now, at_days = here.now.astimezone(zone), [day.astimezone(zone) for day in days]
    about = About(whose=str(member.id))
    if chosen in possible:
        _remind(here, person, member, where, possible[chosen])
        tell(here, person.id, words.noted(possible[chosen].astimezone(zone), t), About())
    elif chosen == MORE and at_days:
        tell(here, person.id, words.which_day(number, at_days, now, t), about)
    else:
        at = afternoon and afternoon.astimezone(zone)
        tell(here, person.id, words.when(number, at, at_days, now, t), about)


def _remind(
    here: Here, person: Person, member: Membership, where: tuple[int, int, Round], at: datetime
) -> None:
    number, seat, round = where
    assert round.opening is not None
    before = nudges.of(here.session, person.id)
    reminders = (str(number), later(number))
    others = [
        each.id
        for each in before
        if each.nudge.kind is Kind.REMINDER and each.nudge.subject in reminders
    ]
    nudges.remove(here.session, others)
    until = round.opening.ends - TIME_LEFT
    nudge = Nudge(person.id, Kind.REMINDER, later(number), at, until)
    nudges.put(
        here.session,
        nudge,
        member.network,
        [Remind(seat, round.opening.ends)],
        now=here.now,
        round=number,
        seat=seat,
        opening=round.opening,
    )
