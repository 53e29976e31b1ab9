"""What the law gives people: to see what is kept of them, to have it deleted or left alone."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from bot.channels.outgoing import Document
from bot.facilitator import leaving, scenes
from bot.facilitator.advancing import advance
from bot.facilitator.here import Here
from bot.facilitator.telling import About, put, tell
from bot.language import translator
from bot.wording import leaving as leave_words
from bot.wording import rights as words
from dialogs.calm import Kind
from dialogs.events import Left
from dialogs.habits import USUAL
from dialogs.round import Answer, Round
from dialogs.said import Promise
from storage import departures, habits, people, rounds
from storage.memberships import Membership
from storage.people import Person

#: What was chosen: the file itself, everything, or one round by its number.
FILE, EVERYTHING = "file", "everything"


def access(here: Here, person: Person, member: Membership, detail: str) -> None:
    """Tell what is kept about somebody, or hand it over as a file."""
    t = translator(person.language)
    if detail == FILE:
        put(here, person.id, Document("reihum.json", _file(here, person, member)), About())
        return
    kept = [(title, len(answers)) for title, answers in _tied(here, member)]
    page = scenes.filled_in_of(here, member.network)
    host = page.host(here.premises.transport)
    message = words.what_is_kept(member, person.language, kept, host, t)
    tell(here, person.id, message, About(whose=str(member.id)))


def erase(here: Here, person: Person, member: Membership, detail: str) -> None:
    """Ask what is to be deleted, or delete it."""
    t = translator(person.language)
    if detail == EVERYTHING:
        leaving.leave(here, person, member, leave_words.ERASE)
    elif detail.isdecimal():
        _erase_in(here, person, member, int(detail))
    else:
        mine = {number: title for number, title, _ in _mine(here, member)}
        tell(here, person.id, words.what_to_delete(mine, t), About(whose=str(member.id)))


def restrict(here: Here, person: Person) -> None:
    """Leave somebody and their data alone until they say otherwise."""
    people.change(here.session, person.id, restricted=True)
    t = translator(person.language)
    tell(here, person.id, words.restricted(here.premises.doors, t), About())


def _erase_in(here: Here, person: Person, member: Membership, number: int) -> None:
    seats = dict(rounds.of_member(here.session, member.id))
    t = translator(person.language)
    if number not in seats:
        tell(here, person.id, words.nothing_there(t), About())
        return
    departures.note(here.session, departures.seat(number, seats[number]), here.now)
    advance(here, number, Left(seats[number], erase=True))
    tell(here, person.id, words.deleted_in(t), About())


# --- What is tied to somebody --------------------------------------------------------------------


def _mine(here: Here, member: Membership) -> Iterator[tuple[int, str, list[Answer]]]:
    """Yield the rounds in which something is tied to somebody."""
    language = people.get(here.session, member.person).language
    for number, seat in rounds.of_member(here.session, member.id):
        answers = _answers(rounds.load(here.session, number), seat)
        if answers:
            title = scenes.script(here, number).title.within(language)
            yield number, title, answers


def _tied(here: Here, member: Membership) -> Iterator[tuple[str, list[Answer]]]:
    for _, title, answers in _mine(here, member):
        yield title, answers


def _answers(round: Round, number: int) -> list[Answer]:
    """Return the answers that are tied to a seat, those of closed phases as well."""
    seat = round.seats[number]
    closed = (answer for each in round.closed.values() for answer in each.answers)
    every = (*seat.answers.values(), *(each for each in closed if each.seat == number))
    return list({answer.id: answer for answer in every}.values())


def _file(here: Here, person: Person, member: Membership) -> bytes:
    """Return everything that is kept about somebody in one network, for them and for machines."""
    told = {
        "language": person.language,
        "zone": person.zone,
        "seen": person.seen_on.isoformat(),
        "away": None if person.away is None else person.away.isoformat(),
        "restricted": person.restricted,
        "rhythms": {kind.value: _rhythm(here, person, kind) for kind in USUAL},
        "level": member.level,
        "field": member.field,
        "name": member.name,
        "body": member.body,
        "roles": sorted(member.roles),
        "agreed": member.agreed_at.isoformat(),
        "notice": member.notice,
        "rounds": [_round(title, answers) for title, answers in _tied(here, member)],
    }
    return json.dumps(told, ensure_ascii=False, indent=2).encode()


def _rhythm(here: Here, person: Person, kind: Kind) -> Mapping[str, object]:
    """Return when somebody would like what comes again; null where the network's day holds."""
    habit = habits.get(here.session, person.id, kind)
    at = None if habit.at is None else habit.at.isoformat("minutes")
    return {"rhythm": habit.rhythm.value, "weekday": habit.weekday, "at": at}


def _round(title: str, answers: list[Answer]) -> Mapping[str, object]:
    return {
        "title": title,
        "answers": [
            {
                "question": each.question,
                "about": each.item,
                "answer": _plain(each.value),
                "reason": each.reason,
            }
            for each in answers
        ],
    }


def _plain(value: object) -> object:
    if isinstance(value, Promise):
        return {**asdict(value), "until": value.until.isoformat()}
    return value
