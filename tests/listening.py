"""Somebody at the door: says back what it hears, in one transaction with the key of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from bot.channels.heard import Heard, Pressed, Typed
from bot.channels.outgoing import Aftermath, Answer, Key, Rekey, Send, to_bytes
from storage import inbox, outbox, people
from storage.outbox import Priority
from tests.office import Office


@dataclass(slots=True)
class Echo:
    """A listener that keeps what it heard, and can be made to fail."""

    at: Office
    heard: list[Heard] = field(default_factory=list)
    #: Called in the transaction before it is committed.
    before: Callable[[Session, Heard], None] = lambda _, __: None
    stumbles: list[str] = field(default_factory=list)
    tries: int = 0

    async def hear(self, heard: Heard) -> Aftermath:
        """Say back what somebody has typed; answer what was pressed at once."""
        self.tries += 1
        await self.at.database.write(self._hear, heard)
        self.heard.append(heard)
        if not isinstance(heard.what, Pressed) or heard.what.under is None:
            return Aftermath()
        under = heard.what.under.message
        return Aftermath(
            Answer(heard.what.query, "Gut."), heard.chat, (Rekey(under, ((Key("x", "y"),),)),)
        )

    async def stumbled(self, heard: Heard, error: Exception) -> None:
        """Note it and apologise."""
        await self.at.database.write(self._stumbled, heard, error)
        self.stumbles.append(type(error).__name__)

    def _hear(self, session: Session, heard: Heard) -> None:
        now = self.at.watch.now()
        if inbox.admit(session, heard.key, now) and isinstance(heard.what, Typed):
            self._say(session, heard, heard.what.words)
        self.before(session, heard)

    def _stumbled(self, session: Session, heard: Heard, error: Exception) -> None:
        inbox.stumbled(session, heard.key, type(error).__name__, self.at.watch.now())
        self._say(session, heard, "Das lag nicht an Ihnen.")

    def _say(self, session: Session, heard: Heard, words: str) -> None:
        person = people.by_address(session, heard.chat)
        assert person is not None
        outbox.put(
            session,
            person.id,
            to_bytes(Send(words)),
            now=self.at.watch.now(),
            priority=Priority.PROVOKED,
        )
