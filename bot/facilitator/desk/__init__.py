"""What a coordination, its deputy and its facilitator do, each with the same rights.

A command begins something, a button goes on with it, and typed words fill in a form. Every one of
them names the membership through which somebody acts; it counts only while that is at the desk.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.channels.heard import Pressed, Typed
from bot.channels.presses import Act
from bot.facilitator import minding
from bot.facilitator.desk import (
    calendar,
    checkins,
    choosing,
    deciding,
    drafting,
    inviting,
    leading,
    planning,
    reading,
    staffing,
    standing,
)
from bot.facilitator.desk.at_desk import AtDesk, at_desk
from bot.facilitator.here import Here
from bot.facilitator.listening import Blank
from bot.facilitator.telling import About, tell, tick
from bot.language import N_, languages, translator
from bot.menu import BEGIN, Do
from bot.roles import DESK
from bot.wording import guarding
from dialogs import guard
from storage import memberships
from storage.memberships import Membership
from storage.people import Person

#: Keeps words that the guard has asked about.
KEEP = "keep"

#: What a command begins.
COMMANDS: Mapping[str, Callable[[AtDesk], None]] = {
    N_("/invite"): inviting.invite,
    N_("/people"): staffing.people_of,
    N_("/round"): planning.dialogs,
    N_("/status"): standing.status,
    N_("/draft"): drafting.drafts,
    N_("/read"): reading.queue,
    N_("/calendar"): calendar.calendar,
    N_("/checkins"): checkins.sets,
}

#: What a button does; its words say to what.
VERBS: Mapping[str, Callable[[AtDesk, tuple[str, ...]], None]] = {
    **inviting.VERBS,
    **staffing.VERBS,
    **planning.VERBS,
    **standing.VERBS,
    **leading.VERBS,
    **drafting.VERBS,
    **reading.VERBS,
    **calendar.VERBS,
    **checkins.VERBS,
    **deciding.VERBS,
}

#: What fills in a form.
FORMS: Mapping[str, Callable[[AtDesk, tuple[str, ...], str], None]] = {
    **staffing.FORMS,
    **planning.FORMS,
    **leading.FORMS,
    **drafting.FORMS,
    **reading.FORMS,
    **calendar.FORMS,
    **checkins.FORMS,
    **deciding.FORMS,
}


def command(here: Here, person: Person, word: str) -> bool:
    """Begin what a command says; return False where it is no command of this person."""
    begin = _commands().get(word.casefold())
    mine = _at_desks(here, person)
    if begin is None or not mine:
        return False
    if len(mine) > 1:
        choosing.which(here, person, mine, word.casefold())
    else:
        begin(at_desk(here, person, mine[0]))
    return True


def act(here: Here, person: Person, act: Act, pressed: Pressed) -> None:
    """Do what a button says, where the one who pressed it is still at that desk."""
    whose, *to = act.to
    member = _mine(here, person, whose)
    if member is None:
        return
    if pressed.under is not None and act.verb not in _STAYS:
        tick(here, person.id, pressed.under, pressed.data, About())
    if act.verb == BEGIN:
        _commands()[to[0]](at_desk(here, person, member))
    elif act.verb == KEEP:
        _keep(at_desk(here, person, member), tuple(to), pressed)
    elif act.verb in VERBS:
        VERBS[act.verb](at_desk(here, person, member, pressed.under), tuple(to))


def fill(here: Here, person: Person, blank: Blank, typed: Typed) -> None:
    """Fill in a form with what was typed, unless the guard has something to say about it first."""
    whose, *to = blank.to
    member = _mine(here, person, whose)
    if member is None or blank.form not in FORMS:
        return
    minding.remove_refused(here, person)
    desk = at_desk(here, person, member)
    verdict = guard.read(typed.words)
    if verdict.band == "accept":
        FORMS[blank.form](desk, tuple(to), typed.words.strip())
        return
    again = Do("", KEEP, (blank.form, *to)) if verdict.band == "ask" else None
    answer = guarding.at_the_desk(verdict, again, here.premises.transport, desk.t)
    tell(here, person.id, answer, About(whose=whose, replies_to=typed.message))
    if again is None:
        minding.remove_later(here, person, typed.message)


def _keep(desk: AtDesk, to: tuple[str, ...], pressed: Pressed) -> None:
    """Take doubtful words that have come back with the press, if they are no worse by now."""
    form, *rest = to
    words = pressed.under.answers if pressed.under is not None else None
    if words is not None and form in FORMS and guard.read(words).band != "refuse":
        FORMS[form](desk, tuple(rest), words.strip())


#: What can be pressed again and again under the same message.
_STAYS = frozenset(
    {
        *inviting.STAYS,
        *staffing.STAYS,
        *planning.STAYS,
        *standing.STAYS,
        *calendar.STAYS,
        *checkins.STAYS,
    }
)


def _commands() -> dict[str, Callable[[AtDesk], None]]:
    """Return every command in all of our languages."""
    spoken = [translator(tag) for tag in languages()]
    return {t.gettext(word): begin for word, begin in COMMANDS.items() for t in spoken}


def _at_desks(here: Here, person: Person) -> list[Membership]:
    mine = memberships.of_person(here.session, person.id)
    return [each for each in mine if each.roles & DESK]


def _mine(here: Here, person: Person, whose: str) -> Membership | None:
    return next((each for each in _at_desks(here, person) if str(each.id) == whose), None)
