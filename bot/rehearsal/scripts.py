"""Where the scripts of rehearsals come from: a file, the library, or a story itself."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from bot.language import N_
from bot.rehearsal.puzzled import Puzzled
from dialogs import source

if TYPE_CHECKING:
    from dialogs.problem import Problem
    from dialogs.script import Script

LIBRARY = files("dialogs") / "library"


class Unplayable(Exception):  # noqa: N818 - the script has errors, the program does not
    """A script with errors, all of them."""

    def __init__(self, name: str, problems: tuple[Problem, ...]) -> None:
        """Take what was wrong where."""
        super().__init__(f"{name}: " + "; ".join(f"line {p.line}: {p.kind}" for p in problems))
        self.name = name
        self.problems = problems


def find(named: str, folder: Path) -> Script:
    """Return the script that is written in ``named``, or the one it names.

    A file is looked for beside ``folder``, then in the library. Raises Puzzled or Unplayable.
    """
    if "\n" in named:
        return _playable("script", named.encode())
    try:
        for file in (folder / named, LIBRARY / f"{named}.yaml"):
            if file.is_file():
                return _playable(named, file.read_bytes())
    except OSError as error:
        raise Puzzled(
            N_("{name} cannot be read ({reason})."), name=named, reason=error.strerror
        ) from None
    raise Puzzled(
        N_("There is neither a file {name} nor a dialog of that name. The library has: {names}."),
        name=named,
        names=", ".join(shipped_names()),
    )


def shipped_names() -> list[str]:
    """Return the names of the dialogs in the library."""
    names = (entry.name for entry in LIBRARY.iterdir())
    return sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml"))


def _playable(name: str, written: bytes) -> Script:
    script, problems = source.read(written)
    if script is None or any(problem.severity == "error" for problem in problems):
        raise Unplayable(name, problems)
    return script
