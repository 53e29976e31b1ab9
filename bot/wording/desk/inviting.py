"""Links and pictures with which a coordination invites."""

from __future__ import annotations

from datetime import date

from bot.language import N_, Translator
from bot.menu import Do
from bot.message import Message
from bot.roles import DEPUTY, FACILITATOR, OBSERVER, STEERING, role_name
from bot.wording.scene import Host

INVITE = "invite"

#: What stands on the buttons for links that give a role.
_OFFERS = {
    DEPUTY: N_("Invite a deputy"),
    FACILITATOR: N_("Invite a facilitator"),
    STEERING: N_("Invite the steering group"),
    OBSERVER: N_("Invite an observer"),
}


def picture(network: str, t: Translator) -> str:
    """Return what stands below the code that is shown or printed."""
    return t.gettext("{network}: scan and take part").format(network=network)


def link_for_all(link: str, host: Host, until: date, t: Translator) -> Message:
    """Return the link for everybody, in words that can be sent on as they are."""
    invitation = t.gettext(
        "You are invited to {network}. Now and then a programme asks a few questions about how "
        "we work together, and brings back what has come together. Taking part is voluntary; "
        "what happens to your data you read before anything is stored.\n{link}"
    ).format(network=host.network, link=link)
    about = t.gettext(
        "Please send this on, or show the picture above. The link holds until {day}. Links get "
        "handed on: you will be asked about everybody who joins, by name and body, before they "
        "are part of a round."
    ).format(day=t.day(until))
    menu = tuple((Do(t.gettext(label), INVITE, (role,)),) for role, label in _OFFERS.items())
    return Message(f"{invitation}\n\n{about}", menu=menu)


def link_for_one(link: str, role: str, until: date, t: Translator) -> Message:
    """Return a link that gives a role to the first who follows it."""
    words = t.gettext(
        "This link is for one person, who joins as {role}. It works once, until {day}. Please "
        "give it to nobody else.\n{link}"
    )
    return Message(words.format(role=role_name(role, t), day=t.day(until), link=link))
