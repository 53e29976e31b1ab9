"""The database of an installation with its keys, as the settings say where they are."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from bot.settings import Place
from storage import migrating, sealed
from storage.database import Database
from storage.departures import Departures
from storage.keyring import Keys, PhaseKeys

log = logging.getLogger(__name__)


@contextmanager
def opened(place: Place) -> Iterator[Database]:
    """Open the database while the block runs; raises KeyTrouble."""
    keys = Keys.in_folder(place.keys)
    phase_keys, departures = PhaseKeys(place.keys / "phases"), Departures(place.home)
    database = Database(place.database_url, keys, phase_keys, departures)
    try:
        yield database
    finally:
        database.close()


def prepare(database: Database) -> None:
    """Bring a database up to date, and finish what a crash has left undone; raises TooNew."""
    for step in migrating.migrate(database):
        log.info("migrated", extra={"step": step})
    with database.writing() as session:
        sealed.sweep(session)
