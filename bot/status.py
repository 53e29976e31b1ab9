"""Whether all is well: what anybody who looks in from outside can tell from the database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from babel.dates import format_timedelta
from sqlalchemy.orm import Session

from bot.language import Translator
from storage import inbox, moments, nudges, outbox

#: So long a message or a moment may wait before something must be wrong.
LATE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Status:
    """What is waiting, and since when."""

    running: bool
    unsent: timedelta | None
    heard: timedelta | None
    #: How long until something comes due; less than nothing when it should have been acted on.
    due: timedelta | None

    @property
    def late(self) -> bool:
        """Whether messages or moments wait for longer than they should."""
        unsent = self.unsent is not None and self.unsent > LATE
        return unsent or (self.due is not None and self.due < -LATE)

    @property
    def healthy(self) -> bool:
        """Whether all is well."""
        return self.running and not self.late


def look(session: Session, now: datetime, *, running: bool) -> Status:
    """Look at what is waiting."""
    oldest, newest, comes = outbox.oldest(session, now), inbox.newest(session), next_at(session)
    return Status(
        running,
        None if oldest is None else now - oldest,
        None if newest is None else now - newest,
        None if comes is None else comes - now,
    )


def next_at(session: Session) -> datetime | None:
    """Return when there is something to act on next."""
    waits = (moments.next_at(session), nudges.next_at(session))
    return min((at for at in waits if at is not None), default=None)


def lines(status: Status, t: Translator) -> Iterator[str]:
    """Yield what there is to say, a line each."""
    if status.running:
        yield t.gettext("Reihum is running.")
    else:
        yield t.gettext("Reihum is not running.")
    if status.unsent is None:
        yield t.gettext("No message is waiting to be sent.")
    else:
        words = t.gettext("The oldest message has been waiting to be sent for {time}.")
        yield words.format(time=_span(status.unsent, t))
    if status.heard is None:
        yield t.gettext("Nobody has written anything in the last days.")
    else:
        words = t.gettext("Somebody wrote something {time} ago.")
        yield words.format(time=_span(status.heard, t))
    yield _due(status.due, t)


def _due(due: timedelta | None, t: Translator) -> str:
    if due is None:
        return t.gettext("Nothing is waited for.")
    if due < timedelta():
        return t.gettext("Something should have been acted on {time} ago.").format(
            time=_span(-due, t)
        )
    return t.gettext("The next thing comes due in {time}.").format(time=_span(due, t))


def _span(span: timedelta, t: Translator) -> str:
    return format_timedelta(span, locale=t.locale)
