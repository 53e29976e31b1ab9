"""Phases that are open, but whose key is gone: only a restored backup can have them.

What was said there without a name is lost for ever, as was promised. The questions are open again
for those who had answered them, so that the round goes on.
"""

from __future__ import annotations

from dataclasses import replace

from cryptography.exceptions import InvalidTag
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from dialogs.asking import next_ask, phase_of
from dialogs.engine.tallies import counted
from dialogs.questions.asked import UNTIED
from dialogs.round import Opening, Seat, Standing, Tally
from dialogs.script import Script
from storage import rounds, scripts, sealed, seats, untied
from storage.keyring import KeyTrouble, Phase
from storage.tables import Listening, Outbox, Rounds, Untied
from storage.values import to_json


def begin_anew(session: Session) -> list[int]:
    """Give every open phase a key that has lost its own; return the rounds in which it was so."""
    rows = select(Rounds.number, Rounds.opening).where(Rounds.opening.is_not(None))
    phases = [Phase(number, opening) for number, opening in session.execute(rows) if opening]
    lost = [phase for phase in phases if not _opens(session, phase)]
    for phase in lost:
        _begin_anew(session, phase)
    return [phase.round for phase in lost]


def _opens(session: Session, phase: Phase) -> bool:
    try:
        sealed.of(session).phases.of(phase)
        untied.every(session, phase)
    except (KeyTrouble, InvalidTag):
        return False
    return True


def _begin_anew(session: Session, phase: Phase) -> None:
    session.execute(
        delete(Untied).where(Untied.round == phase.round, Untied.opening == phase.opening)
    )
    for table in (Outbox, Listening):
        sealed_so = (table.phase_round == phase.round, table.phase_opening == phase.opening)
        session.execute(delete(table).where(*sealed_so))
    sealed.of(session).phases.make(phase)
    head = rounds.head(session, phase.round)
    assert head.opening is not None
    script = scripts.get(session, head.digest)
    before = seats.every(session, phase.round)
    after = [_asked_again(script, head.opening, each) for each in before.values()]
    seats.save(session, phase.round, before, after)
    tally = counted(script, head.opening, after)
    which = update(Rounds).where(Rounds.number == phase.round)
    session.execute(which.values(tally=to_json(tally, Tally)))


def _asked_again(script: Script, opening: Opening, seat: Seat) -> Seat:
    if seat.standing is Standing.LEFT:
        return seat
    questions = phase_of(script, opening).questions
    lost = {step for step, each in questions.items() if script.anonymity_of(each) in UNTIED}
    marks = {number: mark for number, mark in seat.marks.items() if number.step not in lost}
    again = replace(seat, marks=marks)
    return again if marks == seat.marks else replace(again, open=next_ask(script, opening, again))
