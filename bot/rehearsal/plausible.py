"""What somebody in the room could do next: for authors who cannot play everybody themselves."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Protocol

from bot.language import N_, translator
from bot.message import Spread, Toggle
from bot.rehearsal import lines
from bot.rehearsal.keys import Key, called, flat
from dialogs.asking import question_of
from dialogs.said import Decline, Picked, Promise, Releasing, Show, Skip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.message import Keyboard, Listens, Message
    from bot.rehearsal.chat import Received
    from bot.rehearsal.room import Room
    from dialogs.questions import Question

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


class Manner(Protocol):
    """In what way somebody answers. ``asked`` is the question, where it is still open."""

    def declines(self, chance: Random) -> bool:
        """Tell whether they would rather not take part this time."""

    def passes(self, asked: Question | None, chance: Random) -> bool:
        """Tell whether they pass this question over."""

    def presses(self, options: Sequence[Key], asked: Question | None, chance: Random) -> Key:
        """Return the button that they press."""

    def writes(self, listens: Listens, asked: Question | None, chance: Random) -> str:
        """Return what they write."""


class Anybody:
    """Somebody of whom we know nothing but the language."""

    def __init__(self, language: str) -> None:
        """Take the language in which they write."""
        self._language = language

    def declines(self, chance: Random) -> bool:
        """Take part."""
        del chance
        return False

    def passes(self, asked: Question | None, chance: Random) -> bool:
        """Answer everything."""
        del asked, chance
        return False

    def presses(self, options: Sequence[Key], asked: Question | None, chance: Random) -> Key:
        """Choose a point of a scale by chance alone, and among words rather one of the first."""
        del asked
        points = [key for key in options if key.label.isdecimal()]
        if points and chance.random() < POINT_RATHER_THAN_WORDS:
            return chance.choice(points)
        words = [key for key in options if key not in points]
        return chance.choices(words, [3.0**-n for n in range(len(words))])[0]

    def writes(self, listens: Listens, asked: Question | None, chance: Random) -> str:
        """Write one sentence that fits any network."""
        del listens, asked
        return translator(self._language).gettext(chance.choice(SENTENCES))


def plausible(room: Room, name: str, chance: Random, manner: Manner) -> tuple[Received, str] | None:
    """Return a line that this person could type next, and to what; None when nothing calls."""
    for received in room.chats[name].live():
        message = received.message
        if message.completes is None:
            line = _answer(message, _asked(room, received), manner, chance)
            if line is None and room.open_for(name) == received.round:
                line = _begin(message, manner, chance)
            if line is not None:
                return received, line
    return None


def answers(room: Room, name: str, chance: Random) -> list[str]:
    """Let somebody answer everything that is open for them; return the lines they typed."""
    typed: list[str] = []
    manner = Anybody(room.people[name].language)
    while len(typed) < MOST_STEPS and (next_one := plausible(room, name, chance, manner)):
        lines.act(room, name, next_one[1])
        typed.append(next_one[1])
    return typed


def _asked(room: Room, received: Received) -> Question | None:
    """Return the question that a message asks, if its phase is still open."""
    listens, opening = received.message.listens, room.round(received.round).opening
    if listens is None or opening is None or listens.number.opening != opening.number:
        return None
    return question_of(room.setting.script, opening, listens.number)


def _answer(message: Message, asked: Question | None, manner: Manner, chance: Random) -> str | None:
    among = flat(message)
    skip = [key for key in among if key.press and isinstance(key.press.said, Skip)]
    if skip and manner.passes(asked, chance):
        return called(skip[0], among)
    if marked := _marked(message.keyboard, among, chance):
        return marked
    options = [key for key in among if _is_answer(key)]
    if options:
        return called(manner.presses(options, asked, chance), among)
    if message.listens:
        return manner.writes(message.listens, asked, chance)
    return None


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


def _begin(message: Message, manner: Manner, chance: Random) -> str | None:
    among = flat(message)
    begin = [key for key in among if key.press and isinstance(key.press.said, Show)]
    if not begin:
        return None
    decline = [key for key in among if key.press and isinstance(key.press.said, Decline)]
    chosen = decline if decline and manner.declines(chance) else begin
    return called(chosen[0], among)


def _is_answer(key: Key) -> bool:
    return key.press is not None and isinstance(key.press.said, Picked | Promise | Releasing)
