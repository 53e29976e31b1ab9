"""How a member of an invented group answers: by temperament, with their own opinions and words."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from bot.simulation.vocabulary import DOUBTFUL, PROMISE, REFUSED, Deck
from bot.simulation.vocabulary import OBJECTION as OBJECTIONS
from dialogs.questions.choice import Choice
from dialogs.questions.commitment import Commitment
from dialogs.questions.consent import OBJECTION, VOICES, Consent
from dialogs.questions.statement import Statement
from dialogs.said import Picked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.message import Listens
    from bot.rehearsal.keys import Key
    from bot.simulation.temperaments import Temperament
    from dialogs.questions import Question

#: How often somebody tries to put a thing differently before they leave it out.
MOST_TRIES = 2

#: How often somebody rather says "can't say" than a point of a scale.
CANNOT_SAY = 0.06

#: How often somebody writes what the guard asks about, and what it refuses.
DOUBTFUL_WORDS, REFUSED_WORDS = 0.04, 0.03

#: How much rarer an option is that ends a part for the person.
STOPS = 0.1

#: How likely each next one of the options is, against the one before it.
_NEXT = 1 / 3

#: The room there is for an answer whose question does not say.
_USUAL_ROOM = 400


class OwnManner:
    """One member's way of answering.

    ``leaning`` is where on scales they are usually to be found, from 0 to 1.
    """

    def __init__(self, temperament: Temperament, deck: Deck, leaning: float) -> None:
        """Take what the member is like."""
        self._temperament = temperament
        self._deck = deck
        self._words = deck.words
        self._leaning = leaning
        #: How often in a row something of theirs did not count, so that they try another way.
        self.refused = 0

    def declines(self, chance: Random) -> bool:
        """Tell whether they would rather not take part this time."""
        return chance.random() < self._temperament.declines

    def passes(self, asked: Question | None, chance: Random) -> bool:
        """Tell whether they pass a question over; a promise rather than others."""
        if self.refused >= MOST_TRIES:
            return True
        answers = self._temperament.answers
        return chance.random() > (answers / 2 if isinstance(asked, Commitment) else answers)

    def presses(self, options: Sequence[Key], asked: Question | None, chance: Random) -> Key:
        """Return the button that they press."""
        points = [key for key in options if key.label.isdecimal()]
        if points and chance.random() > CANNOT_SAY:
            return points[self._place(len(points), chance)]
        others = [key for key in options if key not in points] or options
        if isinstance(asked, Consent):
            return others[self._voice(chance)]
        if isinstance(asked, Choice):
            return chance.choices(others, [_weight(asked, key) for key in others])[0]
        differs = len(others) > 1 and chance.random() < self._temperament.objects
        return others[1] if differs else _rather_first(others, chance)

    def writes(self, listens: Listens, asked: Question | None, chance: Random) -> str:
        """Write what fits the question, at the length that is theirs; now and then too much."""
        slip = chance.random()
        if not self.refused and slip < DOUBTFUL_WORDS + REFUSED_WORDS and asked and asked.wordy:
            return self._slip(DOUBTFUL if slip < DOUBTFUL_WORDS else REFUSED, chance)
        longest = _room(listens, asked)
        n = 1 if self.refused else chance.randint(*self._temperament.sentences)
        if isinstance(asked, Statement | Commitment):
            n = 1
        return self._deck.text(self._sentences(listens, asked), n, longest, chance)

    def _slip(self, group: str, chance: Random) -> str:
        return chance.choice(self._words.groups[group].sentences)

    def _sentences(self, listens: Listens, asked: Question | None) -> Sequence[str]:
        if isinstance(asked, Commitment) and listens.to == "answer":
            return self._words.groups[PROMISE].sentences
        if isinstance(asked, Consent):
            return self._words.groups[OBJECTIONS].sentences
        because = getattr(asked, "because", None)
        text = because.text if listens.to == "reason" and because else asked and asked.text
        return self._words.on(text.within(self._words.language) if text else "")

    def _place(self, n: int, chance: Random) -> int:
        return min(n - 1, int(chance.triangular(0, n, self._leaning * n)))

    def _voice(self, chance: Random) -> int:
        keys = [voice.key for voice in VOICES]
        if chance.random() < self._temperament.objects:
            return keys.index(OBJECTION)
        return int(chance.random() < self._temperament.objects + CANNOT_SAY)


def _weight(asked: Choice, key: Key) -> float:
    options = asked.buttons()
    said = key.press.said if key.press else None
    stops = isinstance(said, Picked) and bool(options) and options[said.places[0]].key in asked.stop
    return STOPS if stops else 1.0


def _rather_first(options: Sequence[Key], chance: Random) -> Key:
    return chance.choices(options, [_NEXT**n for n in range(len(options))])[0]


def _room(listens: Listens, asked: Question | None) -> int:
    """Return how many characters there are for an answer, or for its reason."""
    because = getattr(asked, "because", None)
    about = because if listens.to == "reason" and because else asked
    return getattr(about, "longest", _USUAL_ROOM)
