"""`reihum status`: whether all is well, for people and for whatever watches over them."""

from __future__ import annotations

import os
from datetime import UTC, datetime

import typer

from bot import status as looking
from bot.cli import installation
from bot.cli.trouble import told
from bot.language import from_environment, translator
from bot.locking import is_held
from bot.settings import Place, read


def status() -> None:
    """Say whether all is well: what waits, and since when. Ends with 1 if it is not."""
    t = translator(from_environment(os.environ))
    with told(t):
        place = read(Place)
        running = is_held(place.home, place.database_url)
    with installation.opened(t) as database, database.reading() as session:
        found = looking.look(session, datetime.now(UTC), running=running)
    for line in looking.lines(found, t):
        typer.echo(line)
    raise typer.Exit(0 if found.healthy else 1)
