"""`reihum schema`: the script language as editors understand it."""

from __future__ import annotations

import typer

from dialogs.source.schema import written


def schema() -> None:
    """Print the JSON Schema of scripts, for the completion and help of an editor."""
    typer.echo(written(), nl=False)
