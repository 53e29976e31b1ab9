"""Opening a phase: everybody whom it concerns is invited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import chain
from math import ceil
from random import Random

from dialogs.asking import answered_before, asks, concerns, next_ask, phase_of
from dialogs.effects import Effect, Invite, Say, SetMoment
from dialogs.engine.at import SETTLED, At, Turn
from dialogs.engine.onward import messages
from dialogs.engine.tallies import counted
from dialogs.questions.statement import Reaction
from dialogs.reports.piles import fewest
from dialogs.round import (
    AskNumber,
    Item,
    Mark,
    Opening,
    Round,
    Seat,
    Standing,
    Status,
)
from dialogs.script import Script

PHASE_ENDS = "phase-ends"
FIRST_REMINDER = "first-reminder"
LAST_REMINDER = "last-reminder"

#: The moments that belong to an open phase.
PHASE_MOMENTS = (PHASE_ENDS, SETTLED, FIRST_REMINDER, LAST_REMINDER)

#: Sentences a person is given to react to, unless the script says otherwise.
MOST_READ = 10

#: A phase shorter than this has no reminder.
SHORT = timedelta(days=2)

#: The first phase of a round has a second reminder, half-way, when it is this long.
LONG = timedelta(days=5)

#: What comes again soon, by its rhythm.
OFTEN = ("weekly", "monthly", "meeting", "round")

#: So many messages nobody asked for are about one round, to one person (practice 12).
MOST_MESSAGES = 6


def opened(at: At, round: Round, opening: Opening) -> Turn:
    """Open a phase that has been frozen, and invite everybody whom it concerns."""
    script = at.script
    reads = _reading_plan(script, round, opening, at.chance)
    effects: list[Effect] = list(moments(at, round, opening))
    seats = {}
    for number, seat in sorted(round.seats.items()):
        seats[number], said = placed(script, opening, seat, reads.get(number, {}))
        effects += said
    return (
        replace(
            round,
            status=Status.OPEN,
            waiting=None,
            opening=opening,
            openings=opening.number,
            seats=seats,
            tally=counted(script, opening, seats.values()),
            untied=(),
        ),
        effects,
    )


def placed(
    script: Script, opening: Opening, seat: Seat, reads: dict[str, tuple[int, ...]]
) -> tuple[Seat, list[Effect]]:
    """Return the seat at the beginning of the phase, invited to what is open for it.

    Where nothing is open, it is told what there is to say. Tied answers that were given before
    a step back stand and can be changed.
    """
    if seat.standing is Standing.LEFT:
        return seat, []
    fresh = replace(seat, standing=Standing.TAKING_PART, open=None, marks={}, reads=reads)
    seat = replace(fresh, marks=_marks_that_stand(script, opening, fresh))
    seat = replace(seat, open=next_ask(script, opening, seat))
    first = not seat.introduced and opening.part is None
    if seat.open is not None:
        invited = Invite(seat.number, opening, seat.open, first=first)
        return replace(seat, introduced=True), [invited]
    said = [] if seat.marks else messages(script, opening, seat)
    if not said or not first:
        return seat, said
    return replace(seat, introduced=True), [Say(seat.number, script.intro, opening.fills), *said]


def _marks_that_stand(script: Script, opening: Opening, seat: Seat) -> dict[AskNumber, Mark]:
    """Return marks for what is answered already and would be asked now."""
    marks = dict.fromkeys(answered_before(script, opening, seat), Mark.ANSWERED)
    asked = asks(script, opening, replace(seat, marks=marks))
    return {number: mark for number, mark in marks.items() if number in asked}


def moments(at: At, round: Round, opening: Opening) -> Iterator[SetMoment]:
    """Yield when the phase ends and when those are reminded who still have something open."""
    now = at.now
    yield SetMoment(PHASE_ENDS, opening.ends)
    lasts, reminders = opening.ends - opening.at, reminders_of(at.script, round, opening)
    half, last_day = opening.at + lasts / 2, at.day_before(opening.ends)
    if lasts >= LONG and reminders > 1 and half > now:
        yield SetMoment(FIRST_REMINDER, half)
    if lasts >= SHORT and reminders and last_day > now:
        yield SetMoment(LAST_REMINDER, last_day)


def reminders_of(script: Script, round: Round, opening: Opening) -> int:
    """Return how many reminders this phase has: none, one, or two for the first.

    Every part is announced, the round itself may have been, and the result comes, so that what is
    left of six messages goes to the earlier parts first: whoever begins usually goes on.
    """
    phases = script.phases_of(opening.part)
    if script.rhythm == "daily":
        return 1 + (opening.index == 0)  # who joins one knows how often it writes
    if script.rhythm in OFTEN and opening.part is None:
        return 0  # it comes again soon, and is let go by without a word
    left = MOST_MESSAGES - len(phases) - 1 - round.announced
    if opening.index >= left:
        return 0
    return 2 if opening.index == 0 and opening.part is None and left > len(phases) else 1


# --- Who reads what --------------------------------------------------------------------------


def _reading_plan(
    script: Script, round: Round, opening: Opening, chance: Random
) -> dict[int, dict[str, tuple[int, ...]]]:
    """Return, by seat and question, which sentences each reader is given."""
    plan: dict[int, dict[str, tuple[int, ...]]] = {}
    for question in phase_of(script, opening).questions.values():
        if not isinstance(question, Reaction) or question.ask in opening.spared:
            continue
        readers = [
            seat
            for _, seat in sorted(round.seats.items())
            if seat.standing is not Standing.LEFT and concerns(question.who, seat)
        ]
        items = opening.items[question.ask]
        least = fewest(script, question) + 1
        for number, reads in spread(question, items, readers, chance, least=least).items():
            plan.setdefault(number, {})[question.ask] = reads
    return plan


def spread(
    question: Reaction,
    items: Sequence[Item],
    readers: Sequence[Seat],
    chance: Random,
    *,
    least: int,
) -> dict[int, tuple[int, ...]]:
    """Spread sentences over readers, so that each is read by ``readers`` people and one more.

    The one more makes up for those who meet their own sentence unknowingly and pass. Where there
    are too many sentences for that, each gets fewer readers, but not fewer than ``least``; where
    even that is too much, lots are drawn: a sentence that too few have read says nothing. Each
    reader gets the sentences that have been read least so far, never knowingly their own, and
    keeps those of a phase that is opened once more.
    """
    most = question.max or MOST_READ
    room = most * len(readers)
    each = max(least, min(question.readers + 1, room // max(1, len(items))))
    drawn = chance.sample(range(len(items)), min(len(items), max(1, room // each)))
    share = ceil(len(drawn) * each / max(1, len(readers)))
    before = {seat.number: _read_before(question, items, seat) for seat in readers}
    times = Counter(chain.from_iterable(before.values()))
    plan = {}
    for seat in chance.sample(readers, len(readers)):
        known = before[seat.number]
        others = [n for n in drawn if items[n].author != seat.number and n not in known]
        least_read = sorted(chance.sample(others, len(others)), key=times.__getitem__)
        new = least_read[: max(0, min(most, share) - len(known))]
        times.update(new)
        plan[seat.number] = tuple(chance.sample([*known, *new], len(known) + len(new)))
    return plan


def _read_before(question: Reaction, items: Sequence[Item], seat: Seat) -> list[int]:
    """Return the sentences to which a seat holds a tied reaction."""
    return [n for n, item in enumerate(items) if (question.ask, item.key) in seat.answers]
