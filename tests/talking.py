"""People who talk with the facilitator without any network: what is in the outbox, they read.

Everything but the messenger is real: the database, the transactions, the wording. Who wants the
messenger as well finds it in ``tests/over_http.py``.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import unescape
from itertools import count
from pathlib import Path
from random import Random

from bot.channels.heard import Heard, Ours, Pressed, Typed, What
from bot.channels.outgoing import (
    Delete,
    Document,
    Edit,
    Key,
    Keys,
    Outgoing,
    Photo,
    Rekey,
    Send,
    Strip,
    from_bytes,
)
from bot.facilitator import Facilitator
from bot.facilitator.founding import found
from bot.facilitator.here import Premises
from bot.housekeeping import sweep
from bot.menu import Command, Doors
from bot.rehearsal.scripts import LIBRARY, shipped_names
from bot.roles import COORDINATOR, MEMBER
from bot.sheet import Sheet
from bot.status import next_at
from storage import invitations, migrating, outbox
from storage.database import Database
from storage.keyring import Keys as SealingKeys
from storage.keyring import PhaseKeys
from storage.networks import Network

#: A Tuesday morning in a week without holidays.
START = datetime(2026, 12, 1, 9, tzinfo=UTC)

DOORS = Doors(frozenset(Command) - {Command.OBJECT, Command.WITHDRAW}, otherwise=None, web=False)

EVERYTHING = 1000


@dataclass
class Shown:
    """A message on a phone."""

    id: int
    text: str
    keys: Keys = ()
    ours: bool = True
    replies_to: int | None = None

    @property
    def labels(self) -> list[str]:
        return [key.label for row in self.keys for key in row]


@dataclass
class Phone:
    """Somebody's phone: what it shows, and what its owner does with it."""

    house: House
    name: str
    chat: str
    shown: list[Shown] = field(default_factory=list)

    def type(self, words: str, *, to: Shown | None = None) -> None:
        """Type words, in reply to a message or just so."""
        self.shown.append(Shown(next(self.house.ids), words, ours=False))
        self.house.hear(self, Typed(words, self.shown[-1].id, self._ours(to) if to else None))

    def press(self, label: str, *, under: Shown | None = None) -> None:
        """Press the newest button with this label, or the one under a message."""
        message = under or self.with_button(label)
        data = next(
            key.data
            for row in message.keys
            for key in row
            if isinstance(key, Key) and key.label.startswith(label)
        )
        self.house.hear(self, Pressed(data, f"q{next(self.house.ids)}", self._ours(message)))

    def does(self, what: What) -> None:
        """Do anything else."""
        self.house.hear(self, what)

    def with_button(self, label: str) -> Shown:
        found = (
            each
            for each in reversed(self.shown)
            if any(key.startswith(label) for key in each.labels)
        )
        message = next(found, None)
        assert message is not None, f"no button {label!r} on the phone of {self.name}:\n{self}"
        return message

    @property
    def newest(self) -> Shown:
        return self.shown[-1]

    def texts(self) -> list[str]:
        return [each.text for each in self.shown if each.ours]

    def read(self, outgoing: Outgoing) -> int | None:
        """Show what has arrived, as a messenger would; return the number of a new message."""
        match outgoing:
            case Send(text=text, keys=keys, replies_to=to):
                return self._add(Shown(next(self.house.ids), unescape(text), keys, replies_to=to))
            case Photo(caption=caption, keys=keys):
                return self._add(Shown(next(self.house.ids), f"[picture] {caption}", keys))
            case Document(name=name, content=content):
                words = f"[{name}] {content.decode(errors='replace')}"
                return self._add(Shown(next(self.house.ids), words))
            case Edit(message=number, text=text, keys=keys):
                self._of(number).text, self._of(number).keys = unescape(text), keys
            case Rekey(message=number, keys=keys):
                self._of(number).keys = keys
            case Strip(message=number):
                self._of(number).keys = ()
            case Delete(message=number):
                self.shown = [each for each in self.shown if each.id != number]
        return None

    def __str__(self) -> str:
        lines = []
        for each in self.shown:
            lines.append(("< " if each.ours else "> ") + each.text.replace("\n", "\n  "))
            lines += ["  " + " ".join(f"[{key.label}]" for key in row) for row in each.keys]
        return "\n".join(lines)

    def _add(self, message: Shown) -> int:
        self.shown.append(message)
        return message.id

    def _of(self, number: int) -> Shown:
        return next(each for each in self.shown if each.id == number)

    def _ours(self, message: Shown) -> Ours:
        before = next((each for each in self.shown if each.id == message.replies_to), None)
        return Ours(message.id, message.text, message.keys, before.text if before else None)


