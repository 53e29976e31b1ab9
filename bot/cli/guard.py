"""`reihum guard`: what the guard says of texts, and how well it reads a labelled corpus."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer

from bot.language import N_, Translator, from_environment, translator
from dialogs import guard as guarding
from dialogs.guard.measuring import Found, Labelled, Measures, measure
from dialogs.guard.verdict import BANDS, Verdict

_LABELS = frozenset(field.name for field in fields(Labelled))


class _Unreadable(Exception):  # noqa: N818 - no error of the program, but of a line
    """A line that is no text; ``reason`` is marked with ``N_``."""

    def __init__(self, reason: str, **fills: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.fills = fills


def guard(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help='Texts, one a line, or {"text": …} a line; without, or "-": typed.'),
    ] = None,
    *,
    strict: Annotated[
        bool, typer.Option("--strict", help="Read as at questions about processes, not cases.")
    ] = False,
    measured: Annotated[
        bool, typer.Option("--measure", help="Print how well the guard reads labelled texts.")
    ] = False,
) -> None:
    """Tell of each text whether it gives somebody away, as one JSON object a line."""
    t = translator(from_environment(os.environ))
    well = True
    for file in files or [Path("-")]:
        reader = _measure if measured else _tell
        well = reader(file, t, strict=strict) and well
    if not well:
        raise typer.Exit(2)


def _tell(file: Path, t: Translator, *, strict: bool) -> bool:
    """Print the verdict on each line; return whether every line was a text."""
    well = True
    for number, line in _lines(file, t):
        try:
            text = _text(line)
        except _Unreadable as unreadable:
            _complain(file, number, unreadable, t)
            well = False
        else:
            typer.echo(_written(guarding.read(text, "strict" if strict else "normal")))
    return well


def _written(verdict: Verdict) -> str:
    said = {
        "band": verdict.band,
        "danger": verdict.danger,
        "colleague": verdict.colleague,
        "reasons": [asdict(sign) for sign in verdict.signs],
    }
    return json.dumps(said, ensure_ascii=False)


def _lines(file: Path, t: Translator) -> Iterator[tuple[int, str]]:
    """Yield the lines with something in them, each with its number."""
    try:
        if str(file) == "-":
            yield from _numbered(typer.get_text_stream("stdin", "utf-8", "replace"))
        else:
            with file.open(encoding="utf-8", errors="replace") as opened:
                yield from _numbered(opened)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        words = t.gettext(N_("This file cannot be read ({reason})."))
        typer.echo(f"{file}:1: {words.format(reason=reason)}", err=True)
        raise typer.Exit(2) from error


def _numbered(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield number, line.strip()


def _text(line: str) -> str:
    """Return the text of a line, which may be an object with a text."""
    if not line.startswith("{"):
        return line
    text = _object(line).get("text")
    if not isinstance(text, str):
        raise _Unreadable(N_('There is no "text" with words in it.'))
    return text


def _object(line: str) -> dict[str, object]:
    try:
        read = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _Unreadable(N_("This is not JSON ({what})."), what=str(error)) from error
    assert isinstance(read, dict)  # a line that begins with a brace can be nothing else
    return read


def _complain(file: Path, number: int, unreadable: _Unreadable, t: Translator) -> None:
    words = t.gettext(unreadable.reason).format(**unreadable.fills)
    typer.echo(f"{file}:{number}: {words}", err=True)


# --- Measuring ------------------------------------------------------------------------------------


def _measure(file: Path, t: Translator, *, strict: bool) -> bool:
    """Print the figures of a corpus; return whether every line had its labels."""
    labelled = []
    for number, line in _lines(file, t):
        try:
            labelled.append(_label(line))
        except _Unreadable as unreadable:
            _complain(file, number, unreadable, t)
            return False
    verdicts, spent = _timed(labelled, strict=strict)
    for line in _table(file, measure(labelled, verdicts), spent, t):
        typer.echo(line)
    return True


def _label(line: str) -> Labelled:
    read = _object(line) if line.startswith("{") else {}
    unknown = sorted(read.keys() - _LABELS)
    if unknown:
        raise _Unreadable(N_("There is no label “{name}”."), name=unknown[0])
    text, band, why = read.get("text"), read.get("band"), read.get("why", "")
    danger, colleague = read.get("danger", False), read.get("colleague", False)
    known = next((each for each in BANDS if each == band), None)
    if not isinstance(text, str) or known is None or not isinstance(why, str):
        raise _Unreadable(N_('A labelled text has a "text" and a "band": accept, ask or refuse.'))
    return Labelled(text, known, danger=danger is True, colleague=colleague is True, why=why)


def _timed(labelled: Sequence[Labelled], *, strict: bool) -> tuple[list[Verdict], list[float]]:
    """Return the verdicts and how many milliseconds each took."""
    guarding.read("0391 5550123")  # the lists and the numbers are read once, for nobody's text
    verdicts, spent = [], []
    for each in labelled:
        begun = perf_counter()
        verdicts.append(guarding.read(each.text, "strict" if strict else "normal"))
        spent.append((perf_counter() - begun) * 1000)
    return verdicts, spent


def _table(file: Path, measures: Measures, spent: Sequence[float], t: Translator) -> Iterator[str]:
    mean = sum(spent) / len(spent) if spent else 0.0
    title = t.gettext("{file}: {n} texts, {mean} ms each, the slowest {slowest} ms")
    yield title.format(
        file=file,
        n=t.number(len(spent)),
        mean=t.number(round(mean, 2)),
        slowest=t.number(round(max(spent, default=0.0), 2)),
    )
    yield ""
    head = ("", t.gettext("texts"), *BANDS, t.gettext("recall"), t.gettext("precision"))
    yield _row(head)
    for band in BANDS:
        given = [str(measures.counts.get((band, each), 0)) for each in BANDS]
        yield _row((band, str(measures.of(band)), *given, *_shares(measures.band(band))))
    for name, found in (("danger", measures.danger), ("colleague", measures.colleague)):
        counts = (str(found.there), "", str(found.right), str(found.found))
        yield _row((name, *counts, *_shares(found)))
    yield ""
    yield from _goals(measures, t)
    yield ""
    yield from _missed(measures, t)


def _goals(measures: Measures, t: Translator) -> Iterator[str]:
    goals = (
        (N_("To be refused, and refused or asked"), measures.share("refuse", "refuse", "ask"), 95),
        (N_("Harmless, but refused"), measures.share("accept", "refuse"), -5),
        (N_("Harmless, but asked"), measures.share("accept", "ask"), -15),
        (N_("Danger found"), measures.danger.recall, 90),
    )
    for name, share, goal in goals:
        wanted = t.gettext("at least {n} %") if goal > 0 else t.gettext("at most {n} %")
        yield f"{t.gettext(name)}: {share:.1%} ({wanted.format(n=abs(goal))})"


def _missed(measures: Measures, t: Translator) -> Iterator[str]:
    """Yield how often which kind of text was read differently, never a text itself."""
    yield t.gettext("Read differently, by the reason on the label:")
    for (band, why, given), count in sorted(measures.missed.items()):
        yield f"  {count} × {band} -> {given}: {why or '–'}"
    for why, count in sorted(measures.dangers_missed.items()):
        yield f"  {count} × danger -> –: {why or '–'}"


def _shares(found: Found) -> tuple[str, str]:
    return f"{found.recall:.1%}", f"{found.precision:.1%}"


def _row(cells: Sequence[str]) -> str:
    first, *rest = cells
    return f"  {first:<10}" + "".join(f"{cell:>10}" for cell in rest)
