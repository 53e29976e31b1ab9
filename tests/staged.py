"""Rounds brought to a place where something can go wrong."""

from __future__ import annotations

from dialogs.asking import phase_of
from dialogs.effects import Effect, Refuse
from dialogs.events import Moved, Read, SteppedBack, Supplied
from dialogs.round import AskNumber, Opening
from dialogs.said import Picked, Refusal, Said, Skip, Why, Words
from tests.playing import Play, beginning, named
from tests.watching import Watch

YES, NO = Picked((0,)), Picked((1,))
OK, OBJECTION = Picked((0,)), Picked((2,))


def started(name: str, size: int = 8, turn: int = 0) -> Play:
    script = named(name)
    play = Play(script, beginning(script, size, turn=turn), Watch(script))
    play.start()
    return play


def opening(play: Play) -> Opening:
    assert play.round.opening is not None
    return play.round.opening


def ask(play: Play, name: str) -> AskNumber:
    """Return the first ask of a question of the open phase."""
    questions = phase_of(play.script, opening(play)).questions
    step = next(step for step, question in questions.items() if question.ask == name)
    return AskNumber(opening(play).number, step, 0)


def answer(play: Play, seat: int, name: str, said: Said, button: str | None = None) -> list[Effect]:
    """Skip up to a question, then say something to it."""
    while (number := play.round.seats[seat].open) is not None:
        question = play.question(number)
        if question is not None and question.ask == name:
            return play.say(seat, said, number, button)
        play.say(seat, Skip())
    return play.say(seat, said, ask(play, name), button)


def skip_all(play: Play, seat: int) -> None:
    while play.round.seats[seat].open is not None:
        play.say(seat, Skip())


def refusals(effects: list[Effect]) -> list[Why]:
    found: list[Refusal] = [each.refusal for each in effects if isinstance(each, Refuse)]
    return [refusal.why for refusal in found]


def release(play: Play, contribution: str) -> None:
    for reader in (101, 102):
        play.happen(Read(contribution, reader, "release"))


def at_points(voices: tuple[Said, ...], *, read: bool = True) -> Play:
    """Play to where a list was put to consent, and everybody said the same to each point."""
    play = started("drafts", size=5)
    for seat in range(1, 6):
        answer(play, seat, "idea", Words(f"idea {seat}"))
    play.happen(Moved())
    for contribution in play.round.queue if read else ():
        release(play, contribution.key)
    play.happen(Supplied("page", ("the page",)))
    play.happen(Supplied("list_of_points", ("one", "two")))
    if play.round.waiting is not None:
        play.happen(Moved())
    first = ask(play, "each_point")
    for seat in range(1, 6):
        for n, voice in enumerate(voices):
            play.say(seat, voice, first._replace(item=n))
    play.happen(Moved())
    return play


def revise(play: Play, words: str = "otherwise") -> None:
    waiting = play.round.waiting
    assert waiting is not None
    for name in sorted(waiting.drafts):
        play.happen(Supplied(name, (words,)))


def back_to_the_second(play: Play) -> None:
    """Step back until the second phase is open once more."""
    while play.round.opening is None or play.round.opening.index != 1:
        play.happen(SteppedBack())


def at_carriers() -> Play:
    """Play to a phase that stays open to its end."""
    play = started("drafts", size=5)
    for seat in range(1, 6):
        answer(play, seat, "carry", YES)
    play.happen(Moved())
    play.happen(Supplied("page", ("the page",)))
    play.happen(Supplied("list_of_points", ("one",)))
    first = ask(play, "each_point")
    for seat in range(1, 6):
        play.say(seat, OK, first)
    while not (play.round.opening and play.round.opening.index == 3):
        play.happen(Moved())
    return play


def at_adoption() -> Play:
    """Play to a consent over sentences that all have agreed on."""
    play = started("every_type", size=6)
    for number in range(1, 7):
        answer(play, number, "sentence", Words(f"sentence {number}"))
    play.happen(Moved())
    for contribution in play.round.queue:
        release(play, contribution.key)
    for seat in play.waiting_for():
        while (open_ask := play.round.seats[seat.number].open) is not None:
            question = play.question(open_ask)
            reacts = question is not None and question.ask == "echo"
            play.say(seat.number, YES if reacts else Skip())
    play.happen(Moved())
    return play
