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
    running, stopped = t.gettext("Reihum is running."), t.gettext("Reihum is not running.")
    yield running if status.running else stopped
    if status.unsent is None:
        yield t.gettext("No message is waiting to be sent.")
    else:
        # Translators: {when} is such as "5 minutes ago", here and below.
        words = t.gettext("The oldest message that is still to be sent was written {when}.")
        yield words.format(when=_when(-status.unsent, t))
    if status.heard is None:
        yield t.gettext("Nobody has written to us in the last days.")
    else:
        words = t.gettext("Somebody wrote to us {when}.")
        yield words.format(when=_when(-status.heard, t))
    if status.due is None:
        yield t.gettext("There is nothing to come.")
    else:
        words = (
            t.gettext("The next thing comes due {when}.")
            if status.due > timedelta()
            else t.gettext("Something came due {when} and has not been acted on.")
        )
        yield words.format(when=_when(status.due, t))


def _when(span: timedelta, t: Translator) -> str:
    return format_timedelta(span, add_direction=True, locale=t.locale)
