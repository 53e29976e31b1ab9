"""The format of stories: plays that people can read, and a machine can play again.

A story is a text file. It begins with what it tells, in a sentence or two, and the setting::

    An answer can be changed until the phase ends.

        script: week.yaml
        people: ana:praxis, ben:verwaltung+steering, cem@en
        language: de
        start: 2026-12-01 09:00

    day 1 09:00
        coordination >> start
        all << Die Runde „Woche“ ist offen. …
            [1 Beginnen] [2 Diesmal nicht]

        ana >> [Beginnen]
        ana << Frage 1 von 2
            Wie war Ihre Woche?
            [1] [2] [3] [4] [5] [6] [7 Kann ich nicht beurteilen]
            [8 Überspringen]

        ben, cem >>> [Beginnen] | 4 | Mehr Zeit.
        ben, cem << Danke.

    wait 13d

    day 8 09:00 (reminder)
        ...

**The setting** is indented. ``script`` is a file beside the story, a dialog of the library, or
the script itself, written below and indented further. ``people`` are names, each with its level,
roles and language as far as they matter. Left out, ``language`` is ``de``, ``start`` is
2026-12-01 09:00 in Berlin and ``seed`` is 1. ``turn: 2`` plays the third round of a check-in,
``invited: praxis 8, politik 5`` is what the coordination entered, and ``given NAME: words`` is
what it fills in at the start; a list has strokes: ``given NAME: one | two``. With ``land: NW``
parts begin and end on working days there, but not in ``closed: 2026-12-21 to 2027-01-02``.

**Inputs** are what people and the coordination do. They make the story.

``ana >> 4``
    A line of a person: `bot.rehearsal.lines`. Several names, or ``all``, do the same.
    What is longer than a line goes on below, indented further.
``ana >>> [Beginnen] | 4 | Mehr Zeit.``
    Several lines, one after the other, of which only the end is shown: the last message, what
    was refused on the way, and what the others got.
``coordination >> extend 3d``
    A line at the desk: `bot.rehearsal.desk`. So are ``facilitator >>`` and ``tandem >>``.
``wait 2d``, ``wait 30min``, ``wait until day 3 10:00``
    The clock moves, from due moment to due moment.
``# why this matters``
    A remark, which stays before the input that follows.

**Outputs** are all the rest. ``pytest --accept`` writes them, and pytest compares them. A day
line is an output, too; in brackets stands the moment that was due. Those who got the very same
share their lines. Buttons are in brackets with the number that presses them, answers in one line
and the rest below; ``[☐ Zeit]`` can be marked, ``[○ Zeit]`` be given points. What has stood before
in full is shortened to its beginning and ``…``, a row of buttons to the first and the last, but
only where that leaves no doubt what it was. Empty lines of a message are left out; everything else
is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

#: What stands between the lines of a run, and between the entries of a list.
BETWEEN = " | "

#: Everybody in the room at once.
ALL = "all"

#: How far in the rest of a message, of an input and of the setting stands.
FURTHER = " " * 8

_MARKED = re.compile(r" {4}(?P<who>[^\s<>][^<>]*?) (?P<mark>>>>|>>|<<)(?: (?P<text>.*))?")
_SETTING = re.compile(r" {4}(?P<key>[a-z]+(?: [a-z][a-z0-9_]*)?):(?: (?P<value>.*))?")
_DAY = re.compile(r"day (\d{1,4}) (\d\d):(\d\d)( \(.*\))?")


class StoryError(Exception):
    """A line of a story that cannot be read, or cannot be played."""

    def __init__(self, line: int, why: str) -> None:
        """Say where and why."""
        super().__init__(f"line {line}: {why}")


@dataclass(frozen=True, slots=True)
class Input:
    """One thing that is done in a story. Time passing is done by nobody."""

    line: int
    who: tuple[str, ...]
    text: str
    run: bool = False
    remarks: tuple[str, ...] = ()

    def lines(self) -> Iterator[str]:
        """Yield the input as it stands in the file."""
        if not self.who:
            yield f"wait {self.text}"
            return
        first, *more = self.text.split("\n")
        yield f"    {', '.join(self.who)} {'>>>' if self.run else '>>'} {first}"
        yield from (FURTHER + line for line in more)


@dataclass(frozen=True, slots=True)
class Story:
    """A story without its outputs."""

    title: str
    setting: Mapping[str, str]
    inputs: Sequence[Input]
    #: Remarks after the last input.
    remarks: tuple[str, ...] = field(default=())

    def head(self) -> list[str]:
        """Return the lines before the first input."""
        lines = [*self.title.split("\n"), ""]
        for key, value in self.setting.items():
            first, *more = value.split("\n")
            lines.append(f"    {key}: {first}".rstrip())
            lines += [(FURTHER + each).rstrip() for each in more]
        return lines


def read_story(written: str) -> Story:
    """Read a story, leaving out its outputs; raises StoryError."""
    numbered = list(enumerate(written.split("\n"), start=1))
    first = next((n for n, line in numbered if _begins(line)), len(numbered) + 1)
    title, setting = _head([line for n, line in numbered if n < first])
    inputs: list[Input] = []
    remarks: list[str] = []
    outputs = False
    for n, line in numbered[first - 1 :]:
        if _is_remark(line):
            remarks.append(line.rstrip())
            continue
        new = _input(n, line, tuple(remarks))
        if new is not None:
            inputs.append(new)
            remarks, outputs = [], False
        elif _DAY.fullmatch(line) or (_MARKED.fullmatch(line) and "<<" in line):
            outputs = True
        elif line.startswith(FURTHER) and not outputs and inputs:
            last = inputs[-1]
            inputs[-1] = replace(last, text=f"{last.text}\n{line.strip()}")
        elif line.strip() and not line.startswith(FURTHER):
            raise StoryError(n, f"neither an input nor an output: {line}")
    return Story(title, setting, inputs, tuple(remarks))


def day_line(line: str) -> tuple[int, timedelta] | None:
    """Read ``day 3 10:00``: which day, and how long after its midnight."""
    found = _DAY.fullmatch(line.strip())
    if found is None:
        return None
    return int(found[1]), timedelta(hours=int(found[2]), minutes=int(found[3]))


def _begins(line: str) -> bool:
    known = _MARKED.fullmatch(line) or _DAY.fullmatch(line)
    return bool(known) or line.startswith("wait ") or _is_remark(line)


def _is_remark(line: str) -> bool:
    return line.lstrip().startswith("#") and not line.startswith(FURTHER)


def _input(n: int, line: str, remarks: tuple[str, ...]) -> Input | None:
    if line.startswith("wait "):
        return Input(n, (), line.removeprefix("wait ").strip(), remarks=remarks)
    found = _MARKED.fullmatch(line)
    if found is None or found["mark"] == "<<":
        return None
    who = tuple(name.strip() for name in found["who"].split(","))
    return Input(n, who, (found["text"] or "").strip(), found["mark"] == ">>>", remarks)


def _head(lines: Sequence[str]) -> tuple[str, dict[str, str]]:
    title: list[str] = []
    setting: dict[str, str] = {}
    key = ""
    for n, line in enumerate(lines, start=1):
        found = _SETTING.fullmatch(line)
        if found:
            key = found["key"]
            setting[key] = found["value"] or ""
        elif not key:
            title.append(line)
        elif line.startswith(FURTHER) or not line.strip():
            setting[key] += f"\n{line[8:]}"
        else:
            raise StoryError(n, f"not a part of the setting: {line}")
    return "\n".join(title).strip(), {name: value.rstrip() for name, value in setting.items()}
