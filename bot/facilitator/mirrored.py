"""What somebody says about a result, and how the coordination learns of it: by their wish only."""

from __future__ import annotations

from bot.facilitator import scenes
from bot.facilitator.here import Here
from bot.facilitator.listening import Blank, to_bytes
from bot.facilitator.telling import About, tell
from bot.language import Translator, translator
from bot.message import Message
from bot.roles import DESK
from bot.wording import mirrored as words
from bot.wording.mirrored import MISSING, RIGHT, TALK, TELL
from storage import listening, memberships, people, rounds
from storage.memberships import Membership
from storage.people import Person

#: The longest that is handed on.
LONGEST = 600


def answer(here: Here, person: Person, member: Membership, what: str, round: str) -> bool:
    """Do what was pressed below a result; return whether it was that."""
    if what not in (RIGHT, MISSING, TALK, TELL) or not _took_part(here, member, round):
        return False
    t = translator(person.language)
    match what:
        case "right":
            tell(here, person.id, words.thanks(t), About())
        case "missing":
            tell(here, person.id, words.what_is_missing(t), About())
            blank = Blank(MISSING, (str(member.id), round))
            listening.put(here.session, person.id, to_bytes(blank))
        case "talk":
            host = scenes.filled_in_of(here, member.network).host(here.premises.transport)
            tell(here, person.id, words.talk(int(round), host, t), About(whose=str(member.id)))
        case _:
            _tell_desk(here, member, round, "")
            tell(here, person.id, words.handed_on(t), About())
    return True


def missing(here: Here, person: Person, blank: Blank, written: str) -> None:
    """Hand on what somebody misses in a result."""
    number, round = blank.to
    member = memberships.get(here.session, int(number))
    listening.clear(here.session, person.id)
    _tell_desk(here, member, round, written[:LONGEST])
    tell(here, person.id, words.handed_on(translator(person.language)), About())


def _tell_desk(here: Here, member: Membership, round: str, written: str) -> None:
    for each in memberships.of_network(here.session, member.network):
        if each.roles & DESK and each.id != member.id:
            reader = people.get(here.session, each.person)
            said = _said(here, member, round, written, translator(reader.language))
            tell(here, reader.id, said, About(provoked=False))


def _said(here: Here, member: Membership, round: str, written: str, t: Translator) -> Message:
    title = scenes.script(here, int(round)).title.within(t.language)
    if written:
        return words.is_missing(member.name, member.body, title, written, t)
    return words.would_like_to_talk(member.name, member.body, title, t)


def _took_part(here: Here, member: Membership, round: str) -> bool:
    return round in {str(number) for number, _ in rounds.of_member(here.session, member.id)}
