"""What goes wrong on purpose: rules of which call meets which trouble."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from random import Random
from typing import Final

from bot.sandbox.refusal import RefusedError

WEBHOOK: Final = "webhook"
"""In place of a method: an update that is told to the webhook."""


class Broken(StrEnum):
    """Trouble beyond an answer of the Bot API."""

    SERVER_ERROR = "500"
    BAD_GATEWAY = "502"
    """With a page in HTML, as balancers send it."""
    RESET_BEFORE = "reset before"
    """The connection ends, and nothing has been done."""
    RESET_AFTER = "reset after"
    """The connection ends, and everything has been done."""
    REDELIVER = "redeliver"
    """A confirmation gets lost: what was confirmed is told again."""


@dataclass(frozen=True, slots=True)
class Slow:
    """The answer takes its time."""

    seconds: float
    done: bool = False
    """Whether what was asked for has been done before the wait."""


Trouble = Broken | Slow | RefusedError


@dataclass(slots=True)
class Rule:
    """Which calls meet a trouble: of a method, in a chat, from the nth on, so many, by chance."""

    trouble: Trouble
    method: str | None = None
    chat: int | str | None = None
    nth: int = 1
    count: int | None = 1
    """None: for ever."""
    share: float = 1.0
    """Of the calls that fit; the others go well."""
    seen: int = 0
    met: int = 0

    def meets(self, method: str, chat: int | str | None, chance: Random) -> bool:
        if self.method not in {None, method} or self.chat not in {None, chat}:
            return False
        if self.method is None and method == WEBHOOK:
            return False
        self.seen += 1
        if self.seen < self.nth or (self.count is not None and self.met >= self.count):
            return False
        if self.share < 1.0 and chance.random() >= self.share:
            return False
        self.met += 1
        return True


@dataclass(slots=True)
class Faults:
    """The rules in force; of those that fit a call the first one counts."""

    chance: Random
    rules: list[Rule] = field(default_factory=list)

    def add(self, rule: Rule) -> Rule:
        self.rules.append(rule)
        return rule

    def clear(self) -> None:
        self.rules.clear()

    def of(self, method: str, chat: int | str | None) -> Trouble | None:
        met = (rule.trouble for rule in self.rules if rule.meets(method, chat, self.chance))
        return next(met, None)
