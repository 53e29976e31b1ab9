"""Messages with live buttons: which message in whose chat puts which ask."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from dialogs.round import AskNumber
from storage.once import put as put_row
from storage.tables import Shown


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


def message(session: Session, person: int, round: int, ask: AskNumber) -> int | None:
    """Return the newest live message of somebody about an ask."""
    opening, step, item = ask
    row = select(Shown.message).where(
        Shown.person == person,
        Shown.round == round,
        Shown.opening == opening,
        Shown.step == step,
        Shown.item == item,
    )
    return session.execute(row.order_by(Shown.message.desc())).scalars().first()


def messages(session: Session, person: int, round: int, ask: AskNumber) -> list[int]:
    """Return every live message of somebody about an ask, the oldest first."""
    opening, step, item = ask
    row = select(Shown.message).where(
        Shown.person == person,
        Shown.round == round,
        Shown.opening == opening,
        Shown.step == step,
        Shown.item == item,
    )
    return list(session.execute(row.order_by(Shown.message)).scalars())


def about(session: Session, person: int, message: int) -> About | None:
    """Return what a live message of somebody is about."""
    rows = select(Shown.round, Shown.opening, Shown.step, Shown.item)
    row = session.execute(rows.where(Shown.person == person, Shown.message == message)).first()
    return About(row.round, AskNumber(row.opening, row.step, row.item)) if row else None


def of_opening(session: Session, round: int, opening: int) -> list[Live]:
    """Return the live messages of an opening in everybody's chats."""
    rows = select(Shown.person, Shown.message, Shown.step, Shown.item)
    some = rows.where(Shown.round == round, Shown.opening == opening)
    return [
        Live(person, message, AskNumber(opening, step, item))
        for person, message, step, item in session.execute(
            some.order_by(Shown.person, Shown.message)
        )
    ]


def forget(session: Session, person: int, message: int) -> None:
    """Forget a message: its buttons are gone."""
    session.execute(delete(Shown).where(Shown.person == person, Shown.message == message))


def forget_opening(session: Session, round: int, opening: int) -> None:
    """Forget all messages of an opening."""
    session.execute(delete(Shown).where(Shown.round == round, Shown.opening == opening))
