"""What happens to a round as a whole, and what comes of it for everybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.facilitator import forewarning, promises, scenes, trial
from bot.facilitator.here import Here
from bot.facilitator.telling import About, strip, tell
from bot.nudging import Occasion, nudges
from bot.planned import SINCE
from bot.roles import DESK
from bot.wording import worded
from dialogs import engine
from dialogs.calm import Kind, Nudge
from dialogs.effects import CloseAsks, Effect, Later, Request, Wish
from dialogs.events import Beginning, Event, Started
from dialogs.habits import comes_to, is_check_in
from dialogs.round import Opening, Round, Seat, Standing
from storage import (
    habits,
    listening,
    memberships,
    outbox,
    people,
    rounds,
    shown,
)
from storage import nudges as wishes
from storage.memberships import Membership
from storage.people import Person

#: So long before its end somebody can still take part in a check-in.
_TO_ANSWER = timedelta(hours=12)

#: What answers the one who has just tried something, and is news to nobody else.
_AT_ONCE = (Wish.NOT_NOW, Wish.TOO_LONG)


def advance(
    here: Here,
    number: int,
    event: Event,
    by: Person | None = None,
    *,
    members: Mapping[int, int] | None = None,
) -> Round:
    """Let something happen to a round; return it as it is now.

    ``by`` is whoever has done it: what does not fit is told to them at once. Everything else that
    a round wants to say of its own accord becomes a wish to write, for calm to decide on; but not
    in a trial, which is told at once. ``members`` are the memberships of those who come with it.
    """
    before, after = _happens(here, number, event, by, members)
    if trial.is_one(here, number):
        for read in trial.reads(after):
            _, after = _happens(here, number, read)
        trial.goes_on(here, number, before, after)
    else:
        forewarning.plan(here, number, before, after)
    return after


def _happens(
    here: Here,
    number: int,
    event: Event,
    by: Person | None = None,
    members: Mapping[int, int] | None = None,
) -> tuple[Round, Round]:
    """Let something happen to a round; return it as it was and as it is."""
    rounds.lock(here.session, number)
    before = rounds.load(here.session, number)
    head = rounds.head(here.session, number)
    page = scenes.filled_in_of(here, head.network)
    # A trial is over in an hour, on whatever day that is.
    calendar = None if trial.is_one(here, number) else page.calm.calendar
    script, now = scenes.script(here, number), scenes.local(here, page)
    after, effects = engine.advance(script, before, event, now, here.chance, calendar)
    rounds.save(here.session, number, before, after, effects, here.now, members=members)
    for effect in effects:
        if isinstance(effect, CloseAsks):
            _close(here, number, effect.opening)
    if after.openings and not before.openings:
        _look_back(here, number)
    at_once, later = _parted(effects)
    opening = after.opening or before.opening
    if by is not None:
        _tell_at_once(here, number, after, opening, by, at_once)
    if trial.is_one(here, number):
        readers = by_reader(here, number, later)
        trial.tell_players(here, number, after, opening, readers)
    else:
        _wish(here, number, after, opening, later)
    return before, after


def _look_back(here: Here, number: int) -> None:
    """Note what has become of the promises of the round before, for the first invitation."""
    head = rounds.head(here.session, number)
    if head.part or is_check_in(scenes.script(here, number)) or trial.is_one(here, number):
        return
    if since := promises.since_the_last(here, head.network, number):
        rounds.note(here.session, number, SINCE, ",".join(map(str, since)))


def begin_follow_up(here: Here, number: int, later: Later) -> int | None:
    """Begin a small round, for those of its people who are still there; return its number.

    Nothing follows on a trial.
    """
    if trial.is_one(here, number):
        return None
    main, head = rounds.load(here.session, number), rounds.head(here.session, number)
    members = rounds.members(here.session, number)
    seats = [
        Seat(seat.number, seat.level, seat.parts)
        for seat in main.seats.values()
        if seat.number in later.seats
        and seat.standing is not Standing.LEFT
        and seat.number in members
        and members[seat.number].left_on is None
    ]
    if not seats:
        return None
    beginning = Beginning(
        part=later.part,
        invited=Counter(seat.level for seat in seats),
        given={**main.given, **later.given},
        carried=later.carried,
    )
    begun = rounds.begin(
        here.session,
        head.network,
        head.digest,
        engine.begin(seats, beginning),
        {seat.number: members[seat.number].id for seat in seats},
        here.now,
        parent=number,
        key=later.key,
    )
    if begun is not None:
        advance(here, begun, Started())
    return begun


# --- What everybody gets to know -----------------------------------------------------------------


def by_reader(
    here: Here, number: int, effects: Iterable[Effect]
) -> dict[tuple[int, int | None], list[Effect]]:
    """Return what is for whom, by person and seat; a request is for everybody at the desk."""
    members = rounds.members(here.session, number)
    effects = tuple(effects)
    asks = any(isinstance(effect, Request) for effect in effects)
    desk = _desk(here, number) if asks else ()
    readers: dict[tuple[int, int | None], list[Effect]] = {}
    for effect in effects:
        seat = getattr(effect, "seat", None)
        if seat is not None and seat in members:
            readers.setdefault((members[seat].person, seat), []).append(effect)
        elif isinstance(effect, Request):
            for member in desk:
                readers.setdefault((member.person, None), []).append(effect)
    return readers


def occasion(here: Here, number: int, round: Round, opening: Opening | None) -> Occasion:
    """Return where the wishes of a round come from."""
    return Occasion(
        script=scenes.script(here, number),
        subject=str(number),
        opening=opening,
        returns_on=round.returns_on,
        now=here.now,
        announced=round.announced and round.openings == 1,
    )


def _desk(here: Here, number: int) -> Sequence[Membership]:
    network = rounds.head(here.session, number).network
    every = memberships.of_network(here.session, network)
    return [each for each in every if each.roles & DESK]


def _wish(
    here: Here, number: int, round: Round, opening: Opening | None, effects: Iterable[Effect]
) -> None:
    about = occasion(here, number, round, opening)
    network = rounds.head(here.session, number).network
    for (person, seat), theirs in by_reader(here, number, effects).items():
        for nudge, said in nudges(theirs, person, about).items():
            wishes.put(
                here.session,
                _when_they_like(here, network, nudge),
                network,
                said,
                now=here.now,
                round=number,
                seat=seat,
                opening=opening,
            )


def _when_they_like(here: Here, network: int, nudge: Nudge) -> Nudge:
    """Let a check-in come when somebody likes, as long as it is still open then."""
    if nudge.kind is not Kind.CHECK_IN:
        return nudge
    person = people.get(here.session, nudge.person)
    own = ZoneInfo(person.zone) if person.zone else None
    settled = scenes.filled_in_of(here, network).calm
    habit = habits.get(here.session, person.id, Kind.CHECK_IN)
    at = comes_to(habit, nudge.earliest, settled.zone, own, settled.land)
    late = nudge.latest is not None and at > nudge.latest - _TO_ANSWER
    return nudge if late else replace(nudge, earliest=max(at, nudge.earliest))


def _parted(effects: Iterable[Effect]) -> tuple[list[Effect], list[Effect]]:
    at_once: list[Effect] = []
    later: list[Effect] = []
    for each in effects:
        now = isinstance(each, Request) and each.wish in _AT_ONCE
        (at_once if now else later).append(each)
    return at_once, later


def _tell_at_once(
    here: Here,
    number: int,
    round: Round,
    opening: Opening | None,
    by: Person,
    effects: Sequence[Effect],
) -> None:
    if not effects:
        return
    scene = scenes.for_all(here, number, round, opening, effects)
    for message in worded(effects, scene, by.language):
        tell(here, by.id, message, About(number))


def _close(here: Here, number: int, opening: int) -> None:
    """Take the buttons off everything that was asked, and take back what was not sent yet."""
    outbox.withdraw(here.session, round=number, opening=opening)
    listening.clear_opening(here.session, number, opening)
    for each in shown.of_opening(here.session, number, opening):
        strip(here, each.person, each.message)
    shown.forget_opening(here.session, number, opening)
