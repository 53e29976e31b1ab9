"""`reihum migrate`: bring the database to what this program works with."""

from __future__ import annotations

import os
from itertools import count

import typer

from bot import installation
from bot.cli.trouble import told, while_stopped
from bot.language import from_environment, translator
from bot.settings import Place, read
from storage import migrating


def migrate() -> None:
    """Bring the database up to date, or make it on the first run. 'run' does so as well."""
    t = translator(from_environment(os.environ))
    with told(t):
        place = read(Place)
        with while_stopped(place, t), installation.opened(place) as database:
            numbers, total = count(1), len(migrating.missing(database))

            def tell(step: str) -> None:
                words = t.gettext("Step {number} of {total} is done: {step}")
                typer.echo(words.format(number=next(numbers), total=total, step=step))

            migrating.migrate(database, tell)
    typer.echo(t.gettext("The database is up to date."))
