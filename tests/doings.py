"""Everything that can happen to a round, sensible or not, as the dice will have it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import assert_never

from dialogs.effects import AskMore
from dialogs.events import (
    Announced,
    Cancelled,
    Completed,
    Extended,
    Joined,
    Left,
    Moved,
    Read,
    Started,
    SteppedBack,
    Supplied,
)
from dialogs.questions import Question
from dialogs.questions.asked import SEALED
from dialogs.round import AskNumber, Contribution, Mark, Seat
from dialogs.said import (
    Back,
    Decline,
    Promise,
    Reason,
    Releasing,
    Said,
    Show,
    Skip,
    Withdraw,
)
from dialogs.script import LEVELS
from tests.playing import Play
from tests.saying import odd, sensible

Doing = Callable[[Play, Random], None]

MOMENTS = ("phase-ends", "settled", "first-reminder", "last-reminder", "opens", "gives-up")
READERS = (101, 102, 103)


# --- What people say ------------------------------------------------------------------------------


def _answer(play: Play, seat: Seat, dice: Random) -> None:
    """Answer what is open, or pass it over; and say more where more is asked."""
    if seat.open is None:
        return
    if dice.random() < 0.08:
        play.say(seat.number, Skip())
        return
    effects = play.say(seat.number, sensible(play, seat, seat.open, dice))
    for effect in effects:
        if isinstance(effect, AskMore) and dice.random() < 0.8:
            _say_more(play, effect, dice)


def _say_more(play: Play, wanted: AskMore, dice: Random) -> None:
    said: Said
    match wanted.more:
        case "reason":
            said = Reason(dice.choice(["", play.fresh("w")]))
        case "release":
            said = Releasing(dice.choice(["verbatim", "paraphrase", "hide"]))
        case "until":
            said = Promise(wanted.words, play.now.date() + timedelta(days=9))
        case _:
            assert_never(wanted.more)
    play.say(wanted.seat, said, wanted.number)


def somebody_answers(play: Play, dice: Random) -> None:
    if waiting := play.waiting_for():
        _answer(play, dice.choice(waiting), dice)


def somebody_answers_everything(play: Play, dice: Random) -> None:
    if waiting := play.waiting_for():
        _finish(play, dice.choice(waiting).number, dice)


def everybody_answers(play: Play, dice: Random) -> None:
    for seat in play.waiting_for():
        if dice.random() < 0.9:
            _finish(play, seat.number, dice)


def _finish(play: Play, number: int, dice: Random) -> None:
    opening = play.round.opening
    for _ in range(60):
        seat = play.round.seats[number]
        if seat.open is None or play.round.opening is not opening:
            return
        _answer(play, seat, dice)


def somebody_says_more(play: Play, dice: Random) -> None:
    """Answer an old wish for a reason, a release or a date, perhaps once more."""
    if play.wanted:
        _say_more(play, dice.choice(play.wanted), dice)


def somebody_changes_an_answer(play: Play, dice: Random) -> None:
    answered = _answered(play)
    if answered:
        seat, ask = dice.choice(answered)
        play.say(seat.number, sensible(play, seat, ask, dice), ask)


def somebody_withdraws_an_answer(play: Play, dice: Random) -> None:
    answered = _answered(play)
    if answered:
        seat, ask = dice.choice(answered)
        play.say(seat.number, Withdraw(), ask)


def somebody_goes_back(play: Play, dice: Random) -> None:
    """Go back; the button carries the id of the answer before, where there is one."""
    answered = _answered(play)
    if answered:
        seat, _ = dice.choice(answered)
        behind = [n for n in seat.marks if seat.open is None or n < seat.open]
        if behind:
            carried = play.buttons.get((seat.number, max(behind)))
            play.say(seat.number, Back(), seat.open or max(behind), carried)


def _answered(play: Play) -> list[tuple[Seat, AskNumber]]:
    return [
        (seat, ask)
        for seat in play.round.seats.values()
        for ask, mark in seat.marks.items()
        if mark is Mark.ANSWERED and play.question(ask) is not None
    ]


def somebody_shows_up_or_declines(play: Play, dice: Random) -> None:
    seat = _anybody(play, dice)
    opening = play.round.opening
    if opening is not None:
        said = dice.choice((Show(), Decline(), Skip(), Back()))
        play.say(seat.number, said, seat.open or AskNumber(opening.number, 0, 0))


def somebody_presses_something_old(play: Play, dice: Random) -> None:
    """Press under any message there ever was, one's own or a forged one."""
    seat = _anybody(play, dice)
    _, ask = dice.choice(play.shown) if play.shown else (0, AskNumber(1, 0, 0))
    if dice.random() < 0.3:
        ask = AskNumber(
            dice.choice([ask.opening, 0, 99]), dice.randint(-1, 12), dice.randint(-2, 30)
        )
    question = play.question(ask)
    said = odd(play, dice)
    play.say(seat.number, said, ask, _somebody_elses(play, seat, ask, question, dice))


def _somebody_elses(
    play: Play, seat: Seat, ask: AskNumber, question: Question | None, dice: Random
) -> str | None:
    """Return an id that the seat should not know, where it could do no harm.

    Who has answered an untied question and knows the id of another answer to it can change that
    one: nobody knows any more whose it is. That is why ids are hard to guess.
    """
    ids = [carried for (number, _), carried in play.buttons.items() if number != seat.number]
    open_to_guessing = question is None or play.script.anonymity_of(question) in SEALED
    if open_to_guessing and seat.marks.get(ask) is Mark.ANSWERED:
        return None
    return dice.choice(ids) if ids and dice.random() < 0.5 else None


