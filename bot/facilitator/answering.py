"""Words for a question: read by the guard before anything is kept, then handed on."""

from __future__ import annotations

from dataclasses import replace

from bot.channels import presses
from bot.channels.heard import Heard, Ours, Typed
from bot.channels.outgoing import Key
from bot.channels.presses import InRound, Unreadable
from bot.facilitator import minding, replying, scenes
from bot.facilitator.here import Here
from bot.facilitator.listening import Asked
from bot.facilitator.telling import About, heard_next, tell
from bot.message import Choice, Decision, Listens, Press
from bot.typed import is_button, typed
from bot.wording import guarding
from dialogs import guard
from dialogs.asking import question_of
from dialogs.guard import Verdict
from dialogs.said import Back, Promise, Reason, Refusal, Why, Withdraw
from storage import rounds, shown
from storage.people import Person
from storage.rounds import Head


def listens_of(here: Here, person: Person, ours: Ours) -> Asked | None:
    """Return what words mean in reply to one of our messages: its buttons tell, or its number."""
    told = _told_by_buttons(ours)
    if told is not None:
        return told
    about = shown.about(here.session, person.id, ours.message)
    if about is None or about.ask.step == shown.NO_STEP:
        return None
    return Asked(about.round, Listens("answer", about.ask))


def _told_by_buttons(ours: Ours) -> Asked | None:
    carried = [each for key in _all(ours) if isinstance(each := _read(key), InRound)]
    said = {type(each.press.said): each for each in carried}
    for each in (said.get(Reason), said.get(Promise), said.get(Withdraw), *carried):
        if each is None or each.press.number is None or isinstance(each.press, Decision):
            continue
        match each.press.said:
            case Reason():
                to, answer = Listens("reason", each.press.number, each.press.answer), None
            case Promise():
                to, answer = Listens("until", each.press.number, each.press.answer), None
            case _:
                to, answer = Listens("answer", each.press.number), each.press.answer
        before = said.get(Back)
        own = None if isinstance(each.press.said, Back) else answer
        listens = replace(
            to, answer=to.answer or own, before=before.press.answer if before else None
        )
        return Asked(each.round, listens)
    return None


def newest(here: Here, person: Person) -> Asked | None:
    """Return the newest question that is open for somebody and that they have seen."""
    for number, ask in rounds.open_for(here.session, person.id):
        if shown.messages(here.session, person.id, number, ask):
            return Asked(number, Listens("answer", ask))
    return None


def answer(here: Here, person: Person, about: Asked, heard: Heard, words: Typed) -> None:
    """Take words for a question, unless the guard has something to say about them first."""
    minding.remove_refused(here, person)
    if is_button(words.words, person.language) or not _guarded(here, person, about, heard, words):
        take(here, person, about, words.words, typed_as=words.message)


def take(
    here: Here, person: Person, about: Asked, words: str, *, typed_as: int | None = None
) -> None:
    """Hand on words that may be kept."""
    head = rounds.head(here.session, about.round)
    today = scenes.local(here, scenes.filled_in_of(here, head.network)).date()
    meant = typed(words, about.listens, today, person.language)
    if isinstance(meant, Refusal):
        replying.refuse(here, person, about.round, meant, about.listens.number)
        return
    replying.reply(here, person, about.round, meant, typed_as=typed_as)


def decide(here: Here, person: Person, round: int, decision: Decision, words: str | None) -> None:
    """Do what somebody wants done with doubtful words, which have come back with the press.

    They may have been edited meanwhile, so they are read once more: only what was asked about may
    be kept by a press.
    """
    about = Asked(round, _whole(here, person, decision.listens))
    if decision.choice is not Choice.KEEP or words is None:
        undone = decision if words is not None else replace(decision, choice=Choice.CHANGE)
        tell(here, person.id, guarding.after(undone, person.language), About(round))
    elif (verdict := _verdict(here, about, words)).band == "refuse" or verdict.danger:
        minding.refused(here, person, network_of(here, about), words, verdict)
    else:
        take(here, person, about, words)


def promise(
    here: Here, person: Person, round: int, press: Press, pressed: str, under: Ours | None
) -> None:
    """Take the day of a promise; the promise itself comes back with the press."""
    assert isinstance(press.said, Promise)
    assert press.number is not None
    about = Asked(round, Listens("answer", press.number, press.answer))
    words = under.answers if under is not None else None
    if words is None:
        replying.refuse(here, person, round, Refusal(Why.CLOSED), press.number)
    elif (verdict := _verdict(here, about, words)).band == "refuse" or verdict.danger:
        minding.refused(here, person, network_of(here, about), words, verdict)
    else:
        whole = replace(press, said=replace(press.said, what=words.strip()))
        replying.reply(here, person, round, whole, acted_on=under, pressed=pressed)


def network_of(here: Here, about: Asked) -> int:
    """Return the network in which something was asked."""
    return rounds.head(here.session, about.round).network


# --- The guard -----------------------------------------------------------------------------------


def _guarded(here: Here, person: Person, about: Asked, heard: Heard, words: Typed) -> bool:
    """Answer words that are not to be kept as they are; tell whether that was so."""
    verdict = _verdict(here, about, words.words)
    head = rounds.head(here.session, about.round)
    kept = about.listens.to == "reason" or _wordy(here, head, about.listens)
    page = scenes.filled_in_of(here, head.network)
    where = guarding.Where(
        host=page.host(here.premises.transport),
        now=here.now,
        sent=heard.at or here.now,
        operator=page.operator,
        land=page.calm.land,
    )
    listens = about.listens if kept else None
    answer = guarding.answer(verdict, words.words, listens, where, person.language)
    if answer is None:
        return False
    told = About(about.round, about.listens.number.opening, replies_to=words.message)
    tell(here, person.id, answer, told)
    if verdict.band == "refuse" and not verdict.danger:
        minding.remove_later(here, person, words.message)
    return True


def _verdict(here: Here, about: Asked, words: str) -> Verdict:
    opening = rounds.head(here.session, about.round).opening
    script, number = scenes.script(here, about.round), about.listens.number
    asked = None
    if opening is not None and opening.number == number.opening:
        asked = question_of(script, opening, number)
    return guard.read(words, (asked and asked.guard) or script.guard)


def _wordy(here: Here, head: Head, listens: Listens) -> bool:
    opening = head.opening
    if opening is None or opening.number != listens.number.opening:
        return False
    return question_of(scenes.script(here, head.number), opening, listens.number).wordy


def _whole(here: Here, person: Person, listens: Listens) -> Listens:
    """Return what doubtful words were an answer to, with what is promised so far."""
    if listens.to != "until":
        return listens
    now = heard_next(here, person.id)
    same = isinstance(now, Asked) and now.listens.number == listens.number
    return now.listens if same and isinstance(now, Asked) else listens


def _all(ours: Ours) -> list[Key]:
    return [key for row in ours.keys for key in row if isinstance(key, Key)]


def _read(key: Key) -> presses.Carried | None:
    try:
        return presses.read(key.data)
    except Unreadable:
        return None
