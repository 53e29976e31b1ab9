"""What is done once a day, and at the start: old things go, and the profile is kept up to date."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import fields
from datetime import date, datetime, timedelta
from random import Random

from sqlalchemy.orm import Session
from telegram import Bot
from telegram.error import TelegramError

from bot.clock import Clock
from bot.facilitator.lingering import LETS_GO, STILL_THERE
from bot.operator import LONGEST
from bot.profile import present, profiles
from bot.sheet.kept import kept
from bot.sheet.model import Sheet
from bot.trouble import DATABASE_AWAY
from storage import moments, networks, retention
from storage.database import Database
from storage.retention import Periods

log = logging.getLogger(__name__)

#: So often we look whether it is another day, in seconds.
LOOKS = 60.0

#: What networks settle for themselves.
OWN = fields(Periods)


async def keep_house(bot: Bot, database: Database, clock: Clock, chance: Random) -> None:
    """Do it whenever it is another day, until cancelled; what fails is done a little later."""
    done: date | None = None
    while True:
        today = clock.now().date()
        if today != done:
            try:
                await database.write(sweep, clock.now(), chance)
                sheets = await database.read(_sheets)
                _forget_departures(database, sheets, clock.now())
                await present(bot, profiles(sheets))
                done = today
            except Exception as error:  # nobody shall be without the bot because of it
                foreseen = isinstance(error, (*DATABASE_AWAY, TelegramError))
                level = logging.WARNING if foreseen else logging.ERROR
                log.log(level, "house_not_kept", exc_info=error)
        await asyncio.sleep(LOOKS)


def sweep(session: Session, now: datetime, chance: Random) -> None:
    """Delete what has been kept for its time, which each network sets for itself."""
    every = ((network.id, kept(network.sheet)) for network in networks.every(session))
    periods = {
        number: Periods(**{each.name: getattr(sheet.retention, each.name) for each in OWN})
        for number, sheet in every
        if sheet is not None
    }
    swept = retention.sweep(session, now, chance, periods)
    for kind, numbers in ((STILL_THERE, swept.to_ask), (LETS_GO, swept.to_leave)):
        for number in numbers:
            moments.plan(session, kind, str(number), now.date().isoformat(), now)
    log.info("swept", extra=dict(swept.counts))


def _forget_departures(database: Database, sheets: Sequence[Sheet], now: datetime) -> None:
    """Forget who has left before the oldest backup that there may still be."""
    if database.departures is not None:
        longest = LONGEST["backup_days"]
        days = max((sheet.retention.backup_days for sheet in sheets), default=longest)
        database.departures.keep_from(now - timedelta(days=days), now)


def _sheets(session: Session) -> list[Sheet]:
    """Return what operators have filled in, for as many networks as they have."""
    every = (kept(network.sheet) for network in networks.every(session))
    return [sheet for sheet in every if sheet is not None]
