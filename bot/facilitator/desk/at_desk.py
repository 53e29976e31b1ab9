"""Somebody at the desk of a network, while they do one thing."""

from __future__ import annotations

from dataclasses import dataclass

from bot.channels import writing
from bot.channels.heard import Ours
from bot.channels.outgoing import Edit, Outgoing
from bot.facilitator import scenes
from bot.facilitator.here import Here
from bot.facilitator.listening import Blank, to_bytes
from bot.facilitator.telling import About, put, tell
from bot.language import Translator, translator
from bot.message import Message
from bot.sheet import Sheet
from dialogs.script import Script
from storage import listening, rounds, scripts
from storage.memberships import Membership
from storage.people import Person


@dataclass(frozen=True, slots=True)
class AtDesk:
    """Who acts, through which membership, and what their network has settled on.

    ``under`` is the message under which they have pressed a button, where they have.
    """

    here: Here
    person: Person
    member: Membership
    page: Sheet
    under: Ours | None = None

    @property
    def t(self) -> Translator:
        """The language of the one who acts."""
        return translator(self.person.language)

    def say(self, message: Message) -> None:
        """Answer; the buttons of the answer act for the same membership."""
        tell(self.here, self.person.id, message, About(whose=str(self.member.id)))

    def turn(self, message: Message) -> None:
        """Show something else in the place of the message under which a button was pressed."""
        if self.under is None or writing.length(message.text) > writing.LONGEST:
            self.say(message)
            return
        keys = writing.keys(message, None, str(self.member.id))
        edit = Edit(self.under.message, writing.written(message.text), keys)
        put(self.here, self.person.id, edit, About())

    def ask(self, message: Message, form: str, *to: str) -> None:
        """Answer with a question; what is typed next fills in this form."""
        self.say(message)
        blank = Blank(form, (str(self.member.id), *to))
        listening.put(self.here.session, self.person.id, to_bytes(blank))

    def filled(self) -> None:
        """Stop waiting for words: they have come, or are not wanted any more."""
        listening.clear(self.here.session, self.person.id)

    def send(self, outgoing: Outgoing) -> None:
        """Send a picture or a file."""
        put(self.here, self.person.id, outgoing, About())

    def script(self, number: int) -> Script:
        """Return the script of a round."""
        return scripts.get(self.here.session, rounds.head(self.here.session, number).digest)

    def owns(self, number: int) -> bool:
        """Tell whether there is such a round in the network of this desk."""
        session = self.here.session
        there = rounds.exists(session, number)
        return there and rounds.head(session, number).network == self.member.network


def at_desk(here: Here, person: Person, member: Membership, under: Ours | None = None) -> AtDesk:
    """Return somebody at the desk of the network of this membership."""
    return AtDesk(here, person, member, scenes.filled_in_of(here, member.network), under)
