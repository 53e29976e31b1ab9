"""What is promised at every step of every round, each as a check that knows only what is seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from statistics import median

from dialogs.asking import phase_of, question_of
from dialogs.effects import (
    Ask,
    CloseAsks,
    Keep,
    Later,
    Refuse,
    Request,
    SetMoment,
    Untie,
)
from dialogs.events import Announced, Extended, Left, TimeCame
from dialogs.questions.asked import SEALED, UNTIED
from dialogs.questions.statement import Reaction
from dialogs.round import Mark, Opening, Outcome, Round, Standing, Status
from tests.asked import names_of, opening_of
from tests.ledger import Key, Ledger
from tests.playing import OVER, Step

Promise = Callable[[Step, Ledger], None]


# --- The course of a round -----------------------------------------------------------------------


def an_open_round_has_a_clock(step: Step, ledger: Ledger) -> None:
    """Something that is due ends every phase, every waiting and every round."""
    del ledger
    status, due = step.after.status, step.due
    if status is Status.OPEN:
        assert due["phase-ends"] == opening_of(step.after).ends
    elif status is Status.WAITING:
        assert "opens" in due or "gives-up" in due
    elif status is Status.RETURNING:
        assert due["returns"] == step.after.returns_on
    else:
        assert not due, f"{status}, and still something is due"


def a_round_is_where_its_status_says(step: Step, ledger: Ledger) -> None:
    del ledger
    assert (step.after.opening is not None) == (step.after.status is Status.OPEN)
    assert (step.after.waiting is not None) == (step.after.status is Status.WAITING)


def a_waiting_round_waits_for_something(step: Step, ledger: Ledger) -> None:
    """It does not sit there once everything is supplied and read, and its day has come."""
    del ledger
    waiting = step.after.waiting
    if waiting is not None and "opens" not in step.due and not waiting.drafts:
        assert not waiting.loop
        assert any(not each.decided for each in step.after.queue)


def a_phase_lasts_as_long_as_it_says(step: Step, ledger: Ledger) -> None:
    """Time alone ends it before its day only when nobody is waited for, and it may end early."""
    del ledger
    opening = step.before.opening
    if opening is None or not isinstance(step.event, TimeCame) or step.now >= opening.ends:
        return
    if CloseAsks(opening.number) in step.effects:
        assert phase_of(step.script, opening).ends_early
        assert not step.before.tally.waiting


def what_is_over_stays_over(step: Step, ledger: Ledger) -> None:
    """After its end a round only ever lets people take their words away."""
    del ledger
    if step.before.status in OVER:
        assert step.after.status is step.before.status
        assert not any(isinstance(effect, SetMoment | Later) for effect in step.effects)
        if not isinstance(step.event, Left):
            assert step.after == step.before


def promises_only_come_nearer(step: Step, ledger: Ledger) -> None:
    """Until a round opens nobody has given anything for the promise: it goes with the day."""
    del ledger
    moved = isinstance(step.event, Announced) and not step.before.openings
    if step.before.returns_on is not None and not moved:
        assert step.after.returns_on is not None
        past = step.before.returns_on <= step.now
        assert past or step.after.returns_on <= step.before.returns_on


def consent_is_asked_three_times_at_most(step: Step, ledger: Ledger) -> None:
    del ledger
    loops = (each.loop for each in (step.after.opening, step.after.waiting) if each is not None)
    assert max(loops, default=0) <= 2


def what_ends_is_closed_for_everybody(step: Step, ledger: Ledger) -> None:
    """When a phase ends its buttons are off, and the key of what it sealed is destroyed."""
    before = step.before.opening
    if before is None or (step.after.opening and step.after.opening.number == before.number):
        return
    assert CloseAsks(before.number) in step.effects
    questions = phase_of(step.script, before).questions.values()
    if any(step.script.anonymity_of(question) in SEALED for question in questions):
        begun = any(step.before.tally.people.values())
        assert Untie(before.number) in step.effects or not begun
    del ledger


def what_is_asked_can_be_answered(step: Step, ledger: Ledger) -> None:
    """An answer without a name is asked for once more only with the button that knows it."""
    del ledger
    for effect in step.effects:
        if not isinstance(effect, Ask):
            continue
        question = question_of(step.script, opening_of(step.after), effect.number)
        answered = step.after.seats[effect.seat].marks.get(effect.number) is Mark.ANSWERED
        if answered and step.script.anonymity_of(question) in SEALED:
            assert effect.answer is not None, f"{question.ask} cannot be answered here"


# --- Who has left ---------------------------------------------------------------------------------


def who_left_is_never_addressed(step: Step, ledger: Ledger) -> None:
    del ledger
    for effect in step.effects:
        number = getattr(effect, "seat", None)
        if number is not None and not isinstance(effect, Refuse):
            assert step.after.seats[number].standing is not Standing.LEFT


def who_left_holds_nothing(step: Step, ledger: Ledger) -> None:
    """Nothing of the round names a person who has gone."""
    for number, seat in step.after.seats.items():
        if seat.standing is Standing.LEFT:
            assert (seat.open, seat.answers, seat.marks, seat.reads) == (None, {}, {}, {})
            assert number not in authors(step.after)
    del ledger


# --- What is kept --------------------------------------------------------------------------------


def the_tally_is_a_recount(step: Step, ledger: Ledger) -> None:
    """The few counts are what counting all over again gives."""
    opening = step.after.opening
    if opening is None:
        return
    waiting = sum(seat.open is not None for seat in step.after.seats.values())
    assert step.after.tally.waiting == waiting
    questions = phase_of(step.script, opening).questions.values()
    recount = {each.ask: ledger.people(opening, each.ask) for each in questions}
    counted = {name: step.after.tally.people.get(name, 0) for name in recount}
    sure = recount.keys() - opening.spared - ledger.moved
    assert {name: counted[name] for name in sure} == {name: recount[name] for name in sure}


def an_answer_is_kept_as_it_was_given(step: Step, ledger: Ledger) -> None:
    """No tied answer is lost or moved as long as nobody takes it back."""
    held = {
        Key(number, *key): answer.id
        for number, seat in step.after.seats.items()
        for key, answer in seat.answers.items()
    }
    assert held == {key: given.id for key, given in ledger.tied.items()}


def untied_answers_carry_nobody(step: Step, ledger: Ledger) -> None:
    """They have no seat, and a level only where the script says so and enough people have it."""
    del ledger
    kept = [effect.answer for effect in step.effects if isinstance(effect, Keep)]
    closed = [answer for each in step.after.closed.values() for answer in each.answers]
    here = Counter(seat.level for seat in step.before.seats.values())
    for answer in (*kept, *step.after.untied, *closed):
        mode = step.script.anonymity_of(step.script.questions[answer.question])
        assert mode != "private"
        assert mode not in UNTIED or answer.seat is None
        assert answer.level is None or (mode == "role" and here[answer.level] >= 5)
    assert all(answer.seat is None for answer in step.after.untied)


def a_reply_changes_one_seat_and_speaks_to_it_alone(step: Step, ledger: Ledger) -> None:
    del ledger
    if step.reply is None:
        return
    for effect in step.effects:
        assert getattr(effect, "seat", step.seat) == step.seat
        assert not isinstance(effect, Request | Later)
        assert not isinstance(effect, SetMoment) or effect.moment == "settled"
    others = step.before.seats.keys() - {step.seat}
    assert all(step.after.seats[other] == step.before.seats[other] for other in others)


def what_is_refused_changes_nothing(step: Step, ledger: Ledger) -> None:
    del ledger
    if step.reply is not None and any(isinstance(effect, Refuse) for effect in step.effects):
        assert len(step.effects) == 1
        assert step.after == step.before


def what_a_phase_works_on_is_frozen(step: Step, ledger: Ledger) -> None:
    """Only a deadline can be moved, and words go only when their author takes them away."""
    del ledger
    before, after = step.before.opening, step.after.opening
    if before is None or after is None or before.number != after.number:
        return
    if isinstance(step.event, Extended):
        assert after.ends >= before.ends
    else:
        assert after.ends == before.ends
    if not isinstance(step.event, Left):
        for name in ("items", "options", "medians", "fills", "levels", "spared", "shares"):
            assert getattr(after, name) == getattr(before, name), name
    assert keys_of(after) == keys_of(before)


# --- When a phase opens --------------------------------------------------------------------------


def middles_are_those_of_the_group(step: Step, ledger: Ledger) -> None:
    del ledger
    if step.opened:
        for (name, item), middle in opening_of(step.after).medians.items():
            closed = step.after.closed[name]
            assert closed.outcome is Outcome.ENOUGH
            points = [a.value for a in closed.answers if a.item == item]
            assert middle == median(point for point in points if isinstance(point, int))


def sentences_are_spread_fairly(step: Step, ledger: Ledger) -> None:
    """Each is planned to enough readers, if there is room, and nobody is given their own."""
    del ledger
    if not step.opened:
        return
    opening = opening_of(step.after)
    for question in phase_of(step.script, opening).questions.values():
        if isinstance(question, Reaction) and question.ask not in opening.spared:
            signed = step.script.anonymity_of(question) == "named"
            least = 2 if signed else step.script.threshold + 1
            _spread_fairly(step.after, opening, question, max(least, question.readers + 1))


def _spread_fairly(round: Round, opening: Opening, question: Reaction, wanted: int) -> None:
    items = opening.items[question.ask]
    most = question.max or 10
    readers = [
        seat
        for seat in round.seats.values()
        if seat.standing is not Standing.LEFT and names_of(seat) & set(question.who)
    ]
    times: Counter[int] = Counter()
    for seat in readers:
        reads = seat.reads.get(question.ask, ())
        assert len(set(reads)) == len(reads)
        assert all(items[n].author != seat.number for n in reads)
        times.update(reads)
    for seat in round.seats.values():
        assert seat in readers or question.ask not in seat.reads
    if len(readers) * most < len(items) * wanted:
        return
    for n, item in enumerate(items):
        others = sum(item.author != seat.number for seat in readers)
        assert times[n] >= min(question.readers, others), f"{times[n]} readers of {item}"


# --- Seen by other means -------------------------------------------------------------------------


def authors(round: Round) -> set[int | None]:
    """Return every seat that anything in the round is tied to."""
    opening = round.opening
    lists = [*round.carried.values()]
    lists += [some for each in round.closed.values() for some in (each.items, each.options)]
    if opening is not None:
        lists += [*opening.items.values(), *opening.options.values()]
    answers = [answer for each in round.closed.values() for answer in each.answers]
    return {
        *(item.author for items in lists for item in items),
        *(answer.seat for answer in (*answers, *round.untied)),
        *(contribution.author for contribution in round.queue),
    }


def keys_of(opening: Opening) -> dict[str, list[str]]:
    """Return what questions are repeated over, without the words."""
    return {name: [item.key for item in items] for name, items in opening.items.items()}


AT_EVERY_STEP: tuple[Promise, ...] = (
    an_open_round_has_a_clock,
    a_round_is_where_its_status_says,
    a_waiting_round_waits_for_something,
    a_phase_lasts_as_long_as_it_says,
    what_is_over_stays_over,
    promises_only_come_nearer,
    consent_is_asked_three_times_at_most,
    what_ends_is_closed_for_everybody,
    what_is_asked_can_be_answered,
    who_left_is_never_addressed,
    who_left_holds_nothing,
    the_tally_is_a_recount,
    an_answer_is_kept_as_it_was_given,
    untied_answers_carry_nobody,
    a_reply_changes_one_seat_and_speaks_to_it_alone,
    what_is_refused_changes_nothing,
    what_a_phase_works_on_is_frozen,
    middles_are_those_of_the_group,
    sentences_are_spread_fairly,
)
