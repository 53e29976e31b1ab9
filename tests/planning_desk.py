"""A network with a coordination, a deputy and as many members as wanted, ready to begin a round."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from sqlalchemy import func, select

from bot.facilitator import recurring
from bot.roles import COORDINATOR, DEPUTY, MEMBER, STEERING
from bot.sheet import Sheet, read
from dialogs.round import Round
from storage import memberships, networks, people, rounds, schedules
from storage.memberships import Membership
from storage.tables import Table
from tests.talking import START, House, Phone

SHEET = Path(__file__).parent / "sheets" / "beispielstadt.yaml"

#: From where people come, in turn: all five levels of the dialogs, so that none is left out.
LEVELS = ("verwaltung", "traeger", "praxis", "zivil", "politik")


class Desk:
    """The desk of a network: its coordination is Kim, its deputy Ada."""

    def __init__(
        self,
        folder: Path,
        members: int = 14,
        *,
        deputy: bool = True,
        url: str | None = None,
        now: datetime = START,
    ) -> None:
        self.house = House(folder, now, url=url)
        sheet, flaws = read(SHEET.read_bytes(), date(2026, 12, 1))
        assert sheet is not None, flaws
        self.house.network(sheet)
        self.sheet: Sheet = sheet
        with self.house.database.reading() as session:
            (self.network,) = [each.id for each in networks.every(session)]
        self.kim = self.join("Kim Koch", {MEMBER, COORDINATOR})
        self.deputy = self.join("Ada Arndt", {MEMBER, DEPUTY}) if deputy else None
        for n in range(members - 1 - deputy):
            self.join(f"Mitglied {n + 1}", {MEMBER, STEERING} if n < 3 else {MEMBER})

    def close(self) -> None:
        """Let go of the database."""
        self.house.close()

    @property
    def ada(self) -> Phone:
        """The phone of the deputy."""
        assert self.deputy is not None
        return self.deputy

    def join(self, name: str, roles: set[str], *, confirmed: bool = True) -> Phone:
        """Let somebody be a member, as if they had joined and been confirmed."""
        phone = self.house.phone(name)
        n, now = len(self.house.phones), self.house.now
        with self.house.database.writing() as session:
            memberships.add(
                session,
                Membership(
                    network=self.network,
                    person=people.add(session, phone.chat, "de", now),
                    roles=frozenset(roles),
                    level=LEVELS[n % len(LEVELS)],
                    name=name,
                    body=f"Stelle {n}",
                    agreed_at=now,
                    notice="1",
                    field="kita",
                    confirmed_at=now if confirmed else None,
                ),
            )
        return phone

    def without_digests(self) -> None:
        """Let nothing come again in this network."""
        with self.house.database.writing() as session:
            for each in schedules.of_network(session, self.network):
                recurring.stop(session, each)

    def invited(self, **levels: int) -> None:
        """Enter how many were invited."""
        with self.house.database.writing() as session:
            networks.change(session, self.network, invited=levels)

    def prepare_contracting(self, phone: Phone) -> None:
        """Prepare S01 up to its check."""
        self.choose(phone, "Klären und vereinbaren", "Worauf lassen wir uns ein?")
        phone.press("Vorbereiten")
        for words in ("Klären, was wir wollen.", "Die Steuerungsgruppe", "15.3.2027", "16.3.2027"):
            phone.type(words)
        while any(label == "Ja, das stimmt" for label in phone.newest.labels):
            phone.press("Ja, das stimmt")

    def begin(self) -> tuple[int, Round]:
        """Start what stands ready on the phone of the coordination, and return the round."""
        self.kim.press("Starten")
        self.kim.press("Jetzt starten")
        with self.house.database.reading() as session:
            number = rounds.of_network(session, self.network)[0]
            return number, rounds.load(session, number)

    def choose(self, phone: Phone, shelf: str, title: str) -> None:
        """Go to a dialog in the library."""
        phone.type("/runde")
        phone.press(shelf)
        phone.press(title)

    def rows(self) -> dict[str, int]:
        """Return how many rows there are in every table."""
        with self.house.database.reading() as session:
            return {
                table.name: session.execute(select(func.count()).select_from(table)).scalar_one()
                for table in Table.metadata.sorted_tables
            }
