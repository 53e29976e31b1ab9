"""A network lives for a year: three rounds, check-ins, digests, two outages, both clock changes.

Everything but the messenger is real. Time is lived from due moment to due moment; forty people
answer or are silent by chance, and what anybody reads is looked at as it arrives. A spring with
one round, one outage and one change of the clocks is lived always, the whole year with
``REIHUM_YEAR=long pytest tests/test_year.py``.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from operator import attrgetter
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.ahead import Entry, What
from bot.facilitator import checking_in, digesting
from bot.facilitator.ahead import ahead
from bot.facilitator.here import Here
from dialogs.calm import Kind, Rhythm
from dialogs.habits import Habit
from dialogs.workdays import is_working_day
from storage import habits, moments, people, rounds, scripts
from storage.schedules import CHECK_IN, DIGEST
from storage.tables import Occurrences, Rounds
from tests.planning_desk import Desk
from tests.talking import Phone

BERLIN = ZoneInfo("Europe/Berlin")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

#: A year takes some minutes, and is lived when somebody asks for it.
LONG = os.environ.get("REIHUM_YEAR") == "long"

CONTRACTING = ("Klären und vereinbaren", "Worauf lassen wir uns ein?")
TARGET = ("Sehen, was wir bewirken", "Zielscheibe: Wie sehen wir uns selbst?")
TREASURE = ("Weitergeben, was wir", "Wer weiß was? Unser Wissensschatz")


@dataclass(frozen=True)
class Stretch:
    """From when until when a network lives, and what happens to it."""

    name: str
    begins: date
    ends: date
    #: When rounds begin, and where they stand in the library.
    rounds: Mapping[date, tuple[str, str]]
    #: When nobody is there for three days.
    outages: tuple[date, ...]
    #: So many are there beside the desk.
    people: int = 40

    @property
    def weeks(self) -> int:
        return (self.ends - self.begins).days // 7


#: The outages: once in the spring, once over a weekend in autumn.
YEAR = Stretch(
    "year",
    date(2026, 12, 1),
    date(2027, 12, 1),
    {
        date(2026, 12, 1): CONTRACTING,
        date(2027, 4, 6): TARGET,
        date(2027, 9, 7): TREASURE,
    },
    (date(2027, 4, 20), date(2027, 9, 24)),
)

#: With Easter in it.
SPRING = Stretch(
    "spring",
    date(2027, 3, 16),
    date(2027, 4, 27),
    {date(2027, 3, 16): CONTRACTING},
    (date(2027, 4, 20),),
    people=16,
)

WEEKLY, OVERVIEW = "„Eine Frage zur Woche“", "Ihre Woche in"


@dataclass
class Year:
    """The network, and everything unprovoked that its members have read."""

    desk: Desk
    stretch: Stretch
    chance: Random = field(default_factory=lambda: Random(7))
    read: dict[str, list[tuple[datetime, str]]] = field(default_factory=lambda: defaultdict(list))
    expected: list[Entry] = field(default_factory=list)

    @property
    def now(self) -> datetime:
        return self.desk.house.now.astimezone(BERLIN)

    def is_out(self, day: date) -> bool:
        """Tell whether nobody was there on a day, or has only just come back."""
        return any(begins <= day <= begins + 4 * DAY for begins in self.stretch.outages)

    @property
    def came_back(self) -> list[date]:
        """The days on which somebody was there again."""
        return [begins + 3 * DAY for begins in self.stretch.outages]

    def members(self) -> dict[str, Phone]:
        phones = self.desk.house.phones.items()
        return {name: phone for name, phone in phones if name.startswith("Mitglied")}

    # --- What people do ---------------------------------------------------------------------------

    def settles(self) -> None:
        """Everybody chooses how often they want check-ins, and when."""
        rhythms = (Rhythm.WEEKLY, Rhythm.WEEKLY, Rhythm.FORTNIGHTLY, Rhythm.MONTHLY, Rhythm.NONE)
        with self.desk.house.database.writing() as session:
            for n, phone in enumerate(self.members().values()):
                person = people.by_address(session, phone.chat)
                assert person is not None
                habit = Habit(rhythms[n % len(rhythms)], n % 5, time(8 + n % 9))
                habits.put(session, person.id, Kind.CHECK_IN, habit)
                zone = "Europe/Lisbon" if n % 10 == 9 else None
                people.change(session, person.id, zone=zone)
        for title, way in (
            ("Eine Frage zur Woche", "Jede Woche"),
            ("Ihr Monat im Netzwerk", "In der letzten"),
        ):
            self.desk.kim.type("/checkins")
            self.desk.kim.press(title)
            self.desk.kim.press("Einschalten")
            self.desk.kim.press(way)

    def begins(self, shelf: str, title: str) -> None:
        """Kim prepares a dialog, and lets it begin at once."""
        kim, day = self.desk.kim, (self.now + 100 * DAY).date()
        self.desk.choose(kim, shelf, title)
        kim.press("Vorbereiten")
        for _ in range(20):
            labels = kim.newest.labels
            if "Starten" in labels:
                break
            if "Ja, das stimmt" in labels:
                kim.press("Ja, das stimmt")
                continue
            kim.type("Wir klären, was wir brauchen.\nWir schauen, was gelingt.")
            if "keinen Tag" in kim.newest.text:
                kim.type(f"{day:%d.%m.%Y}")
        kim.press("Starten")
        kim.press("Jetzt starten")

    def answers(self, phone: Phone) -> None:
        """Answer what is open, by chance."""
        if not any("Beginnen" in label for label in phone.newest.labels):
            return
        phone.press("Beginnen")
        for _ in range(25):
            labels = phone.newest.labels
            if "Überspringen" not in labels and "Wörtlich, ohne Namen" not in labels:
                return
            if "Wörtlich, ohne Namen" in labels:
                phone.press("Wörtlich, ohne Namen")
            elif set(labels) <= {"Zurück", "Überspringen"}:
                phone.type("Wir sagen früh, wenn etwas nicht geht.")
            elif labels[0].isdigit():
                phone.press(self.chance.choice([each for each in labels if each.isdigit()]))
            else:
                phone.press("Überspringen")

    # --- Time -------------------------------------------------------------------------------------

    def lives(self) -> None:
        """Live from day to day, from seven in the morning on."""
        self.begins(*self.stretch.rounds[self.now.date()])
        self.passes_until_morning()
        while (today := self.now.date()) < self.stretch.ends:
            if today in self.stretch.rounds:
                self.begins(*self.stretch.rounds[today])
            if today.weekday() == 0 or today - DAY in self.came_back:
                self.looks_ahead()
            if today in self.stretch.outages:
                self.desk.house.later(3 * DAY)
            self.passes_until_morning()
            for phone in self.members().values():
                if self.chance.random() < 0.2:
                    self.answers(phone)

    def passes_until_morning(self) -> None:
        """Let time pass until seven on the next day, whatever the clocks do in between."""
        morning = datetime.combine(self.now.date() + DAY, time(7), BERLIN)
        self.passes(morning.astimezone(UTC) - self.desk.house.now)

    def passes(self, span: timedelta) -> None:
        """Let time pass; note what members read that they have not asked for."""
        house = self.desk.house
        before = {name: len(phone.shown) for name, phone in self.members().items()}
        ends = house.now + span
        while (due := house.next_due()) is not None and due <= ends:
            house.wait(max(due - house.now, timedelta()))
            for name, phone in self.members().items():
                new = phone.shown[before[name] :]
                before[name] = len(phone.shown)
                self.read[name] += [(self.now, each.text) for each in new if each.ours]
        house.wait(max(ends - house.now, timedelta()))

    def looks_ahead(self) -> None:
        """Write down what the calendar says of this week, before any of it has come."""
        with self.desk.house.database.reading() as session:
            house = self.desk.house
            chance, fresh = house.facilitator.chance, house.facilitator.fresh
            here = Here(session, house.facilitator.premises, house.now, chance, fresh)
            counts = {DIGEST: digesting.count, CHECK_IN: checking_in.count}
            self.expected += ahead(here, self.desk.network, house.now + 6 * DAY, counts)


@pytest.mark.parametrize("stretch", [SPRING, YEAR] if LONG else [SPRING], ids=attrgetter("name"))
def test_a_network_lives(tmp_path: Path, url: str, stretch: Stretch) -> None:
    began = datetime.combine(stretch.begins, time(10), BERLIN).astimezone(UTC)
    people = 2 + stretch.people
    with closing(Desk(tmp_path, members=people, url=url, now=began)) as desk:
        year = Year(desk, stretch)
        year.settles()
        year.lives()
        nobody_is_bothered(year)
        nothing_comes_twice(year)
        overviews_are_complete(year)
        the_calendar_was_right(year)
        everybody_got_what_they_wanted(year)


def nobody_is_bothered(year: Year) -> None:
    """Nobody reads anything at a wrong hour, more than once a day, or too often in a week."""
    for name, got in year.read.items():
        zone = ZoneInfo("Europe/Lisbon") if int(name.split()[1]) % 10 == 0 else BERLIN
        for at, text in got:
            local = at.astimezone(zone)
            assert is_working_day(local.date(), "ST"), (name, local, text)
            assert time(8) <= local.time() < time(18), (name, local, text)
        days = Counter(at.astimezone(zone).date() for at in {at for at, _ in got})
        assert max(days.values()) == 1, (name, days.most_common(1))
        weeks = Counter(day.isocalendar()[:2] for day in days)
        most = max(weeks.values())
        assert most <= 3, (name, weeks.most_common(2))
        full = {week for week, n in weeks.items() if n == 3}
        for week in full:
            texts = [text for at, text in got if at.astimezone(zone).isocalendar()[:2] == week]
            # Only a promised result, or an opening on its announced day, is a third one.
            assert any("Das haben Sie gesagt" in text or "Ergebnis" in text for text in texts), (
                texts
            )


def nothing_comes_twice(year: Year) -> None:
    """No invitation, result or overview comes twice to anybody."""
    for name, got in year.read.items():
        heads = Counter(
            (text.split("\n")[0], at.date())
            for at, text in got
            if text.startswith((OVERVIEW, WEEKLY, "Das haben Sie gesagt"))
        )
        assert not heads or max(heads.values()) == 1, (name, heads.most_common(1))


def overviews_are_complete(year: Year) -> None:
    """Overviews come all the year round, never empty, and never more than one a week."""
    read = 0
    for name, got in year.read.items():
        weeks = [at.isocalendar()[:2] for at, text in got if text.startswith(OVERVIEW)]
        assert len(weeks) == len(set(weeks)), name
        read += len(weeks)
        for _, text in got:
            if text.startswith(OVERVIEW):
                assert "\n– " in text
    # Who has answered everything reads one only when something came back.
    assert read > len(year.read) * year.stretch.weeks / 8, read


def the_calendar_was_right(year: Year) -> None:
    """What the calendar said on a Monday came in that week, and nothing else did.

    A check-in never goes to more people than it said, and to most of them.
    """
    with year.desk.house.database.reading() as session:
        rows = session.scalars(select(Occurrences).where(Occurrences.kind == moments.SCHEDULE))
        came = {(int(row.subject), row.slot) for row in rows}
        begun = [
            (rounds.times(session, number).begun, scripts.get(session, digest).title, number)
            for number, digest in session.execute(select(Rounds.number, Rounds.script)).all()
        ]
        sizes = {number: len(rounds.load(session, number).seats) for *_, number in begun}
    comes_again = (each for each in year.expected if each.what in (What.CHECK_IN, What.DIGEST))
    said = {(each.subject, each.name): each for each in comes_again if each.at < year.now}
    assert len(said) > year.stretch.weeks
    assert said.keys() <= came
    first = min(slot for _, slot in said)
    assert all(
        slot < first or year.is_out(date.fromisoformat(slot)) for _, slot in came - said.keys()
    )
    reached, foreseen = 0, 0
    for entry in said.values():
        if entry.what is What.CHECK_IN and entry.people and not year.is_out(entry.at.date()):
            same = (
                n for at, title, n in begun if title == entry.title and abs(at - entry.at) < HOUR
            )
            size = sum(sizes[number] for number in same)
            assert size <= entry.people, entry
            reached, foreseen = reached + size, foreseen + entry.people
    assert reached > foreseen / 2, (reached, foreseen)


def everybody_got_what_they_wanted(year: Year) -> None:
    """Whoever wants check-ins weekly gets many, who wants none gets none."""
    asked = {
        name: sum(text.startswith(WEEKLY) for _, text in got) for name, got in year.read.items()
    }
    rhythms = [asked[name] for name in year.members()]
    assert all(n == 0 for n in rhythms[4::5])
    assert min(rhythms[0::5]) > max(rhythms[3::5])
