"""Invented people who answer whatever their phone shows. They never look into the database.

They read the words and the buttons of a message, as anybody would; what kind of button it is they
tell from what it carries.
"""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from bot.channels import presses
from bot.channels.presses import Giving, InRound, Marking, Unreadable
from bot.channels.writing import RECORD
from bot.demo.wishing import wish
from bot.message import Choice, Decision
from bot.sandbox.phones import Phone
from bot.sandbox.values import Json, Message
from bot.simulation.vocabulary import DOUBTFUL, REFUSED, Deck, vocabulary
from dialogs.said import (
    Back,
    Decline,
    Picked,
    Points,
    Promise,
    Reason,
    Releasing,
    Show,
    Skip,
    Withdraw,
)

#: So often somebody tries a question before they leave it out.
TRIES = 3

#: A line such as "Question 2 of 5", and so many paragraphs a question has at most.
_COUNT, _LONG = re.compile(r"\w+ \d+ \w+ \d+"), 2

#: Longer than this no sentence is; whether that is too long, the question says.
_LONGEST = 400

Carried = InRound | Marking | Giving


@dataclass(frozen=True)
class Manner:
    """What somebody is like: how often they do what is not simply answering."""

    declines: float = 0.0
    skips: float = 0.05
    reasons: float = 0.8
    doubtful: float = 0.02
    refused: float = 0.02


@dataclass
class Respondent:
    """Somebody with a phone."""

    phone: Phone
    chance: Random
    manner: Manner = Manner()
    name: str = ""
    #: What is written, by everybody who has the same cards.
    deck: Deck = field(default_factory=lambda: Deck(vocabulary("de")))
    #: How often they have tried what a message asks, by its number.
    tried: Counter[int] = field(default_factory=Counter)

    async def act(self) -> bool:
        """Do the next thing that the phone asks for; return whether there was anything."""
        for shown in reversed(self.phone.screen()):
            if self.tried[shown.id] >= 2 * TRIES:
                continue
            if self._wish(shown) or await self._answer(shown):
                return True
        return False

    # --- One message --------------------------------------------------------------------------

    def _wish(self, shown: Message) -> bool:
        """Say once whether they would like what a message offers, if it offers anything."""
        pressed = wish(shown, self.chance) if shown.sender.is_bot else None
        if pressed is not None:
            self.tried[shown.id] = 2 * TRIES
            self.phone.press_data(shown, pressed)
        return pressed is not None

    async def _answer(self, shown: Message) -> bool:
        """Answer a message, unless it asks nothing, or nothing more."""
        keys = [(each, read) for each in _buttons(shown) if (read := _read(each)) is not None]
        said = {type(_said(read)): each for each, read in keys}
        if not shown.sender.is_bot or _is_record(shown) or not keys:
            return False
        if Reason in said and self.tried[shown.id]:
            return False  # a reason leaves its question as it stands
        picked = [each for each, read in keys if _is(read, Picked, Releasing, Promise)]
        self.tried[shown.id] += 1
        if any(_decision(read) for _, read in keys):
            self._press(shown, self._decided(keys))
        elif any(isinstance(read, Marking | Giving) for _, read in keys):
            await self._mark(shown)
        elif Show in said and Decline in said:
            declines = self.chance.random() < self.manner.declines
            self._press(shown, said[Decline if declines else Show])
        elif Skip in said and self._skips(shown):
            self._press(shown, said[Skip])
        elif Reason in said and self.chance.random() > self.manner.reasons:
            self._press(shown, said[Reason])
        elif picked:
            self._press(shown, self._one_of(picked))
        elif said.keys() & {Skip, Reason, Withdraw} and said.keys() <= _TYPED:
            self._write(shown)
        else:
            self.tried[shown.id] = 2 * TRIES
            return False
        return True

    def _skips(self, shown: Message) -> bool:
        return self.tried[shown.id] > TRIES or self.chance.random() < self.manner.skips

    def _one_of(self, picked: Sequence[Json]) -> Json:
        """Return one of several buttons, of words rather one of the first."""
        points = [each for each in picked if each["text"].isdecimal()]
        weights = [3.0**-n for n in range(len(picked))]
        return self.chance.choice(points) if points else self.chance.choices(picked, weights)[0]

    def _decided(self, keys: Sequence[tuple[Json, Carried]]) -> Json:
        choices = {_decision(read): each for each, read in keys if _decision(read)}
        return choices[self.chance.choice([Choice.KEEP, Choice.KEEP, Choice.CHANGE])]

    def _write(self, shown: Message) -> None:
        """Write words that fit; in reply, where something else has been asked since."""
        dice = self.chance.random()
        words = self.deck.words.on(_asked(shown.text))
        if self.tried[shown.id] == 1 and dice < self.manner.doubtful + self.manner.refused:
            slip = DOUBTFUL if dice < self.manner.doubtful else REFUSED
            words = self.deck.words.groups[slip].sentences
        newest = [each for each in self.phone.screen() if each.sender.is_bot][-1]
        text = self.deck.text(words, 1, _LONGEST, self.chance)
        self.phone.say(text, reply_to=None if newest.id == shown.id else shown)

    async def _mark(self, shown: Message) -> None:
        """Mark some options, or give some points, and say that it is done."""
        first = _read(next(each for each in _buttons(shown) if isinstance(_read(each), _HALF)))
        places = _places(shown)
        if isinstance(first, Giving):
            chosen = self.chance.choices(places, k=first.total)
        else:
            assert isinstance(first, Marking)
            most = min(first.at_most or 3, len(places))
            chosen = self.chance.sample(places, self.chance.randint(1, most))
        for place in chosen:
            now = self.phone.now(shown)
            assert now is not None
            button = next(each for each in _buttons(now) if _gives(_read(each), place))
            press = self.phone.press_data(now, button["callback_data"])
            await self.phone.answered(press)
            await self._changed(now)
        now = self.phone.now(shown)
        assert now is not None
        done = next(each for each in _buttons(now) if _finishes(_read(each)))
        self._press(now, done)

    async def _changed(self, before: Message) -> None:
        async with asyncio.timeout(5):
            while self.phone.now(before) == before:
                await self.phone.world.next_change()

    def _press(self, shown: Message, button: Json) -> None:
        self.phone.press_data(shown, button["callback_data"])


