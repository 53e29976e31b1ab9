"""Calm: when a message that nobody asked for may go out to a person, and what it carries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import count
from zoneinfo import ZoneInfo

from dialogs.schedule import at_wall
from dialogs.workdays import (
    Calendar,
    Land,
    Span,
    is_before_rest,
    is_working_day,
    working_days_after,
)

#: How many unprovoked messages a person gets in an ISO week, over everything.
MOST_A_WEEK = 2

#: So many working days before it opens everybody gets to know of a round.
AHEAD = 3

#: How far back ``due`` looks: older history can be deleted.
LOOKS_BACK = timedelta(days=28)


class Kind(StrEnum):
    """What an unprovoked message can be about, the most important first."""

    OPENING = "opening"
    RESULT = "result"
    COMMITMENT = "commitment"
    REMINDER = "reminder"
    DIGEST = "digest"
    CHECK_IN = "check-in"


_PLACE = {kind: place for place, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class Nudge:
    """A wish to write to a person. Not yet a message."""

    person: int
    kind: Kind
    #: What it is about, such as a round: two nudges about the same have the same subject.
    subject: str
    earliest: datetime
    #: From then on it comes too late and is dropped. A result has none: late, but never lost.
    latest: datetime | None
    #: The date that people were told, of a result or an opening. When it has come, the week's
    #: budget gives way.
    promised: datetime | None = None
    #: Whether it shows people what was said. A mirror never comes before a weekend.
    mirror: bool = False
    #: Whether there is nothing to say: the digest of a quiet week.
    empty: bool = False

    def __post_init__(self) -> None:
        """Refuse a result that could be lost."""
        assert self.kind is not Kind.RESULT or self.latest is None


@dataclass(frozen=True, slots=True)
class Hours:
    """Between which times on the wall we write."""

    opens: time
    closes: time

    def __post_init__(self) -> None:
        """Refuse hours without any time in them."""
        if not self.opens < self.closes:
            raise ValueError(f"hours from {self.opens} to {self.closes} hold no time")


OFFICE_HOURS = Hours(time(8), time(18))


@dataclass(frozen=True, slots=True)
class Calm:
    """What a network has settled on."""

    zone: ZoneInfo
    land: Land | None
    hours: Hours = OFFICE_HOURS
    #: School holidays, where the network says so: in them no part of a round begins or ends.
    closed: tuple[Span, ...] = ()

    @property
    def calendar(self) -> Calendar:
        """The days on which parts of a round begin and end."""
        return Calendar(self.land, self.closed)


class Rhythm(StrEnum):
    """How often a person wants something that comes beside rounds."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    NONE = "none"


#: Fewest days between two check-ins: four less than the rhythm has, so that one that came late does
#: not swallow the next.
APART = {
    Rhythm.WEEKLY: timedelta(days=3),
    Rhythm.FORTNIGHTLY: timedelta(days=10),
    Rhythm.MONTHLY: timedelta(days=24),
}


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person has settled on."""

    #: How often they want to be asked; digests are not even wished for by who wants none.
    rhythm: Rhythm
    #: The person's own zone; None is that of the network.
    zone: ZoneInfo | None = None
    paused_until: datetime | None = None
    snoozed_until: datetime | None = None
    #: Subjects of rounds with a daily rhythm that the person has joined, knowing this.
    daily: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sent:
    """What is remembered of an unprovoked message: a day, never a time, and no words."""

    day: date
    kinds: frozenset[Kind]
    #: Whether it was taken from the budget; messages of daily rounds are not.
    counts: bool = True


class Reason(StrEnum):
    """Why a nudge will never become a message."""

    TOO_LATE = "too-late"
    COVERED = "covered"
    EMPTY = "empty"
    RHYTHM = "rhythm"
    GAVE_WAY = "gave-way"


@dataclass(frozen=True, slots=True)
class Dropped:
    """A nudge that will never become a message."""

    nudge: Nudge
    reason: Reason


@dataclass(frozen=True, slots=True)
class Waiting:
    """A nudge whose time has not come, and when to ask about it again."""

    nudge: Nudge
    until: datetime


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of every nudge of a person: each is in exactly one of the three."""

    #: One message about all of these, in this order.
    send: tuple[Nudge, ...]
    waiting: tuple[Waiting, ...]
    dropped: tuple[Dropped, ...]
    #: What to add to the history when the message is put into the outbox.
    sent: Sent | None

    @property
    def again(self) -> datetime | None:
        """When there is something to decide again, if nothing new happens before."""
        return min((each.until for each in self.waiting), default=None)


