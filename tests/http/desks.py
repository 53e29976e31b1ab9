"""Whoever sits at the desk of a network: begins rounds, reads texts, supplies drafts, by phone.

What a button does is told from what it carries, so that words may change; tests that are about
words press them by their labels.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from bot.channels import presses
from bot.channels.keyboards import MARKED, OPEN
from bot.channels.presses import Act, Unreadable
from bot.language import translator
from bot.planned import Kind, Planned
from bot.rehearsal.scripts import LIBRARY
from bot.sandbox.phones import Phone
from bot.sandbox.values import Json, Message
from bot.simulation.given import filled_in
from bot.simulation.vocabulary import DRAFT, vocabulary
from bot.wording.desk import drafting, library, outlook, preparing, reading, staffing
from dialogs.script import Script
from dialogs.source import read
from tests.http.installation import Installation, changes, chat, link_in, newest, texts

#: What somebody answers to what every round is asked for.
PURPOSE, DECIDES = "Wir wollen klären, was wir voneinander brauchen.", "Die Steuerungsgruppe"

#: People talk about a result so long after a round has begun.
TALK_AFTER = timedelta(days=100)


@dataclass
class Desk:
    """Somebody at the desk, with the phone."""

    at: Installation
    phone: Phone
    chance: Random = field(default_factory=lambda: Random(1))
    #: How often they turn a text away that they read, and how often they put it in other words.
    turns_away: float = 0.1
    rewrites: float = 0.1
    #: How the names begin of those who are given parts first.
    prefers: Sequence[str] = ()
    #: The newest message of which they have seen whether it asks them to do something.
    seen: int = 0

    async def say(self, words: str) -> None:
        """Type something, and wait for what comes of it."""
        self.phone.say(words)
        await self.at.settle()

    async def press(self, label: str) -> None:
        """Press the newest button with this label, and wait for what comes of it."""
        pressed = self.phone.press(label)
        if label.startswith((OPEN, MARKED)):
            await changes(self.phone.world, pressed.message)
        await self.at.settle()

    async def act(self, verb: str, *to: str) -> None:
        """Press the newest button that does this, and wait for what comes of it."""
        for shown in reversed(self.phone.screen()):
            for button, act in acts(shown):
                if act.verb == verb and act.to[1 : len(to) + 1] == to:
                    self.phone.press_data(shown, button["callback_data"])
                    await self.at.settle()
                    return
        raise AssertionError(f"no button {verb} {to}:\n{chat(self.phone)}")

    @property
    def newest(self) -> Message:
        """The newest message of the bot."""
        return newest(self.phone)

    def offers(self, verb: str) -> list[Act]:
        """Return what the newest message offers to do of this kind."""
        return [act for _, act in acts(self.newest) if act.verb == verb]

    # --- People -----------------------------------------------------------------------------

    async def link(self, role: str = "") -> str:
        """Return a link for everybody, or for one person with a role."""
        await self.say("/einladen")
        if role:
            await self.act("invite", role)
        return link_in([text for text in texts(self.phone) if "?start=" in text][-1])

    async def confirm_all(self) -> None:
        """Confirm everybody who has joined."""
        await self.say("/beteiligte")
        if self.offers(staffing.ALL):
            await self.act(staffing.ALL)
        elif self.offers(staffing.CONFIRM):
            await self.act(staffing.CONFIRM)

    # --- A round ----------------------------------------------------------------------------

    async def show(self, dialog: str) -> Script:
        """Go to a dialog in the library; return what it is."""
        script = script_of(dialog)
        await self.say("/runde")
        await self.act(library.SHELF, library.shelf_of(script))
        await self.act(library.DIALOG, dialog)
        return script

    async def begin(
        self,
        dialog: str,
        *,
        given: Mapping[str, Sequence[str]] | None = None,
        talk: date | None = None,
    ) -> int:
        """Prepare a dialog, answer everything that is asked before it, and start it.

        What the dialog asks for is made up where it is not ``given``. Parts are taken by those who
        are named first. Return the number of the round.
        """
        script = await self.show(dialog)
        known = given or filled_in(script, vocabulary("de"), self.at.now, "ST", self.chance)
        await self.act(library.PREPARE, dialog)
        day = talk or (self.at.now + TALK_AFTER).date()
        for point in Planned(0, script, {}).points:
            lines = known.get(point.name.removeprefix("given/"), (PURPOSE,))
            match point.kind:
                case Kind.YES:
                    await self.act(preparing.YES)
                case Kind.PEOPLE:
                    await self._choose(point.least)
                case Kind.DAY if point.text is None:
                    await self.say(f"{day:%d.%m.%Y}")
                case Kind.DAY:
                    await self.say(f"{date.fromisoformat(lines[0]):%d.%m.%Y}")
                case _:
                    await self.say("\n".join(lines))
        starts = self.offers(outlook.START)
        assert len(starts) == 1, self.newest.text
        (start,) = starts
        await self.act(outlook.START)
        await self.act(outlook.GO)
        return int(start.to[1])

    async def _choose(self, least: int) -> None:
        """Choose as few people as will do, those first who are preferred."""
        offered = [(key["text"], act) for key, act in acts(self.newest)]
        people = [(name, act) for name, act in offered if act.verb == preparing.SEAT]
        people.sort(key=lambda each: not each[0].startswith(tuple(self.prefers)))
        for _, act in people[:least]:
            await self.act(preparing.SEAT, *act.to[1:])
        await self.act(preparing.SEATED)

    def is_asked(self) -> bool:
        """Tell whether they have been asked, since the last time, to read or to write."""
        new = [shown for shown in self.phone.screen() if shown.id > self.seen]
        self.seen = max((shown.id for shown in new), default=self.seen)
        return any(act.verb in ("read", "draft") for shown in new for _, act in acts(shown))

    async def read(self) -> int:
        """Read everything that waits for this reader; return how many texts that was."""
        n = 0
        await self.say("/lesen")
        while (waiting := self.offers(reading.TURN_AWAY)) and n < 100:
            n += 1
            dice, (text,) = self.chance.random(), waiting
            if dice < self.turns_away:
                await self.act(reading.TURN_AWAY, *text.to[1:])
            elif dice < self.turns_away + self.rewrites or not self.offers(reading.RELEASE):
                await self.act(reading.REWRITE, *text.to[1:])
                await self.say(self._words(reading.REWRITE))
            else:
                await self.act(reading.RELEASE, *text.to[1:])
        return n

    async def write(self) -> int:
        """Supply everything that a round waits for; return how much that was."""
        n, t = 0, translator("de")
        await self.say("/entwurf")
        for message in reversed(self.phone.screen()[-5:]):
            for button, act in acts(message):
                waits = t.gettext("– {what} (the round waits for it)")
                if act.verb != drafting.WRITE or waits.split("}")[1] not in message.text:
                    continue
                self.phone.press_data(message, button["callback_data"])
                await self.at.settle()
                await self.say(self._draft())
                n += 1
        return n

    def _draft(self) -> str:
        several = translator("de").gettext("Please write a list, one entry a line.")
        if several in self.newest.text:
            return "\n".join(vocabulary("de").several(self.newest.text, 4, 300, self.chance))
        return self._words(DRAFT)

    def _words(self, group: str) -> str:
        groups = vocabulary("de").groups
        return self.chance.choice(groups.get(group, groups[DRAFT]).sentences)


async def at_work(desks: Iterable[Desk]) -> int:
    """Let everybody at the desk do what they are asked for; return how much that was."""
    everybody, done = list(desks), 0
    while some := sum([await d.read() + await d.write() for d in everybody if d.is_asked()]):
        done += some
    return done


def acts(shown: Message) -> list[tuple[Json, Act]]:
    """Return the buttons of a desk under a message, with what they do."""
    found = []
    for button in (each for row in shown.buttons for each in row if "callback_data" in each):
        try:
            carried = presses.read(button["callback_data"])
        except Unreadable:
            continue
        if isinstance(carried, Act):
            found.append((button, carried))
    return found


def script_of(dialog: str) -> Script:
    """Return a dialog of the library."""
    script, problems = read((LIBRARY / f"{dialog}.yaml").read_bytes())
    assert script is not None, problems
    return script
