"""What is asked of rounds for every reply and every digest.

Each is built once: to build one takes as long as to carry it out.
"""

from __future__ import annotations

from sqlalchemy import bindparam, select, update

from dialogs.round import Standing
from storage.tables import Memberships, Rounds, Seats

_OF = Rounds.number == bindparam("of")

EXISTS = select(Rounds.number).where(_OF)
LOCK = EXISTS.with_for_update()
HEAD = select(
    Rounds.network,
    Rounds.script,
    Rounds.status,
    Rounds.part,
    Rounds.opening,
    Rounds.tally,
    Rounds.returns_on,
    Rounds.parent,
    Rounds.key,
).where(_OF)
LOCKED_HEAD = HEAD.with_for_update()
REST = select(Rounds.rest).where(_OF)
REST_AND_QUEUE = select(Rounds.rest, Rounds.queue).where(_OF)
FRAME = select(Rounds.frame).where(_OF)

_ROUNDS = Rounds.__table__
COUNT = (
    update(_ROUNDS)  # type: ignore[arg-type]
    .where(_ROUNDS.c.number == bindparam("of"))
    .values(tally=bindparam("counts"))
    .returning(_ROUNDS.c.opening)
)

_IS_MEMBER = Memberships.id == Seats.membership
_WHO = Memberships.person == bindparam("who")

SEAT_OF = (
    select(Seats.number).join(Memberships, _IS_MEMBER).where(_WHO, Seats.round == bindparam("of"))
)
OPEN_FOR = (
    select(Seats.round, Seats.open)
    .join(Memberships, _IS_MEMBER)
    .where(_WHO, Seats.open.is_not(None))
    .order_by(Seats.round.desc())
)
OF_PERSON = (
    select(Seats.round, Seats.number)
    .join(Memberships, _IS_MEMBER)
    .where(_WHO, Seats.standing != Standing.LEFT.value)
    .order_by(Seats.round)
)
