"""A message, written as a messenger takes it. HTML is escaped here, once, and nowhere else."""

from __future__ import annotations

from html import escape

from bot.channels import keyboards
from bot.channels.outgoing import Edit, Keys, Send
from bot.message import Message, Single

#: What stands before the record of an answer, below its question.
RECORD = "✓ "

#: The longest text of a message, in the units in which Telegram counts.
LONGEST = 4096

#: Where a text that is too long is cut, best first.
_SEAMS = ("\n\n", "\n", " ")


def keys(message: Message, round: int | None, whose: str) -> Keys:
    """Return every button of a message: those about its round, then those of the menu."""
    assert round is not None or message.keyboard == Single(), "a question belongs to a round"
    asked = keyboards.keys(message.keyboard, round or 0)
    return (*asked, *keyboards.menu(message.menu, whose))


def sends(text: str, keys: Keys = (), *, replies_to: int | None = None) -> tuple[Send, ...]:
    """Return the messages for a text; one that is too long becomes several."""
    *first, last = parts(text)
    return (
        *(Send(written(part), replies_to=replies_to) for part in first),
        Send(written(last), keys, replies_to=None if first else replies_to),
    )


def record(message: Message, at: int, keys: Keys) -> Edit | None:
    """Return the question at ``at`` with what was answered; None where that would be too long."""
    whole = f"{message.above}\n\n{RECORD}{message.text}" if message.above else message.text
    return Edit(at, written(whole), keys) if length(whole) <= LONGEST else None


def written(text: str) -> str:
    """Return a text as HTML."""
    return escape(text, quote=False)


def length(text: str) -> int:
    """Return how long Telegram thinks a text is: in units of UTF-16."""
    return len(text.encode("utf-16-le")) // 2


def parts(text: str) -> list[str]:
    """Return the text in as few pieces as may be sent, cut between paragraphs if possible."""
    done = []
    while length(text) > LONGEST:
        room = text[:LONGEST]
        while length(room) > LONGEST:
            room = room[:-1]
        seam = next((seam for seam in _SEAMS if room.rfind(seam) > LONGEST // 2), "")
        cut = room.rfind(seam) if seam else len(room)
        done.append(text[:cut])
        text = text[cut:].lstrip()
    return [*done, text]
