"""What is minded whatever is open: worry, details of people, pictures, second thoughts."""

from __future__ import annotations

from datetime import timedelta

from bot.channels.heard import Edited, Heard, Sent
from bot.channels.outgoing import Delete
from bot.facilitator import scenes
from bot.facilitator.here import Here
from bot.facilitator.telling import About, put, tell
from bot.language import translator
from bot.wording import guarding, warnings
from dialogs import guard
from dialogs.guard import Verdict
from storage import memberships, moments, networks, refusals
from storage.people import Person

#: The kind of moment at which a refused text disappears, and what it is about.
REMOVAL = "removal"

#: How long a refused text stays in its chat, so that nobody loses what they want to keep of it.
STAYS = timedelta(minutes=10)


def worried(here: Here, person: Person, heard: Heard, words: str) -> bool:
    """Answer words that sound like somebody in danger; tell whether they do.

    It is the one thing that is read for also where nothing was asked.
    """
    verdict = guard.read(words)
    if not verdict.danger:
        return False
    where = _where(here, person, heard)
    tell(here, person.id, guarding.worried(where, translator(person.language)), About())
    return True


def edited(here: Here, person: Person, heard: Heard, edited: Edited) -> None:
    """Answer a text that was changed afterwards: nothing of it is kept, and no answer changes."""
    if not worried(here, person, heard, edited.words):
        t = translator(person.language)
        tell(here, person.id, warnings.changed(t), About(replies_to=edited.message))


def sent(here: Here, person: Person, heard: Heard, sent: Sent) -> None:
    """Answer everything that is no text, and take it out of the chat."""
    if sent.caption and worried(here, person, heard, sent.caption):
        return
    t = translator(person.language)
    told = warnings.media(t, voice=sent.kind == "voice", removed=True)
    put(here, person.id, Delete(sent.message), About())
    tell(here, person.id, told, About())


def refused(here: Here, person: Person, network: int, words: str, verdict: Verdict) -> None:
    """Say once more why words are not kept, where they came back with a press."""
    page = scenes.filled_in_of(here, network)
    where = guarding.Where(
        page.host(here.premises.transport), here.now, here.now, page.operator, page.calm.land
    )
    answer = guarding.refusal(verdict, words, where, person.language)
    tell(here, person.id, answer, About())


def remove_later(here: Here, person: Person, message: int) -> None:
    """Take a refused text out of its chat in ten minutes, or when the person writes anew.

    That there was one is counted, in the network they have joined last.
    """
    for member in memberships.of_person(here.session, person.id)[-1:]:
        refusals.note(here.session, member.network, here.fresh(), here.now.date())
    subject = f"{person.id}/{message}"
    moments.plan(here.session, REMOVAL, subject, "", here.now + STAYS)


def remove_refused(here: Here, person: Person) -> None:
    """Take what was refused out of the chat at once: the person has written anew."""
    for subject in moments.subjects(here.session, REMOVAL, f"{person.id}/"):
        moments.clear(here.session, REMOVAL, subject)
        remove(here, subject)


def remove(here: Here, subject: str) -> None:
    """Take it out now."""
    person, message = map(int, subject.split("/"))
    put(here, person, Delete(message), About())


def _where(here: Here, person: Person, heard: Heard) -> guarding.Where:
    """Return for whom a text is read; of several networks the one they have joined last."""
    mine = memberships.of_person(here.session, person.id)
    if not mine:
        return guarding.nowhere(heard.at or here.now, here.now)
    page = scenes.filled_in(networks.get(here.session, mine[-1].network))
    return guarding.Where(
        host=page.host(here.premises.transport),
        now=here.now,
        sent=heard.at or here.now,
        operator=page.operator,
        land=page.calm.land,
    )
