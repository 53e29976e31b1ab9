"""The roles that people have in a network, as they are called."""

from __future__ import annotations

from bot.language import N_, Translator

COORDINATOR, DEPUTY, FACILITATOR = "coordinator", "deputy", "facilitator"
STEERING, OBSERVER, MEMBER = "steering", "observer", "member"

#: Who sits at the desk of a network: each of them may do everything there, and any two read.
DESK = frozenset({COORDINATOR, DEPUTY, FACILITATOR})

ROLES = {
    COORDINATOR: N_("coordination"),
    DEPUTY: N_("deputy of the coordination"),
    FACILITATOR: N_("facilitator"),
    STEERING: N_("steering group"),
    OBSERVER: N_("observer"),
}


def role_name(role: str, t: Translator) -> str:
    """Return what people call a role."""
    return t.gettext(ROLES.get(role, role))


def parts(roles: frozenset[str]) -> frozenset[str]:
    """Return which parts somebody with these roles takes in a round. A deputy coordinates."""
    acting = {COORDINATOR} if DEPUTY in roles else set()
    return frozenset({MEMBER, *(roles - {DEPUTY}), *acting})
