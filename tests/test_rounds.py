"""Rounds at their edges: what walks at random have found once, and shall not find again."""

from __future__ import annotations

from datetime import timedelta

from dialogs.effects import Forget, Keep, Request, Wish
from dialogs.events import Extended, Left, Moved, Read, SteppedBack
from dialogs.round import Mark, Outcome, Status
from dialogs.said import Promise, Words
from tests.staged import (
    OBJECTION,
    OK,
    YES,
    answer,
    ask,
    at_adoption,
    at_carriers,
    at_points,
    back_to_the_second,
    opening,
    refusals,
    release,
    revise,
    skip_all,
    started,
)
from tests.watching import Watch

# --- Phases and their ends -----------------------------------------------------------------------


def test_a_late_moment_does_not_end_a_phase_that_stays_open() -> None:
    play = at_carriers()
    for seat in play.waiting_for():
        skip_all(play, seat.number)
    assert play.round.tally.waiting == 0
    play.wake("settled")
    assert play.round.status is Status.OPEN


def test_a_moment_that_comes_too_early_ends_nothing() -> None:
    play = started("every_type")
    before = play.round
    for moment in ("phase-ends", "settled", "opens", "gives-up", "returns", "nonsense"):
        play.wake(moment)
        assert play.round == before


def test_more_time_is_more_time_though_everybody_is_done() -> None:
    play = started("rotation")
    for seat in play.waiting_for():
        skip_all(play, seat.number)
    play.happen(Extended(timedelta(days=2)))
    assert "settled" not in play.due
    assert play.due["phase-ends"] == opening(play).ends


def test_a_phase_opens_when_the_last_unread_words_are_taken_away() -> None:
    play = started("every_type", size=4)
    for seat in (1, 2, 3):
        answer(play, seat, "sentence", Words(f"sentence {seat}"))
    play.happen(Moved())
    waiting = [each.author for each in play.round.queue]
    for contribution in play.round.queue[1:]:
        release(play, contribution.key)
    assert play.round.status is Status.WAITING
    play.happen(Left(waiting[0] or 0, erase=True))
    assert play.round.status is not Status.WAITING


def test_results_are_counted_though_all_who_answered_have_gone() -> None:
    play = started("branches")
    answer(play, 1, "case_words", Words("how?"))
    play.happen(Left(1, erase=False))
    play.happen(Moved())
    assert play.round.closed["case_words"].outcome is Outcome.ENOUGH


def test_more_time_does_not_move_the_promised_day() -> None:
    play = started("rotation")
    promised = play.round.returns_on
    play.happen(Extended(timedelta(days=1)))
    play.wake("phase-ends")
    while play.round.status is Status.OPEN:
        play.wake()
    assert play.round.status is Status.RETURNING
    assert play.round.returns_on == play.due["returns"] == promised


# --- What others get to see ----------------------------------------------------------------------


def test_an_item_that_too_few_have_answered_leaves_nothing() -> None:
    play = started("untied")
    first = ask(play, "each_body")
    for seat in range(1, 6):
        play.say(seat, YES, first)
    for seat in range(1, 5):
        play.say(seat, YES, first._replace(item=1))
    play.happen(Moved())
    items = {answer.item for answer in play.round.closed["each_body"].answers}
    assert items == {"bodies_0"}


def test_words_that_a_reader_changes_have_to_be_read_by_both_anew() -> None:
    play = started("every_type")
    for seat in range(1, 6):
        answer(play, seat, "sentence", Words(f"sentence {seat}"))
    play.happen(Moved())
    key = play.round.queue[0].key
    play.happen(Read(key, 101, "release"))
    play.happen(Read(key, 102, "release", "other words"))
    assert not play.round.queue[0].released
    play.happen(Read(key, 102, "release"))
    assert not play.round.queue[0].released
    play.happen(Read(key, 101, "release"))
    assert play.round.queue[0].released


# --- Back to the phase before --------------------------------------------------------------------


