"""Words that fill something in and are no answer in a round: read for danger, then handed on."""

from __future__ import annotations

from bot.channels.heard import Heard, Typed
from bot.facilitator import desk, minding, mirrored, registering
from bot.facilitator.here import Here
from bot.facilitator.listening import Blank
from bot.wording.mirrored import MISSING
from bot.wording.registration import BODY, NAME
from storage.people import Person


def fill(here: Here, person: Person, blank: Blank, heard: Heard, typed: Typed) -> None:
    """Take what was typed, unless it sounds as if somebody were in danger."""
    if minding.worried(here, person, heard, typed.words):
        return
    if blank.form in (NAME, BODY):
        registering.write(here, person, blank, typed.words)
    elif blank.form == MISSING:
        mirrored.missing(here, person, blank, typed.words)
    else:
        desk.fill(here, person, blank, typed)
