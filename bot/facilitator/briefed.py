"""What somebody of the steering group does about the brief, and how the desk learns of it."""

from __future__ import annotations

from collections.abc import Callable

from bot.facilitator.here import Here
from bot.facilitator.listening import Blank, to_bytes
from bot.facilitator.telling import About, tell
from bot.language import Translator, translator
from bot.message import Message
from bot.roles import DESK, STEERING
from bot.wording import briefed as words
from bot.wording.briefed import ASK, NOTED, PREPARE
from storage import listening, memberships, people
from storage.memberships import Membership
from storage.people import Person

#: The longest question that is handed on.
LONGEST = 600


def answer(here: Here, person: Person, member: Membership, what: str) -> bool:
    """Do what was pressed below a brief; return whether it was that."""
    if what not in (NOTED, ASK, PREPARE) or STEERING not in member.roles:
        return False
    t = translator(person.language)
    if what == NOTED:
        tell(here, person.id, words.thanks(t), About())
    elif what == ASK:
        tell(here, person.id, words.what_question(t), About())
        listening.put(here.session, person.id, to_bytes(Blank(ASK, (str(member.id),))))
    else:
        _tell_desk(here, member, lambda s: words.prepares(member.name, member.body, s))
        tell(here, person.id, words.handed_on(t), About())
    return True


def asked(here: Here, person: Person, blank: Blank, written: str) -> None:
    """Hand on a question."""
    (number,) = blank.to
    member = memberships.get(here.session, int(number))
    listening.clear(here.session, person.id)
    said = written[:LONGEST]
    _tell_desk(here, member, lambda s: words.asks(member.name, member.body, said, s))
    tell(here, person.id, words.handed_on(translator(person.language)), About())


def _tell_desk(here: Here, member: Membership, said: Callable[[Translator], Message]) -> None:
    for each in memberships.of_network(here.session, member.network):
        if each.roles & DESK and each.id != member.id:
            reader = people.get(here.session, each.person)
            tell(here, reader.id, said(translator(reader.language)), About(provoked=False))
