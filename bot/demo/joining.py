"""How invented people come in: by the way that everybody takes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Final

from bot.demo.cast import Part
from bot.demo.pressing import choose
from bot.language import Translator, translator
from bot.menu import Command
from bot.sandbox.phones import Phone
from bot.wording.arriving import AGREE, BRIEF
from bot.wording.registration import FIELD, LEVEL

#: What is pressed after the invitation, by whom it may be.
_PRESSED: Final[Sequence[tuple[Command, Callable[[Part], str]]]] = (
    (Command.START, lambda _: BRIEF),
    (Command.START, lambda _: AGREE),
    (Command.CORRECT, lambda part: f"{LEVEL}={part.level}"),
    (Command.CORRECT, lambda part: f"{FIELD}={part.field}"),
)

#: What is typed after that.
_TYPED: Final[Sequence[Callable[[Part, Translator], str]]] = (
    lambda part, _: part.name,
    lambda part, t: t.gettext(part.body),
)


async def join(
    group: Sequence[tuple[Part, Phone]],
    tokens: Mapping[str, str],
    settle: Callable[[], Awaitable[None]],
) -> None:
    """Let a group follow its invitations, agree, and answer the four questions about oneself.

    All of them take one step, and only then the next, so that they always join in one order.
    """
    for part, phone in group:
        phone.start(tokens[part.role])
    for command, detail in _PRESSED:
        for part, phone in group:
            await choose(phone, command, detail(part))
    for words in _TYPED:
        await settle()
        for part, phone in group:
            phone.say(words(part, translator(phone.person.language_code)))
    await settle()
