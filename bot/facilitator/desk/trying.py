"""A trial run, as whoever leads it does: whom to ask, the beginning, going on, the end."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from bot.facilitator import trial
from bot.facilitator.advancing import advance
from bot.facilitator.desk import library
from bot.facilitator.desk.at_desk import AtDesk
from bot.facilitator.desk.checking import confirmed
from bot.facilitator.telling import About, tell
from bot.language import Translator, translator
from bot.planned import Kind, Planned
from bot.roles import DESK, parts
from bot.wording import trial as words
from bot.wording.desk import library as library_words
from dialogs import engine
from dialogs.events import Beginning, Moved, Started, Supplied
from dialogs.round import Round, Seat, Status
from dialogs.script import ROLES, Script
from storage import people, plans, rounds, scripts
from storage.memberships import Membership

#: So many people can be asked to play along.
MOST = 3

#: A day that is filled in for a trial: some time after its result.
_LATER = timedelta(days=90)


def _try(desk: AtDesk, to: tuple[str, ...]) -> None:
    """Begin to try a dialog: ask who plays."""
    script = library.scripts(desk).get(to[0])
    if script is None:
        desk.say(library_words.gone(desk.t))
    elif script.channel == "web":
        desk.say(library_words.web_only(desk.t))
    else:
        here = desk.here
        digest = scripts.put(here.session, here.premises.shipped[to[0]])
        number = rounds.begin(
            here.session,
            desk.member.network,
            digest,
            engine.begin((), Beginning()),
            {},
            here.now,
            frame={trial.TRIAL: str(desk.member.id)},
        )
        trial.limit(here, number, since=here.now)
        desk.filled()
        desk.say(words.who_plays(number, script, _others(desk), frozenset(), 0, MOST, desk.t))


def mine(desk: AtDesk) -> list[int]:
    """Return the trials that are led from this desk by the one who sits there."""
    session, led = desk.here.session, str(desk.member.id)
    every = rounds.of_network(session, desk.member.network)
    return [number for number in every if rounds.frame(session, number).get(trial.TRIAL) == led]


def _again(desk: AtDesk, to: tuple[str, ...]) -> None:
    """Show a trial once more as it stands."""
    number = _mine(desk, to[0])
    if number is None:
        return
    round = rounds.load(desk.here.session, number)
    if round.status is not Status.PLANNED:
        trial.show(desk.here, number, round)
        return
    asked = trial.named(rounds.frame(desk.here.session, number), trial.ASKED)
    script, others = desk.script(number), _others(desk)
    desk.say(words.who_plays(number, script, others, asked, 0, MOST, desk.t))


def _player(desk: AtDesk, to: tuple[str, ...]) -> None:
    """Choose somebody to be asked, or not any more; without anybody it turns the page."""
    number = _mine(desk, to[0], Status.PLANNED)
    if number is None:
        return
    asked = trial.named(rounds.frame(desk.here.session, number), trial.ASKED)
    page, who = int(to[1]), frozenset(map(int, to[2:]))
    if len(asked ^ who) <= MOST:
        asked ^= who
        trial.note(desk.here, number, trial.ASKED, asked)
    others = _others(desk)
    desk.turn(words.who_plays(number, desk.script(number), others, asked, page, MOST, desk.t))


def _ask(desk: AtDesk, to: tuple[str, ...]) -> None:
    """Have those asked who were chosen: at once, or when people may be written to."""
    number = _mine(desk, to[0], Status.PLANNED)
    if number is None:
        return
    asked = trial.named(rounds.frame(desk.here.session, number), trial.ASKED)
    names = [each.name for each in _others(desk) if each.id in asked]
    at = trial.ask_when_open(desk.here, number)
    later = at.astimezone(desk.page.calm.zone) if at > desk.here.now else None
    desk.say(words.asked(number, names, later, desk.t))


def _play(desk: AtDesk, to: tuple[str, ...]) -> None:
    """Begin, with whoever has agreed by now."""
    number = _mine(desk, to[0], Status.PLANNED)
    if number is None:
        return
    agreed = trial.named(rounds.frame(desk.here.session, number), trial.AGREED)
    players = [desk.member, *(each for each in _others(desk) if each.id in agreed)]
    round = _beginning(desk, number, players)
    members = {n: each.id for n, each in enumerate(players, start=1)}
    plans.fill_in(desk.here.session, number, round, members)
    for each in players:
        person = people.get(desk.here.session, each.person)
        first = words.begins(
            desk.script(number), translator(person.language), alone=len(players) == 1
        )
        tell(desk.here, person.id, first, About())
    advance(desk.here, number, Started())


def _next(desk: AtDesk, to: tuple[str, ...]) -> None:
    number = _mine(desk, to[0])
    if number is None:
        return
    round = rounds.load(desk.here.session, number)
    if round.waiting is not None and round.waiting.drafts:
        trial.show(desk.here, number, round)
    else:
        advance(desk.here, number, Moved())


def _sample(desk: AtDesk, to: tuple[str, ...]) -> None:
    """Put example words in the place of those that the round waits for."""
    number = _mine(desk, to[0])
    round = None if number is None else rounds.load(desk.here.session, number)
    if number is None or round is None or round.waiting is None:
        return
    needs = desk.script(number).phases[round.waiting.index].needs
    for name in sorted(round.waiting.drafts):
        advance(desk.here, number, Supplied(name, words.sample(needs.get(name), desk.t)))


def _stop(desk: AtDesk, to: tuple[str, ...]) -> None:
    number = _mine(desk, to[0])
    if number is not None:
        trial.end(desk.here, number)


VERBS = {
    library_words.TRY: _try,
    library_words.TRIED: _again,
    words.PLAYER: _player,
    words.ASK: _ask,
    words.PLAY: _play,
    words.NEXT: _next,
    words.SAMPLE: _sample,
    words.STOP: _stop,
}
STAYS = (words.PLAYER,)


# --- Who plays what ------------------------------------------------------------------------------


def _mine(desk: AtDesk, written: str, status: Status | None = None) -> int | None:
    """Return the number of a trial that is led from here, if there still is one."""
    number, session = int(written), desk.here.session
    rounds.lock(session, number)
    there = desk.owns(number) and rounds.frame(session, number).get(trial.TRIAL)
    fits = status is None or (there and rounds.head(session, number).status is status)
    if there == str(desk.member.id) and fits:
        return number
    desk.say(words.too_late(desk.t))
    return None


def _others(desk: AtDesk) -> list[Membership]:
    """Return who can be asked: everybody else, those of the desk first."""
    others = [each for each in confirmed(desk) if each.person != desk.person.id]
    return sorted(others, key=lambda each: not each.roles & DESK)


def _beginning(desk: AtDesk, number: int, players: list[Membership]) -> Round:
    script = desk.script(number)
    seats = [
        Seat(n, each.level, _parts(script, each, n, len(players)))
        for n, each in enumerate(players, start=1)
    ]
    return engine.begin(
        seats,
        Beginning(
            invited=Counter(seat.level for seat in seats),
            given=_given(desk, Planned(number, script, {}), desk.t),
        ),
    )


def _parts(script: Script, member: Membership, place: int, players: int) -> frozenset[str]:
    """Return what somebody plays. Whoever leads sees everything that nobody else plays."""
    named = list(script.seats)
    mine = named[min(place, len(named)) - 1 : min(place, len(named))]
    if place > 1:
        return frozenset({*parts(member.roles), *mine})
    return frozenset({*ROLES, *mine, *named[players:]})


def _given(desk: AtDesk, planned: Planned, t: Translator) -> dict[str, tuple[str, ...]]:
    """Return something in the place of what a coordination fills in."""
    day = (desk.here.now + _LATER).date().isoformat()
    kinds = {point.text: point.kind for point in planned.points}
    samples = {Kind.DAY: (day,), Kind.LIST: words.samples(t)}
    return {
        name: samples.get(kinds[given.text], words.sample(None, t))
        for name, given in planned.script.given.items()
    }
