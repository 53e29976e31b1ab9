"""Every table, and what ties it to which.

What is ``Sealed`` nobody reads without the keys. Where a ``phase`` is named beside it, it is sealed
under the key of a phase. It comes last in a row: what stands behind a long value is slow to read.
"""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from storage.columns import METADATA, Instant, Number, Sealed

_NEVER_AGAIN = {"sqlite_autoincrement": True}


class Table(DeclarativeBase):
    """What all tables have in common: how Python's types are stored."""

    metadata = METADATA
    type_annotation_map = {datetime: Instant, int: Number}  # noqa: RUF012 - read by SQLAlchemy


def _number() -> Mapped[int]:
    return mapped_column(primary_key=True, autoincrement=True)


def _of(key: str, *, primary_key: bool = False, index: bool = True) -> Mapped[int]:
    """Return a column that goes when the row goes that it points to."""
    return mapped_column(ForeignKey(key, ondelete="CASCADE"), primary_key=primary_key, index=index)


# --- Networks and people -----------------------------------------------------------------------


class Networks(Table):
    """Professional communities. The group chat is sealed, and looked up by its hash."""

    __tablename__ = "networks"
    __table_args__ = _NEVER_AGAIN

    id: Mapped[int] = _number()
    name: Mapped[str]
    language: Mapped[str]
    zone: Mapped[str]
    land: Mapped[str | None]
    opens: Mapped[time]
    closes: Mapped[time]
    sheet: Mapped[str | None]
    coordination: Mapped[Sealed | None]
    group: Mapped[Sealed | None]
    group_hash: Mapped[bytes | None] = mapped_column(unique=True)
    invited: Mapped[str]
    created: Mapped[datetime]


class People(Table):
    """Those whom we can reach. The address is sealed, and looked up by its hash."""

    __tablename__ = "people"
    __table_args__ = _NEVER_AGAIN

    id: Mapped[int] = _number()
    address_hash: Mapped[bytes] = mapped_column(unique=True)
    address: Mapped[Sealed]
    language: Mapped[str]
    zone: Mapped[str | None]
    reachable: Mapped[bool]
    paused_until: Mapped[datetime | None]
    snoozed_until: Mapped[datetime | None]
    seen_on: Mapped[date]
    away: Mapped[date | None]
    restricted: Mapped[bool]
    #: When somebody of whom nothing was heard for long was asked whether to stay.
    asked_on: Mapped[date | None]


class Habits(Table):
    """When people like what comes again, by what it is."""

    __tablename__ = "habits"

    person: Mapped[int] = _of("people.id", primary_key=True, index=False)
    kind: Mapped[str] = mapped_column(primary_key=True)
    rhythm: Mapped[str]
    weekday: Mapped[int | None]
    at: Mapped[time | None]


class Memberships(Table):
    """People in networks, with the name and body they have chosen to show, sealed."""

    __tablename__ = "memberships"
    __table_args__ = _NEVER_AGAIN

    id: Mapped[int] = _number()
    network: Mapped[int] = _of("networks.id")
    person: Mapped[int] = _of("people.id")
    roles: Mapped[str]
    level: Mapped[str]
    field: Mapped[str | None]
    name: Mapped[Sealed]
    body: Mapped[Sealed]
    agreed_at: Mapped[datetime]
    notice: Mapped[str]
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    confirmed_at: Mapped[datetime | None]
    left_on: Mapped[date | None]
    quotes: Mapped[bool]


class Proofs(Table):
    """That somebody agreed to a notice, for as long as this must be shown: no name, no address."""

    __tablename__ = "proofs"

    id: Mapped[int] = _number()
    network: Mapped[int] = _of("networks.id")
    address_hash: Mapped[bytes]
    notice: Mapped[str]
    agreed_at: Mapped[datetime]
    ended_on: Mapped[date]


class Invitations(Table):
    """Ways into a network. Only the hash of what a link carries is kept."""

    __tablename__ = "invitations"

    token_hash: Mapped[bytes] = mapped_column(primary_key=True)
    network: Mapped[int] = _of("networks.id")
    roles: Mapped[str]
    uses_left: Mapped[int | None]
    expires: Mapped[datetime]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))


# --- Rounds ------------------------------------------------------------------------------------


