"""`reihum run`: the bot, until somebody stops it."""

from __future__ import annotations

import asyncio
import os

from bot import logs
from bot import run as everything
from bot.cli.trouble import told
from bot.installation import opened, prepare
from bot.language import from_environment, translator
from bot.locking import alone
from bot.settings import Settings, read
from storage.database import Database


def run() -> None:
    """Run the bot until somebody stops it. Settings come from the environment or a file .env."""
    with told(translator(from_environment(os.environ))):
        settings = read(Settings)
        logs.begin()
        with alone(settings.home, settings.database_url), opened(settings) as database:
            prepare(database)
            asyncio.run(_until_stopped(settings, database))


async def _until_stopped(settings: Settings, database: Database) -> None:
    stop = asyncio.Event()
    everything.stop_on_signals(stop)
    await everything.run(settings, database, stop)