def _anybody(play: Play, dice: Random) -> Seat:
    return dice.choice(list(play.round.seats.values()))


# --- What the coordination and the tandem do ------------------------------------------------------


def the_round_starts(play: Play, dice: Random) -> None:
    del dice
    play.happen(Started())


def the_round_is_announced(play: Play, dice: Random) -> None:
    """Let it open on a later day, on another one, or on one that is over."""
    play.happen(Announced(play.now + timedelta(days=dice.choice([-1, 0, 1, 4, 30]))))


def drafts_are_supplied(play: Play, dice: Random) -> None:
    """Supply everything that is waited for."""
    waiting = play.round.waiting
    for name in sorted(waiting.drafts) if waiting else ():
        lines = tuple(play.fresh("d") for _ in range(dice.randint(1, 3)))
        play.happen(Supplied(name, lines))


def something_is_supplied(play: Play, dice: Random) -> None:
    """Supply something wanted or not, in good time or too late, too much or nothing."""
    known = [name for phase in play.script.phases for name in phase.needs]
    name = dice.choice([*known, "summary", "nonsense", "each_point/list_of_points_0"])
    words = dice.choice([(play.fresh("d"),), (), ("  ",), ("x" * 4000,), (play.fresh("d"), "two")])
    play.happen(Supplied(name, words))


def everything_is_read(play: Play, dice: Random) -> None:
    """Let two people read whatever is undecided, mostly kindly."""
    for contribution in play.round.queue:
        if not contribution.decided:
            _read(play, contribution, READERS[:2], dice)


def something_is_read(play: Play, dice: Random) -> None:
    """Let somebody judge something, decided or not, perhaps alone or twice."""
    if play.round.queue:
        contribution = dice.choice(play.round.queue)
        readers = tuple(dice.choices(READERS, k=dice.randint(1, 2)))
        _read(play, contribution, readers, dice)


def _read(play: Play, one: Contribution, readers: tuple[int, ...], dice: Random) -> None:
    turned_away = dice.random() < 0.1
    new = "" if one.shown and dice.random() < 0.8 else play.fresh("p")
    for reader in readers:
        verdict = "turn-away" if turned_away else "release"
        play.happen(Read(one.key, reader, verdict, new if reader == readers[0] else ""))  # type: ignore[arg-type]


def the_coordination_moves_on(play: Play, dice: Random) -> None:
    del dice
    play.happen(Moved())


def the_coordination_steps_back(play: Play, dice: Random) -> None:
    del dice
    play.happen(SteppedBack())


def the_coordination_extends(play: Play, dice: Random) -> None:
    days = dice.choice([-1, 0, 1, 3, 90, 91])
    play.happen(Extended(timedelta(days=days)))


def the_coordination_cancels(play: Play, dice: Random) -> None:
    if dice.random() < 0.1:
        play.happen(Cancelled("for a reason"))


# --- People come and go --------------------------------------------------------------------------


def somebody_joins(play: Play, dice: Random) -> None:
    known = play.round.seats
    number = dice.choice([max(known) + 1, min(known)])
    parts = frozenset({"member", dice.choice(["member", "steering", *play.script.seats])})
    if len(known) < 16:
        play.happen(Joined(Seat(number, dice.choice(LEVELS[:4]), parts)))


def somebody_leaves(play: Play, dice: Random) -> None:
    """Let somebody go who is there, or has gone already, or was never there."""
    number = dice.choice([*play.round.seats, 999])
    if len(play.present()) > 3:
        play.happen(Left(number, erase=dice.random() < 0.5))


# --- Time ----------------------------------------------------------------------------------------


def something_is_due(play: Play, dice: Random) -> None:
    del dice
    if play.due:
        play.wake()


def a_moment_comes_too_early_or_twice(play: Play, dice: Random) -> None:
    play.wake(dice.choice([*MOMENTS, "returns", "nonsense"]))


def time_passes_and_nobody_wakes(play: Play, dice: Random) -> None:
    play.pass_time(timedelta(hours=dice.choice([1, 5, 30, 200])))


def it_is_said_that_everybody_is_done(play: Play, dice: Random) -> None:
    del dice
    play.happen(Completed())


def all_goes_well(play: Play, dice: Random) -> None:
    """Let a phase run its course: it gets what it waits for, and everybody answers."""
    opening = play.round.opening
    drafts_are_supplied(play, dice)
    everything_is_read(play, dice)
    for _ in range(8):
        everybody_answers(play, dice)
        if not play.due or play.round.opening is not opening:
            return
        play.wake()


#: Everything, the more often the more often it is named.
EVERYTHING: tuple[Doing, ...] = (
    all_goes_well,
    all_goes_well,
    somebody_answers,
    somebody_answers_everything,
    everybody_answers,
    everybody_answers,
    somebody_says_more,
    somebody_changes_an_answer,
    somebody_withdraws_an_answer,
    somebody_goes_back,
    somebody_shows_up_or_declines,
    somebody_presses_something_old,
    drafts_are_supplied,
    something_is_supplied,
    everything_is_read,
    something_is_read,
    the_coordination_moves_on,
    the_coordination_steps_back,
    the_coordination_extends,
    the_coordination_cancels,
    somebody_joins,
    somebody_leaves,
    something_is_due,
    something_is_due,
    a_moment_comes_too_early_or_twice,
    time_passes_and_nobody_wakes,
    it_is_said_that_everybody_is_done,
    the_round_starts,
    the_round_is_announced,
)
