"""Preparing a round: question by question, by whoever sits at the desk, over as long as it takes.

All that was filled in stands with the planned round itself, so that nothing is lost by stopping,
and everybody at the desk can go on.
"""

from __future__ import annotations

from bot import planned as plans
from bot.facilitator import trial
from bot.facilitator.desk import library
from bot.facilitator.desk.at_desk import AtDesk
from bot.facilitator.desk.checking import check, confirmed
from bot.message import Message
from bot.planned import YES, Amiss, Kind, Planned
from bot.wording.desk import library as library_words
from bot.wording.desk import preparing as words
from dialogs import engine
from dialogs.events import Beginning
from dialogs.round import Status
from storage import plans as storage_plans
from storage import rounds, scripts
from storage.memberships import Membership

PREPARE, PLAN = library_words.PREPARE, library_words.PLAN

#: The form that takes what is typed for a point.
FORM = "fill-in"


def every(desk: AtDesk) -> list[Planned]:
    """Return what is being prepared in this network, the newest first."""
    session, network = desk.here.session, desk.member.network
    return [
        Planned(number, desk.script(number), noted)
        for number in rounds.of_network(session, network, (Status.PLANNED,))
        if trial.TRIAL not in (noted := rounds.frame(session, number))
    ]


def find(desk: AtDesk, number: str) -> Planned | None:
    """Return a preparation by its number, for nobody else to change; that it is over is said."""
    rounds.lock(desk.here.session, int(number))
    found = next((each for each in every(desk) if str(each.number) == number), None)
    if found is None:
        desk.say(words.over(desk.t))
    return found


def _prepare(desk: AtDesk, to: tuple[str, ...]) -> None:
    """Begin to prepare a dialog, unless that has been begun already."""
    name, *anew = to
    script = library.scripts(desk).get(name)
    if script is None:
        desk.say(library_words.gone(desk.t))
        return
    if script.channel == "web":
        desk.say(library_words.web_only(desk.t))
        return
    same = next((each for each in every(desk) if each.script.id == script.id), None)
    if same is not None and same.untouched:
        _go_on(desk, same)
    elif same is not None and words.ANEW not in anew:
        desk.say(words.prepared_already(name, same, desk.t))
    else:
        digest = scripts.put(desk.here.session, desk.here.premises.shipped[name])
        empty = engine.begin((), Beginning())
        number = rounds.begin(
            desk.here.session, desk.member.network, digest, empty, {}, desk.here.now, frame={}
        )
        planned = Planned(number, script, {})
        desk.say(words.begun(planned, len(planned.points), desk.t))
        _go_on(desk, planned)


# --- From question to question -------------------------------------------------------------------


def _plan(desk: AtDesk, to: tuple[str, ...]) -> None:
    """Go on with a preparation, or ask for one thing in it once more."""
    number, *place = to
    planned = find(desk, number)
    if planned is None:
        return
    if place:
        ask(desk, planned, int(place[0]))
    else:
        _go_on(desk, planned)


def _go_on(desk: AtDesk, planned: Planned) -> None:
    """Ask what is missing first; when nothing is, show the whole."""
    missing = planned.missing()
    if missing:
        ask(desk, planned, missing[0])
    else:
        desk.filled()
        check(desk, planned)


def ask(desk: AtDesk, planned: Planned, place: int) -> None:
    """Ask for one thing."""
    if not 0 <= place < len(planned.points):
        return
    match planned.points[place].kind:
        case Kind.PEOPLE:
            desk.filled()
            desk.say(_to_choose(desk, planned, place, 0))
        case Kind.YES:
            desk.filled()
            desk.say(words.to_confirm(planned, place, desk.t))
        case _:
            question = words.to_fill_in(planned, place, desk.t)
            desk.ask(question, FORM, str(planned.number), str(place))


def _note(desk: AtDesk, planned: Planned, name: str, value: str) -> Planned:
    rounds.note(desk.here.session, planned.number, name, value)
    return Planned(planned.number, planned.script, {**planned.noted, name: value})


