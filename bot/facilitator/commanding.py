"""What people ask for beside rounds: by a command, or by the button that does the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta

from bot.channels.heard import Heard, Pressed
from bot.channels.outgoing import Key
from bot.channels.presses import Chosen
from bot.facilitator import (
    away,
    briefed,
    joining,
    leaving,
    mirrored,
    registering,
    replying,
    rhythms,
    rights,
    scenes,
    snoozing,
    trends,
)
from bot.facilitator.here import Here
from bot.facilitator.telling import About, tell, tick
from bot.language import translator
from bot.menu import Command
from bot.message import Message
from bot.roles import DESK
from bot.sheet import Sheet
from bot.wording import arriving, registration, strangers
from bot.wording import leaving as leave_words
from bot.wording import privacy as privacy_words
from bot.wording import rights as right_words
from bot.wording.arriving import AGREE, DECLINE
from bot.wording.notice import blocks
from bot.wording.registration import ASK, BODY, NAME
from dialogs.schedule import at_wall
from storage import memberships, nudges, people, rounds
from storage.memberships import Membership
from storage.people import Person

#: Does what a command says for somebody in one of their networks; ``detail`` is what was chosen.
Doing = Callable[[Here, Person, Membership, str], None]

#: Commands that are about a person, whatever networks they belong to.
_OF_EVERYBODY = (Command.OPEN, Command.PAUSE, Command.RESUME, Command.RESTRICT)


def command(here: Here, person: Person, named: Command, rest: str, heard: Heard) -> None:
    """Do what was typed; what stands behind a command matters for an invitation only."""
    if named is Command.START and rest:
        tell(here, person.id, joining.arrive(here, person, rest, heard), About(whose=rest))
        return
    mine = memberships.of_person(here.session, person.id)
    if not mine:
        tell(here, person.id, strangers.needs_invitation(translator(person.language)), About())
    elif len(mine) == 1 or named in _OF_EVERYBODY:
        _do(here, person, mine[-1], named, "")
    else:
        tell(here, person.id, _which(here, person, mine, named), About())


def chosen(here: Here, person: Person, chosen: Chosen, heard: Heard, pressed: Pressed) -> None:
    """Do what a button of the menu says."""
    if chosen.command is Command.START:
        _before(here, person, chosen, heard, pressed)
        return
    member = _member(here, person, chosen.whose)
    if member is None:
        tell(here, person.id, strangers.needs_invitation(translator(person.language)), About())
        return
    if pressed.under is not None and chosen.detail and not snoozing.only_asks(chosen.detail):
        tick(here, person.id, pressed.under, pressed.data, About())
    if chosen.command is Command.CORRECT:
        _correct(here, person, member, chosen.detail, heard)
    else:
        _do(here, person, member, chosen.command, chosen.detail)


# --- One command after the other -----------------------------------------------------------------


def _do(  # noqa: C901, PLR0912 - one line a command
    here: Here, person: Person, member: Membership, named: Command, detail: str
) -> None:
    match named:
        case Command.START | Command.HELP:
            _help(here, person, member)
        case Command.OPEN if snoozing.answer(here, person, member, *_parted(detail)):
            pass
        case Command.OPEN:
            _open(here, person)
        case Command.PAUSE:
            _pause(here, person, member, detail)
        case Command.RESUME:
            _resume(here, person)
        case Command.PRIVACY:
            _privacy(here, person, member, detail)
        case Command.LEAVE:
            leaving.leave(here, person, member, detail)
        case Command.CORRECT:
            t = translator(person.language)
            _say(here, person, member, registering.correcting(member, t))
        case Command.ACCESS:
            rights.access(here, person, member, detail)
        case Command.ERASE:
            rights.erase(here, person, member, detail)
        case Command.RHYTHM:
            rhythms.settle(here, person, member, detail)
        case Command.TREND:
            trends.show(here, person, member, detail)
        case Command.RESTRICT:
            rights.restrict(here, person)
        case Command.CONTACT if briefed.answer(here, person, member, detail):
            pass
        case Command.CONTACT if mirrored.answer(here, person, member, *_parted(detail)):
            pass
        case Command.CONTACT | Command.OBJECT | Command.WITHDRAW:
            notice = joining.notice_of(here, _page(here, member))
            contacts = privacy_words.contacts(notice, translator(person.language))
            _say(here, person, member, contacts)


def _parted(detail: str) -> tuple[str, str]:
    what, _, to = detail.partition("=")
    return what, to


def _help(here: Here, person: Person, member: Membership) -> None:
    page, t = _page(here, member), translator(person.language)
    host, doors = page.host(here.premises.transport), here.premises.doors
    _say(here, person, member, arriving.possible(page.operator, host, doors, t))
    if member.roles & DESK:
        tell(here, person.id, registration.desk(t), About())


def _open(here: Here, person: Person) -> None:
    if not replying.show(here, person):
        tell(here, person.id, right_words.nothing_open(translator(person.language)), About())


def _pause(here: Here, person: Person, member: Membership, detail: str) -> None:
    t = translator(person.language)
    if not detail.isdecimal() or int(detail) not in leave_words.PAUSES:
        _say(here, person, member, leave_words.how_long(t))
        return
    last = _today(here, member) + timedelta(weeks=int(detail))
    until = at_wall(datetime.combine(last, time()), _page(here, member).calm.zone)
    people.change(here.session, person.id, paused_until=until)
    nudges.again(here.session, person.id, here.now)
    for number, _ in rounds.open_for(here.session, person.id):
        away.settle(here, number)
    _say(here, person, member, leave_words.paused(last, here.premises.doors, t))


def _resume(here: Here, person: Person) -> None:
    people.change(here.session, person.id, paused_until=None, restricted=False)
    nudges.again(here.session, person.id, here.now)
    t = translator(person.language)
    tell(here, person.id, leave_words.resumed(here.premises.doors, t), About())


def _privacy(here: Here, person: Person, member: Membership, detail: str) -> None:
    notice, t = joining.notice_of(here, _page(here, member)), translator(person.language)
    if detail.isdecimal():
        every = blocks(notice, t)
        _say(here, person, member, every[min(max(int(detail), 1), len(every)) - 1])
    else:
        _say(here, person, member, privacy_words.overview(notice, t))


def _correct(here: Here, person: Person, member: Membership, detail: str, heard: Heard) -> None:
    """Ask once more for something, or take what was chosen; names stand on their buttons."""
    what, equals, value = detail.partition("=")
    if what.startswith(ASK):
        registering.ask(here, person, member, what.removeprefix(ASK), heard.called)
    elif equals:
        registering.choose(here, person, member, what, value, heard.called)
    elif what in (NAME, BODY) and (label := _label(heard)):
        registering.called(here, person, member, what, label)
    else:
        _do(here, person, member, Command.CORRECT, "")


def _before(here: Here, person: Person, chosen: Chosen, heard: Heard, pressed: Pressed) -> None:
    """Let somebody we know from another network read and agree once more.

    Who takes part already may press the buttons of back then, or the same one twice.
    """
    token, t = chosen.whose, translator(person.language)
    if pressed.under is not None:
        tick(here, person.id, pressed.under, pressed.data, About())
    if joining.takes_part(here, person, token):
        tell(here, person.id, strangers.already_here(t), About())
    elif chosen.detail == AGREE and joining.is_valid(here, token):
        joining.agreed(here, heard, token)
    elif chosen.detail == DECLINE:
        tell(here, person.id, arriving.declined_another(t), About())
    else:
        tell(here, person.id, joining.shown(here, chosen, t), About(whose=token))


# --- Whose, where, when --------------------------------------------------------------------------


def _member(here: Here, person: Person, whose: str) -> Membership | None:
    """Return the membership a button is for, if it is the person's own."""
    mine = memberships.of_person(here.session, person.id)
    if not whose:
        return mine[-1] if mine else None
    return next((each for each in mine if str(each.id) == whose), None)


def _which(here: Here, person: Person, mine: Sequence[Membership], named: Command) -> Message:
    names = {str(each.id): _page(here, each).host(None).network for each in mine}
    return right_words.which_network(names, named, translator(person.language))


def _page(here: Here, member: Membership) -> Sheet:
    return scenes.filled_in_of(here, member.network)


def _today(here: Here, member: Membership) -> date:
    return scenes.local(here, _page(here, member)).date()


def _say(here: Here, person: Person, member: Membership, message: Message) -> None:
    tell(here, person.id, message, About(whose=str(member.id)))


def _label(heard: Heard) -> str:
    """Return what stands on the button that was pressed."""
    pressed = heard.what
    if not isinstance(pressed, Pressed) or pressed.under is None:
        return ""
    every = (key for row in pressed.under.keys for key in row if isinstance(key, Key))
    return next((key.label for key in every if key.data == pressed.data), "")