# --- What buttons carry --------------------------------------------------------------------------

_HALF = (Marking, Giving)
_TYPED = {Skip, Back, Reason, Withdraw}


def _buttons(shown: Message) -> list[Json]:
    return [each for row in shown.buttons for each in row if "callback_data" in each]


def _read(button: Json) -> Carried | None:
    try:
        carried = presses.read(button["callback_data"])
    except Unreadable:
        return None
    return carried if isinstance(carried, Carried) else None


def _said(read: Carried) -> object:
    return read.press.said if isinstance(read, InRound) else read


def _is(read: Carried, *kinds: type) -> bool:
    return isinstance(_said(read), kinds)


def _decision(read: Carried) -> Choice | None:
    if isinstance(read, InRound) and isinstance(read.press, Decision):
        return read.press.choice
    return None


def _asked(text: str) -> str:
    """Return the question itself: what stands above and below it is alike everywhere."""
    paragraphs = [each for each in text.split("\n\n") if not _COUNT.fullmatch(each)]
    return " ".join(paragraphs[:_LONG])


def _is_record(shown: Message) -> bool:
    return any(line.startswith(RECORD) for line in shown.text.splitlines())


def _places(shown: Message) -> list[int]:
    """Return the places of all options that can be marked or given points."""
    halves = (_read(each) for each in _buttons(shown))
    return sorted({each.place for each in halves if isinstance(each, Marking | Giving)})


def _gives(read: Carried | None, place: int) -> bool:
    if isinstance(read, Giving):
        return read.place == place and read.by > 0
    return isinstance(read, Marking) and read.place == place


def _finishes(read: Carried | None) -> bool:
    """Tell whether a button says that what has been marked is everything."""
    return isinstance(read, InRound) and _is(read, Picked, Points)
