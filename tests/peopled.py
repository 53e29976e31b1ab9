"""A network with people in it, and rounds in which they sit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random

from sqlalchemy.orm import Session

from dialogs import engine
from dialogs.asking import options_of, question_of
from dialogs.effects import Effect, Refuse
from dialogs.events import Event, Started
from dialogs.round import Round
from dialogs.said import Picked, Points, Promise, Said, Words
from storage import memberships, networks, people, rounds, scripts
from storage.database import Database
from storage.memberships import Membership
from storage.networks import Network
from tests.playing import SCRIPTS, beginning, named

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)


def network(session: Session, name: str = "Frühe Hilfen Musterkreis") -> int:
    return networks.add(session, Network(name, "de", "Europe/Berlin", "ST"), NOW)


def person(session: Session, address: str = "4711") -> int:
    return people.add(session, address, "de", NOW)


def member(session: Session, of: int, who: int, name: str = "Ana Muster") -> int:
    joined = Membership(
        network=of,
        person=who,
        roles=frozenset({"member"}),
        level="praxis",
        name=name,
        body="Hebammenpraxis",
        agreed_at=NOW,
        notice="2026-11",
    )
    return memberships.add(session, joined)


class Circle:
    """A round of a script that is kept in a database, and the people who sit in it."""

    def __init__(self, database: Database, script: str = "untied", size: int = 8) -> None:
        self.database = database
        self.script = named(script)
        self._ids = (f"{n:016x}" for n in count(1))
        with database.writing() as session:
            self.network = network(session)
            digest = scripts.put(session, (SCRIPTS / f"{script}.yaml").read_bytes())
            begun = beginning(self.script, size)
            self.people = {n: person(session, f"{size}-{n:06}") for n in begun.seats}
            self.members = {
                n: member(session, self.network, who, f"Name{n:04}")
                for n, who in self.people.items()
            }
            self.number = rounds.begin(session, self.network, digest, begun, self.members, NOW)

    def round(self) -> Round:
        with self.database.reading() as session:
            return rounds.load(session, self.number)

    def start(self) -> list[Effect]:
        return self.happen(Started())

    def happen(self, event: Event, members: Mapping[int, int] | None = None) -> list[Effect]:
        return self.database.transact(self.let_happen, event, members)

    def say(self, seat: int, said: Said, stored: str | None = None) -> list[Effect]:
        return self.database.transact(self._say, seat, said, stored, next(self._ids))

    def sensible(self, seat: int, what: str = "words") -> Said:
        """Return an answer to what is open for somebody: words, or the first button."""
        with self.database.reading() as session:
            return self._sensible(session, seat, what)

    def answer_everything(self, what: str = "words") -> None:
        """Let everybody answer whatever is open for them."""
        with self.database.writing() as session:
            for number in self.people:
                while rounds.seat(session, self.number, number).open is not None:
                    said = self._sensible(session, number, f"{what} {number}")
                    effects = self._say(session, number, said, None, next(self._ids))
                    assert not [each for each in effects if isinstance(each, Refuse)], said

    def _sensible(self, session: Session, number: int, what: str) -> Said:
        opening = rounds.head(session, self.number).opening
        ask = rounds.seat(session, self.number, number).open
        assert opening is not None
        assert ask is not None
        question = question_of(self.script, opening, ask)
        match question.type:
            case "rank":
                others = len(options_of(opening, question)) - 1
                return Points((1, *(0 for _ in range(others))))
            case "commitment":
                return Promise(what, NOW.date() + timedelta(days=20))
            case _:
                return Picked((0,)) if options_of(opening, question) else Words(what)

    def let_happen(
        self, session: Session, event: Event, members: Mapping[int, int] | None = None
    ) -> list[Effect]:
        """Let something happen in a transaction that is open already."""
        before = rounds.load(session, self.number)
        after, effects = engine.advance(self.script, before, event, NOW, Random(7))
        rounds.save(session, self.number, before, after, effects, NOW, members=members)
        return effects

    def _say(
        self, session: Session, number: int, said: Said, stored: str | None, id: str
    ) -> list[Effect]:
        head, seat = rounds.head(session, self.number), rounds.seat(session, self.number, number)
        assert head.opening is not None
        assert seat.open is not None
        answer = None
        if stored is not None:
            answer = rounds.named(session, self.number, stored, head.opening.number)
        reply = engine.Reply(seat.open, said, id, answer)
        after, tally, effects = engine.reply(
            self.script, head.opening, seat, head.tally, reply, NOW
        )
        rounds.save_reply(session, self.number, seat, after, tally, effects, NOW)
        return effects
