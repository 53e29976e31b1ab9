"""What happens because its time has come: due moments of rounds, and wishes to write."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import chain
from zoneinfo import ZoneInfo

from bot.facilitator import (
    arrivals,
    checking_in,
    digesting,
    forewarning,
    leaving,
    lingering,
    minding,
    nights,
    recurring,
    rhythms,
    scenes,
    trends,
    trial,
)
from bot.facilitator.advancing import advance, begin_follow_up, occasion
from bot.facilitator.here import Here
from bot.facilitator.recurring import Begin
from bot.facilitator.telling import About, tell
from bot.language import translator
from bot.message import Message
from bot.nudging import Occasion, later, still_needed
from bot.wording import Scene, snoozing, worded
from bot.wording.coordination import request
from bot.wording.desk.standing import leads_to
from bot.wording.mirrored import choices
from dialogs import calm
from dialogs.calm import Kind, Wishes
from dialogs.effects import Effect, Invite, Remind, Request, Return
from dialogs.engine.at import SETTLED
from dialogs.events import TimeCame
from dialogs.round import Round
from dialogs.several import strictest
from storage import (
    habits,
    memberships,
    moments,
    nudges,
    openings,
    people,
    rounds,
    schedules,
)
from storage.memberships import Membership
from storage.moments import Moment
from storage.nudges import Waiting
from storage.people import Person

#: What nobody wants twice: rather lost in the one case in which it may have been sent.
_ONCE = (Kind.REMINDER, Kind.DIGEST)

#: Whoever cannot be reached, or wants to be left alone, is looked at anew when that changes.
_UNTIL_BACK = timedelta(days=365)

#: How long something unprovoked may wait for a messenger that cannot be reached.
_KEEPS = timedelta(hours=12)


def come(here: Here, moment: Moment) -> bool:
    """Act on a moment that is due; return False where somebody else has done so."""
    if not moments.take(here.session, moment, here.now):
        return False
    _COMES[moment.kind](here, moment)
    return True


def _round_s_time(here: Here, moment: Moment) -> None:
    assert moment.round is not None
    away = rounds.away(here.session, moment.round) if moment.name == SETTLED else frozenset[int]()
    after = advance(here, moment.round, TimeCame(moment.name, away))
    checking_in.look_back(here, moment.round, after)


def _follow_up_s_time(here: Here, moment: Moment) -> None:
    assert moment.round is not None
    begin_follow_up(here, moment.round, moment.later)


def _of(number: Callable[[Here, int], None]) -> Callable[[Here, Moment], None]:
    """Return what acts on a moment whose subject is a number."""
    return lambda here, moment: number(here, int(moment.subject))


#: A letter about no round, and the membership through which it is answered.
_Letter = tuple[Message, Membership]

#: What schedules start, by their kind.
_BEGINS: Mapping[str, Begin] = {
    schedules.DIGEST: digesting.begin,
    schedules.CHECK_IN: checking_in.begin,
}

#: What happens when a time has come, by the kind of the moment.
_COMES: Mapping[str, Callable[[Here, Moment], None]] = {
    moments.ROUND: _round_s_time,
    moments.LATER: _follow_up_s_time,
    moments.SCHEDULE: partial(recurring.come, begins=_BEGINS),
    moments.MOVED: partial(recurring.come_moved, begins=_BEGINS),
    moments.MEETING: checking_in.after_meeting,
    moments.ASKING: _of(trial.ask),
    moments.TRIAL: _of(trial.end),
    minding.REMOVAL: lambda here, moment: minding.remove(here, moment.subject),
    arrivals.ARRIVALS: _of(arrivals.announce),
    nights.NIGHT: _of(nights.night),
    forewarning.FOREWARNING: _of(forewarning.tell_the_named),
    lingering.STILL_THERE: _of(lingering.ask),
    lingering.LETS_GO: _of(lingering.let_go),
    leaving.ERASURE: lambda here, moment: leaving.gone(here, moment.subject, erase=True),
    leaving.LETTING_GO: lambda here, moment: leaving.gone(here, moment.subject, erase=False),
}


def write_to(here: Here, number: int) -> bool:
    """Write to somebody what may be written by now; return whether it was anything."""
    person = people.get(here.session, number)
    if not person.reachable or person.restricted:
        # They are kept until somebody is back; those that come too late then are dropped then.
        nudges.again(here.session, number, here.now + _UNTIL_BACK)
        return False
    waiting = nudges.of(here.session, number)
    letters = _letters(here, person, waiting)
    wishes = _needed(here, letters, waiting)
    if not wishes:
        return False
    of = sorted({wish.network for wish in wishes.values()})
    settled = strictest([scenes.filled_in_of(here, network).calm for network in of])
    history = nudges.history(here.session, number)
    decision = calm.due(wishes, _settled(here, person, wishes), settled, history, here.now)
    done = (*(each.nudge for each in decision.dropped), *decision.send)
    nudges.remove(here.session, [wishes[nudge].id for nudge in done])
    for nudge in decision.send:
        if wishes[nudge].seat is not None:
            _say(here, person, wishes[nudge])
    to_desk = [wishes[nudge] for nudge in decision.send if wishes[nudge].seat is None]
    _ask_the_desk(here, person, [wish for wish in to_desk if wish.round is not None])
    for wish in (each for each in to_desk if each.round is None):
        if (letter := letters[wish.id]) is not None:
            _send(here, person, *letter)
        if wish.nudge.kind is Kind.DIGEST:
            digesting.went_out(here, wish)
    if decision.sent is not None:
        nudges.remember(here.session, number, decision.sent)
    if decision.again is not None:
        nudges.again(here.session, number, decision.again)
    return bool(decision.send)


def _letters(here: Here, person: Person, wishes: Iterable[Waiting]) -> Mapping[int, _Letter | None]:
    """Return what stands in letters that are about no round, by the number of the wish.

    They are written when they could go out; one without anything to say, or whose reader is not
    there any more, is None.
    """
    due = (each for each in wishes if each.round is None and each.nudge.earliest <= here.now)
    return {wish.id: _letter(here, person, wish) for wish in due}


def _needed(
    here: Here, letters: Mapping[int, _Letter | None], wishes: Sequence[Waiting]
) -> Mapping[calm.Nudge, Waiting]:
    """Return what is still worth saying, and forget the rest."""
    needed = {}
    put_off = {wish.round for wish in wishes if wish.nudge.subject == later(wish.round or 0)}
    for wish in wishes:
        if wish.round is None:
            empty = wish.id in letters and letters[wish.id] is None
            needed[replace(wish.nudge, empty=empty)] = wish
            continue
        round = rounds.glance(here.session, wish.round, wish.seat)
        about = _about(here, wish, round)
        still = tuple(
            each for each in wish.effects if still_needed(each, about, round, wish.seat or 0)
        )
        if wish.nudge.subject == str(wish.round) and wish.nudge.kind is Kind.REMINDER:
            # Whoever has named another hour is left alone until then.
            still = () if wish.round in put_off else still
        if still:
            needed[wish.nudge] = replace(wish, effects=still)
        else:
            nudges.remove(here.session, [wish.id])
    return needed


def _about(here: Here, wish: Waiting, round: Round) -> Occasion:
    assert wish.round is not None
    opening = None
    if wish.opening is not None:
        opening = openings.find(here.session, wish.round, wish.opening)
    return occasion(here, wish.round, round, opening)


def _settled(here: Here, person: Person, wishes: Mapping[calm.Nudge, Waiting]) -> Wishes:
    """Return what somebody has settled on, and which rounds they know to come daily."""
    daily = {
        nudge.subject
        for nudge, wish in wishes.items()
        if wish.round is not None
        and (
            _is_daily(here, wish)
            or nudge.subject == later(wish.round)
            or any(isinstance(each, Request) for each in wish.effects)
        )
    }
    return Wishes(
        rhythm=habits.get(here.session, person.id, Kind.CHECK_IN).rhythm,
        zone=ZoneInfo(person.zone) if person.zone else None,
        paused_until=person.paused_until,
        snoozed_until=person.snoozed_until,
        daily=frozenset(daily),
    )


def _is_daily(here: Here, wish: Waiting) -> bool:
    assert wish.round is not None
    return scenes.script(here, wish.round).rhythm == "daily"


def _say(here: Here, person: Person, wish: Waiting) -> None:
    assert wish.round is not None
    assert wish.seat is not None
    effects = [_introducing(here, wish, each) for each in wish.effects]
    round, scene = _scene(here, wish, effects)
    seat = round.seats.get(wish.seat)
    about = About(
        wish.round,
        provoked=False,
        repeats=wish.nudge.kind not in _ONCE,
        expires=None if wish.nudge.kind not in _ONCE else here.now + _KEEPS,
    )
    *others, last = worded(effects, replace(scene, seat=seat), person.language)
    for message in others:
        tell(here, person.id, message, about)
    t, member = translator(person.language), rounds.member(here.session, wish.round, wish.seat)
    if any(isinstance(each, Return) for each in effects):
        # Whether it is right, and whom it hurts, is asked below the result itself.
        last = replace(last, menu=choices(wish.round, t))
    elif any(isinstance(each, Invite | Remind) for each in effects):
        last = replace(last, menu=snoozing.offer(wish.round, t))
    tell(here, person.id, last, replace(about, whose=str(member.id) if member else ""))


def _letter(here: Here, person: Person, wish: Waiting) -> _Letter | None:
    if wish.nudge.kind is Kind.DIGEST:
        return digesting.message(here, person, wish)
    return rhythms.message(here, person, wish)


def _send(here: Here, person: Person, message: Message, member: Membership) -> None:
    expires = here.now + _KEEPS
    about = About(whose=str(member.id), provoked=False, repeats=False, expires=expires)
    tell(here, person.id, message, about)


def _scene(here: Here, wish: Waiting, effects: Sequence[Effect]) -> tuple[Round, Scene]:
    """Return a round with the scene of what is told of it.

    Invitations and reminders are told to everybody at once: they must not cost more the more
    people there are. The opening has everything that is said in them.
    """
    assert wish.round is not None
    if all(isinstance(each, Invite | Remind) for each in effects):
        round = rounds.glance(here.session, wish.round, wish.seat)
        opening = _about(here, wish, round).opening
        head = rounds.head(here.session, wish.round)
        scene = scenes.in_reply(here, head, None)
        fills = opening.fills if opening else {}
        frame = rounds.frame(here.session, wish.round)
        return round, replace(scene, opening=opening, fills=fills, frame=frame)
    round = rounds.load(here.session, wish.round)
    opening = _about(here, wish, round).opening
    scene = scenes.for_all(here, wish.round, round, opening, effects)
    if scene.mirror is not None:
        scene = trends.compared(here, wish.round, scene)
    return round, scene


def _ask_the_desk(here: Here, person: Person, wishes: Iterable[Waiting]) -> None:
    """Ask the coordination for things, each time with the button that leads to it.

    What several small rounds have to tell in the same words is told together: after the day of
    many promises there are as many rounds.
    """
    told: dict[str, tuple[Message, About]] = {}
    for message, about in chain(*(_asked_for(here, person, wish) for wish in wishes)):
        head, _, rest = message.text.partition("\n\n")
        if message.menu or not rest:
            tell(here, person.id, message, about)
        elif head in told:
            before, about_before = told[head]
            told[head] = replace(before, text=f"{before.text}\n\n{rest}"), about_before
        else:
            told[head] = message, about
    for message, about in told.values():
        tell(here, person.id, message, about)


def _asked_for(here: Here, person: Person, wish: Waiting) -> Iterator[tuple[Message, About]]:
    assert wish.round is not None
    round = rounds.load(here.session, wish.round)
    opening = _about(here, wish, round).opening
    scene = scenes.for_all(here, wish.round, round, opening, wish.effects)
    t = translator(person.language)
    mine = memberships.of_person(here.session, person.id)
    whose = next((str(each.id) for each in mine if each.network == wish.network), "")
    for effect in wish.effects:
        if isinstance(effect, Request):
            offer = leads_to(effect, wish.round, t)
            said = replace(request(effect, scene, t), menu=((offer,),) if offer else ())
            yield said, About(wish.round, whose=whose, provoked=False)


def _introducing(here: Here, wish: Waiting, effect: Effect) -> Effect:
    """Introduce the dialog in the first invitation that really reaches somebody."""
    if not isinstance(effect, Invite) or effect.opening.part is not None or wish.seat is None:
        return effect
    assert wish.round is not None
    first = rounds.introduce(here.session, wish.round, wish.seat)
    return replace(effect, first=first)
