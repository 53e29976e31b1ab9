"""The coordination and the facilitator of an invented group: they supply, read and forget."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from bot.language import translator
from bot.rehearsal.desk import COORDINATION, FACILITATOR, READERS
from bot.rehearsal.story import BETWEEN
from bot.simulation.vocabulary import ANYTHING, DRAFT, OBJECTION, Deck
from dialogs.effects import Request, Wish
from dialogs.engine.desk import LONGEST_REVISION, LONGEST_SUMMARY
from dialogs.events import Read, Supplied
from dialogs.guard import read
from dialogs.reports.mirrors import SUMMARY
from dialogs.round import Status

if TYPE_CHECKING:
    from bot.rehearsal.room import Room
    from dialogs.round import Contribution
    from dialogs.script import Script

#: How likely the coordination does not think of something it was asked for.
FORGETS = 0.15

#: How likely it thinks of it after all, much later.
REMEMBERS = 0.5

#: Working hours until something is done, from and to: usually, and when it was forgotten.
SOON, MUCH_LATER = (4.0, 30.0), (60.0, 110.0)

#: How many working hours the facilitator reads behind the coordination.
BEHIND = (1.0, 12.0)

#: How likely words of its own stand above the results, and a harmless contribution is turned away.
SUMS_UP, TURNS_AWAY = 0.7, 0.04

#: Where a sentence can be cut short.
_STOP = re.compile(r"(?<=[.?!]) |, | und | and ")

#: How many lines a list has, sentences a draft, and characters at most what is supplied.
LINES, PARAGRAPH = 4, 5


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that the tandem does after some working hours; None when it never does."""

    who: str
    hours: float | None
    do: Callable[[], Iterator[str]]


class Tandem:
    """Two people who carry the process beside their other work."""

    def __init__(self, room: Room, deck: Deck, chance: Random) -> None:
        """Take the room in which they work."""
        self._room = room
        self._deck = deck
        self._chance = chance
        self._t = translator(deck.words.language)

    def duties(self, request: Request, round: int) -> list[Duty]:
        """Return what a request will lead to."""
        hours = self._hours()
        match request.wish:
            case Wish.READERS:
                behind = hours and hours + self._chance.uniform(*BEHIND)
                return [
                    Duty(who, after, partial(self._read, round, who))
                    for who, after in ((COORDINATION, hours), (FACILITATOR, behind))
                ]
            case Wish.DRAFT | Wish.REVISION:
                return [Duty(COORDINATION, hours, partial(self._supply, round, request.name))]
            case Wish.MIRROR if self._chance.random() < SUMS_UP:
                return [Duty(COORDINATION, hours, partial(self._supply, round, SUMMARY))]
            case _:  # to know is all there is to do
                return []

    def _hours(self) -> float | None:
        if self._chance.random() >= FORGETS:
            return self._chance.uniform(*SOON)
        return self._chance.uniform(*MUCH_LATER) if self._chance.random() < REMEMBERS else None

    def _supply(self, number: int, name: str) -> Iterator[str]:
        """Supply words, unless it is too late for them; yield what was done."""
        round = self._room.round(number)
        waited = round.waiting.drafts if round.waiting else frozenset()
        over = round.status in (Status.ENDED, Status.CANCELLED)
        if over or (name != SUMMARY and name not in waited):
            yield self._t.gettext("comes too late with {name}").format(name=self._t.quoted(name))
            return
        words = _drafted(self._room.setting.script, name, self._deck, self._chance)
        self._room.happen(Supplied(name, words), number)
        yield self._t.gettext("supplies {name}: {words}").format(
            name=self._t.quoted(name), words=BETWEEN.join(words)
        )

    def _read(self, number: int, who: str) -> Iterator[str]:
        """Read what nobody has decided on; yield every verdict."""
        for each in self._room.round(number).queue:
            if each.decided or READERS[who] in each.readers:
                continue
            if self._room.round(number).status in (Status.ENDED, Status.CANCELLED):
                return
            event, done = self._verdict(each, who)
            self._room.happen(event, number)
            yield done

    def _verdict(self, contribution: Contribution, who: str) -> tuple[Read, str]:
        key, reader = contribution.key, READERS[who]
        t, written = self._t, self._t.quoted(contribution.words)
        # Who writes may be sure that nobody is recognisable; two careful readers are not.
        doubtful = read(contribution.words).band != "accept"
        if self._chance.random() < TURNS_AWAY or doubtful:
            return Read(key, reader, "turn-away"), t.gettext("turns away: {words}").format(
                words=written
            )
        if contribution.shown:
            return Read(key, reader, "release"), t.gettext("releases: {words}").format(
                words=t.quoted(contribution.shown)
            )
        words = _in_short(contribution.words)
        done = t.gettext("puts {words} in other words: {others}")
        return Read(key, reader, "release", words), done.format(
            words=written, others=t.quoted(words)
        )


def _drafted(script: Script, name: str, deck: Deck, chance: Random) -> tuple[str, ...]:
    """Return words for a draft, a revised proposal, or above the results."""
    words = deck.words
    needed = {each: draft for phase in script.phases for each, draft in phase.needs.items()}
    draft = needed.get(name)
    if draft is None:
        longest = LONGEST_SUMMARY if name == SUMMARY else LONGEST_REVISION
        group = ANYTHING if name == SUMMARY else OBJECTION
        return (deck.text(words.groups[group].sentences, 2, longest, chance),)
    if draft.list:
        return words.several(draft.text.within(words.language), LINES, draft.longest, chance)
    return (deck.text(words.groups[DRAFT].sentences, PARAGRAPH, draft.longest, chance),)


def _in_short(words: str) -> str:
    """Return what a contribution says, up to its first stop."""
    first = _STOP.split(words, maxsplit=1)[0]
    return first if first.endswith(("?", "!", ".")) else f"{first}."
