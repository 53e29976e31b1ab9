"""Words that only people can supply: drafts that a phase waits for, and those above the results."""

from __future__ import annotations

from bot.facilitator.advancing import advance
from bot.facilitator.desk import leading, standing
from bot.facilitator.desk.at_desk import AtDesk
from bot.wording.desk import drafting as words
from dialogs.events import Supplied
from dialogs.reports.mirrors import SUMMARY
from dialogs.script import Script
from storage import rounds

DRAFT, WRITE = "draft", "write"


def drafts(desk: AtDesk) -> None:
    """Show the rounds for which words can be supplied now."""
    found = False
    for number in standing.under_way(desk):
        if "draft" in leading.offers(rounds.load(desk.here.session, number)):
            _wanted(desk, (str(number),))
            found = True
    if not found:
        desk.say(words.nothing_wanted(desk.t))


def _supply(desk: AtDesk, to: tuple[str, ...]) -> None:
    """Ask for the one text that is missing or possible; where there are more, let choose."""
    number = int(to[0])
    if not desk.owns(number):
        return
    round = rounds.load(desk.here.session, number)
    waited = round.waiting.drafts if round.waiting else frozenset()
    wanted = leading.can_be_supplied(desk, number, round).keys()
    missing = (waited & wanted) - round.drafts.keys() or wanted
    if len(missing) == 1:
        _write(desk, (to[0], *missing))
    else:
        _wanted(desk, to)


def _wanted(desk: AtDesk, to: tuple[str, ...]) -> None:
    """Show what can be supplied for one round, what is waited for first."""
    number = int(to[0])
    if not desk.owns(number):
        return
    round = rounds.load(desk.here.session, number)
    wanted = leading.can_be_supplied(desk, number, round)
    waited = round.waiting.drafts if round.waiting else frozenset()
    names = {name: _called(desk, desk.script(number), name) for name in wanted}
    desk.say(words.which(number, desk.script(number), names, waited, round.drafts, desk.t))


def _write(desk: AtDesk, to: tuple[str, ...]) -> None:
    number, name = int(to[0]), to[1]
    if not desk.owns(number):
        return
    round, script = rounds.load(desk.here.session, number), desk.script(number)
    longest = leading.can_be_supplied(desk, number, round).get(name)
    if longest is None:
        desk.say(words.too_late(desk.t))
        return
    several = _is_list(script, name)
    called = _called(desk, script, name)
    before = round.drafts.get(name, ())
    desk.ask(words.please_write(called, longest, before, desk.t, several=several), DRAFT, *to)


def _take(desk: AtDesk, to: tuple[str, ...], written: str) -> None:
    """Take the words; what does not fit is told at once, and nothing is lost by it."""
    number, name = int(to[0]), to[1]
    if not desk.owns(number):
        return
    lines = written.splitlines() if _is_list(desk.script(number), name) else [written]
    before = rounds.load(desk.here.session, number)
    after = advance(desk.here, number, Supplied(name, tuple(lines)), by=desk.person)
    if after != before:
        desk.filled()
        supplied = tuple(after.drafts.get(name, ()))
        goes_on = before.waiting is not None and after.waiting is None
        desk.say(words.supplied(supplied, desk.t, goes_on=goes_on))


VERBS = {DRAFT: _supply, WRITE: _write}
FORMS = {DRAFT: _take}


def _is_list(script: Script, name: str) -> bool:
    return any(name in phase.needs and phase.needs[name].list for phase in script.phases)


def _called(desk: AtDesk, script: Script, name: str) -> str:
    """Return what the script asks for under this name, or what we call it."""
    for phase in script.phases:
        if name in phase.needs:
            return phase.needs[name].text.within(desk.person.language)
    return words.summary(desk.t) if name == SUMMARY else words.revision(desk.t)