def due(
    nudges: Iterable[Nudge],
    wishes: Wishes,
    calm: Calm,
    history: Sequence[Sent],
    now: datetime,
) -> Decision:
    """Decide what to write to a person now. Total, and the same for the same arguments.

    ``nudges`` are all that wait for this person and are still needed; ``history`` is the
    person's, over all networks.
    """
    reader = _Reader(wishes, calm, tuple(history), now.astimezone(UTC))
    kept, dropped = _sifted(reader, sorted({*nudges}, key=_order))
    assert len({nudge.person for nudge in kept}) <= 1
    send, sent = _message(reader, kept)
    after = replace(reader, history=(*reader.history, sent)) if sent else reader
    return Decision(
        send=send,
        waiting=tuple(Waiting(each, _ready(after, each)) for each in kept if each not in send),
        dropped=dropped,
        sent=sent,
    )


def first_day(calm: Calm, now: datetime) -> date:
    """Return the first day on which a round can open that is announced now."""
    told = opens(calm, now).astimezone(calm.zone)
    ahead = working_days_after(told.date(), AHEAD, calm.land)
    return calm.calendar.open_day(datetime.combine(ahead, time())).date()


def opens(calm: Calm, now: datetime, *, mirror: bool = False) -> datetime:
    """Return the first moment from ``now`` on at which the hours of a network are open.

    For a mirror that is never before a rest.
    """
    anybody = _Reader(Wishes(Rhythm.NONE), calm, (), now.astimezone(UTC))
    return _open(anybody, Nudge(0, Kind.RESULT, "", now, None, mirror=mirror))


def _order(nudge: Nudge) -> tuple[object, ...]:
    """Return the place of a nudge, whatever order they come in."""
    never = datetime.max.replace(tzinfo=UTC)
    times = (nudge.earliest, nudge.latest or never, nudge.promised or never)
    utc = (at.astimezone(UTC) for at in times)
    return (_PLACE[nudge.kind], *utc, nudge.subject, nudge.mirror, nudge.empty)


@dataclass(frozen=True, slots=True)
class _Reader:
    """A person, and all that a decision looks at."""

    wishes: Wishes
    calm: Calm
    history: tuple[Sent, ...]
    now: datetime

    @property
    def zone(self) -> ZoneInfo:
        """The clock by which the person lives."""
        return self.wishes.zone or self.calm.zone

    @property
    def speakable(self) -> datetime:
        """The end of a pause or snooze, or now."""
        until = (self.wishes.paused_until, self.wishes.snoozed_until)
        return max([self.now, *(at.astimezone(UTC) for at in until if at is not None)])

    def day(self, at: datetime) -> date:
        """Return the day on the person's calendar."""
        return at.astimezone(self.zone).date()


# --- Which nudges remain -----------------------------------------------------------------------


def _sifted(
    reader: _Reader, nudges: Sequence[Nudge]
) -> tuple[tuple[Nudge, ...], tuple[Dropped, ...]]:
    """Part those that may become a message from those that never will."""
    kept = tuple(nudges)
    dropped: list[Dropped] = []
    for rule in (_too_late, _covered, _unwanted):
        reasons = {each: rule(reader, each, kept) for each in kept}
        dropped += (Dropped(each, reason) for each, reason in reasons.items() if reason)
        kept = tuple(each for each in kept if reasons[each] is None)
    return kept, tuple(dropped)


def _too_late(reader: _Reader, nudge: Nudge, _others: Sequence[Nudge]) -> Reason | None:
    over = nudge.latest is not None and nudge.latest <= reader.now
    return Reason.TOO_LATE if over else None


def _covered(reader: _Reader, nudge: Nudge, others: Sequence[Nudge]) -> Reason | None:
    """Tell whether another one that is due as well says it: newer, or the opening itself."""
    due_too = (
        other
        for other in others
        if max(nudge.earliest, other.earliest) <= reader.now and other.subject == nudge.subject
    )
    reminded = nudge.kind is Kind.REMINDER
    said = any(
        (other.kind is nudge.kind and _order(other) > _order(nudge))
        or (other.kind is Kind.OPENING and reminded)
        for other in due_too
    )
    return Reason.COVERED if said else None


