"""`reihum check`: every problem of scripts, each with its line."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from bot.language import N_, Translator, from_environment, translator
from bot.problems import marked
from bot.rehearsal.scripts import LIBRARY
from dialogs.problem import Kind, Problem, shown
from dialogs.source import read
from dialogs.source.decoding import MOST_BYTES
from dialogs.text import LANGUAGE


@dataclass(frozen=True, slots=True)
class _Checked:
    file: Path
    problems: tuple[Problem, ...] = ()
    unreadable: str = ""


def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(exists=True, help="Scripts, or folders of them; else the whole library."),
    ] = None,
    *,
    language: Annotated[
        list[str] | None,
        typer.Option(help="Ask for this language too, even if it may be incomplete."),
    ] = None,
) -> None:
    """Name every problem of scripts: what is wrong, and what would be right."""
    t = translator(from_environment(os.environ))
    for wanted in language or []:
        _refuse_unless_a_language(wanted, t)
    checked = [_check(file, language or []) for file in _files(paths or [Path(str(LIBRARY))])]
    for each in checked:
        for line in _lines(each, t):
            typer.echo(line)
    typer.echo(_summary(checked, t))
    if not checked:
        raise typer.Exit(2)
    if any(_errors(each) for each in checked):
        raise typer.Exit(1)


def _refuse_unless_a_language(written: str, t: Translator) -> None:
    if not LANGUAGE.fullmatch(written):
        problem = Problem(0, Kind.BAD_LANGUAGE, {"value": shown(written)})
        typer.echo(f"--language: {marked(problem, t)}", err=True)
        raise typer.Exit(2)


def _files(paths: list[Path]) -> Iterator[Path]:
    """Yield the scripts among files and, in order, those below folders."""
    for path in paths:
        if path.is_dir():
            below = (file for suffix in ("*.yaml", "*.yml") for file in path.rglob(suffix))
            yield from sorted(file for file in below if file.is_file() or file.is_symlink())
        else:
            yield path


def _check(file: Path, wanted: list[str]) -> _Checked:
    try:
        with file.open("rb") as opened:
            # One byte too many is enough to see that there are too many.
            source = opened.read(MOST_BYTES + 1)
    except OSError as error:
        return _Checked(file, unreadable=error.strerror or type(error).__name__)
    return _Checked(file, read(source, wanted=wanted)[1])


def _errors(checked: _Checked) -> int:
    found = sum(problem.severity == "error" for problem in checked.problems)
    return found + bool(checked.unreadable)


def _lines(checked: _Checked, t: Translator) -> Iterator[str]:
    if checked.unreadable:
        words = t.gettext(N_("This file cannot be read ({reason})."))
        yield f"{checked.file}:1: {words.format(reason=checked.unreadable)}"
    for problem in checked.problems:
        yield f"{checked.file}:{problem.line}: {marked(problem, t)}"


def _summary(checked: list[_Checked], t: Translator) -> str:
    files, errors = len(checked), sum(map(_errors, checked))
    warnings = sum(len(each.problems) + bool(each.unreadable) for each in checked) - errors
    if not files:
        return t.gettext("No scripts here: their names end in .yaml or .yml.")
    scripts = t.ngettext("{n} file", "{n} files", files).format(n=files)
    if not errors and not warnings:
        return t.gettext("{files}: everything is fine.").format(files=scripts)
    wrong = t.ngettext("{n} error", "{n} errors", errors).format(n=errors)
    advice = t.ngettext("{n} warning", "{n} warnings", warnings).format(n=warnings)
    return f"{scripts}, {wrong}, {advice}"
