"""Inviting: a link for everybody, and links that give one person a role."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import segno

from bot.channels.outgoing import Photo
from bot.channels.writing import written
from bot.facilitator.desk.at_desk import AtDesk
from bot.roles import DEPUTY, FACILITATOR, MEMBER, OBSERVER, STEERING
from bot.wording.desk import inviting as words
from storage import invitations

INVITE = "invite"

STAYS = (INVITE,)

#: How long a link holds: the one for everybody, and those that give a role once.
FOR_ALL, FOR_ONE = timedelta(days=90), timedelta(days=14)

#: How large a square of the code is, in pixels, and how wide the white around it, in squares.
_SCALE, _BORDER = 8, 4


def invite(desk: AtDesk) -> None:
    """Give a link and its picture, to be handed on to everybody who shall take part."""
    link = _link(desk, {MEMBER}, uses=None, holds=FOR_ALL)
    desk.send(Photo(_picture(link), written(words.picture(desk.page.network, desk.t))))
    until = (desk.here.now + FOR_ALL).astimezone(desk.page.calm.zone).date()
    host = desk.page.host(desk.here.premises.transport)
    desk.say(words.link_for_all(link, host, until, desk.t))


def _for_one(desk: AtDesk, to: tuple[str, ...]) -> None:
    """Give a link that works once and brings a role with it."""
    role = to[0]
    if role not in (DEPUTY, FACILITATOR, STEERING, OBSERVER):
        return
    link = _link(desk, {MEMBER, role}, uses=1, holds=FOR_ONE)
    until = (desk.here.now + FOR_ONE).astimezone(desk.page.calm.zone).date()
    desk.say(words.link_for_one(link, role, until, desk.t))


VERBS = {INVITE: _for_one}


def _link(desk: AtDesk, roles: set[str], *, uses: int | None, holds: timedelta) -> str:
    here = desk.here
    token = invitations.make(
        here.session,
        desk.member.network,
        roles,
        uses=uses,
        expires=here.now + holds,
        fresh=here.fresh,
        made_by=desk.person.id,
    )
    return f"https://t.me/{here.premises.bot}?start={token}"


def _picture(link: str) -> bytes:
    picture = BytesIO()
    segno.make(link, error="m").save(picture, kind="png", scale=_SCALE, border=_BORDER)
    return picture.getvalue()
