"""A story written down: its inputs as they were, and what came of them."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from bot.message import Message, Spread, Toggle
from bot.rehearsal.chat import Received
from bot.rehearsal.keys import Key, flat
from bot.rehearsal.room import Woke
from bot.rehearsal.story import ALL, FURTHER, Input

WIDTH = 98

#: How much is shown of what stood before in full, if it is longer than is worth repeating.
BEGINNING, WORTH_REPEATING = 40, 52

#: A space inside a button, where no line may break.
_FIRM = "\N{NO-BREAK SPACE}"

#: A message as it is written down: its lines, the last of them the buttons.
_Block = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """An input, when it was given, and everything that came of it."""

    at: datetime
    done: Input
    happened: Sequence[Received | Woke]


@dataclass(slots=True)
class Page:
    """A story as it grows, line by line; what stands above decides what need not stand again.

    ``start`` tells the days, and the zone in which they begin.
    """

    start: datetime
    lines: list[str]
    _heading: str = ""
    _shown: dict[str, set[_Block]] = field(default_factory=lambda: defaultdict(set))

    def write(self, exchange: Exchange, everybody: Collection[str]) -> None:
        """Write an input and what came of it, by the moments in which it came."""
        headed = bool(exchange.done.who) and self._day(exchange.at)
        self.lines += [*([] if headed else [""]), *exchange.done.remarks, *exchange.done.lines()]
        woken = ""
        for at, together in groupby(exchange.happened, key=lambda each: each.at):
            received: list[Received] = []
            for each in together:
                if isinstance(each, Woke):
                    self._received(at, woken, received, everybody)
                    woken, received = each.moment, []
                else:
                    received.append(each)
            self._received(at, woken, received, everybody)
            woken = ""

    def _received(
        self, at: datetime, woken: str, received: Sequence[Received], everybody: Collection[str]
    ) -> None:
        if not received:
            return
        self._day(at, woken)
        for names, blocks in _alike(received):
            many = len(names) > 1 and set(names) == set(everybody)
            for each in blocks:
                self.lines += self._message(ALL if many else ", ".join(names), each)

    def _day(self, at: datetime, moment: str = "") -> bool:
        """Write the day and the time, if they have changed or something was due."""
        local = at.astimezone(self.start.tzinfo)
        day = (local.date() - self.start.date()).days + 1
        heading = f"day {day} {local:%H:%M}"
        if moment:
            heading += f" ({moment})"
        changed = heading != self._heading and not (
            not moment and self._heading.startswith(heading)
        )
        if changed:
            self._heading = heading
            self.lines += ["", heading]
        return changed

    def _message(self, who: str, whole: _Block) -> Iterator[str]:
        """Yield a message; what is long and has stood here before, by its beginning alone."""
        first, *more = [short] if (short := self._again(whole)) else whole
        yield from _wrapped(first, f"    {who} << ")
        for line in more:
            yield from _wrapped(self._again((line,)) or line, FURTHER)

    def _again(self, whole: _Block) -> str:
        """Return the beginning that stands for words in full above; empty if none does."""
        together = " ".join(whole)
        if len(together) <= WORTH_REPEATING:
            return ""
        beginning = _beginning(together)
        known = self._shown[beginning]
        again = known == {whole}
        known.add(whole)
        return beginning if again else ""


def _beginning(words: str) -> str:
    """Return what stands for words that stood before: of buttons, the first and the last."""
    if words.startswith("[") and words.endswith("]"):
        first, *_, last = words.split("] [")
        return f"{first}] … [{last}"
    return words[:BEGINNING].rsplit(" ", 1)[0] + " …"


def _alike(received: Sequence[Received]) -> Iterator[tuple[list[str], tuple[_Block, ...]]]:
    """Put those together who got the very same messages."""
    chats: dict[str, list[_Block]] = defaultdict(list)
    for each in received:
        chats[each.to].append(block(each.message))
    alike: dict[tuple[_Block, ...], list[str]] = defaultdict(list)
    for name, blocks in chats.items():
        alike[tuple(blocks)].append(name)
    yield from ((names, blocks) for blocks, names in alike.items())


def block(message: Message) -> _Block:
    """Return a message as it is written down."""
    lines = [line.rstrip() for line in message.text.splitlines() if line.strip()]
    buttons = flat(message)
    answers = [key for key in buttons if key.answers]
    below = [key for key in buttons if not key.answers]
    mark = {Toggle: "☐", Spread: "○"}.get(type(message.keyboard), "")
    rows = [" ".join(_button(key, mark) for key in some) for some in (answers, below) if some]
    return (*lines, *rows)


def _button(key: Key, mark: str) -> str:
    """Return ``[4]``, ``[7 Kann ich nicht beurteilen]`` or ``[2 ☐ Zeit]``."""
    if key.press is not None:
        return str(key)
    return "[" + " ".join(part for part in (key.number, mark, key.label) if part) + "]"


def _wrapped(line: str, indent: str) -> list[str]:
    firm = _inside_buttons(line)
    wrapped = textwrap.wrap(
        firm,
        width=WIDTH,
        initial_indent=indent,
        subsequent_indent=FURTHER,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [each.replace(_FIRM, " ") for each in wrapped or [indent.rstrip()]]


def _inside_buttons(line: str) -> str:
    depth, firm = 0, []
    for letter in line:
        depth += (letter == "[") - (letter == "]")
        firm.append(_FIRM if letter == " " and depth > 0 else letter)
    return "".join(firm)
