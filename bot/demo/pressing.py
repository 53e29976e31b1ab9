"""What invented people find on their phones: buttons by what they carry, and words to type."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from bot.channels import presses
from bot.channels.presses import Act, Carried, Chosen, Unreadable
from bot.menu import Command
from bot.sandbox.phones import Phone
from bot.sandbox.values import Message

#: So long nobody waits for a button, in seconds.
PATIENCE = 20.0


def carried(shown: Message) -> Iterator[tuple[str, Carried]]:
    """Yield what each button under a message carries, as it stands there and as we read it."""
    for button in (each for row in shown.buttons for each in row):
        if data := button.get("callback_data"):
            try:
                yield data, presses.read(data)
            except Unreadable:
                continue


async def choose(phone: Phone, command: Command, detail: str) -> None:
    """Press the newest button that chooses this, as soon as there is one."""
    async with asyncio.timeout(PATIENCE):
        while (found := _chosen(phone, command, detail)) is None:
            await phone.world.next_change()
    phone.press_data(*found)


def acts(shown: Message) -> list[tuple[str, Act]]:
    """Return the buttons of a desk under a message, with what they do."""
    return [(data, act) for data, act in carried(shown) if isinstance(act, Act)]


def _chosen(phone: Phone, command: Command, detail: str) -> tuple[Message, str] | None:
    for shown in reversed(phone.screen()):
        for data, read in carried(shown):
            if isinstance(read, Chosen) and (read.command, read.detail) == (command, detail):
                return shown, data
    return None
