"""`reihum backup` and `reihum restore`: a copy of everything, and the way back."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import SystemRandom
from typing import Annotated

import typer
from sqlalchemy.orm import Session

from bot import installation, run
from bot.cli import installation as installed
from bot.cli.trouble import told, while_stopped
from bot.facilitator.here import Here
from bot.facilitator.restoring import go_again
from bot.language import N_, Translator, from_environment, translator
from bot.settings import Place, read
from storage import backups, lost, migrating
from storage.backups import Refused
from storage.database import Database
from storage.departures import Gone
from storage.keyring import Keys, PhaseKeys

#: Why a backup cannot be made or restored, as storage says it.
_WHY = (
    N_("there is a file of this name already"),
    N_("it is no backup of Reihum, or not a whole one"),
    N_("the database is not empty"),
    N_("it was made with other keys"),
)


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that is not there yet.")],
) -> None:
    """Write everything but the keys into a file, also while 'run' is running."""
    t = translator(from_environment(os.environ))
    now = datetime.now(UTC)
    with installed.opened(t) as database, _refused(file, t):
        assert database.departures is not None
        database.departures.begin(now)
        backups.back_up(database, file, now, _progress(t))
    typer.echo(t.gettext("Everything is in {file}, without the keys.").format(file=file))


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What 'backup' has written.")],
    *,
    without_list: Annotated[
        bool, typer.Option(help="Restore although nobody knows who has left since then.")
    ] = False,
) -> None:
    """Put everything back from a backup into an empty database; whoever has left stays away."""
    t = translator(from_environment(os.environ))
    now = datetime.now(UTC)
    with told(t), _refused(file, t):
        place = read(Place)
        Keys.be_there(place.keys)
        with while_stopped(place, t), installation.opened(place) as database:
            migrating.migrate(database)
            with _backup(file, place) as source, source.reading() as session:
                at = backups.made_at(session)
                gone = _gone(database, at, t, without_list=without_list)
                found = database.transact(_restore, session, gone, now, _progress(t))
        _tell(found, at, t)


def _restore(
    session: Session, backup: Session, gone: Gone, now: datetime, told: Callable[[int, int], None]
) -> tuple[int, Sequence[int]]:
    """Put everything back; return how many have gone once more, and what has lost its answers."""
    backups.restore(session, backup, now, told)
    rounds = lost.begin_anew(session)
    here = Here(session, run.premises(""), now, SystemRandom(), run.fresh)
    return go_again(here, gone), rounds


@contextmanager
def _backup(file: Path, place: Place) -> Iterator[Database]:
    keys, phases = Keys.in_folder(place.keys), PhaseKeys(place.keys / "phases")
    with backups.opened(file, place.home, keys, phases) as source:
        migrating.migrate(source)
        yield source


def _gone(database: Database, at: datetime, t: Translator, *, without_list: bool) -> Gone:
    """Return who has left since then, or leave if nobody knows."""
    departures = database.departures
    assert departures is not None
    if not without_list and (departures.since is None or departures.since > at):
        words = t.gettext(
            "Nobody knows who has left since this backup was made on {day}: the list of them, "
            "'erased' beside the folder of the keys, is not there or began later. Put it back from "
            "its copy. With --without-list people who have left may come back."
        )
        typer.echo(words.format(day=t.day(at.date())), err=True)
        raise typer.Exit(1)
    return departures.gone_since(at)


def _tell(found: tuple[int, Sequence[int]], at: datetime, t: Translator) -> None:
    left, rounds = found
    words = t.gettext("Everything is as it was on {day} at {time}.")
    typer.echo(words.format(day=t.day(at.astimezone().date()), time=f"{at.astimezone():%H:%M}"))
    if left:
        words = t.ngettext(
            "One departure or deletion since then has been done again.",
            "{n} departures and deletions since then have been done again.",
            left,
        )
        typer.echo(words.format(n=left))
    if rounds:
        words = t.gettext(
            "Answers without a name in open parts of these rounds are lost for ever, for their key "
            "is destroyed: {rounds}. The questions are open again; tell the coordination."
        )
        typer.echo(words.format(rounds=", ".join(map(str, rounds))))


@contextmanager
def _refused(file: Path, t: Translator) -> Iterator[None]:
    """Say why a backup cannot be made or restored, and end with 1."""
    try:
        yield
    except Refused as refused:
        words = t.gettext("{file} cannot be used: {why}.")
        typer.echo(words.format(file=file, why=t.gettext(refused.why)), err=True)
    except FileNotFoundError as error:
        words = t.gettext("There is no {file}.")
        typer.echo(words.format(file=error.filename), err=True)
    except PermissionError as error:
        words = t.gettext("{file} cannot be read or written.")
        typer.echo(words.format(file=error.filename), err=True)
    else:
        return
    raise typer.Exit(1)


def _progress(t: Translator) -> Callable[[int, int], None]:
    def tell(done: int, total: int) -> None:
        words = t.ngettext("{done} of {total} entry.", "{done} of {total} entries.", total)
        typer.echo(words.format(done=done, total=total))

    return tell
