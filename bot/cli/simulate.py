"""`reihum simulate`: a whole invented group plays a script through all its weeks."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn
from rich.text import Text

from bot.language import N_, Translator, from_environment, translator
from bot.problems import marked
from bot.rehearsal.people import read_language
from bot.rehearsal.play import START, read_start
from bot.rehearsal.puzzled import Puzzled
from bot.rehearsal.scripts import Unplayable, find
from bot.simulation import transcripts
from bot.simulation.account import Account, account
from bot.simulation.group import FEWEST, MOST
from bot.simulation.plan import Plan, planned
from bot.simulation.report import plain, report, shown
from bot.simulation.simulation import Simulation
from dialogs.script import Script
from dialogs.workdays import LANDS, Land


def simulate(
    script: Annotated[str, typer.Argument(help="A file, or the name of a dialog in the library.")],
    *,
    people: Annotated[int, typer.Option(help="How many people are in the group.")] = 14,
    seed: Annotated[int, typer.Option(help="Another number, other people and chances.")] = 1,
    start: Annotated[str, typer.Option(help="The day, or the day and time, it begins.")] = START,
    land: Annotated[str, typer.Option(help="Whose holidays count, such as ST; else all.")] = "",
    language: Annotated[str, typer.Option(help="The language of the group.")] = "de",
    out: Annotated[Path | None, typer.Option(help="A new folder for all chats.")] = None,
) -> None:
    """Let a whole invented group play a script through all its weeks."""
    t = translator(from_environment(os.environ))
    console = Console(highlight=False)
    try:
        found = find(script, Path())
        _check(people, out)
        _check_language(language, found)
        plan = planned(
            found,
            people,
            seed=seed,
            start=read_start(start),
            land=_read_land(land),
            language=read_language(language),
        )
    except Unplayable as unplayable:
        for problem in unplayable.problems:
            typer.echo(f"{unplayable.name}:{problem.line}: {marked(problem, t)}")
        raise typer.Exit(1) from None
    except Puzzled as puzzled:
        console.print(Text(puzzled.within(t.language), style="red"))
        raise typer.Exit(1) from None
    simulation = Simulation(plan)
    with _progress(plan, t.gettext("Weeks go by")) as progress:
        simulation.run(progress)
    came = account(simulation)
    if console.is_terminal:
        console.print(shown(report(came, t, everybody=False)))
    else:
        typer.echo(plain(report(came, t, everybody=False)), nl=False)
    if out is not None:
        _write(out, came, t, language)


def _write(out: Path, came: Account, t: Translator, language: str) -> None:
    """Write all chats into a new folder, and say where they are."""
    whole = plain(report(came, t, everybody=True))
    try:
        transcripts.write(out, came, whole, translator(language))
    except OSError as error:
        typer.echo(f"{out}: {error.strerror}", err=True)
        raise typer.Exit(1) from None
    typer.echo(t.gettext("All chats are in {folder}.").format(folder=out))


def _read_land(written: str) -> Land | None:
    """Read a Land by its two letters; raises Puzzled."""
    if not written:
        return None
    found = next((land for land in LANDS if land == written.strip().upper()), None)
    if found is None:
        known = ", ".join(LANDS)
        raise Puzzled(
            N_("There is no Land “{land}”. There are: {known}."), land=written, known=known
        )
    return found


def _check(people: int, out: Path | None) -> None:
    if not FEWEST <= people <= MOST:
        raise Puzzled(
            N_("A group has {fewest} to {most} people, not {n}."),
            fewest=FEWEST,
            most=MOST,
            n=people,
        )
    if out is not None and out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise Puzzled(N_("{file} exists already; nothing is written over."), file=out)


def _check_language(language: str, script: Script) -> None:
    if language.split("-", maxsplit=1)[0] not in {each.split("-")[0] for each in script.languages}:
        raise Puzzled(
            N_("The dialog is not written in “{language}”, but in: {known}."),
            language=language,
            known=", ".join(script.languages),
        )


@contextmanager
def _progress(plan: Plan, words: str) -> Iterator[Callable[[datetime], None]]:
    """Show in a terminal how far we have come, where that takes longer."""
    script, start = plan.setting.script, plan.setting.start
    follow_ups = [each.after for each in script.follow_ups if each.after]
    lasts = [phase.lasts + phase.waits for phase in script.phases]
    whole = sum(lasts, script.returns.within + max(follow_ups, default=timedelta()))
    columns = (TextColumn("{task.description}"), BarColumn())
    console = Console(stderr=True)
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task(words, total=whole.total_seconds())
        yield lambda now: bar.update(task, completed=(now - start).total_seconds())
