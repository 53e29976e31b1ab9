"""From an invitation to a place in the network. Before somebody agrees, nothing is kept of them."""

from __future__ import annotations

from bot.channels import writing
from bot.channels.heard import Group, Heard, Pressed, Typed
from bot.channels.outgoing import Aftermath, Answer, Outgoing, Strip
from bot.channels.presses import Chosen, Unreadable, read
from bot.facilitator import registering, scenes
from bot.facilitator.here import Here
from bot.language import Translator, languages, translator
from bot.menu import Command, command
from bot.message import Message
from bot.sheet import Sheet
from bot.wording import arriving, guarding, privacy, strangers
from bot.wording.arriving import AGREE, BRIEF, DECLINE, OTHERWISE
from bot.wording.notice import Notice, blocks
from dialogs import guard
from storage import invitations, memberships, networks, people
from storage.invitations import Invitation
from storage.memberships import Membership
from storage.networks import Network


def stranger(here: Here, heard: Heard) -> Aftermath:
    """Answer somebody of whom we know nothing, and keep nothing of it until they agree."""
    what = heard.what
    if isinstance(what, Pressed):
        return _pressed(here, heard, what)
    if isinstance(what, Typed):
        word, _, rest = what.words.strip().partition(" ")
        named = command(word.partition("@")[0]) if word.startswith("/") else None
        if named is Command.START:
            return _direct(heard, _arrived(here, heard, rest.strip()), rest.strip())
        if named is None and (answer := _worried(heard, what.words, here)) is not None:
            return _direct(heard, answer)
    return _direct(heard, strangers.needs_invitation(_spoken(heard)))


def arrive(here: Here, person: people.Person, token: str, heard: Heard) -> Message:
    """Return what somebody we know is shown when they follow an invitation."""
    if invitations.look(here.session, token, here.now) is None:
        return strangers.invitation_over(translator(person.language))
    if takes_part(here, person, token):
        return strangers.already_here(translator(person.language))
    return _arrived(here, heard, token)


def takes_part(here: Here, person: people.Person, token: str) -> bool:
    """Tell whether somebody belongs to the network already that an invitation leads to."""
    invitation = invitations.look(here.session, token, here.now)
    known = memberships.of_person(here.session, person.id)
    return invitation is not None and any(each.network == invitation.network for each in known)


def in_group(here: Here, heard: Heard) -> Aftermath:
    """Say in a group, once, that this is no place for it."""
    if not isinstance(heard.what, Group) or not heard.what.added:
        return Aftermath()
    return _direct(heard, strangers.only_alone(here.premises.bot, _spoken(heard)))


# --- Before anything is kept ---------------------------------------------------------------------


def _arrived(here: Here, heard: Heard, token: str) -> Message:
    t = _spoken(heard)
    if not token:
        return strangers.needs_invitation(t)
    found = _invited(here, token)
    if found is None:
        return strangers.invitation_over(t)
    network, page = found
    if page is None:
        return strangers.not_set_up(network.name, t)
    return arriving.first_contact(page.host(here.premises.transport), here.premises.doors, t)


def _pressed(here: Here, heard: Heard, pressed: Pressed) -> Aftermath:
    try:
        chosen = read(pressed.data)
    except Unreadable:
        chosen = None
    t = _spoken(heard)
    if not isinstance(chosen, Chosen) or (found := _invited(here, chosen.whose)) is None:
        return _direct(heard, strangers.invitation_over(t), query=pressed.query)
    network, page = found
    if page is None:
        return _direct(heard, strangers.not_set_up(network.name, t), query=pressed.query)
    if chosen.command is Command.START and chosen.detail == AGREE:
        agreed(here, heard, chosen.whose)
        buttons_off = (Strip(pressed.under.message),) if pressed.under else ()
        return Aftermath(Answer(pressed.query), heard.chat, buttons_off)
    message = _shown(here, chosen, page, t)
    return _direct(heard, message, chosen.whose, query=pressed.query)


def shown(here: Here, chosen: Chosen, t: Translator) -> Message:
    """Return what somebody we know reads who has not agreed for this network yet."""
    found = _invited(here, chosen.whose)
    if found is None:
        return strangers.invitation_over(t)
    network, page = found
    return strangers.not_set_up(network.name, t) if page is None else _shown(here, chosen, page, t)


def is_valid(here: Here, token: str) -> bool:
    """Tell whether an invitation holds and leads to a network that is set up."""
    found = _invited(here, token)
    return found is not None and found[1] is not None


def _shown(here: Here, chosen: Chosen, page: Sheet, t: Translator) -> Message:
    """Return what somebody reads who has not agreed yet."""
    notice = notice_of(here, page)
    match chosen.command, chosen.detail:
        case Command.START, str() as detail if detail == BRIEF:
            return privacy.brief(notice, t)
        case Command.START, str() as detail if detail == DECLINE:
            return arriving.declined(t)
        case Command.START, str() as detail if detail == OTHERWISE:
            assert here.premises.doors.otherwise is not None
            return arriving.the_other_way(here.premises.doors.otherwise, t)
        case Command.PRIVACY, str() as detail if detail.isdecimal():
            every = blocks(notice, t)
            return every[min(max(int(detail), 1), len(every)) - 1]
        case _:
            return strangers.needs_invitation(t)


def agreed(here: Here, heard: Heard, token: str) -> None:
    """Take in somebody who has agreed: from now on, and only now, we know them."""
    invitation = invitations.use(here.session, token, here.now)
    assert invitation is not None, "it was looked at in this transaction"
    network = networks.get(here.session, invitation.network)
    person = people.by_address(here.session, heard.chat)
    if person is None:
        added = people.add(here.session, heard.chat, _spoken(heard).language, here.now)
        person = people.get(here.session, added)
    member = Membership(
        network=network.id,
        person=person.id,
        roles=invitation.roles,
        level="",
        name="",
        body="",
        agreed_at=here.now,
        notice=scenes.filled_in(network).as_of.isoformat(),
    )
    number = memberships.add(here.session, member)
    registering.begin(here, person, memberships.get(here.session, number), heard)


def notice_of(here: Here, page: Sheet) -> Notice:
    """Return who speaks to whom about data protection."""
    return Notice(page.operator, page.host(here.premises.transport), here.premises.doors)


def _invited(here: Here, token: str) -> tuple[Network, Sheet | None] | None:
    invitation: Invitation | None = invitations.look(here.session, token, here.now)
    if invitation is None:
        return None
    network = networks.get(here.session, invitation.network)
    return network, scenes.sheet(network)


def _worried(heard: Heard, words: str, here: Here) -> Message | None:
    """Return the answer to a worried message of somebody who belongs nowhere."""
    verdict = guard.read(words)
    if not verdict.danger:
        return None
    where = guarding.nowhere(heard.at or here.now, here.now)
    return guarding.worried(where, _spoken(heard))


def _spoken(heard: Heard) -> Translator:
    """Return the language in which somebody is answered whom nobody has asked yet."""
    tag = heard.language or "de"
    return translator(tag if tag.split("-")[0] in languages() else "de")


def _direct(heard: Heard, message: Message, token: str = "", query: str | None = None) -> Aftermath:
    sent: tuple[Outgoing, ...] = writing.sends(message.text, writing.keys(message, None, token))
    return Aftermath(Answer(query) if query else None, heard.chat, sent)