def _unwanted(reader: _Reader, nudge: Nudge, others: Sequence[Nudge]) -> Reason | None:
    """Give up what only comes beside rounds; decided when it could be sent, not before."""
    if nudge.earliest > reader.now or reader.speakable > reader.now:
        return None
    if nudge.kind is Kind.DIGEST and nudge.empty:
        return Reason.EMPTY
    if nudge.kind is not Kind.CHECK_IN:
        return None
    if _too_often(reader, nudge):
        return Reason.RHYTHM
    return Reason.GAVE_WAY if _gives_way(reader, nudge, others) else None


def _too_often(reader: _Reader, nudge: Nudge) -> bool:
    if reader.wishes.rhythm is Rhythm.NONE:
        return True
    since = reader.day(_open(reader, nudge)) - APART[reader.wishes.rhythm]
    return any(sent.day > since and nudge.kind in sent.kinds for sent in reader.history)


def _gives_way(reader: _Reader, nudge: Nudge, others: Sequence[Nudge]) -> bool:
    """Tell whether an opening or a reminder takes the place of the check-in in this week."""
    week = _week(reader.day(_open(reader, nudge)))
    kinds = (Kind.OPENING, Kind.REMINDER)
    coming = (_ready(reader, other) for other in others if other.kind in kinds)
    sent = (sent.day for sent in reader.history if not sent.kinds.isdisjoint(kinds))
    return week in map(_week, (*map(reader.day, coming), *sent))


# --- When it can go out, and what goes together ------------------------------------------------


def _message(reader: _Reader, nudges: Sequence[Nudge]) -> tuple[tuple[Nudge, ...], Sent | None]:
    """Return what goes out now as one message.

    What could go by its hour alone rides along with what may go by the budget too: it disturbs
    nobody a second time. A check-in is a question and stands alone.
    """
    may = [each for each in nudges if _ready(reader, each) <= reader.now]
    if not may:
        return (), None
    send = tuple(may[:1])
    if may[0].kind is not Kind.CHECK_IN:
        others = (each for each in nudges if each.kind is not Kind.CHECK_IN)
        send = tuple(each for each in others if _open(reader, each) <= reader.now)
    counts = not all(_exempt(reader, each) for each in may if each in send)
    return send, Sent(reader.day(reader.now), frozenset(each.kind for each in send), counts)


def _ready(reader: _Reader, nudge: Nudge) -> datetime:
    """Return when this nudge can go out, by the hours and by the budget."""
    return _open(reader, nudge, _room(reader, nudge))


def _room(reader: _Reader, nudge: Nudge) -> date:
    """Return the first day on which the budget has room for it.

    Never a second message on a day; a third in a week only to keep the promise of a result. A
    check-in does not even follow a message of a daily round.
    """
    today = reader.day(reader.now)
    if _exempt(reader, nudge):
        return today
    alone = nudge.kind is Kind.CHECK_IN
    taken = (sent.day for sent in reader.history if sent.counts or alone)
    free = max([today, *(day + timedelta(days=1) for day in taken)])
    spent = sum(sent.counts and _week(sent.day) == _week(free) for sent in reader.history)
    if spent < MOST_A_WEEK:
        return free
    monday = free + timedelta(days=7 - free.weekday())
    return monday if nudge.promised is None else min(monday, max(free, reader.day(nudge.promised)))


def _exempt(reader: _Reader, nudge: Nudge) -> bool:
    """Tell whether it belongs to a daily round that the person has joined."""
    return nudge.subject in reader.wishes.daily and nudge.kind is not Kind.CHECK_IN


def _open(reader: _Reader, nudge: Nudge, first: date | None = None) -> datetime:
    """Return the first moment, on ``first`` or later, at which our hours are open for it."""
    after = max(reader.speakable, nudge.earliest.astimezone(UTC))
    hours, land = reader.calm.hours, reader.calm.land
    start = max(reader.day(after), first or date.min)
    for day in (start + timedelta(days=n) for n in count()):
        if not is_working_day(day, land) or (nudge.mirror and is_before_rest(day, land)):
            continue
        opens, closes = _hours_on(day, hours, reader.zone)
        if (at := max(after, opens)) < closes:
            return at
    raise AssertionError("days come to an end")


@lru_cache(maxsize=1024)
def _hours_on(day: date, hours: Hours, zone: ZoneInfo) -> tuple[datetime, datetime]:
    opens, closes = (datetime.combine(day, wall) for wall in (hours.opens, hours.closes))
    return at_wall(opens, zone), at_wall(closes, zone)


def _week(day: date) -> tuple[int, int]:
    return day.isocalendar()[:2]
