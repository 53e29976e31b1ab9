"""What one person says: what counts, what is refused, and what can be taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dialogs.effects import AskMore, Keep, Passed
from dialogs.round import AskNumber
from dialogs.said import Picked, Points, Promise, Reason, Said, Skip, Why, Withdraw, Words
from tests.playing import START
from tests.staged import (
    NO,
    YES,
    answer,
    ask,
    refusals,
    started,
)


def test_withdrawing_one_contribution_leaves_the_others() -> None:
    play = started("every_type")
    sentence = ask(play, "sentence")
    answer(play, 1, "sentence", Words("first"))
    answer(play, 1, "sentence", Words("second"))
    play.say(1, Withdraw(), sentence)
    assert [a.value for a in play.round.seats[1].answers.values()] == ["second"]


def test_an_untied_answer_stands_when_its_question_is_no_longer_asked() -> None:
    """Else one person could answer it again and again, for nobody knows which answer is whose."""
    play = started("branches")
    near, secret = ask(play, "near"), ask(play, "secret")
    play.say(1, Picked((2,)), near)
    play.say(1, Words("too far"), secret)
    play.say(1, Picked((0,)), near)
    play.say(1, Picked((2,)), near)
    assert refusals(play.say(1, Words("once more"), secret, "forgotten")) == [Why.ALREADY_ANSWERED]
    assert play.round.tally.people["secret"] == len(play.round.untied) == 1


def test_nobody_can_take_over_an_answer_by_its_id() -> None:
    play = started("untied")
    answer(play, 1, "yes_no", YES)
    answer(play, 2, "yes_no", YES)
    taken = play.round.untied[0].id
    answer(play, 3, "yes_no", NO, button=taken)
    play.say(4, Withdraw(), ask(play, "yes_no"), taken)
    assert {a.id: a.value for a in play.round.untied}[taken] == "yes_indeed"
    assert len(play.round.untied) == play.round.tally.people["yes_no"] == 3


def test_stop_takes_back_what_had_been_answered_before() -> None:
    for name, question, stop in (("every_type", "door", 2), ("untied", "yes_no", 2)):
        play = started(name)
        answer(play, 1, question, YES)
        effects = play.say(1, Picked((stop,)), ask(play, question))
        assert any(isinstance(effect, Passed) for effect in effects)
        assert not play.round.seats[1].answers
        assert not play.round.untied
        assert play.round.tally.people[question] == 0


def test_stop_under_a_message_that_does_not_know_its_answer_takes_nothing_back() -> None:
    play = started("untied")
    answer(play, 1, "yes_no", YES)
    effects = play.say(1, Picked((2,)), ask(play, "yes_no"), "forgotten")
    assert refusals(effects) == [Why.ALREADY_ANSWERED]
    assert len(play.round.untied) == 1


def test_what_nobody_was_asked_cannot_be_answered_changed_or_withdrawn() -> None:
    play = started("untied")
    each_body = ask(play, "each_body")
    for item in (-1, 3, 99):
        for said in (YES, Reason("why"), Withdraw(), Skip()):
            assert refusals(play.say(1, said, each_body._replace(item=item))) == [Why.CLOSED]
    assert refusals(play.say(1, Reason("why"), each_body._replace(step=0))) == [Why.CLOSED]


def test_the_reason_of_a_private_answer_is_heard_and_kept_nowhere() -> None:
    play = started("untied")
    effects = answer(play, 1, "alone", YES)
    assert [each.more for each in effects if isinstance(each, AskMore)] == ["reason"]
    effects = play.say(1, Reason("too much"), ask(play, "alone"))
    assert not refusals(effects)
    assert not any(isinstance(effect, Keep) for effect in effects)
    assert "too much" not in repr(play.round)


TODAY = START.date()


@pytest.mark.parametrize(
    ("name", "said", "why"),
    [
        ("door", Words("perhaps"), Why.NOT_AN_OPTION),
        ("tools", Words("phone"), Why.BUTTONS_ONLY),
        ("tools", Picked(()), Why.NOTHING_CHOSEN),
        ("tools", Picked((0, 99)), Why.NOT_AN_OPTION),
        ("tools", Picked((0, 1, 2)), Why.TOO_MANY),
        ("mood", Picked((99,)), Why.OFF_THE_SCALE),
        ("points", Picked((0,)), Why.BUTTONS_ONLY),
        ("points", Points((1,)), Why.NOT_AN_OPTION),
        ("points", Points((2, 2, 0)), Why.TOO_MANY_POINTS),
        ("points", Points((0, 0, 0)), Why.NOTHING_CHOSEN),
        ("words", Picked((0,)), Why.WORDS_ONLY),
        ("words", Words("  "), Why.EMPTY),
        ("words", Words("x" * 601), Why.TOO_LONG),
        ("promise", Promise(" ", TODAY), Why.EMPTY),
        ("promise", Promise("call", TODAY - timedelta(days=1)), Why.PAST_DATE),
        ("promise", Promise("call", TODAY + timedelta(days=400)), Why.TOO_FAR),
        ("promise", Promise("call", TODAY, "x" * 500), Why.TOO_LONG),
    ],
)
def test_what_does_not_fit_is_refused_with_its_reason(name: str, said: Said, why: Why) -> None:
    play = started("every_type")
    assert refusals(play.say(1, said, ask(play, name))) == [why]


def test_the_number_on_a_button_is_read_as_it_was_written() -> None:
    number = AskNumber(3, 2, 0)
    assert AskNumber.parse(str(number)) == number
    for garbage in ("", "1.2", "1.2.3.4", "a.b.c"):
        with pytest.raises(ValueError, match=r"literal|unpack"):
            AskNumber.parse(garbage)
