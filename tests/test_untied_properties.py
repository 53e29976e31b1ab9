"""Untied means untied: what is left of a round does not tell who said what."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs import engine
from dialogs.asking import options_of, question_of
from dialogs.effects import AskMore, Effect
from dialogs.events import Left, Moved
from dialogs.questions import Question
from dialogs.questions.asked import UNTIED
from dialogs.questions.choice import Choice
from dialogs.round import AskNumber, Mark, Round, Seat
from dialogs.said import Back, Decline, Picked, Reason, Releasing, Said, Show, Skip, Withdraw, Words
from dialogs.script import Script
from tests.playing import START, Play, beginning, named
from tests.saying import answering


class Worlds:
    """Two worlds in which the same people do the same, but give other untied answers."""

    def __init__(self, script: Script, size: int) -> None:
        self.script = script
        self.here = Play(script, beginning(script, size))
        self.there = Play(script, beginning(script, size))
        self.here.start()
        self.there.start()

    def say(self, seat: int, said: Said, ask: AskNumber, other: Said | None = None) -> list[Effect]:
        effects = self.here.say(seat, said, ask)
        self.there.say(seat, said if other is None else other, ask)
        assert shape(self.here.round) == shape(self.there.round), f"{said} shows in the round"
        assert self.here.due == self.there.due
        return effects

    def answer(self, seat: Seat, ask: AskNumber, dice: Random) -> None:
        """Answer in both worlds, and give the reason or the release where it is asked for."""
        opening = self.here.round.opening
        assert opening is not None
        question = question_of(self.script, opening, ask)
        options = options_of(opening, question)
        said = other = answering(self.here, question, options, dice)
        if self.script.anonymity_of(question) in UNTIED and not _stops(question, said):
            while other == said or _stops(question, other):
                other = answering(self.here, question, options, dice)
        for effect in self.say(seat.number, said, ask, other):
            if isinstance(effect, AskMore) and dice.random() < 0.6:
                more: Said = Reason(self.here.fresh("w"))
                if effect.more == "release":
                    more = Releasing(dice.choice(["verbatim", "hide"]))
                same = effect.more == "release" or self.script.anonymity_of(question) not in UNTIED
                self.say(seat.number, more, ask, None if same else Reason(""))


def _stops(question: Question, said: Said) -> bool:
    """Tell whether something said is no answer, but the end of the phase for the person."""
    if not isinstance(question, Choice) or not isinstance(said, Picked):
        return False
    return question.buttons()[said.places[0]].key in question.stop


def shape(round: Round) -> Round:
    """Return everything there is beside the untied answers, which are sealed."""
    return Round(
        seats=dict(round.seats),
        status=round.status,
        opening=round.opening,
        waiting=round.waiting,
        tally=round.tally,
        openings=round.openings,
        closed=round.closed,
        took_part=round.took_part,
        queue=round.queue,
        returns_on=round.returns_on,
    )


@pytest.mark.parametrize("name", ["untied", "every_type", "rotation", "branches"])
@settings(max_examples=12, derandomize=True, deadline=None, database=None)
@given(seed=st.integers(0, 2**16))
def test_seats_and_counts_are_the_same_whatever_is_answered(name: str, seed: int) -> None:
    """Whoever sees everything but the sealed answers learns nothing of what is in them."""
    dice = Random(seed)
    worlds = Worlds(named(name), dice.choice([2, 5, 7]))
    for _ in range(60):
        here = worlds.here.round
        seat = here.seats[dice.choice([*here.seats])]
        answered = [ask for ask, mark in seat.marks.items() if mark is Mark.ANSWERED]
        ask = seat.open or AskNumber(1, 0, 0)
        step = dice.random()
        if step < 0.75 and seat.open is not None:
            worlds.answer(seat, seat.open, dice)
        elif step < 0.85 and answered:
            worlds.answer(seat, dice.choice(answered), dice)
        elif step < 0.9 and answered:
            worlds.say(seat.number, Withdraw(), dice.choice(answered))
        else:
            past: Said = dice.choice((Skip(), Back(), Decline(), Show()))
            worlds.say(seat.number, past, ask)
    _end_alike(worlds)


def _end_alike(worlds: Worlds) -> None:
    """When the phase closes there is as much of everything in both worlds."""
    for play in (worlds.here, worlds.there):
        play.happen(Moved())
    here, there = worlds.here.round, worlds.there.round
    assert {n: (c.outcome, c.people, c.invited) for n, c in here.closed.items()} == {
        n: (c.outcome, c.people, c.invited) for n, c in there.closed.items()
    }
    for name, closed in here.closed.items():
        again = there.closed[name]
        assert Counter(a.item for a in closed.answers) == Counter(a.item for a in again.answers)
    assert here.took_part == there.took_part


# --- What the order tells ------------------------------------------------------------------------

PEOPLE, TIMES = 6, 600


def test_neither_order_nor_ids_say_who_answered() -> None:
    """Over many closings every sentence stands everywhere equally often, also beside each other."""
    script, open_round, said = everybody_has_written_two_sentences()
    known = {answer.id for answer in open_round.untied}
    places: dict[str, Counter[tuple[int, int]]] = {"results": Counter(), "queue": Counter()}
    together: Counter[str] = Counter()
    for seed in range(TIMES):
        after, _ = engine.advance(script, open_round, Moved(), START, Random(seed))
        answers = after.closed["sentence"].answers
        assert not known & {answer.id for answer in answers}
        queue = [contribution.words for contribution in after.queue]
        for name, order in (("results", [str(a.value) for a in answers]), ("queue", queue)):
            assert sorted(order) == sorted(said)
            found = [order.index(words) for words in said]
            places[name].update(enumerate(found))
            pairs = zip(found[::2], found[1::2], strict=True)
            together[name] += sum(abs(one - other) == 1 for one, other in pairs)
    for counted in places.values():
        assert len(counted) == len(said) ** 2
        assert max(counted.values()) < 2 * TIMES / len(said)
    for neighbours in together.values():
        assert abs(neighbours - TIMES) < TIMES / 5, "two sentences of one person stand together"


def everybody_has_written_two_sentences() -> tuple[Script, Round, list[str]]:
    script = named("untied")
    play = Play(script, beginning(script, PEOPLE))
    play.start()
    said: list[str] = []
    for seat in play.waiting_for():
        while (ask := play.round.seats[seat.number].open) is not None:
            question = play.question(ask)
            if question is not None and question.ask == "sentence":
                said.append(play.fresh("w"))
                play.say(seat.number, Words(said[-1]))
            else:
                play.say(seat.number, Skip())
    return script, play.round, said


def test_words_do_not_stand_in_the_queue_in_the_order_of_the_seats() -> None:
    """Who reads the queue does not know by the place of words whose they are, tied or not."""
    script = named("every_type")
    play = Play(script, beginning(script, PEOPLE))
    play.start()
    for seat in play.waiting_for():
        play.say(seat.number, Words(f"sentence {seat.number}"), ask_of(play, "sentence"))
    first: Counter[int | None] = Counter()
    for seed in range(TIMES):
        after, _ = engine.advance(script, play.round, Moved(), START, Random(seed))
        first[after.queue[0].author] += 1
    assert len(first) == PEOPLE
    assert max(first.values()) < 1.5 * TIMES / PEOPLE


def test_answers_that_somebody_leaves_behind_do_not_stand_where_theirs_stood() -> None:
    """Tied answers stand in the order of the seats; one that is cut off would betray its own."""
    script = named("every_type")
    play = Play(script, beginning(script, PEOPLE))
    play.start()
    for seat in play.waiting_for():
        play.say(seat.number, Picked((0,)))
    play.happen(Moved())
    places: Counter[int] = Counter()
    for first, second in ((2, 5), (5, 2)):
        for seed in range(40):
            after = play.round
            for number in (first, second):
                left = Left(number, erase=False)
                after, _ = engine.advance(script, after, left, START, Random(seed))
            answers = after.closed["door"].answers
            tied = [answer.seat for answer in answers if answer.seat is not None]
            assert tied == sorted(tied) == [answer.seat for answer in answers[: len(tied)]]
            ids = [a.id for a in play.round.closed["door"].answers if a.seat in (first, second)]
            places[ids.index(answers[-1].id)] += 1
    assert set(places) == {0, 1}


def ask_of(play: Play, name: str) -> AskNumber:
    """Return the first ask of a question of the first phase."""
    questions = play.script.phases[0].questions
    return AskNumber(1, next(n for n, each in questions.items() if each.ask == name), 0)
