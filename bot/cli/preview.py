"""`reihum preview`: play a script in the terminal, and keep what was played as a story."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from random import Random
from textwrap import fill
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from bot.language import N_, from_environment, translator
from bot.problems import marked
from bot.rehearsal.house import Memory
from bot.rehearsal.people import invented
from bot.rehearsal.play import START, read_setting, told
from bot.rehearsal.preview import Preview
from bot.rehearsal.puzzled import Puzzled
from bot.rehearsal.room import Room, Setting
from bot.rehearsal.screen import Screen
from bot.rehearsal.scripts import Unplayable, find
from bot.rehearsal.story import BETWEEN, Story
from dialogs.script import Script


def preview(
    script: Annotated[str, typer.Argument(help="A file, or the name of a dialog in the library.")],
    *,
    people: Annotated[
        str, typer.Option(help="Who takes part, as in ana:praxis,ben:verwaltung+steering@en.")
    ] = "",
    language: Annotated[str, typer.Option(help="The language in which people are spoken to.")] = "",
    given: Annotated[
        list[str] | None,
        typer.Option(help="What a coordination fills in at the start, as in NAME=WORDS."),
    ] = None,
    record: Annotated[Path | None, typer.Option(help="A new file for the story of it.")] = None,
    start: Annotated[str, typer.Option(help="The day, or the day and time, it begins.")] = START,
    seed: Annotated[int, typer.Option(help="Another number, other chances.")] = 1,
) -> None:
    """Play a script in the terminal, everybody in it by turns."""
    console = _console()
    try:
        found = find(script, Path())
        _check_record(record)
        written = {
            "script": _as_seen_from(record, script),
            "people": _over_lines(people or invented(found)),
            "language": language or _nearest(found),
            "start": start,
            "seed": str(seed),
            **_given(found, given or []),
        }
        sitting = _sit_down(console, read_setting(written, lambda _: found))
    except Unplayable as unplayable:
        _show(console, unplayable)
        raise typer.Exit(1) from None
    except Puzzled as puzzled:
        console.print(Text(puzzled.within(from_environment(os.environ)), style="red"))
        raise typer.Exit(1) from None
    sitting.play(_reader(console))
    if record is not None:
        _keep(record, sitting, written, found)


def _console() -> Console:
    """Return the terminal, forgiving about what cannot be read or shown in its encoding."""
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    return Console(highlight=False)


def _show(console: Console, unplayable: Unplayable) -> None:
    """Show every problem with its line, as ``reihum check`` does."""
    t = translator(from_environment(os.environ))
    for problem in unplayable.problems:
        line = f"{unplayable.name}:{problem.line}: {marked(problem, t)}"
        console.print(Text(line), soft_wrap=True)


def _over_lines(people: str) -> str:
    """Return people as a story writes them, with new lines between them only."""
    names = ", ".join(each.strip() for each in people.split(","))
    return fill(names, 88, break_long_words=False, break_on_hyphens=False)


def _check_record(record: Path | None) -> None:
    if record is None:
        return
    if record.exists():
        raise Puzzled(N_("{file} exists already; nothing is written over."), file=record)
    if not record.absolute().parent.is_dir():
        raise Puzzled(N_("There is no folder {folder}."), folder=record.parent)


def _as_seen_from(record: Path | None, script: str) -> str:
    """Return how a story in that place names the script."""
    if record is None or not Path(script).is_file():
        return script
    return Path(os.path.relpath(script, record.absolute().parent)).as_posix()


def _nearest(script: Script) -> str:
    """Return the language of the terminal if the script has it, else the script's first."""
    here = from_environment(os.environ)
    return here if here in script.languages else script.languages[0]


def _given(script: Script, given: Sequence[str]) -> dict[str, str]:
    """Return what the coordination fills in; what nobody has given is seen to be made up."""
    invented = {
        f"given {name}": BETWEEN.join(f"‹{name} {n}›" for n in (1, 2, 3))
        if of.list
        else f"‹{name}›"
        for name, of in script.given.items()
    }
    named = {f"given {name.strip()}": words for name, _, words in (g.partition("=") for g in given)}
    for name, words in named.items():
        if not words.strip():
            raise Puzzled(
                N_("Nothing is filled in for “{name}”. Write --given NAME=WORDS."),
                name=name.removeprefix("given "),
            )
        if name not in invented:
            known = ", ".join(script.given) or "–"
            raise Puzzled(
                N_("The script asks for no “{name}” at its start. It asks for: {known}."),
                name=name.removeprefix("given "),
                known=known,
            )
    return invented | named


def _sit_down(console: Console, setting: Setting) -> Preview:
    t = translator(setting.language)
    return Preview(
        room=Room(setting, Memory()),
        screen=Screen(console, setting.start, t),
        t=t,
        chance=Random(setting.seed),  # noqa: S311 - a play is repeatable, not secret
        who=setting.people[0].name,
    )


def _reader(console: Console) -> Callable[[str], str | None]:
    """Return what reads the next line; without a terminal the line is shown, too."""
    with suppress(ImportError):
        import readline  # noqa: F401, PLC0415 - where it is there, lines can be edited

    def read(who: str) -> str | None:
        try:
            line = input(f"{who} > ")
        except (EOFError, KeyboardInterrupt):
            console.print()
            return None
        if not sys.stdin.isatty():
            console.print(Text(line))
        return line

    return read


def _keep(record: Path, sitting: Preview, written: dict[str, str], script: Script) -> None:
    """Write the story of the sitting, by playing it once more."""
    t = sitting.t
    title = t.gettext("Played in the preview. Say here what this story shows.")
    story = Story(title, written, sitting.inputs)
    record.write_text(told(story, lambda _: script, Memory()), encoding="utf-8")
    sitting.screen.say(t.gettext("The story is in {file}.").format(file=record))