class Scripts(Table):
    """Dialogs as their authors wrote them, addressed by their digest."""

    __tablename__ = "scripts"

    digest: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    source: Mapped[bytes]


class Rounds(Table):
    """Rounds without their seats and answers. ``rest`` is what only whole rounds need, sealed."""

    __tablename__ = "rounds"
    __table_args__ = (UniqueConstraint("parent", "key"), _NEVER_AGAIN)

    number: Mapped[int] = _number()
    network: Mapped[int] = _of("networks.id")
    script: Mapped[str] = mapped_column(ForeignKey("scripts.digest"))
    parent: Mapped[int | None] = mapped_column(ForeignKey("rounds.number", ondelete="CASCADE"))
    key: Mapped[str | None]
    status: Mapped[str] = mapped_column(index=True)
    part: Mapped[str | None]
    opening: Mapped[int | None]
    tally: Mapped[str]
    returns_on: Mapped[datetime | None]
    begun_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    #: When pseudonymous answers lost their tie to the seats.
    cut_at: Mapped[datetime | None]
    rest: Mapped[Sealed]
    queue: Mapped[Sealed]
    frame: Mapped[Sealed | None]


class Seats(Table):
    """Places in a round. The membership is all that ties a seat to a person."""

    __tablename__ = "seats"

    round: Mapped[int] = _of("rounds.number", primary_key=True, index=False)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    membership: Mapped[int | None] = mapped_column(
        ForeignKey("memberships.id", ondelete="SET NULL"), index=True
    )
    level: Mapped[str]
    parts: Mapped[str]
    standing: Mapped[str]
    open: Mapped[str | None]
    marks: Mapped[str]
    reads: Mapped[str]
    introduced: Mapped[bool]


class Openings(Table):
    """What phases work on, sealed. ``mark`` is new whenever that changes: it is read once."""

    __tablename__ = "openings"

    round: Mapped[int] = _of("rounds.number", primary_key=True, index=False)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    mark: Mapped[bytes]
    sealed: Mapped[Sealed]


class Answers(Table):
    """Answers that are tied to a seat, in the order in which they were first given."""

    __tablename__ = "answers"
    __table_args__ = (
        ForeignKeyConstraint(
            ["round", "seat"], ["seats.round", "seats.number"], ondelete="CASCADE"
        ),
        UniqueConstraint("round", "id"),
        Index(None, "round", "seat"),
    )

    place: Mapped[int] = _number()
    round: Mapped[int]
    seat: Mapped[int]
    id: Mapped[str]
    sealed: Mapped[Sealed]


class Untied(Table):
    """Answers of open phases that are tied to nothing, sealed under the phase key.

    There is no seat, no person, no time and no order; ``id`` is what the button in the person's
    own chat carries, and a fresh one is written when the phase closes.
    """

    __tablename__ = "untied"

    round: Mapped[int] = _of("rounds.number", primary_key=True, index=False)
    id: Mapped[str] = mapped_column(primary_key=True)
    opening: Mapped[int]
    sealed: Mapped[Sealed]


class Closed(Table):
    """What remains of questions whose phase has closed, sealed as a whole: no row has an order."""

    __tablename__ = "closed"
    __table_args__ = (UniqueConstraint("round", "question"),)

    place: Mapped[int] = _number()
    round: Mapped[int] = _of("rounds.number", index=False)
    question: Mapped[str]
    sealed: Mapped[Sealed]


class Standings(Table):
    """How rounds stood at the end of a day, sealed: counts, and no more than may be told."""

    __tablename__ = "standings"

    round: Mapped[int] = _of("rounds.number", primary_key=True, index=False)
    day: Mapped[date]
    sealed: Mapped[Sealed]


# --- Time --------------------------------------------------------------------------------------


class Schedules(Table):
    """What comes again in a network; ``recurrence`` is empty where it does not any more."""

    __tablename__ = "schedules"
    __table_args__ = (UniqueConstraint("network", "kind", "name"), _NEVER_AGAIN)

    id: Mapped[int] = _number()
    network: Mapped[int] = _of("networks.id", index=False)
    kind: Mapped[str]
    name: Mapped[str]
    recurrence: Mapped[str | None]
    #: What was planned for until then has been acted on, or passed over.
    since: Mapped[datetime]


