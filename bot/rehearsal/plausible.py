"""What somebody in the room could do next: for authors who cannot play everybody themselves."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from bot.language import N_, translator
from bot.message import Spread, Toggle
from bot.rehearsal import lines
from bot.rehearsal.keys import Key, called, flat
from dialogs.said import Picked, Promise, Releasing, Show

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.message import Keyboard, Message
    from bot.rehearsal.room import Room

#: Nobody answers more than this in one go.
MOST_STEPS = 100

#: How often somebody finds themselves on a scale, rather than saying "can't say".
POINT_RATHER_THAN_WORDS = 0.9

SENTENCES = (
    N_("We talk early about what we need from each other."),
    N_("A fixed contact in every office would help."),
    N_("We say openly when something is not possible."),
    N_("More time for handing over."),
    N_("The ways between us have become shorter."),
    N_("Dates are fixed half a year ahead."),
    N_("I know now whom I can call."),
    N_("Decisions are written down on one page."),
)


def plausible(room: Room, name: str, chance: Random) -> str | None:
    """Return a line that this person could type next; None when nothing calls for one."""
    language = room.people[name].language
    for received in room.chats[name].live():
        message = received.message
        if message.completes is None:
            line = _answer(message, chance, language)
            if line is None and room.open_for(name) == received.round:
                line = _begin(message)
            if line is not None:
                return line
    return None


def answers(room: Room, name: str, chance: Random) -> list[str]:
    """Let somebody answer everything that is open for them; return the lines they typed."""
    typed: list[str] = []
    while len(typed) < MOST_STEPS and (line := plausible(room, name, chance)) is not None:
        lines.act(room, name, line)
        typed.append(line)
    return typed


def _answer(message: Message, chance: Random, language: str) -> str | None:
    among = flat(message)
    if marked := _marked(message.keyboard, among, chance):
        return marked
    options = [key for key in among if _is_answer(key)]
    if options:
        return called(_likely(options, chance), among)
    if message.listens:
        return translator(language).gettext(chance.choice(SENTENCES))
    return None


def _likely(options: Sequence[Key], chance: Random) -> Key:
    """Choose a point of a scale by chance alone, and among words rather one of the first."""
    points = [key for key in options if key.label.isdecimal()]
    if points and chance.random() < POINT_RATHER_THAN_WORDS:
        return chance.choice(points)
    words = [key for key in options if key not in points]
    return chance.choices(words, [3.0**-n for n in range(len(words))])[0]


def _marked(keyboard: Keyboard, among: Sequence[Key], chance: Random) -> str:
    """Return some marks, or points, where the keyboard is for these."""
    if isinstance(keyboard, Toggle):
        most = min(keyboard.at_most or 3, len(keyboard.labels))
        places = sorted(chance.sample(range(len(keyboard.labels)), chance.randint(1, most)))
        return " ".join(called(among[place], among) for place in places)
    if isinstance(keyboard, Spread):
        given = [0] * len(keyboard.labels)
        for _ in range(keyboard.total):
            given[chance.randrange(len(given))] += 1
        return " ".join(map(str, given))
    return ""


def _begin(message: Message) -> str | None:
    among = flat(message)
    begin = [key for key in among if key.press and isinstance(key.press.said, Show)]
    return called(begin[0], among) if begin else None


def _is_answer(key: Key) -> bool:
    return key.press is not None and isinstance(key.press.said, Picked | Promise | Releasing)