def test_answers_that_were_left_behind_survive_a_step_back() -> None:
    play = started("every_type")
    for seat in range(1, 6):
        answer(play, seat, "door", YES)
    play.happen(Moved())
    play.happen(Left(2, erase=False))
    effects = play.happen(SteppedBack())
    assert len([each for each in effects if isinstance(each, Keep)]) == 1
    play.happen(Moved())
    assert play.round.closed["door"].people == 5
    assert len(play.round.closed["door"].answers) == 5


def test_who_has_reacted_to_a_sentence_keeps_it_after_a_step_back() -> None:
    play = started("every_type")
    for number in range(1, 7):
        answer(play, number, "sentence", Words(f"sentence {number}"))
    play.happen(Moved())
    for contribution in play.round.queue:
        release(play, contribution.key)
    answered = [
        seat.open for seat in play.waiting_for() if not refusals(play.say(seat.number, YES))
    ]
    assert answered
    play.happen(Moved())
    back_to_the_second(play)
    stands = [mark for seat in play.round.seats.values() for mark in seat.marks.values()]
    assert stands == [Mark.ANSWERED] * len(answered)


# --- Consent -------------------------------------------------------------------------------------


def test_what_was_adopted_before_another_loop_counts_once() -> None:
    play = at_points(voices=(OK, OBJECTION))
    revise(play)
    for seat in play.waiting_for():
        play.say(seat.number, OK)
    play.happen(Moved())
    closed = play.round.closed["each_point"]
    assert len(closed.answers) == len({(a.seat, a.item) for a in closed.answers})


def test_another_loop_does_not_wait_for_words_that_were_given_up() -> None:
    play = at_points(voices=(OK, OBJECTION), read=False)
    revise(play)
    assert opening(play).loop == 1


def test_who_leaves_in_another_loop_leaves_what_was_said_before_alone() -> None:
    play = at_points(voices=(OK, OBJECTION))
    revise(play)
    for seat in play.waiting_for():
        play.say(seat.number, OK)
    play.happen(Left(3, erase=False))
    asked = {item.key for item in opening(play).items["each_point"]}
    assert {(a.question, a.item in asked) for a in play.round.untied} == {("each_point", True)}


def test_an_objection_of_too_few_is_not_made_known() -> None:
    play = at_adoption()
    first = ask(play, "agreed")
    play.say(1, OBJECTION, first)
    play.say(2, OK, first)
    for seat in play.waiting_for():
        skip_all(play, seat.number)
    effects = play.happen(Moved())
    wishes = [effect.wish for effect in effects if isinstance(effect, Request)]
    assert Wish.REVISION not in wishes


def test_a_step_back_asks_about_the_words_that_were_found_last() -> None:
    play = at_points(voices=(OK, OBJECTION))
    revise(play, "found together")
    for seat in play.waiting_for():
        play.say(seat.number, OK)
    play.happen(Moved())
    back_to_the_second(play)
    words = [item.words.within("en") for item in opening(play).items["each_point"]]
    assert words == ["one", "found together"]


# --- People who leave ----------------------------------------------------------------------------


def test_erased_words_are_nowhere_in_the_round() -> None:
    """Neither as sentences to react to, nor filled into texts, nor where others speak of them."""
    play = at_adoption()
    assert "sentence 1" in repr(play.round)
    effects = play.happen(Left(1, erase=True))
    assert any(isinstance(effect, Forget) for effect in effects)
    assert "sentence 1" not in repr(play.round)


def test_too_few_answers_do_not_stay_behind_without_a_name() -> None:
    play = started("every_type")
    answer(play, 1, "sentence", Words("only mine"))
    play.happen(Moved())
    effects = play.happen(Left(1, erase=False))
    assert any(isinstance(effect, Forget) for effect in effects)
    assert "only mine" not in repr(play.round)


def test_a_promise_that_is_asked_about_goes_with_who_made_it() -> None:
    play = started("every_type")
    answer(play, 1, "promise", Promise("call the clinic", play.now.date() + timedelta(days=2)))
    play.happen(Moved())
    small = play.follow_up(play.follow_ups[0], Watch(play.script, ("call the clinic",)))
    assert "call the clinic" in repr(small.round)
    small.happen(Left(1, erase=True))
    assert "call the clinic" not in repr(small.round)
