"""What tests read in our documents: their blocks of code, tables, headings and links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent

#: Everything that people read about the project.
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])

_FENCE = re.compile(r"^( *)```(.*)\n((?:.*\n)*?)\1```$", re.MULTILINE)
_HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"`([^`\n]+)`")


@dataclass(frozen=True, slots=True)
class Block:
    """A block of code, and the line on which it begins."""

    file: Path
    line: int
    info: str
    text: str

    def __str__(self) -> str:
        """Return where it stands, as tests are called by it."""
        return f"{self.file.name}:{self.line}"


def blocks(file: Path) -> list[Block]:
    """Return every block of code of a document."""
    written = file.read_text(encoding="utf-8")
    return [
        Block(file, written.count("\n", 0, found.start()) + 1, found[2].strip(), found[3])
        for found in _FENCE.finditer(written)
    ]


def prose(file: Path) -> str:
    """Return a document without its blocks of code."""
    return _FENCE.sub("", file.read_text(encoding="utf-8"))


def headings(file: Path) -> list[tuple[int, str]]:
    """Return the headings of a document with their levels."""
    return [(len(found[1]), found[2]) for found in _HEADING.finditer(prose(file))]


def anchors(file: Path) -> set[str]:
    """Return what links can lead to within a document, as GitHub and its like name it."""
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for _, title in headings(file)}


def links(file: Path) -> Iterator[str]:
    """Yield where the links of a document lead."""
    yield from (found[1] for found in _LINK.finditer(prose(file)))


def code(words: str) -> list[str]:
    """Return what stands as code within a line or a paragraph."""
    return _CODE.findall(words)


def table(file: Path, mark: str) -> list[list[str]]:
    """Return the rows of the table that follows a mark such as ``<!-- keys: phase -->``."""
    _, _, after = file.read_text(encoding="utf-8").partition(f"<!-- {mark} -->\n")
    lines = after.lstrip("\n").split("\n\n", maxsplit=1)[0].splitlines()
    rows = [line.strip("|").split(" | ") for line in lines if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]
