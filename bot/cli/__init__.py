"""The command `reihum`, a module a command. Only the one that is called is loaded."""

from __future__ import annotations

import sys
from importlib import import_module
from io import TextIOWrapper
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command, get_group

#: In which module each command is, and under which name.
_WHERE = {
    "backup": ("backup", "backup"),
    "check": ("check", "check"),
    "demo": ("demo", "demo"),
    "guard": ("guard", "guard"),
    "keys": ("keys", "app"),
    "library": ("library", "library"),
    "migrate": ("migrate", "migrate"),
    "network": ("network", "app"),
    "preview": ("preview", "preview"),
    "restore": ("backup", "restore"),
    "run": ("run", "run"),
    "schema": ("schema", "schema"),
    "simulate": ("simulate", "simulate"),
    "status": ("status", "status"),
}


class Commands(TyperGroup):
    """All commands. A bot that runs for months has no use for what simulates one."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 - click's own, renamed
        """Return the names of all commands."""
        return list(_WHERE)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002 - see above
        """Load a command; None if there is none of this name."""
        if cmd_name not in _WHERE:
            return None
        module, name = _WHERE[cmd_name]
        made = getattr(import_module(f"bot.cli.{module}"), name)
        if isinstance(made, typer.Typer):
            group = get_group(made)
            group.name = cmd_name
            return group
        alone = typer.Typer(add_completion=False)
        alone.command(cmd_name)(made)
        return get_command(alone)


app = typer.Typer(
    cls=Commands, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)


@app.callback()
def reihum() -> None:
    """Dialogs in the round, for networks of professionals."""


def main() -> None:
    """Run the command, in a terminal of whatever encoding."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    app()
