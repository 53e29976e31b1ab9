"""Networks, people, memberships and invitations, sealed where they say who it is and where."""

from __future__ import annotations

from datetime import date, time, timedelta
from itertools import count

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import invitations, memberships, networks, people
from storage.database import Database
from storage.networks import Network
from storage.tables import Invitations, Memberships, Networks, People
from tests.peopled import NOW, member, network, person

SOON = NOW + timedelta(days=1)
AFTER = NOW + timedelta(days=8)


def test_a_network_comes_back_as_it_was_entered(session: Session) -> None:
    entered = Network(
        name="Frühe Hilfen Musterkreis",
        language="de",
        zone="Europe/Berlin",
        land="ST",
        opens=time(9),
        closes=time(16, 30),
        sheet='{"controller": "Landkreis"}',
        coordination="Ulla Muster, 0345 1",
        group="-100",
        invited={"praxis": 8},
    )
    number = networks.add(session, entered, NOW)
    (found,) = networks.every(session)
    assert found == networks.get(session, number) == networks.by_group(session, "-100")
    assert {**_values(found), "id": 0} == _values(entered)


def test_a_network_can_be_changed(session: Session) -> None:
    number = network(session)
    networks.change(session, number, invited={"politik": 5}, group="-200", coordination="Ben")
    found = networks.get(session, number)
    assert (found.invited, found.group, found.coordination) == ({"politik": 5}, "-200", "Ben")
    networks.change(session, number, group=None)
    assert networks.by_group(session, "-200") is None


def test_people_are_found_by_their_address(session: Session) -> None:
    ana = person(session, "4711")
    found = people.by_address(session, "4711")
    assert found == people.get(session, ana)
    assert found is not None
    assert (found.reachable, found.seen_on) == (True, NOW.date())
    assert people.address(session, ana) == "4711"
    assert people.by_address(session, "4712") is None


def test_a_person_moves_to_another_address(session: Session) -> None:
    ana = person(session, "4711")
    people.migrate(session, "4711", "-1004711")
    assert people.by_address(session, "4711") is None
    assert people.address(session, ana) == "-1004711"


def test_what_a_person_wishes_can_be_changed(session: Session) -> None:
    ana = person(session)
    people.change(session, ana, paused_until=SOON, away=date(2026, 12, 24))
    found = people.get(session, ana)
    assert (found.paused_until, found.away) == (SOON, date(2026, 12, 24))


def test_who_does_something_has_answered_whether_to_stay(session: Session) -> None:
    ana = person(session)
    people.change(session, ana, asked_on=date(2026, 12, 1))
    people.seen(session, ana, date(2026, 12, 2))
    found = people.get(session, ana)
    assert (found.seen_on, found.asked_on) == (date(2026, 12, 2), None)


def test_a_membership_shows_the_name_and_body_that_were_chosen(session: Session) -> None:
    number, ana = network(session), person(session)
    joined = member(session, number, ana)
    memberships.change(session, joined, roles={"member", "steering"}, body="Kreis", quotes=True)
    found = memberships.get(session, joined)
    assert (found.name, found.body, found.quotes) == ("Ana Muster", "Kreis", True)
    assert found.roles == {"member", "steering"}
    assert memberships.of_person(session, ana) == [found]


def test_who_has_left_is_no_member_any_more(session: Session) -> None:
    number, ana = network(session), person(session)
    joined = member(session, number, ana)
    memberships.change(session, joined, left_on=date(2026, 12, 3))
    assert memberships.of_network(session, number) == memberships.of_person(session, ana) == []
    (found,) = memberships.of_network(session, number, with_left=True)
    assert found.left_on == date(2026, 12, 3)


def test_an_invitation_can_be_used_as_often_as_it_says(session: Session) -> None:
    number = network(session)
    once = _invite(session, number, uses=1)
    for_all = _invite(session, number, uses=None)
    assert once != for_all
    found = invitations.look(session, once, NOW)
    assert found is not None
    assert (found.network, set(found.roles), found.uses_left) == (number, {"coordinator"}, 1)
    assert invitations.use(session, once, NOW)
    assert invitations.use(session, once, NOW) is None
    assert invitations.look(session, once, NOW) is None
    for _ in range(3):
        assert invitations.use(session, for_all, NOW)


def test_an_invitation_holds_until_it_expires_or_is_withdrawn(session: Session) -> None:
    number = network(session)
    token = _invite(session, number, uses=None)
    assert invitations.use(session, token, AFTER) is None
    assert invitations.look(session, "never made", NOW) is None
    invitations.withdraw(session, number, {"coordinator"})
    assert invitations.use(session, token, NOW) is None


def test_nothing_that_says_who_it_is_stands_in_the_open(session: Session) -> None:
    number = network(session)
    networks.change(session, number, coordination="Ulla Muster", group="-100123")
    member(session, number, person(session, "4711000"))
    token = _invite(session, number, uses=None)
    rows = [
        str(tuple(row))
        for table in (Networks, People, Memberships, Invitations)
        for row in session.execute(select(*table.__table__.columns))
    ]
    secrets = ("Ulla", "100123", "4711000", "Ana Muster", "Hebammenpraxis", token)
    assert not [row for row in rows for secret in secrets if secret in row]


@pytest.fixture
def session(database: Database):  # type: ignore[no-untyped-def]  # noqa: ANN201
    with database.writing() as session:
        yield session


_TOKENS = (f"token-{n:016}" for n in count())


def _invite(session: Session, number: int, *, uses: int | None) -> str:
    expires = NOW + timedelta(days=7)
    return invitations.make(
        session, number, {"coordinator"}, uses=uses, expires=expires, fresh=_TOKENS.__next__
    )


def _values(value: Network) -> dict[str, object]:
    return {name: getattr(value, name) for name in Network.__slots__}
