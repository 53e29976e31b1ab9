"""Who takes part: confirming who has joined, roles, how many were invited, and who leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.channels.outgoing import Document
from bot.documents.superiors import superiors
from bot.facilitator import arrivals, checking_in, leaving, rhythms, scenes
from bot.facilitator.desk import starting
from bot.facilitator.desk.at_desk import AtDesk
from bot.facilitator.telling import About, tell
from bot.language import translator
from bot.levels import LEVELS
from bot.roles import COORDINATOR, DEPUTY, FACILITATOR, OBSERVER, STEERING
from bot.wording.desk import staffing as words
from storage import memberships, networks, people
from storage.memberships import Membership

ASK, ALL, CONFIRM, REJECT, NAMES, ONE, ROLE, INVITED, REMOVE, SURELY = (
    "ask",
    "all",
    "confirm",
    "reject",
    "names",
    "one",
    "role",
    "invited",
    "remove",
    "surely",
)

SUPERIORS = "superiors"

STAYS = (ASK, NAMES, INVITED, SUPERIORS)

#: So many names fit on the buttons of one message.
PAGE = 30

#: The roles that somebody at a desk gives and takes.
GIVEN = (DEPUTY, FACILITATOR, STEERING, OBSERVER)

#: More people than this nobody has invited.
MOST_INVITED = 10_000


def people_of(desk: AtDesk) -> None:
    """Show how many take part, by level, and who waits to be confirmed."""
    everybody = _settled(desk)
    counts = Counter(each.level for each in everybody if each.confirmed_at)
    new = arrivals.unconfirmed(desk.here, desk.member.network)
    network = networks.get(desk.here.session, desk.member.network)
    desk.say(words.people(counts, network.invited, desk.t))
    if new:
        desk.say(words.have_joined(new, desk.t))


# --- Who has joined ------------------------------------------------------------------------------


def _ask(desk: AtDesk, to: tuple[str, ...]) -> None:
    """Ask about one of those who have joined."""
    member = _of(desk, to[0])
    if member is not None and member.confirmed_at is None:
        desk.say(words.has_joined(member, desk.t))
    else:
        desk.say(words.settled(desk.t))


def _confirm_all(desk: AtDesk, to: tuple[str, ...]) -> None:
    """Confirm everybody who was on the list, and nobody who has come since then."""
    listed = [
        each
        for each in arrivals.unconfirmed(desk.here, desk.member.network)
        if each.id <= int(to[0])
    ]
    for each in listed:
        memberships.change(
            desk.here.session, each.id, confirmed_at=desk.here.now, confirmed_by=desk.person.id
        )
    desk.say(words.all_confirmed(len(listed), desk.t) if listed else words.settled(desk.t))
    starting.offer_rounds(desk, {each.id for each in listed})
    _offer_check_ins(desk, listed)


def _confirm(desk: AtDesk, to: tuple[str, ...]) -> None:
    member = _of(desk, to[0])
    if member is None or member.confirmed_at is not None:
        desk.say(words.settled(desk.t))
        return
    memberships.change(
        desk.here.session, member.id, confirmed_at=desk.here.now, confirmed_by=desk.person.id
    )
    desk.say(words.confirmed(member, desk.t))
    starting.offer_rounds(desk, {member.id})
    _offer_check_ins(desk, [member])


def _offer_check_ins(desk: AtDesk, new: Sequence[Membership]) -> None:
    """Ask those who are new whether they would like check-ins, where there are any."""
    if checking_in.there_are(desk.here, desk.member.network):
        for each in new:
            rhythms.ask(desk.here, each)


def _reject(desk: AtDesk, to: tuple[str, ...]) -> None:
    """Turn somebody away who followed a link that was not meant for them."""
    member = _of(desk, to[0])
    if member is None or member.confirmed_at is not None:
        desk.say(words.settled(desk.t))
        return
    _say_good_bye(desk, member)
    leaving.go(desk.here, member, erase=True)
    desk.say(words.rejected(member, desk.t))


def _say_good_bye(desk: AtDesk, member: Membership) -> None:
    person = people.get(desk.here.session, member.person)
    host = desk.page.host(desk.here.premises.transport)
    tell(desk.here, person.id, words.taken_out(host, translator(person.language)), About())


# --- Roles ---------------------------------------------------------------------------------------


def _names(desk: AtDesk, to: tuple[str, ...]) -> None:
    """List everybody by name and body, for a role or to take somebody out: no list of answers."""
    first = int(to[0]) if to and to[0].isdecimal() else 0
    everybody = sorted(_settled(desk), key=lambda each: each.name.casefold())
    some = everybody[first : first + PAGE]
    more = first + PAGE if len(everybody) > first + PAGE else None
    desk.say(words.names(some, more, desk.t))


def _one(desk: AtDesk, to: tuple[str, ...]) -> None:
    member = _of(desk, to[0])
    if member is not None:
        desk.say(words.one(member, GIVEN, desk.t))


def _role(desk: AtDesk, to: tuple[str, ...]) -> None:
    """Give somebody a role, or take it; a coordination cannot take its own."""
    member, role = _of(desk, to[0]), to[1]
    if member is None or role not in GIVEN:
        return
    roles = member.roles ^ {role}
    memberships.change(desk.here.session, member.id, roles=roles)
    changed = memberships.get(desk.here.session, member.id)
    if changed.person != desk.person.id:
        person = people.get(desk.here.session, changed.person)
        host = desk.page.host(desk.here.premises.transport)
        told = words.new_role(role, host, translator(person.language), given=role in roles)
        tell(desk.here, person.id, told, About(whose=str(changed.id)))
    desk.say(words.one(changed, GIVEN, desk.t))


def _remove(desk: AtDesk, to: tuple[str, ...]) -> None:
    member = _of(desk, to[0])
    if member is None or member.person == desk.person.id or COORDINATOR in member.roles:
        desk.say(words.stays(desk.t))
    else:
        desk.say(words.surely(member, desk.t))


def _surely(desk: AtDesk, to: tuple[str, ...]) -> None:
    """Take somebody out of the network; what they have said stays, no longer linked to them."""
    member = _of(desk, to[0])
    if member is None or member.person == desk.person.id or COORDINATOR in member.roles:
        desk.say(words.stays(desk.t))
        return
    _say_good_bye(desk, member)
    leaving.go(desk.here, member, erase=False)
    desk.say(words.removed(member, desk.t))


# --- Who has not taken part? ---------------------------------------------------------------------


def _superiors(desk: AtDesk, _to: tuple[str, ...]) -> None:
    """Give the page for those who ask who has not taken part: nobody knows."""
    today = scenes.local(desk.here, desk.page).date()
    page = superiors(desk.page.network, desk.page.coordination, today, desk.t)
    desk.send(Document(words.file_for_superiors(desk.t), page.encode()))


# --- How many were invited -----------------------------------------------------------------------


def _invited(desk: AtDesk, to: tuple[str, ...]) -> None:
    """Ask how many were invited, level by level, on paper and by word of mouth as well."""
    network = networks.get(desk.here.session, desk.member.network)
    if not to:
        desk.say(words.which_level(network.invited, desk.t))
    elif to[0] in LEVELS:
        desk.ask(words.how_many(to[0], desk.t), INVITED, to[0])


def _fill_in_invited(desk: AtDesk, to: tuple[str, ...], written: str) -> None:
    if not written.isdecimal() or int(written) > MOST_INVITED or to[0] not in LEVELS:
        desk.say(words.no_number(desk.t))
        return
    network = networks.get(desk.here.session, desk.member.network)
    invited = {**network.invited, to[0]: int(written)}
    networks.change(desk.here.session, network.id, invited=invited)
    desk.filled()
    desk.say(words.which_level(invited, desk.t))


VERBS = {
    SUPERIORS: _superiors,
    ASK: _ask,
    ALL: _confirm_all,
    CONFIRM: _confirm,
    REJECT: _reject,
    NAMES: _names,
    ONE: _one,
    ROLE: _role,
    REMOVE: _remove,
    SURELY: _surely,
    INVITED: _invited,
}
FORMS = {INVITED: _fill_in_invited}


def _settled(desk: AtDesk) -> list[Membership]:
    """Return everybody who has told who they are."""
    everybody = memberships.of_network(desk.here.session, desk.member.network)
    return [each for each in everybody if each.body]


def _of(desk: AtDesk, written: str) -> Membership | None:
    """Return somebody of this network by the number on a button."""
    everybody = memberships.of_network(desk.here.session, desk.member.network)
    return next((each for each in everybody if str(each.id) == written), None)
