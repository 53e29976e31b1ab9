"""`reihum keys`: the keys under which words and addresses are sealed."""

from __future__ import annotations

import os

import typer

from bot.cli.trouble import told, while_stopped
from bot.language import from_environment, translator
from bot.settings import Place, read
from storage.rotation import rotate as change

app = typer.Typer(no_args_is_help=True, help="The keys under which everything is sealed.")


@app.callback()
def keys() -> None:
    """Keep the keys of an installation."""


@app.command()
def rotate() -> None:
    """Make new keys, seal everything anew under them, and destroy the old ones."""
    t = translator(from_environment(os.environ))

    def tell(done: int, total: int) -> None:
        words = t.ngettext(
            "{done} of {total} entry has been sealed anew.",
            "{done} of {total} entries have been sealed anew.",
            total,
        )
        typer.echo(words.format(done=done, total=total))

    with told(t):
        place = read(Place)
        with while_stopped(place, t):
            change(place.database_url, place.keys, tell)
    typer.echo(
        t.gettext(
            "The old keys are destroyed. Nobody can read older copies of the database any more."
        )
    )
