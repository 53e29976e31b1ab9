"""The command `reihum run` as a process of its own, at another time.

Run ``python -m tests.http.moved SECONDS``: civil time is ahead of the real one by so much.
"""

from __future__ import annotations

import asyncio
import sys
from datetime import timedelta

from bot import logs
from bot.installation import opened, prepare
from bot.locking import alone
from bot.run import Running, stop_on_signals
from bot.run import run as everything
from bot.settings import Settings, read
from storage.database import Database


def main(ahead: timedelta) -> None:
    """Do what the command does."""
    settings = read(Settings)
    logs.begin()
    with alone(settings.home, settings.database_url), opened(settings) as database:
        prepare(database)
        asyncio.run(_until_stopped(settings, database, ahead))


async def _until_stopped(settings: Settings, database: Database, ahead: timedelta) -> None:
    def move(running: Running) -> None:
        running.clock.begin(running.clock.real() + ahead)

    stop = asyncio.Event()
    stop_on_signals(stop)
    await everything(settings, database, stop, move)


if __name__ == "__main__":
    main(timedelta(seconds=float(sys.argv[1])))
