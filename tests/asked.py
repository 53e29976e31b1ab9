"""Who is asked what, found out by other means than the engine's own."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from dialogs.asking import item_of, phase_of, question_of
from dialogs.effects import Ask, AskMore, Invite
from dialogs.questions import Question
from dialogs.questions.asked import AnyItem, AtLeast, Condition, DiffersFromMedian
from dialogs.questions.statement import Reaction
from dialogs.round import AskNumber, Item, Opening, Round, Seat, Standing
from dialogs.said import Back, Value
from tests.ledger import Ledger
from tests.playing import Step


def where_nothing_is_open_nobody_is_asked(step: Step, ledger: Ledger) -> None:
    del ledger
    if step.after.opening is None:
        assert not any(isinstance(each, Ask | AskMore | Invite) for each in step.effects)
        for seat in step.after.seats.values():
            assert seat.open is None
            assert not seat.marks


def people_are_asked_only_what_concerns_them(step: Step, ledger: Ledger) -> None:
    """Nobody is asked past ``who`` and ``when``, and nothing that another opening asked."""
    for number, ask in asked(step):
        opening = opening_of(step.after)
        assert ask.opening == opening.number
        question = question_of(step.script, opening, ask)
        seat = step.after.seats[number]
        assert names_of(seat) & set(question.who), f"{number} is asked {question.ask}"
        item = item_of(opening, question, ask)
        assert fulfils(ledger, seat, question, item, opening), f"{number} is asked {question.ask}"


def nobody_is_asked_twice(step: Step, ledger: Ledger) -> None:
    """What is answered is asked again only of who goes back to it, or never where it is untied."""
    if step.reply is not None and isinstance(step.reply.said, Back):
        return
    for number, ask in asked(step):
        key = ledger.key(opening_of(step.after), number, ask)
        assert key not in ledger.standing, f"{key} is asked again"
        if step.reply is not None and ask == step.before.seats[number].open:
            continue
        assert key not in ledger.tied, f"{key} is asked again"
        assert key not in ledger.untied, f"{key} is asked again"


def the_open_question_is_one_that_is_asked(step: Step, ledger: Ledger) -> None:
    """Nobody waits for an answer that nobody was asked for."""
    for seat in step.after.seats.values():
        if seat.open is not None:
            opening = opening_of(step.after)
            question = question_of(step.script, opening, seat.open)
            assert seat.standing is Standing.TAKING_PART
            assert names_of(seat) & set(question.who)
            assert question.ask not in opening.spared
    del ledger


def who_is_done_has_been_asked_everything(step: Step, ledger: Ledger) -> None:
    """Nothing that concerns a person is left out, as far as it can be told from outside."""
    opening = step.after.opening
    if opening is None:
        return
    for seat in step.after.seats.values():
        if seat.open is None and seat.standing is Standing.TAKING_PART:
            for number, question in phase_of(step.script, opening).questions.items():
                if names_of(seat) & set(question.who) and question.ask not in opening.spared:
                    _asked_everything(ledger, seat, number, question, opening)


def _asked_everything(
    ledger: Ledger, seat: Seat, step: int, question: Question, opening: Opening
) -> None:
    items: dict[int, Item | None] = {0: None}
    if question.ask in opening.items:
        items = dict(enumerate(opening.items[question.ask]))
    if isinstance(question, Reaction):
        items = {n: items[n] for n in seat.reads.get(question.ask, ())}
    for n, item in items.items():
        if fulfils(ledger, seat, question, item, opening):
            ask = AskNumber(opening.number, step, n)
            assert ask in seat.marks, f"{seat.number} has not been asked {question.ask}"


# --- Seen by other means -------------------------------------------------------------------------


def fulfils(
    ledger: Ledger, seat: Seat, question: Question, item: Item | None, opening: Opening
) -> bool:
    """Tell whether a person has given the answers after which a question is asked."""
    for name, condition in question.when.items():
        own = {
            key.item: given.value
            for key, given in ledger.tied.items()
            if (key.seat, key.question) == (seat.number, name)
        }
        here = {key: value for key, value in own.items() if not item or key in (item.key, "")}
        if not holds(condition, here, own, opening, name):
            return False
    return True


def opening_of(round: Round) -> Opening:
    assert round.opening is not None
    return round.opening


def asked(step: Step) -> list[tuple[int, AskNumber]]:
    """Return who is asked what in a step."""
    return [(each.seat, each.number) for each in step.effects if isinstance(each, Ask | Invite)]


def names_of(seat: Seat) -> set[str]:
    """Return everything a ``who`` may call a seat."""
    names = {"all", seat.level} | set(seat.parts)
    return names | {"tandem"} if names & {"coordinator", "facilitator"} else names


def holds(
    condition: Condition,
    here: Mapping[str, Value],
    own: Mapping[str, Value],
    opening: Opening,
    name: str,
) -> bool:
    """Tell by other means whether answers fulfil a condition."""
    points = {item: value for item, value in here.items() if isinstance(value, int)}
    match condition:
        case AtLeast(at_least=least):
            return max(points.values(), default=-1) >= least
        case AnyItem(any_item=least):
            return max((v for v in own.values() if isinstance(v, int)), default=-1) >= least
        case DiffersFromMedian(differs_from_median=least):
            middles = {item: opening.medians.get((name, item)) for item in points}
            return any(
                abs(points[item] - middle) >= least
                for item, middle in middles.items()
                if middle is not None
            )
        case wanted:
            every = [value if isinstance(value, tuple) else (value,) for value in here.values()]
            return bool({*wanted} & {*chain.from_iterable(every)})


ASKED = (
    where_nothing_is_open_nobody_is_asked,
    people_are_asked_only_what_concerns_them,
    nobody_is_asked_twice,
    the_open_question_is_one_that_is_asked,
    who_is_done_has_been_asked_everything,
)
