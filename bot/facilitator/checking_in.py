"""Check-ins: when the slot of a set has come, a round begins with those whose turn it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from bot.facilitator import scenes, trial
from bot.facilitator.advancing import advance
from bot.facilitator.here import Here
from bot.roles import parts
from bot.wording.rhythm import FITS
from dialogs import engine
from dialogs.asking import concerns
from dialogs.calm import Kind, Nudge, Rhythm
from dialogs.events import Beginning, Started
from dialogs.habits import has_turn, is_check_in, is_wished_for
from dialogs.round import Round, Seat, Status
from dialogs.schedule import Planned
from dialogs.script import Script
from storage import habits, memberships, moments, nudges, people, rounds, schedules, scripts
from storage.memberships import Membership
from storage.moments import Moment
from storage.schedules import Schedule

#: After so many check-ins without a sign of life somebody is asked whether the rhythm fits.
MISSED = 2


def begin(here: Here, schedule: Schedule, _planned: Planned) -> None:
    """Begin a round of a set, unless too few would be in it."""
    script = scenes.shipped(here, schedule.name)
    if script is None:
        return
    today = scenes.local(here, scenes.filled_in_of(here, schedule.network)).date()
    mine = [each for each in _turn(here, schedule, script, today) if _fits(here, each, script)]
    if len(mine) >= script.people.min:
        _begin(here, schedule.network, schedule.name, script, mine)


def after_meeting(here: Here, moment: Moment) -> None:
    """Ask those who have met how it was."""
    network, _, name = moment.subject.partition("/")
    _begin_for_all(here, int(network), name)


def look_back(here: Here, number: int, round: Round) -> None:
    """Let the tandem look back on a round whose result has gone out, where they want that."""
    if round.status is not Status.ENDED or round.part or not round.closed:
        return
    if is_check_in(scenes.script(here, number)):
        return
    network = rounds.head(here.session, number).network
    for each in schedules.of_network(here.session, network):
        about = f"{each.id}/{number}"
        if each.kind == schedules.AFTER_ROUND and moments.occurs(
            here.session, each.kind, about, "", here.now
        ):
            _begin_for_all(here, network, each.name)


def _begin_for_all(here: Here, network: int, name: str) -> None:
    script = scenes.shipped(here, name)
    if script is None:
        return
    mine = [each for each in confirmed(here, network) if is_for(script, each)]
    if script.rhythm == "meeting":
        # Whoever wants no check-ins is not asked after meetings either.
        chosen = habits.several(here.session, [each.person for each in mine], Kind.CHECK_IN)
        mine = [each for each in mine if chosen[each.person].rhythm is not Rhythm.NONE]
    if len(mine) >= script.people.min:
        _begin(here, network, name, script, mine)


def _begin(here: Here, network: int, name: str, script: Script, mine: Sequence[Membership]) -> None:
    seats = [Seat(n, each.level, parts(each.roles)) for n, each in enumerate(mine, start=1)]
    beginning = Beginning(
        turn=_played(here, network, script),
        invited=Counter(each.level for each in mine),
    )
    begun = rounds.begin(
        here.session,
        network,
        scripts.put(here.session, here.premises.shipped[name]),
        engine.begin(seats, beginning),
        {n: each.id for n, each in enumerate(mine, start=1)},
        here.now,
    )
    assert begun is not None
    advance(here, begun, Started())


def count(here: Here, schedule: Schedule, planned: Planned) -> int:
    """Return to how many a slot goes at most, if nobody changes their mind; 0 if too few.

    Whoever is asked before by another one, or is silent, is not in it then.
    """
    script = scenes.shipped(here, schedule.name)
    if script is None:
        return 0
    zone = scenes.filled_in_of(here, schedule.network).calm.zone
    n = len(_turn(here, schedule, script, planned.at.astimezone(zone).date()))
    return n if n >= script.people.min else 0


# --- Whose turn it is ----------------------------------------------------------------------------


def _turn(here: Here, schedule: Schedule, script: Script, today: date) -> list[Membership]:
    """Return for whom a set is on that day, those who have been here longest first."""
    mine = [each for each in confirmed(here, schedule.network) if is_for(script, each)]
    if not is_wished_for(script):
        return mine
    rhythms = habits.several(here.session, [each.person for each in mine], Kind.CHECK_IN)
    rarer = _has_rarer(here, schedule, script)
    found = []
    for each in mine:
        rhythm = rhythms[each.person].rhythm
        seldom = rhythm is Rhythm.MONTHLY and rarer
        if not seldom and has_turn(rhythm, _last(here, each.person), today):
            found.append(each)
    return found


def confirmed(here: Here, network: int) -> list[Membership]:
    """Return everybody who belongs to a network for certain."""
    everybody = memberships.of_network(here.session, network)
    return [each for each in everybody if each.body and each.confirmed_at]


def there_are(here: Here, network: int) -> bool:
    """Tell whether sets come in a network to those who have chosen check-ins."""
    on = (
        scenes.shipped(here, each.name)
        for each in schedules.of_network(here.session, network)
        if each.kind == schedules.CHECK_IN and each.recurrence is not None
    )
    return any(each is not None and is_wished_for(each) for each in on)


def is_for(script: Script, member: Membership) -> bool:
    """Tell whether a set has anything to ask somebody."""
    seat = Seat(0, member.level, parts(member.roles))
    asked = (each.who for phase in script.phases for each in phase.questions.values())
    return any(concerns(who, seat) for who in asked)


def _has_rarer(here: Here, schedule: Schedule, script: Script) -> bool:
    """Tell whether the network has a monthly set for everybody beside a weekly one."""
    if script.rhythm != "weekly":
        return False
    others = (
        scenes.shipped(here, each.name)
        for each in schedules.of_network(here.session, schedule.network)
        if each.kind == schedules.CHECK_IN and each.recurrence is not None
    )
    return any(
        each is not None and each.rhythm == "monthly" and each.people.min > 1 for each in others
    )


def _last(here: Here, person: int) -> date | None:
    """Return on which day somebody was last asked in a check-in."""
    history = nudges.history(here.session, person)
    return max((sent.day for sent in history if Kind.CHECK_IN in sent.kinds), default=None)


def _fits(here: Here, member: Membership, script: Script) -> bool:
    """Tell whether somebody still wants their rhythm: who is silent is asked once, then less.

    Who has answered is kept nowhere once a phase is over. That somebody has given no sign of life
    at all since they were asked twice is known, and enough.
    """
    if not is_wished_for(script):
        return True
    person = people.get(here.session, member.person)
    history = nudges.history(here.session, person.id)
    missed = sum(Kind.CHECK_IN in sent.kinds and sent.day > person.seen_on for sent in history)
    if missed < MISSED:
        return True
    if moments.occurs(here.session, FITS, str(person.id), person.seen_on.isoformat(), here.now):
        nudge = Nudge(person.id, Kind.REMINDER, f"{FITS}/{member.id}", here.now, None)
        nudges.put(here.session, nudge, member.network, (), now=here.now)
        return False
    habit = habits.get(here.session, person.id, Kind.CHECK_IN)
    if habit.rhythm in (Rhythm.WEEKLY, Rhythm.FORTNIGHTLY):
        habits.put(here.session, person.id, Kind.CHECK_IN, habit.with_rhythm(Rhythm.MONTHLY))
        return False
    return True


# --- The round -----------------------------------------------------------------------------------


def _played(here: Here, network: int, script: Script) -> int:
    """Return how often a set has been played: which question's turn it is."""
    return sum(
        rounds.head(here.session, number).status is not Status.PLANNED
        and rounds.head(here.session, number).part is None
        and scenes.script(here, number).id == script.id
        and not trial.is_one(here, number)
        for number in rounds.of_network(here.session, network)
    )
