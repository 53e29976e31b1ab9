"""Words that fill something in and are no answer in a round: read for danger, then handed on."""

from __future__ import annotations

from bot.channels.heard import Heard, Typed
from bot.facilitator import briefed, desk, minding, mirrored, registering
from bot.facilitator.here import Here
from bot.facilitator.listening import Blank
from bot.facilitator.telling import About, tell
from bot.language import translator
from bot.wording import guarding
from bot.wording.briefed import ASK
from bot.wording.mirrored import MISSING
from bot.wording.registration import BODY, NAME
from dialogs import guard
from storage.people import Person


def fill(here: Here, person: Person, blank: Blank, heard: Heard, typed: Typed) -> None:
    """Take what was typed, unless it sounds as if somebody were in danger."""
    if minding.worried(here, person, heard, typed.words):
        return
    if blank.form in (NAME, BODY):
        registering.write(here, person, blank, typed.words)
    elif blank.form in (MISSING, ASK):
        _to_the_desk(here, person, blank, typed)
    else:
        desk.fill(here, person, blank, typed)


def _to_the_desk(here: Here, person: Person, blank: Blank, typed: Typed) -> None:
    """Hand words on to the coordination, unless somebody could be found by them."""
    verdict = guard.read(typed.words)
    if verdict.band == "refuse":
        transport, t = here.premises.transport, translator(person.language)
        about = About(replies_to=typed.message)
        tell(here, person.id, guarding.at_the_desk(verdict, None, transport, t), about)
        minding.remove_later(here, person, typed.message)
    elif blank.form == ASK:
        briefed.asked(here, person, blank, typed.words)
    else:
        mirrored.missing(here, person, blank, typed.words)