def _take(desk: AtDesk, to: tuple[str, ...], written: str) -> None:
    """Take what was typed."""
    planned = find(desk, to[0])
    if planned is None:
        desk.filled()
        return
    point = planned.points[int(to[1])]
    today = desk.here.now.astimezone(desk.page.calm.zone).date()
    read = plans.read(point, written, today)
    if isinstance(read, Amiss):
        desk.say(words.amiss(read, desk.t))
    else:
        desk.filled()
        _go_on(desk, _note(desk, planned, point.name, read))


def _same(desk: AtDesk, to: tuple[str, ...]) -> None:
    planned = find(desk, to[0])
    if planned is not None:
        _go_on(desk, planned)


def _affirm(desk: AtDesk, to: tuple[str, ...]) -> None:
    planned = find(desk, to[0])
    if planned is not None and (point := planned.points[int(to[1])]).kind is Kind.YES:
        _go_on(desk, _note(desk, planned, point.name, YES))


# --- Who takes part ------------------------------------------------------------------------------


def _seat(desk: AtDesk, to: tuple[str, ...]) -> None:
    """Choose somebody, or not any more; without anybody it turns the page."""
    number, place, page, *who = to
    planned = find(desk, number)
    if planned is None:
        return
    point, full = planned.points[int(place)], False
    if who:
        chosen = planned.chosen(point.name) ^ {int(who[0])}
        if point.most == 1 and int(who[0]) in chosen:
            chosen = frozenset({int(who[0])})
        full = len(chosen) > max(point.most, len(planned.chosen(point.name)))
        if not full:
            planned = _note(desk, planned, point.name, ",".join(map(str, sorted(chosen))))
    desk.turn(_to_choose(desk, planned, int(place), int(page), full=full))


def _seated(desk: AtDesk, to: tuple[str, ...]) -> None:
    """Go on, where enough people were chosen."""
    planned = find(desk, to[0])
    if planned is None:
        return
    place = int(to[1])
    point = planned.points[place]
    n = len(planned.chosen(point.name) & {each.id for each in confirmed(desk)})
    if point.least <= n <= point.most:
        _go_on(desk, planned)
    else:
        desk.say(_to_choose(desk, planned, place, 0))


def _to_choose(
    desk: AtDesk, planned: Planned, place: int, page: int, *, full: bool = False
) -> Message:
    people = _may_take(desk, planned, place)
    return words.to_choose(planned, place, people, page, desk.t, full=full)


def _may_take(desk: AtDesk, planned: Planned, place: int) -> list[Membership]:
    """Return who may take a part: who is confirmed, in the circle, and has no other part."""
    point = planned.points[place]
    circle = planned.chosen(plans.CIRCLE) if point.text is not None else frozenset()
    taken = planned.in_other_parts(point)
    return [
        each
        for each in confirmed(desk)
        if each.id not in taken and (not circle or each.id in circle)
    ]


# --- Changing, discarding ------------------------------------------------------------------------


def _alter(desk: AtDesk, to: tuple[str, ...]) -> None:
    planned = find(desk, to[0])
    if planned is not None:
        desk.say(words.alter(planned, desk.t))


def _discard(desk: AtDesk, to: tuple[str, ...]) -> None:
    planned = find(desk, to[0])
    if planned is not None:
        desk.filled()
        desk.say(words.surely(planned, desk.t))


def _surely(desk: AtDesk, to: tuple[str, ...]) -> None:
    planned = find(desk, to[0])
    if planned is not None:
        storage_plans.discard(desk.here.session, planned.number)
        desk.say(words.discarded(planned, desk.t))


VERBS = {
    PREPARE: _prepare,
    PLAN: _plan,
    words.SAME: _same,
    words.YES: _affirm,
    words.SEAT: _seat,
    words.SEATED: _seated,
    words.ALTER: _alter,
    words.DISCARD: _discard,
    words.SURELY: _surely,
}
FORMS = {FORM: _take}
STAYS = (words.SEAT,)
