"""What somebody tells about themselves when they join: level, field, the name and body they show.

One question a message, and each is asked until it is answered; later the same questions correct
what has changed.
"""

from __future__ import annotations

from bot.channels.heard import Heard
from bot.facilitator import arrivals, scenes, telling
from bot.facilitator.here import Here
from bot.facilitator.listening import Blank, to_bytes
from bot.facilitator.telling import About, tell
from bot.fields import FIELDS
from bot.language import Translator, languages, translator
from bot.levels import LEVELS
from bot.message import Message
from bot.roles import DESK
from bot.wording import registration
from bot.wording.registration import BODY, FIELD, LANGUAGE, LEVEL, NAME
from storage import listening, memberships, people
from storage.memberships import Membership
from storage.people import Person

#: The longest name, and the longest name of a body, that is shown with a contribution.
LONGEST = 60

#: So many bodies are offered on buttons.
MOST_BODIES = 12


def begin(here: Here, person: Person, member: Membership, heard: Heard) -> None:
    """Thank somebody who has just agreed, and ask the first question."""
    t = translator(person.language)
    tell(here, person.id, registration.welcome(t), About())
    go_on(here, person, member, heard.called)


def go_on(here: Here, person: Person, member: Membership, called: str = "") -> None:
    """Ask for what is still missing; when nothing is, tell the person and the coordination."""
    missing = next((each for each in (LEVEL, FIELD, NAME, BODY) if not _has(member, each)), None)
    if missing is not None:
        ask(here, person, member, missing, called)
    else:
        _complete(here, person, member)


def ask(here: Here, person: Person, member: Membership, what: str, called: str = "") -> None:
    """Ask for one thing; typed words are the answer to the last two."""
    t = translator(person.language)
    message: Message
    match what:
        case "level":
            message = registration.which_level(t)
        case "field":
            message = registration.which_field(t)
        case "language":
            message = registration.which_language(languages(), t)
        case "name":
            message = registration.which_name(called, t)
        case _:
            message = registration.which_body(_bodies(here, member), t)
    tell(here, person.id, message, About(whose=str(member.id)))
    if what in (NAME, BODY):
        blank = Blank(what, (str(member.id), called))
        listening.put(here.session, person.id, to_bytes(blank))


def choose(
    here: Here, person: Person, member: Membership, what: str, chosen: str, called: str
) -> None:
    """Take what was chosen by a button."""
    if what == LANGUAGE and chosen in languages():
        people.change(here.session, person.id, language=chosen)
        tell(here, person.id, registration.speaks(translator(chosen)), About())
    elif chosen in {LEVEL: LEVELS, FIELD: FIELDS}.get(what, {}):
        _fill(here, person, member, what, chosen, called)


def called(here: Here, person: Person, member: Membership, what: str, label: str) -> None:
    """Take the name or body that stood on a button."""
    _fill(here, person, member, what, label)


def correcting(member: Membership, t: Translator) -> Message:
    """Return what somebody has told about themselves, to be changed."""
    return registration.correcting(member, t)


def write(here: Here, person: Person, blank: Blank, words: str) -> None:
    """Take what was typed."""
    member = memberships.get(here.session, int(blank.to[0]))
    shown = " ".join(words.split())
    if not 0 < len(shown) <= LONGEST:
        t = translator(person.language)
        tell(here, person.id, registration.too_long(LONGEST, t), About())
        return
    _fill(here, person, member, blank.form, shown, *blank.to[1:])


def _fill(
    here: Here, person: Person, member: Membership, what: str, chosen: str, called: str = ""
) -> None:
    corrects = _has(member, what)
    memberships.change(here.session, member.id, **{what: chosen})
    changed = memberships.get(here.session, member.id)
    now = telling.heard_next(here, person.id)
    if isinstance(now, Blank) and now.form == what:
        listening.clear(here.session, person.id)
    if corrects:
        t = translator(person.language)
        tell(here, person.id, registration.corrected(changed, t), About())
    else:
        go_on(here, person, changed, called)


def _bodies(here: Here, member: Membership) -> list[str]:
    """Return the bodies of those whom the coordination knows, for the next one to choose from."""
    every = memberships.of_network(here.session, member.network)
    return sorted({each.body for each in every if each.body and each.confirmed_at})[:MOST_BODIES]


def _has(member: Membership, what: str) -> bool:
    return bool(getattr(member, what))


def _complete(here: Here, person: Person, member: Membership) -> None:
    page, t = scenes.filled_in_of(here, member.network), translator(person.language)
    host, coordinates = page.host(here.premises.transport), bool(member.roles & DESK)
    whole = registration.complete(member, host, t, coordinates=coordinates)
    tell(here, person.id, whole, About())
    tell(here, person.id, registration.numbers_to_keep(page.operator, t), About(pins=True))
    if coordinates:
        memberships.change(here.session, member.id, confirmed_at=here.now)
        tell(here, person.id, registration.desk(t), About())
    else:
        arrivals.tell_soon(here, member.network, page)
