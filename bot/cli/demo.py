"""`reihum demo`: an invented network to try in a browser, with a clock that can be moved."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from bot import logs
from bot.cli.trouble import told
from bot.demo.demo import PORT, show
from bot.demo.stage import Wishes
from bot.language import Translator, from_environment, translator
from bot.problems import marked
from bot.run import stop_on_signals
from dialogs.source import read

#: A folder in memory, where a system has one: quicker, and gone for certain.
_MEMORY = Path("/dev/shm")  # noqa: S108 - what is made in it has a name that nobody can foresee


class Language(StrEnum):
    """What the page and its people can speak."""

    GERMAN = "de"
    ENGLISH = "en"


def demo(
    *,
    port: Annotated[int, typer.Option(help="Where the page is; else the next free one.")] = PORT,
    seed: Annotated[int, typer.Option(help="Another number, other words and chances.")] = 1,
    language: Annotated[
        Language | None, typer.Option(help="What the page and the people speak.")
    ] = None,
    script: Annotated[
        Path | None, typer.Option(help="A dialog of your own, to be tried as well.")
    ] = None,
    home: Annotated[
        Path | None, typer.Option(help="A new folder for everything; else one that goes away.")
    ] = None,
) -> None:
    """Show an invented network in a browser, with three phones to play and a clock to move."""
    spoken = from_environment(os.environ)
    t = translator(spoken if language is None else language)
    own = {} if script is None else _own(script, t)
    logs.begin()
    logging.getLogger("bot").setLevel(logging.WARNING)
    logging.getLogger("storage").setLevel(logging.WARNING)
    with told(t), _folder(home, t) as folder:
        wishes = Wishes(folder, seed, _page(t), own)
        asyncio.run(_until_stopped(wishes, port, t))
    typer.echo(t.gettext("Stopped."))


async def _until_stopped(wishes: Wishes, port: int, t: Translator) -> None:
    stop = asyncio.Event()
    stop_on_signals(stop)

    def ready(address: str) -> None:
        typer.echo(
            t.gettext("Open {address} in a browser. Ctrl-C stops it.").format(address=address)
        )

    await show(wishes, port, stop, typer.echo, ready)


def _page(t: Translator) -> str:
    return Language.GERMAN if t.language.startswith("de") else Language.ENGLISH


def _own(file: Path, t: Translator) -> Mapping[str, bytes]:
    """Return a dialog by its name, or name everything that is wrong with it and leave."""
    try:
        written = file.read_bytes()
    except OSError as error:
        words = t.gettext("This file cannot be read ({reason}).")
        typer.echo(f"{file}: {words.format(reason=error.strerror)}", err=True)
        raise typer.Exit(1) from None
    found, problems = read(written)
    for problem in problems:
        typer.echo(f"{file}:{problem.line}: {marked(problem, t)}", err=True)
    if found is None or any(problem.severity == "error" for problem in problems):
        raise typer.Exit(1)
    return {found.id: written}


@contextmanager
def _folder(home: Path | None, t: Translator) -> Iterator[Path]:
    """Give a folder for everything: one that goes away, or the one that was named and stays.

    What the bot keeps stays in it, but the phones do not, so that nobody could go on with it.
    """
    if home is None:
        memory = _MEMORY if os.access(_MEMORY, os.W_OK) else None
        with TemporaryDirectory(prefix="reihum-demo-", dir=memory) as temporary:
            yield Path(temporary)
        return
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        words = t.gettext(
            "{file} exists already; nothing is written over. A demonstration that was stopped "
            "cannot go on: its phones are gone. Please name a folder that does not exist yet."
        )
        typer.echo(words.format(file=home), err=True)
        raise typer.Exit(1)
    yield home
    words = t.gettext("What the bot kept is in {folder}. The phones and their chats are gone.")
    typer.echo(words.format(folder=home))
