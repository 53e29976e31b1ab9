"""What the preview shows in a terminal: who speaks, what they say, and what can be pressed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from rich.console import Console, Group
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from bot.language import Translator
from bot.message import Message, Spread, Toggle
from bot.rehearsal.chat import Received
from bot.rehearsal.desk import TITLES
from bot.rehearsal.keys import Key, keys
from bot.rehearsal.moments import called
from bot.rehearsal.room import Woke

COLOURS = ("cyan", "magenta", "green", "yellow", "blue", "red")

#: How much of what others get is shown.
GLIMPSE = 60


@dataclass(slots=True)
class Screen:
    """A terminal that shows one person's chat, and of the others' only that something came."""

    console: Console
    start: datetime
    t: Translator
    _colours: dict[str, str] = field(default_factory=dict)
    _time: str = ""

    def time(self, now: datetime, moment: str = "") -> None:
        """Draw a line with the day and the time, if they have changed."""
        local = now.astimezone(self.start.tzinfo)
        day = (local.date() - self.start.date()).days + 1
        line = self.t.gettext("day {day}").format(day=day) + f" · {self.t.moment(local)}"
        if line != self._time or moment:
            self._time = line
            title = f"{line} · {called(moment, self.t)}" if moment else line
            self.console.print(Rule(title, align="left", style="dim"))

    def happened(self, news: Sequence[Received | Woke], in_full: Collection[str]) -> None:
        """Show what came: in full to those whom we look at, at a glance to the others."""
        came: list[Received] = []
        moment = ""
        for each in news:
            if isinstance(each, Woke):
                self._came(came, moment, in_full)
                came, moment = [], each.moment
            else:
                came.append(each)
        self._came(came, moment, in_full)

    def _came(self, came: Sequence[Received], moment: str, in_full: Collection[str]) -> None:
        if came:
            self.time(came[0].at, moment)
        for each in came:
            if each.to in in_full:
                self.message(each)
        self._glance([each for each in came if each.to not in in_full])

    def message(self, received: Received) -> None:
        """Show a whole message; of a record only the words, for its buttons stand above."""
        colour = self.colour(received.to)
        message = received.message
        if message.completes is not None:
            self.console.print(Text(f"✓ {message.text}", style=colour))
            return
        content = Group(Text(message.text), *self._buttons(message))
        self.console.print(
            Panel(
                content,
                title=Text(self.name(received.to)),
                title_align="left",
                border_style="red" if received.refused else colour,
                width=min(self.console.width, 84),
            )
        )

    def say(self, words: str, style: str = "") -> None:
        """Say something ourselves."""
        self.console.print(Text(words, style=style))

    def puzzled(self, words: str) -> None:
        """Say why a line means nothing here."""
        self.say(words, "red")

    def commands(self, rows: Iterable[tuple[str, str]]) -> None:
        """Show what can be typed, and what it does."""
        table = Table.grid(padding=(0, 2))
        for typed, explained in rows:
            table.add_row(Text(typed, style="bold"), Text(explained))
        self.console.print(Padding(table, (0, 0, 0, 2)))

    def name(self, who: str) -> str:
        """Return what somebody is called here: people by their name, the desk by its title."""
        return self.t.gettext(TITLES[who]) if who in TITLES else who

    def colour(self, name: str) -> str:
        """Return the colour of a name."""
        return self._colours.setdefault(name, COLOURS[len(self._colours) % len(COLOURS)])

    def _glance(self, others: Sequence[Received]) -> None:
        """Show in one line each what others got, together where it is the same."""
        alike: dict[str, list[str]] = {}
        for each in others:
            alike.setdefault(_beginning(each.message), []).append(each.to)
        for words, names in alike.items():
            line = Text("→ ", style="dim")
            for n, name in enumerate(dict.fromkeys(names)):
                line.append(", " if n else "").append(self.name(name), style=self.colour(name))
            self.console.print(line.append(f": {words}"), overflow="ellipsis", no_wrap=True)

    def _buttons(self, message: Message) -> list[Text]:
        rows = keys(message.keyboard)
        if not rows:
            return []
        match message.keyboard:
            case Toggle():
                hint = self.t.gettext("several: type their numbers, such as 1 3")
            case Spread(total=total, labels=labels):
                example = " ".join(str(n) for n in _example(total, len(labels)))
                hint = self.t.gettext(
                    "{total} points: type how many each is given, in this order, such as {example}"
                ).format(total=total, example=example)
            case _:
                hint = ""
        shown = [Text(""), *(_row(row) for row in rows)]
        return [*shown, Text(hint, style="dim italic")] if hint else shown


def _row(row: Sequence[Key]) -> Text:
    line = Text()
    for n, key in enumerate(row):
        line.append(" " if n else "").append("[")
        line.append(key.number, style="bold").append(" " if key.number else "")
        line.append(key.label, style="" if key.number else "bold").append("]")
    return line


def _beginning(message: Message) -> str:
    words = " ".join(message.text.split())
    return words if len(words) <= GLIMPSE else words[: GLIMPSE - 1] + "…"


def _example(total: int, options: int) -> list[int]:
    """Return points that are allowed, as an example."""
    given = [0] * options
    given[0] = max(1, total - 1)
    given[-1] += total - given[0]
    return given
