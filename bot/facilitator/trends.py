"""How answers to check-ins stood over time: a few pictures for who asks, sentences for a result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot import drawing
from bot.channels.outgoing import Photo
from bot.channels.writing import written
from bot.facilitator import checking_in, scenes, trial
from bot.facilitator.here import Here
from bot.facilitator.telling import About, put, tell
from bot.language import translator
from bot.wording import Scene
from bot.wording import trends as words
from dialogs.habits import is_for_anybody
from dialogs.reports.trends import Past, of_network, of_one, on_scales, since_before
from dialogs.script import Script
from storage import past as over
from storage import rounds, scripts
from storage.memberships import Membership
from storage.people import Person

#: So many pictures come at a time.
AT_A_TIME = 3


def show(here: Here, person: Person, member: Membership, detail: str) -> None:
    """Show how one's own answers and those of the network stood, from one picture on."""
    t, first = translator(person.language), int(detail) if detail.isdecimal() else 0
    seen = _past(here, member.network, lambda _: True, member)
    own = of_one(seen)
    everybody = of_network([each for each in seen if _gets_results(each.script, member)])
    if not first:
        days = scenes.filled_in_of(here, member.network).operator.retention.pseudonym_days
        tell(here, person.id, words.beginning(own, everybody, days, t), About())
    shown = [words.own(trend, t) for trend in own if trend.several]
    shown += [words.of_network(trend, t) for trend in everybody if trend.several]
    _send(here, person, shown[first : first + AT_A_TIME])
    last = first + AT_A_TIME
    if left := len(shown[last:]):
        tell(here, person.id, words.more(left, last, t), About(whose=str(member.id)))


def at_desk(here: Here, person: Person, member: Membership, script: Script) -> None:
    """Show the desk how a set stood in the network, where its results are for everybody."""
    t = translator(person.language)
    seen = _past(here, member.network, lambda each: each.id == script.id)
    may = checking_in.is_for(script, member) or is_for_anybody(script)
    everybody = of_network(seen) if may else ()
    shown = [words.of_network(trend, t) for trend in everybody if trend.several]
    if not shown:
        tell(here, person.id, words.nothing_yet_at_desk(t), About())
    _send(here, person, shown)


def compared(here: Here, number: int, scene: Scene) -> Scene:
    """Return the scene of a result with what it has to be seen beside: how it stood before."""
    if scene.script.rhythm is None or trial.is_one(here, number):
        return scene
    network = rounds.head(here.session, number).network
    seen = _past(here, network, lambda each: each.id == scene.script.id, until=number)
    times = rounds.times(here.session, number)
    day = scene.local(times.started or times.begun).date()
    return replace(scene, since=tuple(since_before(of_network(seen), day)))


# --- What is over --------------------------------------------------------------------------------


def _past(
    here: Here,
    network: int,
    looks_at: Callable[[Script], bool],
    member: Membership | None = None,
    until: int | None = None,
) -> list[Past]:
    """Return the check-ins that are over; with what is tied to a member, where one looks."""
    some = [
        (each, script)
        for each in over.ended(here.session, network)
        if until is None or each.number <= until
        for script in [scripts.get(here.session, each.digest)]
        if script.rhythm is not None and looks_at(script)
        if not (each.framed and trial.is_one(here, each.number))
    ]
    numbers = [each.number for each, _ in some]
    closed = over.closed(
        here.session, numbers, {each.ask for _, script in some for each in on_scales(script)}
    )
    own = {} if member is None else over.tied(here.session, member.id, numbers)
    zone = scenes.filled_in_of(here, network).calm.zone
    return [
        Past(
            each.began.astimezone(zone).date(),
            script,
            closed.get(each.number, {}),
            tuple(own.get(each.number, ())),
        )
        for each, script in some
    ]


def _gets_results(script: Script, member: Membership) -> bool:
    """Tell whether the results of a set are for somebody as well: they are for whom it asks."""
    confirmed = bool(member.body and member.confirmed_at)
    return confirmed and checking_in.is_for(script, member)


# --- Pictures ------------------------------------------------------------------------------------


def _send(here: Here, person: Person, shown: Sequence[words.Shown]) -> None:
    for chart, said in shown:
        put(here, person.id, Photo(drawing.png(chart), written(said)), About())
