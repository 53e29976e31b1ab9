"""Untied means untied, tried by somebody who wants to know: dumps over time, keys, files, chats.

In each of several rounds everybody writes words of their own. The attacker takes a dump after
everything that anybody does, copies the files, listens to the logs and to all other chats, and has
the main keys. When the phase has closed and its key is gone, every strategy below puts people and
answers into an order and matches them. Over all rounds none may be right more often than chance.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from math import exp
from pathlib import Path
from random import Random
from typing import Any

import pytest

from bot import status
from dialogs.round import Answer, Round
from storage import rounds
from storage.database import Database
from storage.keyring import PhaseKeys
from tests import crowd, databases
from tests.attacking import TOKEN, Attacker, Score, changes, guessed, matched, ordered
from tests.talking import House, Phone

SCRIPT = (Path(__file__).parent / "scripts" / "unlinked.yaml").read_bytes()
PEOPLE = 10
ROUNDS = 60 if os.environ.get("REIHUM_ATTACK") == "long" else 3

#: The questions whose words are looked for, and whether their level is kept with them.
ASKED = {"seen": True, "sentence": False}

#: What happens by chance this rarely is no chance. The rounds are seeded: what passes, passes.
ONCE_IN = 1e6
SIGMAS = 4.5


@dataclass
class Case:
    """A round that has been played, and what the attacker has of it."""

    attacker: Attacker
    closed: Round
    ended: Round
    #: Whose words are whose, by question.
    truth: dict[str, dict[str, int]]
    levels: Mapping[int, str]
    chats: Mapping[int, Sequence[str]]
    #: How many of the dumps were taken while the phase was open.
    open_dumps: int
    log: list[str]
    reasons: dict[str, int] = field(default_factory=dict)


def test_an_attacker_matches_no_answer_with_a_person(
    url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    scores: dict[str, Score] = defaultdict(Score)
    caplog.set_level(logging.INFO)
    for seed in range(ROUNDS):
        folder = tmp_path / str(seed)
        folder.mkdir()
        caplog.clear()
        case = _played(_address(url, folder, tmp_path), folder, Random(seed), caplog)
        _nothing_is_said_in_so_many_words(case)
        _no_older_copy_can_be_read(case, folder)
        _in_order(case, scores)
        _by_suspicion(case, scores)
    beaten = {name: score for name, score in scores.items() if not _like_chance(score)}
    assert not beaten, beaten
    assert len(scores) > 100


def _address(url: str, folder: Path, tmp_path: Path) -> str:
    if url.startswith("sqlite"):
        return databases.copied(tmp_path / "reihum.db", folder)
    return databases.emptied(url)


# --- A round -------------------------------------------------------------------------------------


class Overlooked(House):
    """An installation into which somebody looks after every transaction."""

    def __init__(self, folder: Path, url: str, attacker: Attacker) -> None:
        self.attacker = attacker
        self.acting = 0
        super().__init__(folder, url=url)

    def deliver(self) -> None:
        self.attacker.look(self.acting)
        super().deliver()
        self.attacker.look(self.acting)


def _played(url: str, folder: Path, chance: Random, caplog: pytest.LogCaptureFixture) -> Case:
    attacker = Attacker(url, folder)
    house = Overlooked(folder, url, attacker)
    phones = [house.phone(f"Ute Nummer{n}") for n in range(1, PEOPLE + 1)]
    with house.database.writing() as session:
        everybody = crowd.settle(session, [each.chat for each in phones], house.now)
        seated = chance.sample(everybody, len(everybody))
        number = crowd.begin_round(session, SCRIPT, seated, house.now, chance=chance)
        members = rounds.members(session, number)
    who = {seat: phones[each.person - 1] for seat, each in members.items()}
    house.wait(timedelta(minutes=15))
    case = Case(
        attacker,
        closed=Round({}),
        ended=Round({}),
        truth={name: {} for name in ASKED},
        levels={seat: each.level for seat, each in members.items()},
        chats={},
        open_dumps=0,
        log=[],
    )
    _answer(house, case, who, chance)
    case.open_dumps = len(attacker.dumps)
    _walk(house, timedelta(days=1))
    attacker.look()
    house.acting = 0
    case.closed = _round(house.database, number)
    _read(phones[:2])
    _walk(house, timedelta(days=2))
    attacker.look()
    _react(house, case, who, chance)
    _walk(house, timedelta(days=30))
    attacker.look()
    attacker.copy(99)
    case.ended = _round(house.database, number)
    case.chats = {seat: phone.texts() for seat, phone in who.items()}
    case.log = [record.getMessage() + str(record.__dict__) for record in caplog.records]
    house.database.close()
    attacker.close()
    return case


def _round(database: Database, number: int) -> Round:
    with database.reading() as session:
        return rounds.load(session, number)


def _answer(house: Overlooked, case: Case, who: Mapping[int, Phone], chance: Random) -> None:
    """Let everybody go through the phase, all of them at once and each at their own pace."""
    left = {seat: _steps(case, seat, phone, chance) for seat, phone in who.items()}
    while left:
        seat = house.acting = chance.choice(sorted(left))
        if next(left[seat], None) is None:
            del left[seat]
        if chance.random() < 0.1:
            case.attacker.copy(len(case.attacker.dumps))


def _steps(case: Case, seat: int, phone: Phone, chance: Random) -> Iterator[int]:
    phone.press("Beginnen")
    yield 1
    rating = chance.randrange(11)
    phone.press(str(rating))
    if rating >= 8:
        case.reasons[phone_word := _word(chance)] = seat
        phone.type(_sentence(phone_word, chance))
    yield 2
    case.truth["seen"][seen := _word(chance)] = seat
    phone.type(_sentence(seen, chance))
    phone.press(chance.choice(["Wörtlich", "Wörtlich", "Nicht zeigen"]))
    yield 3
    phone.press(str(chance.randrange(11)))
    yield 4
    case.truth["sentence"][sentence := _word(chance)] = seat
    phone.type(_sentence(sentence, chance))
    if chance.random() < 0.2:  # somebody thinks better of it
        del case.truth["sentence"][sentence]
        yield 5
        case.truth["sentence"][sentence := _word(chance)] = seat
        phone.type(_sentence(sentence, chance), to=_asked(phone, "Ein Satz."))


def _asked(phone: Phone, words: str) -> Any:  # noqa: ANN401
    return next(each for each in reversed(phone.shown) if each.text.startswith(words))


def _word(chance: Random) -> str:
    return "wort" + "".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=8))


def _sentence(word: str, chance: Random) -> str:
    return f"Wir sehen {word} " + "und noch etwas " * chance.randrange(9) + "daran."


def _read(readers: Sequence[Phone]) -> None:
    for phone in readers:
        phone.type("/lesen")
        while any(label.startswith("Niemand") for label in phone.newest.labels):
            phone.press("Niemand")


def _react(house: Overlooked, case: Case, who: Mapping[int, Phone], chance: Random) -> None:
    for seat in chance.sample(sorted(who), len(who)):
        phone, house.acting = who[seat], seat
        phone.press("Beginnen")
        while "Stimme zu" in phone.newest.labels:
            own = any(
                word in phone.newest.text
                for word, by in case.truth["sentence"].items()
                if by == seat
            )
            phone.press(
                "Das ist von mir" if own else chance.choice(["Stimme zu", "Stimme nicht zu"])
            )


def _walk(house: House, span: timedelta) -> None:
    """Let time pass from one due thing to the next."""
    until = house.now + span
    while True:
        with house.database.reading() as session:
            due = status.next_at(session)
        if due is None or due > until:
            break
        house.now = max(house.now, due)
        while asyncio.run(house.facilitator.wake(house.now)):
            house.deliver()
    house.now = until


# --- What there is to know -----------------------------------------------------------------------


def _nothing_is_said_in_so_many_words(case: Case) -> None:
    """Nothing that is tied to somebody can be read and tells what they have said."""
    told = {word: seat for words in case.truth.values() for word, seat in words.items()}
    told |= case.reasons
    for table in case.attacker.dumps[0].tables:
        for number, row in changes(case.attacker.dumps[: case.open_dumps], table):
            words = case.attacker.read(table, row)
            assert not set(TOKEN.findall(words)) & told.keys(), (table, number, words)
            if row.keys() & {"person", "seat", "membership"}:
                assert "✓" not in words.replace("✓ Beginnen", ""), (table, number, words)
    assert not [line for line in case.log if TOKEN.search(line) or "Ute Nummer" in line]
    files = case.attacker.copies()
    assert not [word for word in told if word.encode() in files]


def _no_older_copy_can_be_read(case: Case, folder: Path) -> None:
    keys = folder / "keys" / "phases"
    assert PhaseKeys(keys).phases() == set()
    assert list(keys.iterdir()) == []
    kept = [row["sealed"] for dump in case.attacker.dumps for row in dump.tables["untied"]]
    assert kept
    assert len({len(each) for each in kept}) == 1
    assert {each[:2] for each in kept} == {bytes(2)}


def _in_order(case: Case, scores: dict[str, Score]) -> None:
    """Match by every order of people with every order of answers, as it is and turned round."""
    chance = Random(1)
    people = {name: ordered(trait, chance) for name, trait in _of_people(case).items()}
    for question, by_level in ASKED.items():
        truth = case.truth[question]
        answers = {
            name: ordered(trait, chance) for name, trait in _of_answers(case, question).items()
        }
        groups = set(case.levels.values()) if by_level else {""}
        for group in groups:
            some = {w: seat for w, seat in truth.items() if not group or case.levels[seat] == group}
            for one, theirs in people.items():
                for other, words in answers.items():
                    name = f"{question}: {one} / {other}"
                    matched(theirs, words, some, scores[name])
                    matched(theirs[::-1], words, some, scores[f"{name}, turned round"])


def _of_people(case: Case) -> dict[str, dict[int, Any]]:
    """Return what is known of people, from the dumps that were taken while the phase was open."""
    dumps = case.attacker.dumps[: case.open_dumps]
    traits: dict[str, dict[int, Any]] = defaultdict(dict)
    seats = {row["number"]: row for row in dumps[-1].tables["seats"]}
    by_person = _seat_of(dumps[-1].tables)
    for seat, row in seats.items():
        traits["seat"][seat] = seat
        traits["membership"][seat] = row["membership"]
        traits["place of the seat"][seat] = _place(row["place"])
        traits["last write of the seat"][seat] = row.get("written_by")
        traits["busy"][seat] = case.attacker.after[: case.open_dumps].count(seat)
    for number, row in changes(dumps, "seats"):
        traits["last change"][row["number"]] = number
        traits["last write"][row["number"]] = row.get("written_by")
        for step in (1, 3):
            if f'"1.{step}.0"' in row["marks"]:
                traits[f"answer to {step}"].setdefault(row["number"], number)
    for number, row in changes(dumps, "outbox"):
        seat = by_person[row["person"]]
        traits["first message"].setdefault(seat, row["id"])
        traits["last message"][seat] = row["id"]
        traits["length of messages"][seat] = traits["length of messages"].get(seat, 0) + len(
            row["body"]
        )
        traits["last message, in time"][seat] = number
    for number, row in changes(dumps, "listening"):
        traits["listened for"][by_person[row["person"]]] = number
    for row in dumps[-1].tables["shown"]:
        traits["newest message"][by_person[row["person"]]] = row["message"]
    for number in range(1, len(dumps)):
        grown = sum(dumps[number].sizes.values()) - sum(dumps[number - 1].sizes.values())
        who = case.attacker.after[number]
        traits["growth of files"][who] = traits["growth of files"].get(who, 0) + grown
    return {name: trait for name, trait in traits.items() if None not in trait.values()}


def _of_answers(case: Case, question: str) -> dict[str, dict[str, Any]]:
    """Return what is known of answers, from what stands there in the end and what others see."""
    traits: dict[str, dict[str, Any]] = {}
    for name, round in (("closed", case.closed), ("ended", case.ended)):
        answers = round.closed[question].answers
        answers = tuple(each for each in answers if TOKEN.search(str(each.value)))
        traits[f"{name}, place"] = {_token(each): n for n, each in enumerate(answers)}
        traits[f"{name}, id"] = {_token(each): (len(each.id), each.id) for each in answers}
        traits[f"{name}, id as text"] = {_token(each): each.id for each in answers}
        traits[f"{name}, length"] = {_token(each): len(str(each.value)) for each in answers}
        queue = [each for each in round.queue if each.question == question]
        traits[f"{name}, queue"] = {TOKEN.findall(each.words)[0]: n for n, each in enumerate(queue)}
        traits[f"{name}, key"] = {TOKEN.findall(each.words)[0]: each.key for each in queue}
    if question == "sentence":
        items = case.ended.closed["echo"].items
        traits["items"] = {TOKEN.findall(str(each.words))[0]: n for n, each in enumerate(items)}
        traits["item's key"] = {TOKEN.findall(str(each.words))[0]: each.key for each in items}
    for reader in (1, PEOPLE):
        seen = TOKEN.findall("\n".join(case.chats[reader]))
        traits[f"chat of {reader}"] = {word: seen.index(word) for word in seen}
    return traits


def _token(answer: Answer) -> str:
    return str(TOKEN.findall(str(answer.value))[0])


def _seat_of(tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[int, int]:
    """Return who sits where, by person."""
    person = {row["id"]: row["person"] for row in tables["memberships"]}
    return {person[row["membership"]]: row["number"] for row in tables["seats"]}


def _place(place: object) -> tuple[int, ...]:
    return tuple(map(int, str(place).strip("()").split(",")))


def _by_suspicion(case: Case, scores: dict[str, Score]) -> None:
    """Match by what only some people have in common, and only some answers."""
    everybody = set(case.levels)
    last = case.attacker.dumps[case.open_dumps - 1].tables
    asked_more = {_seat_of(last)[row["person"]] for row in last["shown"] if row["step"] < 0}
    suspects = dict.fromkeys(case.reasons, asked_more)
    guessed(suspects, everybody, case.reasons, scores["reasons: who was asked for more"])
    items = case.ended.closed["echo"].items
    tokens = {n: str(TOKEN.findall(str(each.words))[0]) for n, each in enumerate(items)}
    later = [row for _, row in changes(case.attacker.dumps[case.open_dumps :], "seats")]
    unread: dict[str, set[int]] = {word: set(everybody) for word in tokens.values()}
    passed: dict[str, set[int]] = defaultdict(set)
    for row in later:
        for n, word in tokens.items():
            if n in json.loads(row["reads"]).get("echo", []):
                unread[word].discard(row["number"])
            if json.loads(row["marks"]).get(f"2.2.{n}") == "passed":
                passed[word].add(row["number"])
    truth = case.truth["sentence"]
    guessed(unread, everybody, truth, scores["sentence: who does not read it"])
    guessed(passed, everybody, truth, scores["sentence: who passes it over"])


# --- What is chance ------------------------------------------------------------------------------


def _like_chance(score: Score) -> bool:
    return score.right <= _most(score.by_chance) and score.sigmas < SIGMAS


def _most(expected: float) -> int:
    """Return more matches than come about by chance: they are distributed as Poisson has it."""
    most, tail, term = 0, 1.0, exp(-expected)
    while tail > 1 / ONCE_IN:
        tail -= term
        most += 1
        term *= expected / most
    return most
