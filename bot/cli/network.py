"""`reihum network`: networks, the sheet of facts of each, and the link for whoever coordinates."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from pydantic_core import PydanticCustomError
from sqlalchemy.orm import Session

from bot import sheet as sheets
from bot.cli import installation, inviting
from bot.facilitator.founding import found
from bot.facilitator.moving import move
from bot.facilitator.recurring import settle_anew
from bot.language import N_, Translator, from_environment, translator
from bot.rehearsal.puzzled import Puzzled
from bot.roles import COORDINATOR, DEPUTY
from bot.sheet import written
from bot.sheet.flaw import Flaw
from bot.sheet.kept import Change, changes, columns, kept, missing, renewed
from bot.sheet.model import Sheet
from bot.sheet.sentences import meaning, sentence
from dialogs.source.decoding import MOST_BYTES
from storage import networks
from storage.networks import Network

app = typer.Typer(no_args_is_help=True, help="Networks, their facts, and whoever coordinates them.")

_LANGUAGE, _ZONE = "de", "Europe/Berlin"


class Role(StrEnum):
    """What a link of an operator brings with it; all other roles are given in the chat."""

    COORDINATOR = COORDINATOR
    DEPUTY = DEPUTY


_Which = Annotated[str, typer.Argument(metavar="NAME|ID", help="Its name or its number.")]
_File = Annotated[Path, typer.Option(help="The sheet that has been filled in.")]
_Bot = Annotated[str, typer.Option(help="The name of the bot; else Telegram is asked.")]


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="What the network is called, if no sheet says.")] = "",
    *,
    language: Annotated[str, typer.Option(help=f"Its usual language, else {_LANGUAGE}.")] = "",
    zone: Annotated[str, typer.Option(help=f"Its time zone, else {_ZONE}.")] = "",
    land: Annotated[str, typer.Option(help="Whose holidays count, such as ST; else all.")] = "",
    file: Annotated[Path | None, typer.Option(help="The sheet that has been filled in.")] = None,
    bot: _Bot = "",
) -> None:
    """Take in a network, and print the link for its coordination."""
    now, t = _now(), _translator()
    words = {"network": name, "languages": language, "zone": zone, "land": land}
    with _mistakes_told(t):
        typed = _typed(words, t)
        if file is None:
            network = _without_sheet(typed)
        else:
            network = Network(**columns(_over(_read(file, now, t), typed, t)))
        with installation.opened(t) as database, database.writing() as session:
            _refuse_name(session, network.name)
            number = found(session, network, now)
            token = inviting.fresh_token(session, number, COORDINATOR, now)
        added = t.gettext("Network {number}: {name}")
        typer.echo(added.format(number=number, name=network.name))
        _tell(_still_missing(network, number, t))
        _tell(inviting.lines(token, COORDINATOR, network, bot, now, t))


@app.command()
def update(which: _Which, *, file: _File) -> None:
    """Give a network another sheet, and show what changes."""
    now, t = _now(), _translator()
    with _mistakes_told(t):
        new = _read(file, now, t)
        with installation.opened(t) as database, database.writing() as session:
            network = _found(session, which)
            whole = renewed(new, network, _day(now))
            _refuse_name(session, whole.network, but=network.id)
            networks.change(session, network.id, **columns(whole))
            move(session, network.id, ZoneInfo(network.zone), ZoneInfo(whole.zone), now)
            settle_anew(session, network.id)
        _tell(_told(changes(network, whole), t))
        _tell(_followed(kept(network.sheet), new, whole, t))


@app.command()
def link(
    which: _Which,
    *,
    role: Annotated[Role, typer.Option(help="What whoever follows the link will be.")] = (
        Role.COORDINATOR
    ),
    bot: _Bot = "",
) -> None:
    """Print a new link for one person; unused ones from before hold no more."""
    now, t = _now(), _translator()
    with _mistakes_told(t):
        with installation.opened(t) as database, database.writing() as session:
            network = _found(session, which)
            token = inviting.fresh_token(session, network.id, role, now)
        _tell(_still_missing(network, network.id, t))
        _tell(inviting.lines(token, role, network, bot, now, t))


@app.command("list")
def list_() -> None:
    """List all networks, a line each, with what is still missing."""
    t = _translator()
    with installation.opened(t) as database, database.reading() as session:
        every = networks.every(session)
    _tell(_line(network, t) for network in every)
    if not every:
        typer.echo(t.gettext("There is no network yet. 'reihum network add' takes one in."))


@app.command()
def sheet() -> None:
    """Print an empty sheet to fill in, with notes in German."""
    typer.echo(sheets.TEMPLATE.read_text(encoding="utf-8"), nl=False)


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="The sheet that has been filled in.")],
) -> None:
    """Name everything that is wrong with a sheet, or missing in it."""
    now, t = _now(), _translator()
    with _mistakes_told(t):
        _read(file, now, t)
        typer.echo(t.gettext("{file}: everything is filled in.").format(file=file))


# --- What was typed ----------------------------------------------------------------------------


class _Mistaken(Exception):  # noqa: N818 - no error of the program, but an answer to who typed
    """What was typed or written does not fit, in as many lines as there are mistakes."""

    def __init__(self, *lines: str) -> None:
        super().__init__(*lines)
        self.lines = lines


@contextmanager
def _mistakes_told(t: Translator) -> Iterator[None]:
    """Say what does not fit, and leave."""
    try:
        yield
    except _Mistaken as mistaken:
        _tell(mistaken.lines)
    except Puzzled as puzzled:
        typer.echo(puzzled.within(t.language))
    else:
        return
    raise typer.Exit(1)


def _read(file: Path, now: datetime, t: Translator) -> Sheet:
    """Return the sheet in a file, and print advice; raises _Mistaken with all that is wrong."""
    try:
        with file.open("rb") as opened:
            # One byte too many is enough to see that there are too many.
            source = opened.read(MOST_BYTES + 1)
    except OSError as error:
        words = t.gettext("This file cannot be read ({reason}).")
        reason = error.strerror or type(error).__name__
        raise _Mistaken(f"{file}:1: {words.format(reason=reason)}") from None
    sheet, flaws = sheets.read(source, _day(now))
    lines = [f"{file}:{flaw.line}: {sentence(flaw, t)}" for flaw in flaws]
    if sheet is None:
        raise _Mistaken(*lines)
    _tell(lines)
    return sheet


def _typed(words: Mapping[str, str], t: Translator) -> dict[str, Any]:
    """Return the facts that were typed, by the keys of a sheet; raises _Mistaken."""
    facts, wrong = dict[str, Any](), []
    for key, read in _READERS.items():
        try:
            facts |= {key: read(words[key])} if words[key] else {}
        except PydanticCustomError as error:
            said = error.context or {}
            wrong.append(sentence(Flaw(0, said["kind"], {"key": key, **said["args"]}), t))
    if wrong:
        raise _Mistaken(*wrong)
    return facts


_READERS: dict[str, Callable[[object], object]] = {
    "network": written.name,
    "languages": lambda typed: (written.language(typed),),
    "zone": written.zone,
    "land": written.or_none(written.land),
}


def _over(sheet: Sheet, typed: Mapping[str, Any], t: Translator) -> Sheet:
    """Return the sheet as the command line wants it, and say where the two differ."""
    overruled = sheet.model_copy(update=typed)
    others = [tag for tag in sheet.languages if tag not in overruled.languages]
    overruled = overruled.model_copy(update={"languages": (*overruled.languages, *others)})
    for change in changes(Network(**columns(sheet)), overruled):
        words = t.gettext("The command line wins over the sheet: {fact} is {after}, not {before}.")
        fills = {"before": change.before, "after": change.after}
        typer.echo(words.format(fact=" ".join(change.fact), **fills))
    return overruled


def _without_sheet(typed: Mapping[str, Any]) -> Network:
    """Return a network whose facts are still to come; raises Puzzled."""
    if "network" not in typed:
        raise Puzzled(N_("What is the network called? Type its name, or give a sheet with --file."))
    (language,) = typed.get("languages", (_LANGUAGE,))
    return Network(typed["network"], language, typed.get("zone", _ZONE), typed.get("land"))


# --- Networks that are there -------------------------------------------------------------------


def _found(session: Session, which: str) -> Network:
    """Return the network with this number, else this name; raises Puzzled."""
    every = networks.every(session)
    found = [each for each in every if str(each.id) == which] or _called(every, which)
    match found:
        case [network]:
            return network
        case []:
            raise Puzzled(
                N_("There is no network “{which}”. 'reihum network list' shows all."), which=which
            )
        case _:
            numbers = ", ".join(str(each.id) for each in found)
            raise Puzzled(
                N_("Several networks are called “{which}”. Type a number instead: {numbers}."),
                which=which,
                numbers=numbers,
            )


def _refuse_name(session: Session, name: str, but: int | None = None) -> None:
    """Refuse a name that another network has; raises Puzzled."""
    for each in _called(networks.every(session), name):
        if each.id != but:
            raise Puzzled(
                N_(
                    "There is a network “{name}” already, number {number}. 'reihum network update' "
                    "changes it."
                ),
                name=each.name,
                number=each.id,
            )


def _called(every: Iterable[Network], name: str) -> list[Network]:
    wanted = " ".join(name.split()).casefold()
    return [each for each in every if each.name.casefold() == wanted]


# --- What is told ------------------------------------------------------------------------------


def _still_missing(network: Network, number: int, t: Translator) -> Iterator[str]:
    """Yield what has to be filled in before the link works; nothing when all is there."""
    keys = missing(network.sheet)
    if not keys:
        return
    yield t.gettext("Nobody can join before these facts are there, and the link does nothing yet:")
    for key in keys:
        yield f"  {key}: {meaning(key, t)}"
    yield t.gettext(
        "'reihum network sheet > sheet.yaml' gives you a sheet to fill in, and 'reihum network "
        "update {number} --file sheet.yaml' takes it in."
    ).format(number=number)


def _told(changed: Iterable[Change], t: Translator) -> Iterator[str]:
    changed = tuple(changed)
    if not changed:
        yield t.gettext("Nothing changes.")
    for change in changed:
        yield f"{' '.join(change.fact)}: {change.before or '–'} → {change.after or '–'}"


def _followed(before: Sheet | None, new: Sheet, whole: Sheet, t: Translator) -> Iterator[str]:
    """Yield what follows from the changes."""
    if before is None:
        yield t.gettext("Everything is filled in: people can join.")
    elif before.notice != whole.notice:
        yield t.gettext("Whoever joins from now on agrees to another privacy notice.")
    if whole.as_of != new.as_of:
        words = t.gettext("Facts have changed, so they are now as of {day}.")
        yield words.format(day=t.full_day(whole.as_of))


def _line(network: Network, t: Translator) -> str:
    sheet, keys = kept(network.sheet), missing(network.sheet)
    if sheet is not None:
        facts = t.gettext("facts of {day}").format(day=t.full_day(sheet.as_of))
    else:
        facts = t.gettext("still missing: {keys}").format(keys=", ".join(keys))
    place = ", ".join((network.language, network.zone, network.land or "–"))
    return f"{network.id}: {network.name} ({place}; {facts})"


def _tell(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(line)


def _translator() -> Translator:
    return translator(from_environment(os.environ))


def _now() -> datetime:
    return datetime.now(UTC)


def _day(now: datetime) -> date:
    """Return today on the calendar of this machine, whose operator fills in days."""
    return now.astimezone().date()
