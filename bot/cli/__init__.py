"""The command `reihum`, a module a command."""

from __future__ import annotations

import sys
from io import TextIOWrapper

import typer

from bot.cli.backup import backup, restore
from bot.cli.check import check
from bot.cli.demo import demo
from bot.cli.guard import guard
from bot.cli.keys import app as keys
from bot.cli.library import library
from bot.cli.migrate import migrate
from bot.cli.network import app as network
from bot.cli.preview import preview
from bot.cli.run import run
from bot.cli.schema import schema
from bot.cli.simulate import simulate
from bot.cli.status import status

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
app.command()(backup)
app.command()(check)
app.command()(demo)
app.command()(guard)
app.add_typer(keys, name="keys")
app.command()(library)
app.command()(migrate)
app.add_typer(network, name="network")
app.command()(preview)
app.command()(restore)
app.command()(run)
app.command()(schema)
app.command()(simulate)
app.command()(status)


@app.callback()
def reihum() -> None:
    """Dialogs in the round, for networks of professionals."""


def main() -> None:
    """Run the command, in a terminal of whatever encoding."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    app()
