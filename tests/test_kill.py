"""The real process is killed at any moment, things go wrong on the way, and nothing is lost.

People answer all the while. Afterwards what they were told stands in the database, everything that
was to be said has arrived, and nothing has arrived twice but what may have been sent when the
process died. Reminders never do. What was doubled is counted and printed.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from bot.sandbox.clock import Clock
from bot.sandbox.server import serving
from bot.sandbox.world import World
from dialogs.asking import options_of, question_of
from dialogs.questions import Question
from dialogs.questions.asked import UNTIED
from dialogs.round import Answer, Mark, Opening, Round, Status
from dialogs.source import read
from storage import people, rounds
from tests import crowd, databases
from tests.http.mortal import Ledger, Mortal, Noting, Steady, move

SCRIPT = (Path(__file__).parent / "scripts" / "killed.yaml").read_bytes()

#: A Tuesday morning, two hours later in Berlin than the network opens.
START = datetime(2026, 12, 1, 9, tzinfo=UTC)

LONG = os.environ.get("REIHUM_KILL") == "long"

#: So many people take part; some do nothing before they are reminded, and some never do.
PEOPLE, LATE, NEVER = 12, 3, 2

#: How often it is killed in each part of the play, and how long it lives before, in seconds.
DEATHS = 40 if LONG else 2
LIVES = (0.0, 1.2)

#: How long everything may take to come to rest, in seconds.
REST = 60.0

#: By these words a reminder and the result are known.
REMINDS, RETURNS = "dass hier noch etwas offen ist", "Stimmt das so?"


@dataclass
class Play:
    """Everything that a play needs."""

    bot: Mortal
    ledger: Ledger
    faults: Noting
    everybody: Sequence[Steady]
    chance: Random
    number: int
    home: Path


def test_nothing_is_lost_or_doubled_when_the_process_is_killed(url: str, tmp_path: Path) -> None:
    asyncio.run(_play(url, tmp_path, seed=int(os.environ.get("REIHUM_SEED", "1"))))


async def _play(url: str, home: Path, seed: int) -> None:
    chance = Random(seed)
    world = World(Clock(START), Random(seed))
    async with serving(world) as sandbox:
        faults = sandbox.api.faults = Noting(Random(seed))
        everybody = [
            Steady(sandbox.phone(f"Person{n}"), Random(chance.random())) for n in range(PEOPLE)
        ]
        for each in everybody:
            each.phone.start()
            each.idle = each in everybody[-LATE - NEVER :]
        world.updates.clear()
        number = _begin(url, home, everybody, Random(seed))
        bot = Mortal(home, url, sandbox, faults)
        play = Play(bot, Ledger(sandbox), faults, everybody, chance, number, home)
        lives = [asyncio.create_task(each.live(0.8)) for each in everybody]
        try:
            await _die_and_answer(play)
            _what_was_told_is_kept(play, url)
            await _die_and_go_on(play)
            _everything_has_arrived(play, url)
        finally:
            for life in lives:
                life.cancel()
            bot.close()
    _account(play, url)


def _begin(url: str, home: Path, everybody: Sequence[Steady], chance: Random) -> int:
    """Begin a round, and wish for everybody to be invited."""
    database = databases.opened(url, home)
    with database.writing() as session:
        members = crowd.settle(session, [str(each.chat) for each in everybody], START)
        number = crowd.begin_round(session, SCRIPT, members, START, chance=chance)
    database.close()
    return number


# --- What happens --------------------------------------------------------------------------------


async def _die_and_answer(play: Play) -> None:
    """Let people answer, be reminded, and be reminded again, while the process dies."""
    play.faults.begin()
    await _die(play)
    await _until(play, START + timedelta(days=3, minutes=1))
    for each in play.everybody[-LATE - NEVER : -NEVER]:
        each.idle = False
    await _die(play)
    await _until(play, START + timedelta(days=6, minutes=1))
    await _die(play)
    play.faults.clear()
    await _rest(play)


async def _die_and_go_on(play: Play) -> None:
    """Let the phase close, the next one be answered and the result return, while it dies."""
    play.faults.begin()
    await _until(play, START + timedelta(days=7, minutes=1))
    await _die(play)
    await _until(play, START + timedelta(days=14, minutes=2))
    await _die(play)
    await _until(play, START + timedelta(days=42))
    await _die(play)
    play.faults.clear()
    await _rest(play)


async def _die(play: Play) -> None:
    for _ in range(DEATHS):
        await play.bot.lives(play.chance.uniform(*LIVES))


async def _until(play: Play, to: datetime) -> None:
    """Have everything taken that people have done, and move time ahead: Telegram forgets."""
    world = play.bot.sandbox.world
    idle = [each for each in play.everybody if each.idle]
    for each in play.everybody:
        each.idle = True
    await play.bot.start()
    async with asyncio.timeout(REST):
        while world.updates.count(world.clock.now()):  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(0.01)
    await play.bot.kill()
    move(play.bot.sandbox, to)
    for each in play.everybody:
        each.idle = each in idle


async def _rest(play: Play) -> None:
    """Let it live until nothing more happens, then stop it."""
    world = play.bot.sandbox.world
    await play.bot.start()
    async with asyncio.timeout(REST):
        quiet = 0
        while quiet < 10:
            await asyncio.sleep(0.2)
            waits = world.updates.count(world.clock.now()) or play.bot.unsent()
            acted = [each.act() for each in play.everybody if not each.idle]
            quiet = 0 if waits or any(acted) else quiet + 1
    await play.bot.stop()


# --- What must be true ---------------------------------------------------------------------------


def _what_was_told_is_kept(play: Play, url: str) -> None:
    """Compare what stands in people's chats with what stands in the database, answer by answer."""
    script, _ = read(SCRIPT)
    assert script is not None
    round = _round(play, url)
    assert round.opening is not None
    untied: Counter[tuple[str, object]] = Counter()
    for seat, each in enumerate(play.everybody, 1):
        answered = {n for n, mark in round.seats[seat].marks.items() if mark is Mark.ANSWERED}
        assert len(answered) == (0 if each.idle else len(script.questions) - 2), each.chat_shown()
        for ask in answered:
            question = question_of(script, round.opening, ask)
            said = each.done[f"{play.number}/{ask}", "answer"]
            assert each.was_told(question.text.within("de"), said), each.chat_shown()
            if script.anonymity_of(question) in UNTIED:
                untied[question.ask, said] += 1
            else:
                answer = round.seats[seat].answers[question.ask, ""]
                assert _in_words(round.opening, question, answer) == said
    kept = Counter(
        (each.question, _in_words(round.opening, script.questions[each.question], each))
        for each in round.untied
    )
    assert kept == untied