class Moments(Table):
    """Named times that something waits for. The payload is sealed."""

    __tablename__ = "moments"
    __table_args__ = (UniqueConstraint("kind", "subject"), _NEVER_AGAIN)

    id: Mapped[int] = _number()
    kind: Mapped[str]
    subject: Mapped[str]
    slot: Mapped[str]
    name: Mapped[str]
    round: Mapped[int | None] = mapped_column(
        ForeignKey("rounds.number", ondelete="CASCADE"), index=True
    )
    at: Mapped[datetime] = mapped_column(index=True)
    payload: Mapped[Sealed]


class Occurrences(Table):
    """Moments that have been acted on, each once for ever."""

    __tablename__ = "occurrences"

    kind: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    slot: Mapped[str] = mapped_column(primary_key=True)
    acted_at: Mapped[datetime]


# --- What comes in and goes out ----------------------------------------------------------------


class Inbox(Table):
    """Keys of what was taken in. No words."""

    __tablename__ = "inbox"

    key: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    #: The class of the error that it led to; it was stepped over.
    stumbled: Mapped[str | None]


class Outbox(Table):
    """Messages that will be sent, sealed until they are."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index(None, "phase_round", "phase_opening"),
        Index(None, "round", "opening"),
        _NEVER_AGAIN,
    )

    id: Mapped[int] = _number()
    person: Mapped[int] = _of("people.id")
    priority: Mapped[int]
    round: Mapped[int | None]
    opening: Mapped[int | None]
    step: Mapped[int | None]
    item: Mapped[int | None]
    #: Whether the message has buttons that shall be known by its number once it is delivered.
    keeps: Mapped[bool]
    repeats: Mapped[bool]
    phase_round: Mapped[int | None]
    phase_opening: Mapped[int | None]
    not_before: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
    trying_since: Mapped[datetime | None]
    attempts: Mapped[int]
    failed: Mapped[str | None]
    put_at: Mapped[datetime]
    body: Mapped[Sealed]


class Shown(Table):
    """Messages with live buttons in people's chats."""

    __tablename__ = "shown"
    __table_args__ = (Index(None, "round", "opening"),)

    person: Mapped[int] = _of("people.id", primary_key=True, index=False)
    message: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    round: Mapped[int]
    opening: Mapped[int]
    step: Mapped[int]
    item: Mapped[int]


class Hidden(Table):
    """Messages with live buttons that only those get who have answered in a certain way.

    Person and message are sealed under the phase key: who was asked why would be known otherwise.
    """

    __tablename__ = "hidden"
    __table_args__ = (Index(None, "round", "opening"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    round: Mapped[int] = _of("rounds.number", index=False)
    opening: Mapped[int]
    sealed: Mapped[bytes]


class Listening(Table):
    """What typed words of a person mean now, sealed."""

    __tablename__ = "listening"
    __table_args__ = (Index(None, "phase_round", "phase_opening"),)

    person: Mapped[int] = _of("people.id", primary_key=True, index=False)
    phase_round: Mapped[int | None]
    phase_opening: Mapped[int | None]
    sealed: Mapped[Sealed]


class Nudges(Table):
    """Unprovoked wishes to write to people, with what is to be said then, sealed."""

    __tablename__ = "nudges"

    id: Mapped[int] = _number()
    person: Mapped[int] = _of("people.id")
    network: Mapped[int] = _of("networks.id")
    round: Mapped[int | None] = mapped_column(
        ForeignKey("rounds.number", ondelete="CASCADE"), index=True
    )
    seat: Mapped[int | None]
    opening: Mapped[int | None]
    kind: Mapped[str]
    subject: Mapped[str]
    earliest: Mapped[datetime]
    latest: Mapped[datetime | None]
    promised: Mapped[datetime | None]
    mirror: Mapped[bool]
    empty: Mapped[bool]
    again_at: Mapped[datetime] = mapped_column(index=True)
    effects: Mapped[Sealed]


class Written(Table):
    """On which days we wrote to somebody unprovoked, and what about. No words."""

    __tablename__ = "written"

    id: Mapped[int] = _number()
    person: Mapped[int] = _of("people.id")
    day: Mapped[date]
    kinds: Mapped[str]
    counts: Mapped[bool]
