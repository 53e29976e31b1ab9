"""`reihum library`: the dialogs that come with the program."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator

import typer
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from bot.language import N_, Translator, from_environment, translator
from bot.rehearsal.scripts import LIBRARY, shipped_names
from dialogs.script import Script
from dialogs.source import read

#: What stands above the columns of the table.
_WHAT_FOR = N_("What it is for")
_HEAD = (N_("Name"), _WHAT_FOR, N_("Minutes"), N_("Phases"), N_("Languages"))


def library() -> None:
    """List the dialogs that come along: what each is for, how long it takes, its languages."""
    t = translator(from_environment(os.environ))
    console = Console(highlight=False)
    if console.is_terminal:
        console.print(_table(_shipped(), t))
    else:
        for script in _shipped():
            typer.echo(_line(script, t))


def _shipped() -> Iterator[Script]:
    for name in shipped_names():
        script, problems = read((LIBRARY / f"{name}.yaml").read_bytes())
        assert script is not None, problems
        yield script


def _table(scripts: Iterable[Script], t: Translator) -> Table:
    # Only what a dialog is for may take more than one line.
    columns = [Column(t.gettext(head), no_wrap=head != _WHAT_FOR) for head in _HEAD]
    table = Table(*columns, box=None, padding=(0, 2, 1, 0))
    for script in scripts:
        what_for = Text(script.title.within(t.language), style="bold")
        what_for.append(f"\n{_first_sentence(script.purpose.within(t.language))}", style="not bold")
        numbers = (t.number(script.minutes), t.number(len(script.phases)))
        table.add_row(Text(script.id), what_for, *numbers, "\n".join(script.languages))
    return table


def _first_sentence(words: str) -> str:
    """Return as much of an author's words as a table of thirty dialogs has room for."""
    return re.split(r"(?<=[.?!])\s", words, maxsplit=1)[0]


def _line(script: Script, t: Translator) -> str:
    """Return a dialog in one line, for those who search and sort."""
    minutes = t.ngettext("{n} minute", "{n} minutes", script.minutes).format(n=script.minutes)
    phases = t.ngettext("{n} phase", "{n} phases", len(script.phases)).format(n=len(script.phases))
    title, purpose = (words.within(t.language) for words in (script.title, script.purpose))
    about = " ".join(f"{title} – {purpose}".split())
    return f"{script.id}: {about} ({minutes}, {phases}; {', '.join(script.languages)})"
