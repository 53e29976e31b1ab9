"""The installation that a command works on: its settings, its keys, its database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer
from sqlalchemy import make_url

from bot import installation
from bot.cli.trouble import told
from bot.language import Translator
from bot.settings import Place, read
from storage import migrating
from storage.database import Database


@contextmanager
def opened(t: Translator) -> Iterator[Database]:
    """Give the database of this installation, or say what has to be done first and leave."""
    with told(t):
        place = read(Place)
        _be_there(place.database_url, t)
        with installation.opened(place) as database:
            if migrating.missing(database):
                raise _leave(
                    t.gettext("The database is not up to date. Run 'reihum migrate' first.")
                )
            yield database


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


def _leave(*lines: str) -> typer.Exit:
    """Return how to leave, when it has been said why."""
    for line in lines:
        typer.echo(line, err=True)
    return typer.Exit(1)
