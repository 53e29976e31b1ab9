"""Everybody's chat, the desk and the results, as text files that can be read from start to end."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from bot.language import Translator
from bot.levels import level_name
from bot.message import Message
from bot.rehearsal.chat import Received
from bot.rehearsal.desk import COORDINATION, FACILITATOR, TITLES
from bot.rehearsal.page import block
from bot.simulation.account import Account
from bot.simulation.diary import Did
from dialogs.calm import Kind

#: The names of the files beside those of the people.
DESK, RESULTS, REPORT = "coordinator.txt", "results.txt", "report.txt"

WIDTH = 100

#: Stands before what somebody does, and before a message.
_DOES, _GETS, _FURTHER = ">> ", "<< ", " " * 11


def write(folder: Path, account: Account, report: str, t: Translator) -> None:
    """Write a file for everybody, and those for all; ``t`` speaks the language of the chats."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {DESK: desk(account, t), RESULTS: results(account, t), REPORT: report}
    files |= {f"{name}.txt": person(account, name, t) for name in account.names}
    for name, written in files.items():
        (folder / name).write_text(written, encoding="utf-8", newline="\n")


def person(account: Account, name: str, t: Translator) -> str:
    """Return somebody's chat."""
    member = next(each for each in account.plan.members if each.name == name)
    like = t.gettext(member.temperament.name)
    head = f"{name} ({level_name(member.person.level, t)}, {like})"
    return _page(head, _chat(account, name, t))


def desk(account: Account, t: Translator) -> str:
    """Return what was asked of the coordination and the facilitator, and what they did."""
    names = " + ".join(t.gettext(TITLES[who]) for who in (COORDINATION, FACILITATOR))
    return _page(names, _chat(account, COORDINATION, t))


def results(account: Account, t: Translator) -> str:
    """Return what everybody got back, each result once, with the day on which it came first."""
    seen: set[str] = set()
    lines: list[str] = []
    for at, text in _mirrors(account):
        if text not in seen:
            seen.add(text)
            lines += [t.full_day(account.day(at)), "", *_wrapped(text, ""), ""]
    return "\n".join(lines)


def _mirrors(account: Account) -> Iterator[tuple[datetime, str]]:
    for delivery in account.diary.deliveries:
        for nudge, told in delivery.told.items():
            if nudge.kind is Kind.RESULT and nudge.mirror:
                yield from ((delivery.at, each.message.text) for each in told)


def _page(head: str, lines: Iterable[str]) -> str:
    return "\n".join([head, "=" * len(head), *lines, ""])


def _chat(account: Account, name: str, t: Translator) -> Iterator[str]:
    day: date | None = None
    for each in account.diary.chats[name]:
        at = account.local(each.at)
        if at.date() != day:
            day = at.date()
            yield from ("", t.full_day(day), "")
        yield from _entry(each, f"{at:%H:%M}", t)


def _entry(each: Received | Did, time: str, t: Translator) -> Iterator[str]:
    if isinstance(each, Did):
        who = t.gettext(TITLES[each.who]) if each.who in TITLES else each.who
        yield from _wrapped(f"{who} {_DOES}{each.words}", f"  {time} ")
    else:
        first, *more = _lines(each.message)
        yield from _wrapped(first, f"  {time} {_GETS}")
        for line in more:
            yield from _wrapped(line, _FURTHER)


def _lines(message: Message) -> Sequence[str]:
    """Return a message and its buttons; of a record only the words, for its buttons are known."""
    if message.completes is not None:
        return message.text.splitlines()
    return block(message)


def _wrapped(words: str, indent: str) -> Iterator[str]:
    """Yield words in lines; ``indent`` stands before the first of them."""
    for paragraph in words.splitlines():
        wrapped = textwrap.wrap(
            paragraph,
            width=WIDTH,
            initial_indent=indent,
            subsequent_indent=" " * len(indent),
            break_long_words=False,
            break_on_hyphens=False,
        )
        yield from wrapped or [""]
        indent = " " * len(indent)