class House:
    """An installation in a folder, and everybody's phones."""

    def __init__(self, folder: Path, now: datetime = START, url: str | None = None) -> None:
        self.folder, self.now = folder, now
        self.url = url or f"sqlite:///{folder / 'reihum.db'}"
        self.fresh = _fresh()
        self.ids = count(1)
        self._keys = (f"k{n}" for n in count())
        self.phones: dict[str, Phone] = {}
        self.database = self._opened()
        migrating.migrate(self.database)
        self.facilitator = self._facilitator()

    def restart(self) -> None:
        """Lose everything that is not in the database."""
        self.close()
        self.database = self._opened()
        self.facilitator = self._facilitator()

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()

    def network(self, sheet: Sheet) -> str:
        """Add a network and return the link of its coordination."""
        with self.database.writing() as session:
            added = Network(
                name=sheet.network,
                language=sheet.languages[0],
                zone=sheet.zone,
                land=sheet.land,
                sheet=sheet.model_dump_json(),
            )
            return invitations.make(
                session,
                found(session, added, self.now),
                {MEMBER, COORDINATOR},
                uses=1,
                expires=self.now + timedelta(days=14),
                fresh=self.fresh,
            )

    def phone(self, name: str) -> Phone:
        """Return the phone of somebody, who gets one if they have none."""
        if name not in self.phones:
            self.phones[name] = Phone(self, name, str(1000 + len(self.phones)))
        return self.phones[name]

    def hear(self, phone: Phone, what: What) -> None:
        """Let one thing come in, and everything go out that comes of it."""
        self._take(phone, Heard(next(self._keys), phone.chat, self.now, what, "de", phone.name))

    def again(self, phone: Phone) -> None:
        """Let the last thing that somebody did come in a second time."""
        self._take(phone, self._last)

    def _take(self, phone: Phone, heard: Heard) -> None:
        self._last = heard
        aftermath = asyncio.run(self.facilitator.hear(heard))
        for outgoing in aftermath.said:
            phone.read(outgoing)
        self.deliver()

    def wait(self, span: timedelta) -> None:
        """Let time pass, from one thing that comes due to the next."""
        until = self.now + span
        while (due := self.next_due()) is not None and due <= until:
            self.now = max(self.now, due)
            while asyncio.run(self.facilitator.wake(self.now)):
                self.deliver()
            if self.next_due() == due:
                self.now += timedelta(minutes=15)  # it waits for somebody to do something
        self.now = max(self.now, until)

    def next_due(self) -> datetime | None:
        """Return when there is something to do next."""
        with self.database.reading() as session:
            return next_at(session)

    def later(self, span: timedelta) -> None:
        """Let it be later, with nobody there in between."""
        self.now += span

    def sweep(self) -> None:
        """Do what is done once a day."""
        with self.database.writing() as session:
            sweep(session, self.now, Random(2))

    def deliver(self) -> None:
        """Bring everything in the outbox to its phone."""
        with self.database.writing() as session:
            while letters := outbox.due(session, self.now, EVERYTHING):
                for letter in letters:
                    phone = next(p for p in self.phones.values() if p.chat == letter.address)
                    number = phone.read(from_bytes(letter.body))
                    outbox.delivered(session, letter.id, number, self.now)

    def _opened(self) -> Database:
        keys = self.folder / "keys"
        return Database(
            self.url,
            SealingKeys.in_folder(keys),
            PhaseKeys(keys / "phases"),
        )

    def _facilitator(self) -> Facilitator:
        shipped = {name: (LIBRARY / f"{name}.yaml").read_bytes() for name in shipped_names()}
        premises = Premises("reihum_bot", "Telegram", DOORS, shipped)
        return Facilitator(self.database, premises, lambda: self.now, Random(1), self.fresh)


def _fresh() -> Callable[[], str]:
    chance, letters = Random(7), "abcdefghijkmnpqrstuvwxyz23456789"
    return lambda: "".join(chance.choices(letters, k=12))
