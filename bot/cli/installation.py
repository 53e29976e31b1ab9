"""The installation that a command works on: its settings, its keys, its database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer
from sqlalchemy import make_url
from sqlalchemy.exc import OperationalError

from bot.language import Translator
from bot.settings import Place, Unset, read
from storage import migrating
from storage.database import Database
from storage.keyring import Keys, KeyTrouble, PhaseKeys


@contextmanager
def opened(t: Translator) -> Iterator[Database]:
    """Give the database of this installation, or say what has to be done first and leave."""
    try:
        place = read(Place)
        _be_there(place.database_url, t)
        keys = Keys.in_folder(place.keys)
        database = Database(place.database_url, keys, PhaseKeys(place.keys / "phases"))
    except Unset as unset:
        raise _leave(*unset.lines(t)) from None
    except KeyTrouble as trouble:
        raise _leave(str(trouble)) from None
    try:
        _be_up_to_date(database, t)
        yield database
    except OperationalError:
        # What the driver says may hold the address with its password.
        away = t.gettext("The database cannot be reached. REIHUM_DATABASE says where it is.")
        raise _leave(away) from None
    finally:
        database.close()


def _be_there(url: str, t: Translator) -> None:
    """Leave if there is no file: SQLite would make an empty one wherever we happen to look."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite" and not Path(address.database or "").is_file():
        raise _leave(
            t.gettext("There is no database at {file}.").format(file=address.database),
            t.gettext(
                "Run 'reihum migrate' first, or say in REIHUM_HOME or REIHUM_DATABASE where it is."
            ),
        )


def _be_up_to_date(database: Database, t: Translator) -> None:
    try:
        steps = migrating.missing(database)
    except migrating.TooNew:
        raise _leave(
            t.gettext("The database is newer than this program. Install the newer program.")
        ) from None
    if steps:
        raise _leave(t.gettext("The database is not up to date. Run 'reihum migrate' first."))


def _leave(*lines: str) -> typer.Exit:
    """Return how to leave, when it has been said why."""
    for line in lines:
        typer.echo(line, err=True)
    return typer.Exit(1)
