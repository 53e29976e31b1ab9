"""Starting a round with everybody it is for, and letting those in who come later."""

from __future__ import annotations

from collections.abc import Collection

from bot.facilitator import nights, trial
from bot.facilitator.advancing import advance
from bot.facilitator.desk import preparing
from bot.facilitator.desk.at_desk import AtDesk
from bot.facilitator.desk.checking import check, chosen, confirmed, look
from bot.outlook import taking_part
from bot.planned import Planned, is_small_circle
from bot.roles import parts
from bot.wording.desk import outlook as words
from bot.wording.desk import staffing as staffing_words
from dialogs import engine
from dialogs.calm import first_day
from dialogs.events import Announced, Beginning, Joined, Started
from dialogs.round import Round, Seat, Status
from storage import plans, rounds
from storage.memberships import Membership

LET_IN, LEAVE_OUT = staffing_words.LET_IN, staffing_words.LEAVE_OUT

#: Rounds in which there is still something to take part in.
_OPEN = (Status.OPEN, Status.WAITING)


def _start(desk: AtDesk, to: tuple[str, ...]) -> None:
    """Say to how many people it goes, and ask once more."""
    planned = ready(desk, to[0])
    if planned is not None:
        first = first_day(desk.page.calm, desk.here.now)
        desk.say(words.surely(planned, look(desk, planned), first, desk.t))


def _go(desk: AtDesk, to: tuple[str, ...]) -> None:
    planned = ready(desk, to[0])
    if planned is None:
        return
    foreseen = look(desk, planned)
    begin(desk, planned, Started())
    desk.filled()
    desk.say(words.started(planned, foreseen, desk.t))


def begin(desk: AtDesk, planned: Planned, event: Started | Announced) -> Round:
    """Seat everybody whom a plan is for, and let it start or be announced."""
    here, number, round = desk.here, planned.number, _beginning(desk, planned)
    members = {n: each.id for n, each in enumerate(_seated(desk, planned), start=1)}
    plans.fill_in(here.session, number, round, members)
    after = advance(here, number, event, by=desk.person)
    nights.watch(here, number)
    return after


def ready(desk: AtDesk, number: str) -> Planned | None:
    """Return a plan that can begin; what speaks against another one by now is shown."""
    planned = preparing.find(desk, number)
    if planned is not None and not look(desk, planned).can_begin:
        check(desk, planned)
        return None
    return planned


def _beginning(desk: AtDesk, planned: Planned) -> Round:
    seats = (
        Seat(number, each.level, parts(each.roles) | planned.parts_of(each.id))
        for number, each in enumerate(_seated(desk, planned), start=1)
    )
    beginning = Beginning(
        turn=_turn(desk, planned),
        invited=look(desk, planned).invited,
        given=planned.given,
    )
    return engine.begin(seats, beginning)


def _seated(desk: AtDesk, planned: Planned) -> list[Membership]:
    """Return who takes a seat, those who have been here longest first.

    A check-in is for those who have chosen check-ins.
    """
    everybody = {each.id: each for each in confirmed(desk) if chosen(desk, planned.script, each)}
    return [everybody[number] for number in taking_part(planned, everybody)]


def _turn(desk: AtDesk, planned: Planned) -> int:
    """Return how often this dialog has been played here: check-ins ask on where they stopped."""
    session = desk.here.session
    begun = (
        number
        for number in rounds.of_network(session, desk.member.network)
        if number != planned.number and rounds.head(session, number).status is not Status.PLANNED
    )
    return sum(
        desk.script(number).id == planned.script.id
        and rounds.head(session, number).part is None
        and not trial.is_one(desk.here, number)
        for number in begun
    )


# --- Who comes later -----------------------------------------------------------------------------


def offer_rounds(desk: AtDesk, new: Collection[int]) -> None:
    """Ask of every round under way whether those who have just been confirmed shall take part."""
    for number in rounds.of_network(desk.here.session, desk.member.network, _OPEN):
        coming = [each for each in _may_come(desk, number) if each.id in new]
        if coming:
            desk.say(staffing_words.let_in(number, coming, desk.script(number), desk.t))


def _let_in(desk: AtDesk, to: tuple[str, ...]) -> None:
    coming = _named(desk, to)
    if not coming:
        desk.say(staffing_words.settled(desk.t))
        return
    number = int(to[0])
    free = 1 + max(rounds.load(desk.here.session, number).seats, default=0)
    for seat, each in enumerate(coming, start=free):
        joined = Joined(Seat(seat, each.level, parts(each.roles)))
        advance(desk.here, number, joined, by=desk.person, members={seat: each.id})
    desk.say(staffing_words.are_in(coming, desk.script(number), desk.t))


def _leave_out(desk: AtDesk, to: tuple[str, ...]) -> None:
    coming = _named(desk, to)
    if coming:
        desk.say(staffing_words.stay_out(coming, desk.script(int(to[0])), desk.t))


def _named(desk: AtDesk, to: tuple[str, ...]) -> list[Membership]:
    """Return those whom a button is about: from the first of them to the last."""
    number, first, last = map(int, to)
    rounds.lock(desk.here.session, number)
    if number not in rounds.of_network(desk.here.session, desk.member.network, _OPEN):
        return []
    return [each for each in _may_come(desk, number) if first <= each.id <= last]


def _may_come(desk: AtDesk, number: int) -> list[Membership]:
    """Return who can still take part in a round: nobody in a small circle, which was named."""
    session = desk.here.session
    small = is_small_circle(desk.script(number).people)
    if small or rounds.head(session, number).part or trial.is_one(desk.here, number):
        return []
    seated = {each.id for each in rounds.members(session, number).values()}
    return [each for each in confirmed(desk) if each.id not in seated]


VERBS = {
    words.START: _start,
    words.GO: _go,
    LET_IN: _let_in,
    LEAVE_OUT: _leave_out,
}
