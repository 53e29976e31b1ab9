"""Somebody's chat: the messages in it, and which of them can still be answered."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from bot.message import Message, Single

if TYPE_CHECKING:
    from dialogs.round import AskNumber


@dataclass(slots=True)
class Received:
    """A message in a chat. One that is no longer ``live`` has lost its buttons.

    ``refused`` marks the answer to something that did not count.
    """

    at: datetime
    to: str
    message: Message
    round: int
    refused: bool = False
    live: bool = True


@dataclass(slots=True)
class Chat:
    """What one person has received, the oldest first."""

    messages: list[Received] = field(default_factory=list)

    def receive(self, new: Received) -> None:
        """Take in a message; one that completes a question takes away its buttons."""
        done = new.message.completes
        if done is not None:
            for old in self._about(new.round):
                old.live = old.live and done not in _asks(old.message)
        self.messages.append(new)

    def close(self, round: int, opening: int) -> None:
        """Take away the buttons of everything that was asked in this opening."""
        for old in self._about(round):
            old.live = old.live and opening not in {n.opening for n in _asks(old.message)}

    def live(self) -> list[Received]:
        """Return what still has its buttons, the newest first."""
        return [each for each in reversed(self.messages) if each.live]

    def listening(self) -> Received | None:
        """Return the newest message that typed words are an answer to."""
        newest = (each for each in self.live() if each.message.listens or each.message.ends_it)
        found = next(newest, None)
        return found if found and found.message.listens else None

    def _about(self, round: int) -> list[Received]:
        return [each for each in self.messages if each.round == round]


def _asks(message: Message) -> set[AskNumber]:
    """Return every ask that pressing or typing under this message would be about."""
    numbers = {button.press.number for button in message.buttons()}
    if not isinstance(message.keyboard, Single):
        numbers.add(message.keyboard.number)
    if message.listens is not None:
        numbers.add(message.listens.number)
    return {number for number in numbers if number is not None}
