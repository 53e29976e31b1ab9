"""Messages with live buttons: which message in whose chat puts which ask."""

from __future__ import annotations

import json
from collections.abc import Iterator
from secrets import token_hex
from typing import Final, NamedTuple

from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.orm import Session

from dialogs.round import AskNumber
from storage import sealed
from storage.keyring import Phase
from storage.once import put as put_row
from storage.tables import Hidden, People, Shown

SEALED = "hidden.sealed"

#: The step of messages that put no question, such as an invitation.
NO_STEP: Final = -1
#: The step of those that nobody shall see to have been sent: only some answers lead to them.
HIDDEN: Final = -2


class About(NamedTuple):
    """The ask of a round that a message is about."""

    round: int
    ask: AskNumber


class Live(NamedTuple):
    """A message with live buttons in somebody's chat."""

    person: int
    message: int
    ask: AskNumber


def put(session: Session, person: int, message: int, about: About) -> None:
    """Remember a message with live buttons."""
    opening, step, item = about.ask
    where = {"round": about.round, "opening": opening, "step": step, "item": item}
    put_row(session, Shown, {"person": person, "message": message, **where})


def hide(session: Session, person: int, message: int, phase: Phase) -> None:
    """Remember a message with live buttons so that nobody sees whose it is in an open phase."""
    words = sealed.of(session).seal(SEALED, json.dumps([person, message]).encode(), phase)
    row = {"id": token_hex(8), "round": phase.round, "opening": phase.opening, "sealed": words}
    session.execute(insert(Hidden).values(**row))


def message(session: Session, person: int, round: int, ask: AskNumber) -> int | None:
    """Return the newest live message of somebody about an ask."""
    found = messages(session, person, round, ask)
    return found[-1] if found else None


def messages(session: Session, person: int, round: int, ask: AskNumber) -> list[int]:
    """Return every live message of somebody about an ask, the oldest first."""
    opening, step, item = ask
    which = {"who": person, "of": round, "opening": opening, "step": step, "item": item}
    return list(session.execute(_MESSAGES, which).scalars())


def about(session: Session, person: int, message: int) -> About | None:
    """Return what a live message of somebody is about."""
    row = session.execute(_ABOUT, {"who": person, "message": message}).first()
    return About(row.round, AskNumber(row.opening, row.step, row.item)) if row else None


def of_opening(session: Session, round: int, opening: int) -> list[Live]:
    """Return the live messages of an opening in everybody's chats."""
    rows = select(Shown.person, Shown.message, Shown.step, Shown.item)
    some = rows.where(Shown.round == round, Shown.opening == opening)
    seen = [
        Live(person, message, AskNumber(opening, step, item))
        for person, message, step, item in session.execute(
            some.order_by(Shown.person, Shown.message)
        )
    ]
    return [*seen, *_hidden(session, Phase(round, opening))]


def forget(session: Session, person: int, message: int) -> None:
    """Forget a message: its buttons are gone."""
    session.execute(delete(Shown).where(Shown.person == person, Shown.message == message))


def forget_opening(session: Session, round: int, opening: int) -> None:
    """Forget all messages of an opening."""
    session.execute(delete(Shown).where(Shown.round == round, Shown.opening == opening))
    session.execute(delete(Hidden).where(Hidden.round == round, Hidden.opening == opening))


def hidden_from(session: Session, person: int, phase: Phase) -> list[int]:
    """Return the hidden messages in one person's chat, as far as their buttons are live."""
    return [live.message for live in _hidden(session, phase) if live.person == person]


def _hidden(session: Session, phase: Phase) -> Iterator[Live]:
    """Yield the hidden messages of a phase, as far as their readers are still there."""
    rows = select(Hidden.sealed).where(Hidden.round == phase.round, Hidden.opening == phase.opening)
    seals = sealed.of(session)
    found = [
        json.loads(seals.open(SEALED, each, phase)) for each in session.execute(rows).scalars()
    ]
    which = select(People.id).where(People.id.in_({person for person, _ in found}))
    there = set(session.execute(which).scalars()) if found else set()
    for person, message in sorted(found):
        if person in there:
            yield Live(person, message, AskNumber(phase.opening, HIDDEN, 0))


_MESSAGES = (
    select(Shown.message)
    .where(
        Shown.person == bindparam("who"),
        Shown.round == bindparam("of"),
        Shown.opening == bindparam("opening"),
        Shown.step == bindparam("step"),
        Shown.item == bindparam("item"),
    )
    .order_by(Shown.message)
)
_ABOUT = select(Shown.round, Shown.opening, Shown.step, Shown.item).where(
    Shown.person == bindparam("who"), Shown.message == bindparam("message")
)
