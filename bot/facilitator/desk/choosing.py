"""Which of several networks somebody acts for."""

from __future__ import annotations

from collections.abc import Sequence

from bot.channels import presses
from bot.channels.outgoing import Key, Send
from bot.channels.presses import Act
from bot.channels.writing import written
from bot.facilitator import scenes
from bot.facilitator.here import Here
from bot.facilitator.telling import About, put
from bot.language import translator
from bot.menu import BEGIN
from bot.wording import rights
from storage.memberships import Membership
from storage.people import Person


def which(here: Here, person: Person, mine: Sequence[Membership], word: str) -> None:
    """Ask which network a command is about."""
    names = {each: scenes.filled_in_of(here, each.network).network for each in mine}
    keys = tuple(
        (Key(name, presses.write(Act(BEGIN, (str(each.id), word)))),)
        for each, name in names.items()
    )
    question = rights.about_which(translator(person.language))
    put(here, person.id, Send(written(question), keys), About())
