"""What somebody did, and who takes it: a command, a button, words for a question, or nobody."""

from __future__ import annotations

import re
from typing import assert_never

from bot.channels import keyboards, presses
from bot.channels.heard import (
    Back,
    Edited,
    Gone,
    Group,
    Heard,
    Pressed,
    Sent,
    Typed,
    What,
)
from bot.channels.outgoing import NOTHING, Aftermath, Answer, Rekey
from bot.channels.presses import Act, Carried, Chosen, Giving, InRound, Marking, Unreadable
from bot.facilitator import answering, commanding, desk, forms, joining, minding, replying, trial
from bot.facilitator.here import Here
from bot.facilitator.listening import Asked, Blank, Listening, Over
from bot.facilitator.telling import About, heard_next, tell, tick
from bot.language import ENGLISH, translator
from bot.menu import command
from bot.message import Decision, Message
from bot.wording import refusals, warnings
from bot.wording import trial as trial_words
from dialogs.said import Promise, Refusal, Why
from storage import inbox, nudges, people, rounds
from storage.people import Person

#: What messengers show as a command.
_COMMAND = re.compile(r"/[A-Za-z0-9_]+(@\w+)?")


def hear(here: Here, heard: Heard) -> Aftermath:
    """Take in one thing, and answer it in the same transaction. A second delivery changes nothing.

    Nothing is kept of strangers, not even that they were here.
    """
    if isinstance(heard.what, Group):
        return joining.in_group(here, heard)
    if isinstance(heard.what, Pressed) and (turned := _turned(heard, heard.what)):
        return turned
    person = people.by_address(here.session, heard.chat)
    if person is None:
        return joining.stranger(here, heard)
    if inbox.admit(here.session, heard.key, here.now):
        _note_life(here, person)
        _take(here, person, heard, heard.what)
    return Aftermath(Answer(heard.what.query)) if isinstance(heard.what, Pressed) else NOTHING


def _note_life(here: Here, person: Person) -> None:
    """Note that somebody is there: they can be reached again, and have been heard of today."""
    if person.seen_on != here.now.date():
        people.change(here.session, person.id, seen_on=here.now.date(), asked_on=None)
    if not person.reachable:
        people.change(here.session, person.id, reachable=True)
        nudges.again(here.session, person.id, here.now)


def _take(here: Here, person: Person, heard: Heard, what: What) -> None:
    match what:
        case Typed():
            _typed(here, person, heard, what)
        case Pressed():
            _pressed(here, person, heard, what)
        case Edited():
            minding.edited(here, person, heard, what)
        case Sent():
            minding.sent(here, person, heard, what)
        case Gone():
            people.change(here.session, person.id, reachable=False)
        case Back():
            pass  # it is a sign of life like any other
        case Group():
            raise AssertionError("groups are no people")
        case _:
            assert_never(what)


# --- Words ---------------------------------------------------------------------------------------


def _typed(here: Here, person: Person, heard: Heard, typed: Typed) -> None:
    """Take words: for a command, for what was replied to, or for what was asked last."""
    word, _, rest = typed.words.strip().partition(" ")
    if word.startswith("/"):
        named = command(word.partition("@")[0])
        if named is not None:
            commanding.command(here, person, named, rest.strip(), heard)
            return
        if desk.command(here, person, word.partition("@")[0]):
            return
        if _COMMAND.fullmatch(typed.words.strip()):
            # Mistyped, or for somebody else: rather not understood than taken as an answer.
            _not_understood(here, person)
            return
    about = _about(here, person, typed)
    if isinstance(about, Blank):
        forms.fill(here, person, about, heard, typed)
    elif isinstance(about, Asked):
        answering.answer(here, person, about, heard, typed)
    elif not minding.worried(here, person, heard, typed.words):
        _not_understood(here, person)


def _about(here: Here, person: Person, typed: Typed) -> Asked | Blank | None:
    """Return what words are about: the message replied to, else what was asked last."""
    next_one: Listening | None = heard_next(here, person.id)
    if typed.to is not None:
        asked = answering.listens_of(here, person, typed.to)
        if asked is not None and rounds.exists(here.session, asked.round):
            # What is promised so far stands in no button.
            until = asked.listens.to == "until"
            same = isinstance(next_one, Asked) and next_one.listens.number == asked.listens.number
            return next_one if isinstance(next_one, Asked) and same and until else asked
    match next_one:
        case Asked() | Blank():
            return next_one
        case Over():
            return None
        case None:
            return answering.newest(here, person)


def _not_understood(here: Here, person: Person) -> None:
    t = translator(person.language)
    tell(here, person.id, warnings.unknown(here.premises.doors, t), About())


# --- Buttons -------------------------------------------------------------------------------------


def _turned(heard: Heard, pressed: Pressed) -> Aftermath | None:
    """Return the keyboard after a press on a half-made answer, which nobody keeps."""
    under = pressed.under
    if under is None:
        return None
    match _read(pressed):
        case Marking(at_most=most) as marking:
            keys = keyboards.marked(under.keys, marking)
            full = Refusal(Why.TOO_MANY, {"most": most or 0})
        case Giving(total=total) as giving:
            keys = keyboards.given(under.keys, giving)
            full = Refusal(Why.TOO_MANY_POINTS, {"points": total})
        case _:
            return None
    if keys is None:
        words = refusals.sentence(full, translator(heard.language or ENGLISH))
        return Aftermath(Answer(pressed.query, words, alert=True))
    return Aftermath(Answer(pressed.query), heard.chat, (Rekey(under.message, keys),))


def _read(pressed: Pressed) -> Carried | None:
    try:
        return presses.read(pressed.data)
    except Unreadable:
        return None


def _pressed(here: Here, person: Person, heard: Heard, pressed: Pressed) -> None:
    match _read(pressed):
        case InRound() as carried:
            _in_round(here, person, pressed, carried)
        case Chosen() as chosen:
            commanding.chosen(here, person, chosen, heard, pressed)
        case Act(verb=trial_words.AGREES | trial_words.DECLINES as verb, to=to):
            if pressed.under is not None:
                tick(here, person.id, pressed.under, pressed.data, About())
            trial.answered(here, person, to, agrees=verb == trial_words.AGREES)
        case Act() as act:
            desk.act(here, person, act, pressed)
        case _:
            # A button of a version that nobody remembers, or one half-made and out of sight.
            _over(here, person)


def _over(here: Here, person: Person) -> None:
    t = translator(person.language)
    tell(here, person.id, Message(refusals.sentence(Refusal(Why.CLOSED), t)), About())


def _in_round(here: Here, person: Person, pressed: Pressed, carried: InRound) -> None:
    press, under = carried.press, pressed.under
    if not rounds.exists(here.session, carried.round):
        _over(here, person)
        return
    words = under.answers if under is not None else None
    if isinstance(press, Decision):
        if under is not None:
            opening = rounds.head(here.session, carried.round).opening
            about = About(carried.round, opening.number if opening else None)
            tick(here, person.id, under, pressed.data, about)
        answering.decide(here, person, carried.round, press, words)
    elif isinstance(press.said, Promise):
        answering.promise(here, person, carried.round, press, pressed.data, under)
    else:
        replying.reply(here, person, carried.round, press, acted_on=under, pressed=pressed.data)
