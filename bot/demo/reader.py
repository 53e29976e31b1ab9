"""A deputy or a facilitator who works at the desk by themselves: confirms, reads, writes drafts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from random import Random

from bot.demo.pressing import acts
from bot.language import Translator
from bot.sandbox.phones import Phone
from bot.sandbox.values import Message
from bot.simulation.vocabulary import DRAFT, Vocabulary
from bot.wording.desk import drafting, reading, staffing

#: So many texts somebody reads at a time.
MOST = 60

#: So many entries a list has.
ENTRIES = 4

#: So many characters all entries have together.
LONGEST = 300


@dataclass
class Reader:
    """Somebody at the desk; ``settle`` waits until what they did has been answered."""

    phone: Phone
    chance: Random
    words: Vocabulary
    t: Translator
    settle: Callable[[], Awaitable[None]]

    async def work(self) -> None:
        """Do everything that waits at the desk."""
        await self._confirm()
        await self._read()
        await self._write()

    async def _confirm(self) -> None:
        await self._say(self.t.gettext("/people"))
        for shown in self.phone.screen():
            verbs = {act.verb: data for data, act in acts(shown)}
            if data := verbs.get(staffing.ALL) or verbs.get(staffing.CONFIRM):
                self.phone.press_data(shown, data)
                await self.settle()

    async def _read(self) -> None:
        await self._say(self.t.gettext("/read"))
        for _ in range(MOST):
            # Whoever wants to be shown in other words only is not shown: nobody here has any.
            offered = [each for each in (reading.RELEASE, reading.TURN_AWAY) if self._offers(each)]
            if not offered:
                return
            await self._act(offered[0])

    async def _write(self) -> None:
        await self._say(self.t.gettext("/draft"))
        waits = self.t.gettext("– {what} (the round waits for it)").split("}")[1]
        for shown in [each for each in self.phone.screen()[-5:] if waits in each.text]:
            for data, act in acts(shown):
                if act.verb == drafting.WRITE:
                    self.phone.press_data(shown, data)
                    await self.settle()
                    await self._say(self._draft())
                    break

    def _draft(self) -> str:
        several = self.t.gettext("Please write a list, one entry a line.")
        asked = self._newest.text
        if several in asked:
            return "\n".join(self.words.several(asked, ENTRIES, LONGEST, self.chance))
        return self.chance.choice(self.words.groups[DRAFT].sentences)

    # --- One thing after another ------------------------------------------------------------

    @property
    def _newest(self) -> Message:
        return [shown for shown in self.phone.screen() if shown.sender.is_bot][-1]

    def _offers(self, verb: str) -> list[str]:
        return [data for data, act in acts(self._newest) if act.verb == verb]

    async def _act(self, verb: str) -> None:
        self.phone.press_data(self._newest, self._offers(verb)[0])
        await self.settle()

    async def _say(self, words: str) -> None:
        self.phone.say(words)
        await self.settle()