def _in_words(opening: Opening, question: Question, answer: Answer) -> str:
    """Return an answer as it stood on the button, or as it was typed."""
    labels = {each.key: each.label.within("de") for each in options_of(opening, question)}
    return labels.get(str(answer.value), str(answer.value))


def _everything_has_arrived(play: Play, url: str) -> None:
    round = _round(play, url)
    assert round.status is Status.ENDED
    for each in play.everybody:
        texts = [shown.text for shown in each.phone.screen() if shown.sender.is_bot]
        assert any(RETURNS in text for text in texts[1:]), texts
    assert play.bot.unsent() == 0


def _account(play: Play, url: str) -> None:
    """Print what was doubled, and let nothing be doubled that had not maybe been sent."""
    database = databases.opened(url, play.home)
    with database.reading() as session:
        numbers = {
            each.chat: str(person.id)
            for each in play.everybody
            if (person := people.by_address(session, str(each.chat)))
        }
    database.close()
    twice = play.ledger.twice()
    doubled = Counter(chat for chat, _ in twice)
    maybe = {
        chat: play.bot.maybe[person] + play.faults.unheard[chat] for chat, person in numbers.items()
    }
    sys.stdout.write(
        f"\nkilled {play.bot.deaths} times, {sum(play.ledger.arrived.values())} messages, "
        f"{sum(maybe.values())} maybe sent, {len(twice)} doubled\n"
    )
    reminders = [words for _, words in twice if REMINDS in words]
    assert not reminders
    too_many = {chat: n for chat, n in doubled.items() if n > maybe[chat]}
    assert not too_many, [(chat, words) for chat, words in twice if chat in too_many]


def _round(play: Play, url: str) -> Round:
    database = databases.opened(url, play.home)
    with database.reading() as session:
        found = rounds.load(session, play.number)
    database.close()
    return found
