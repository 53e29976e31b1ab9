"""What the coordination's desk adds: drafts, and the reading of free text by two people."""

from __future__ import annotations

from dataclasses import replace

from dialogs.effects import Request, SetMoment, Wish
from dialogs.engine.at import At, Turn
from dialogs.engine.between import OPENS, enter, ready
from dialogs.engine.consents import words_before
from dialogs.events import Read
from dialogs.reports.mirrors import SUMMARY
from dialogs.round import Contribution, Round, Status, Waiting
from dialogs.script import Draft, Script

#: How long the tandem's own words for the mirror, and a revised proposal, may be.
LONGEST_SUMMARY, LONGEST_REVISION = 2500, 400


def supplied(at: At, round: Round, name: str, words: tuple[str, ...]) -> Turn:
    """Take words that a phase waits for, that a later one will need, or for the mirror."""
    lines = tuple(line.strip() for line in words if line.strip())
    longest = wanted(at.script, round).get(name)
    if longest is None or not lines:
        return round, [Request(Wish.NOT_NOW, "supply")]
    if sum(map(len, lines)) > longest:
        return round, [Request(Wish.TOO_LONG, name)]
    waiting = round.waiting
    drafts = {**round.drafts, name: lines}
    if waiting is not None and waiting.loop and name in waiting.drafts & round.drafts.keys():
        drafts[words_before(name)] = round.drafts[name]
    after = replace(round, drafts=drafts)
    if waiting is None:
        return after, []
    return _go_on_if_ready(at, after, replace(waiting, drafts=waiting.drafts - {name}))


def wanted(script: Script, round: Round) -> dict[str, int]:
    """Return the names under which words can be supplied now, with their greatest length.

    What the open phase works on, and what an earlier one worked on, stays as it is.
    """
    if round.status in (Status.ENDED, Status.CANCELLED):
        return {}
    phases = script.phases_of(round.part)
    drafts: dict[str, Draft] = {}
    for phase in phases[_reached(round) :]:
        drafts |= phase.needs
    wanted = {SUMMARY: LONGEST_SUMMARY} | {name: draft.longest for name, draft in drafts.items()}
    for name in round.waiting.drafts if round.waiting else ():
        wanted.setdefault(name, LONGEST_REVISION)
    return wanted


def _reached(round: Round) -> int:
    """Return the first phase that has not been opened yet."""
    if round.opening is not None:
        return round.opening.index + 1
    if round.waiting is not None:
        return round.waiting.index
    return 0 if round.status is Status.PLANNED else 10_000


def read(at: At, round: Round, event: Read) -> Turn:
    """Take one reader's verdict. Words that change start over: both must have read the new ones."""
    known = {each.key: each for each in round.queue}
    contribution = known.get(event.contribution)
    over = round.status in (Status.ENDED, Status.CANCELLED)
    if contribution is None or over or not _can_be_judged(contribution, event):
        return round, [Request(Wish.NOT_NOW, "read")]
    judged = _judged(contribution, event)
    after = replace(
        round, queue=tuple(judged if each.key == judged.key else each for each in round.queue)
    )
    return (after, []) if after.waiting is None else _go_on_if_ready(at, after, after.waiting)


def _can_be_judged(contribution: Contribution, event: Read) -> bool:
    """Tell whether there is something to release: a paraphrase has to be written first."""
    return event.verdict == "turn-away" or bool(event.words.strip() or contribution.shown)


def _judged(contribution: Contribution, event: Read) -> Contribution:
    if event.verdict == "turn-away":
        return replace(contribution, turned_away=True, readers=frozenset())
    words = event.words.strip()
    if words and words != contribution.shown:
        return replace(contribution, shown=words, readers=frozenset({event.by}), turned_away=False)
    readers = contribution.readers | {event.by}
    return replace(contribution, readers=readers, turned_away=False)


def _go_on_if_ready(at: At, round: Round, waiting: Waiting) -> Turn:
    after = replace(round, waiting=waiting)
    if not ready(at, after, waiting):
        return after, []
    opens = at.open_day(at.now)
    if opens > at.now:
        return replace(round, waiting=replace(waiting, opens=opens)), [SetMoment(OPENS, opens)]
    return enter(at, after, waiting)
