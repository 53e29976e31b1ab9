"""Links that let one person into a network, and their code for the camera of a phone."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta
from io import StringIO
from secrets import token_urlsafe
from zoneinfo import ZoneInfo

import segno
from sqlalchemy.orm import Session
from telegram import Bot
from telegram.error import TelegramError

from bot.language import Translator
from bot.roles import MEMBER, role_name
from bot.settings import Settings, Unset, read
from storage import invitations
from storage.networks import Network

#: How long such a link holds, as one from the chat.
HOLDS = timedelta(days=14)

#: 16 bytes are 22 characters, all of which Telegram hands through.
_BYTES = 16


def fresh_token(session: Session, network: int, role: str, now: datetime) -> str:
    """Return what lets one person in with this role; unused ones from before hold no more."""
    roles = {MEMBER, role}
    invitations.withdraw(session, network, roles)
    return invitations.make(
        session,
        network,
        roles,
        uses=1,
        expires=now + HOLDS,
        fresh=lambda: token_urlsafe(_BYTES),
    )


def lines(
    token: str, role: str, network: Network, bot: str, now: datetime, t: Translator
) -> Iterator[str]:
    """Yield the link with its code, until when it holds, or how to make one of the token."""
    until = t.full_day((now + HOLDS).astimezone(ZoneInfo(network.zone)).date())
    words = t.gettext("For one person of “{network}” ({role}), once, until {day}:")
    yield words.format(network=network.name, role=role_name(role, t), day=until)
    name, why = (bot.removeprefix("@"), "") if bot else _name_of_bot(t)
    if name:
        link = f"https://t.me/{name}?start={token}"
        yield from (link, "", _picture(link))
        return
    yield from (token, "", why)
    yield t.gettext(
        "The link is https://t.me/NAME?start={token} with the name of your bot. "
        "With --bot NAME it is printed whole."
    ).format(token=token)


def _name_of_bot(t: Translator) -> tuple[str, str]:
    """Return the name under which people find the bot, or why we do not know it."""
    try:
        settings = read(Settings)
    except Unset as unset:
        return "", "\n".join(unset.lines(t))
    try:
        return asyncio.run(_asked(settings)), ""
    except TelegramError as error:
        words = t.gettext("{server} does not tell the name of the bot ({why}).")
        return "", words.format(server=settings.api_url, why=type(error).__name__)


async def _asked(settings: Settings) -> str:
    async with Bot(settings.token.get_secret_value(), f"{settings.api_url}/bot") as bot:
        return bot.username


def _picture(link: str) -> str:
    """Return the code in blocks that every terminal shows."""
    picture = StringIO()
    segno.make(link, error="m").terminal(picture, compact=True)
    return picture.getvalue()
