"""How the bot presents itself: the menu of commands, and numbers for emergencies in its profile.

The profile is read even while we are down.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from telegram import Bot, BotCommand

from bot.language import ENGLISH, languages, translator
from bot.menu import MENU, typed_as
from bot.sheet.model import Sheet
from bot.wording import numbers

#: Telegram names languages by two letters; plain German is none of its own.
_LETTERS = 2

#: What Telegram shows to everybody whose language we do not speak.
_OTHERS = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """What is shown in one language. Without a description there is nothing to say yet."""

    commands: tuple[tuple[str, str], ...]
    description: str


def profiles(sheets: Sequence[Sheet]) -> Mapping[str, Profile]:
    """Return the profile for each language of Telegram, from the sheets of all networks.

    There is one bot, so that the numbers of a single network stand there only if it is the only
    one; 110 and 112 always do.
    """
    spoken = [tag for tag in languages() if len(tag) == _LETTERS]
    firsts = {each.languages[0] for each in sheets}
    otherwise = firsts.pop() if len(firsts) == 1 else ENGLISH
    shown = {tag: _profile(tag, sheets) for tag in spoken}
    return {**shown, _OTHERS: _profile(otherwise, sheets)}


async def present(bot: Bot, shown: Mapping[str, Profile]) -> int:
    """Show what is not shown yet, and return how many languages have changed."""
    changed = 0
    for language, profile in shown.items():
        commands = [BotCommand(word, meaning) for word, meaning in profile.commands]
        there = await bot.get_my_commands(language_code=language)
        description = (await bot.get_my_description(language_code=language)).description
        if list(there) != commands:
            await bot.set_my_commands(commands, language_code=language)
        if description != profile.description:
            await bot.set_my_description(profile.description, language_code=language)
        changed += list(there) != commands or description != profile.description
    return changed


def _profile(language: str, sheets: Sequence[Sheet]) -> Profile:
    t = translator(language)
    commands = ((typed_as(each, t).lstrip("/"), t.gettext(MENU[each])) for each in MENU)
    description = ""
    if len(sheets) == 1:
        (sheet,) = sheets
        description = numbers.profile(sheet.operator, sheet.host(None), t)
    elif sheets:
        description = numbers.profile_of_many(t)
    return Profile(tuple(commands), description)
