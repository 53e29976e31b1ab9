"""When people like what comes again, as they have chosen it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogs.calm import Kind, Rhythm
from dialogs.habits import USUAL, Habit
from storage.once import put as put_in_its_place
from storage.tables import Habits


def get(session: Session, person: int, kind: Kind) -> Habit:
    """Return what somebody has chosen for one kind; what is usual, if they have chosen nothing."""
    return several(session, [person], kind)[person]


def has_chosen(session: Session, person: int, kind: Kind) -> bool:
    """Tell whether somebody has chosen anything for one kind, or has been asked to."""
    row = select(Habits.person).where(Habits.person == person, Habits.kind == kind.value)
    return session.execute(row).first() is not None


def several(session: Session, people: Iterable[int], kind: Kind) -> Mapping[int, Habit]:
    """Return what each of these people has chosen for one kind, or what is usual."""
    everybody = dict.fromkeys(people, USUAL[kind])
    rows = select(Habits).where(Habits.kind == kind.value, Habits.person.in_(everybody))
    for row in session.scalars(rows.execution_options(populate_existing=True)):
        everybody[row.person] = Habit(Rhythm(row.rhythm), row.weekday, row.at)
    return everybody


def put(session: Session, person: int, kind: Kind, habit: Habit) -> None:
    """Note what somebody has chosen."""
    row = {
        "person": person,
        "kind": kind.value,
        "rhythm": habit.rhythm.value,
        "weekday": habit.weekday,
        "at": habit.at,
    }
    put_in_its_place(session, Habits, row)
