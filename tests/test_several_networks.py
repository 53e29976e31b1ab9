"""Somebody in two networks with three rounds: one budget, and no hour that is wrong in either."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta
from pathlib import Path

from bot.facilitator.advancing import advance
from bot.facilitator.here import Here
from bot.roles import MEMBER, parts
from bot.sheet.kept import columns
from dialogs import engine
from dialogs.calm import Calm, Hours
from dialogs.events import Beginning, Started
from dialogs.round import Seat
from dialogs.several import strictest
from storage import memberships, networks, nudges, people, rounds, scripts
from storage.memberships import Membership
from storage.networks import Network
from tests.operating import BERLIN
from tests.planning_desk import Desk
from tests.test_looking_back import STEPS

EARLY, LATE = Hours(time(8), time(12)), Hours(time(10), time(18))


def test_hours_are_those_that_all_have_in_common_and_holidays_those_of_all() -> None:
    both = strictest([Calm(BERLIN, "ST", EARLY), Calm(BERLIN, "BY", LATE)])
    assert both == Calm(BERLIN, None, Hours(time(10), time(12)))
    assert strictest([Calm(BERLIN, "ST", EARLY)]) == Calm(BERLIN, "ST", EARLY)


def test_where_hours_have_nothing_in_common_those_of_the_first_hold() -> None:
    apart = strictest([Calm(BERLIN, "ST", EARLY), Calm(BERLIN, "ST", Hours(time(13), time(15)))])
    assert apart.hours == EARLY


def second_network(desk: Desk, chat: str) -> int:
    """Add a network that writes from ten to twelve, and let somebody belong to it as well."""
    sheet = desk.sheet.model_copy(
        update={"network": "Nachbarn", "land": "BY", "hours": Hours(time(10), time(12))}
    )
    with desk.house.database.writing() as session:
        row = columns(sheet)
        number = networks.add(session, Network(**row), desk.house.now)
        person = people.by_address(session, chat)
        assert person is not None
        memberships.add(
            session,
            Membership(
                network=number,
                person=person.id,
                roles=frozenset({MEMBER}),
                level="praxis",
                name="Mitglied 1",
                body="Stelle 1",
                agreed_at=desk.house.now,
                notice="1",
                field="kita",
                confirmed_at=desk.house.now,
            ),
        )
    return number


def begin(desk: Desk, network: int, title: str) -> None:
    source = STEPS.replace("Nächste Schritte", title).replace("lasts: 5d", "lasts: 20d")
    with desk.house.database.writing() as session:
        members = memberships.of_network(session, network)
        seats = [Seat(n, each.level, parts(each.roles)) for n, each in enumerate(members, 1)]
        number = rounds.begin(
            session,
            network,
            scripts.put(session, source.encode()),
            engine.begin(seats, Beginning()),
            {n: each.id for n, each in enumerate(members, 1)},
            desk.house.now,
            frame={},
        )
        house = desk.house.facilitator
        here = Here(session, house.premises, desk.house.now, house.chance, house.fresh)
        advance(here, number, Started())


def test_three_rounds_in_two_networks_share_one_budget(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    member = desk.house.phones["Mitglied 1"]
    other = second_network(desk, member.chat)
    begin(desk, desk.network, "Erste")
    begin(desk, other, "Zweite")
    read: list[datetime] = []
    for n in range(4 * 24 * 28):
        before = len(member.texts())
        if n == 4 * 26:
            begin(desk, desk.network, "Dritte")
        desk.house.wait(timedelta(minutes=15))
        read += [desk.house.now.astimezone(BERLIN)] * (len(member.texts()) > before)
    texts = "\n".join(member.texts())
    assert all(f"„{title}“\n\nGuten Tag." in texts for title in ("Erste", "Zweite", "Dritte"))
    days = Counter(at.date() for at in read)
    weeks = Counter(at.isocalendar()[:2] for at in read)
    assert max(days.values()) == 1
    assert max(weeks.values()) <= 3, "two, and a third only to keep the promise of a result"
    assert all(at.weekday() < 5 for at in read)
    assert all(8 <= at.hour < 18 for at in read)
    assert read[0] == datetime.combine(date(2026, 12, 1), time(10, 15), BERLIN)
    with desk.house.database.reading() as session:
        person = people.by_address(session, member.chat)
        assert person is not None
        counted = Counter(
            sent.day.isocalendar()[:2] for sent in nudges.history(session, person.id) if sent.counts
        )
        assert sum(counted.values()) == len(read)
