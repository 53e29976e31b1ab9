"""What a round says of its own accord, as wishes to write that calm decides on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from dialogs.calm import Kind, Nudge
from dialogs.effects import (
    SKIPPED,
    Announce,
    Effect,
    Invite,
    News,
    Remind,
    Request,
    Return,
    Reveal,
    Say,
    Tell,
    Wish,
)
from dialogs.habits import is_wished_for
from dialogs.round import Opening, Round, Standing, Status
from dialogs.script import Script

#: A reminder that leaves less time than this is no help, and takes the room of something else.
TIME_LEFT = timedelta(hours=4)

#: Thanks that come later than this thank for something long forgotten.
_THANKS = timedelta(days=3)

#: News that mean nothing any more once another phase is open.
_OF_A_PHASE = (News.EXTENDED, News.REOPENED)


def later(round: int) -> str:
    """Return the subject of a reminder that somebody has asked for."""
    return f"{round}/later"


@dataclass(frozen=True, slots=True)
class Occasion:
    """In which round something is to be said, when, and what was promised there.

    ``subject`` names the round: of two nudges about the same, the newer takes the other's place.
    """

    script: Script
    subject: str
    opening: Opening | None
    returns_on: datetime | None
    now: datetime
    #: Whether people were told beforehand that it would open now.
    announced: bool = False

    @property
    def of_a_promise(self) -> bool:
        """Whether this asks what has become of a commitment."""
        part = None if self.opening is None else self.opening.part
        return any(each.due and each.id == part for each in self.script.follow_ups)


def nudges(effects: Iterable[Effect], person: int, about: Occasion) -> dict[Nudge, list[Effect]]:
    """Return the wishes to write to one person, each with what is to be said then."""
    effects = tuple(effects)
    shows = any(isinstance(effect, Reveal) for effect in effects)
    wishes: dict[Nudge, list[Effect]] = {}
    for effect in effects:
        nudge = _nudge(effect, person, about, shows=shows)
        if nudge is not None:
            wishes.setdefault(nudge, []).append(effect)
    return wishes


def still_needed(  # noqa: PLR0911 - one line an effect
    effect: Effect, about: Occasion, round: Round, seat: int
) -> bool:
    """Tell whether something is worth saying now that some time has passed."""
    reader = round.seats.get(seat)
    if reader is None:
        return isinstance(effect, Request)
    if reader.standing is Standing.LEFT:
        return False
    then = about.opening and about.opening.number
    same = round.opening is not None and round.opening.number == then
    match effect:
        case Invite() | Remind():
            return same and reader.open is not None
        case Announce(opens=opens):
            return round.waiting is not None and round.waiting.opens == opens
        case Tell(news=news) if news in _OF_A_PHASE:
            return same
        case Tell(news=News.NOT_RETURNED_YET):
            return round.status is not Status.ENDED
        case _:
            return True


def _nudge(  # noqa: PLR0911 - one line an effect
    effect: Effect, person: int, about: Occasion, *, shows: bool
) -> Nudge | None:
    """Return the wish behind an effect; what answers somebody, or is kept, is none."""
    match effect:
        case Invite(opening=opening):
            on = about.now if about.announced and effect.first else None
            kind = _kind(effect, about)
            return Nudge(person, kind, about.subject, about.now, opening.ends, promised=on)
        case Announce(opens=opens):
            return Nudge(person, Kind.OPENING, f"{about.subject}/announced", about.now, opens)
        case Remind(ends=ends):
            return Nudge(person, Kind.REMINDER, about.subject, about.now, ends - TIME_LEFT)
        case Return():
            return _result(person, about, mirror=True)
        case Tell():
            return _news(effect, person, about)
        case Say() | Reveal():
            return _words(effect, person, about, shows=shows)
        case Request():
            return _request(effect, person, about)
        case _:
            return None


def _kind(invite: Invite, about: Occasion) -> Kind:
    if about.of_a_promise:
        return Kind.COMMITMENT
    checks_in = is_wished_for(about.script)
    return Kind.CHECK_IN if checks_in and invite.first else Kind.OPENING


def _words(effect: Say | Reveal, person: int, about: Occasion, *, shows: bool) -> Nudge:
    """Return the wish to say an author's words. The last words come before the result or never."""
    if isinstance(effect, Say) and effect.text == about.script.closing:
        ahead = about.returns_on is not None and about.returns_on > about.now
        latest = about.returns_on if ahead else about.now + _THANKS
        return Nudge(person, Kind.REMINDER, f"{about.subject}/closing", about.now, latest)
    opening = about.opening.number if about.opening else 0
    subject = f"{about.subject}/{opening}"
    return Nudge(person, Kind.OPENING, subject, about.now, None, mirror=shows)


def _news(effect: Tell, person: int, about: Occasion) -> Nudge:
    match effect.news:
        case News.NOT_RETURNED_YET:
            return _result(person, about, mirror=False)
        case News.REOPENED:
            return Nudge(person, Kind.OPENING, about.subject, about.now, effect.at)
        case news if news in SKIPPED:
            # Two parts that are left out at once are told of together, in their order.
            subject = f"{about.subject}/skipped/{about.now.isoformat()}"
            return Nudge(person, Kind.OPENING, subject, about.now, effect.at)
        case _:
            phase = effect.phase.within("en") if effect.phase else ""
            subject = f"{about.subject}/{effect.news}/{phase}"
            return Nudge(person, Kind.OPENING, subject, about.now, effect.at)


def _request(effect: Request, person: int, about: Occasion) -> Nudge:
    # What only the tandem reads is told at once for all questions of a part.
    part = str(about.opening and about.opening.number)
    which = part if effect.wish is Wish.ANSWERS else effect.name
    subject = f"{about.subject}/{effect.wish}/{which}"
    # What has become of promises comes in one by one all day: the desk reads it on the next.
    later = effect.wish is Wish.ANSWERS and about.of_a_promise
    earliest = _next_day(about.now) if later else about.now
    return Nudge(person, Kind.OPENING, subject, earliest, None)


def _next_day(now: datetime) -> datetime:
    return datetime.combine(now.astimezone(UTC).date() + timedelta(days=1), time(), UTC)


def _result(person: int, about: Occasion, *, mirror: bool) -> Nudge:
    promised = about.returns_on
    return Nudge(person, Kind.RESULT, about.subject, about.now, None, promised, mirror=mirror)
