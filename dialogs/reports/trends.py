"""Trends: how the answers to one question of a check-in stood each time it was asked.

Nothing is smoothed, compared between people or called better or worse. A wave that too few have
answered stays as a gap; so does one from which somebody has taken their answer back, for the
difference to what could be seen before would be that answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, get_args

from dialogs.questions import Question
from dialogs.questions.asked import Lens
from dialogs.questions.scale import Ends, Scale
from dialogs.report import FEW
from dialogs.reports.measures import middle, points
from dialogs.reports.piles import piles
from dialogs.round import Answer, Closed, Outcome
from dialogs.script import Script
from dialogs.text import Text

#: From so many answers on the scale a wave is shown, or more where a script asks for more.
FEWEST = 5

#: So many waves are shown, the newest: more cannot be read on a phone.
LATEST = 10


@dataclass(frozen=True, slots=True)
class Past:
    """A round of a check-in that is over: what closed, and what is tied to the one who looks."""

    day: date
    script: Script
    closed: Mapping[str, Closed]
    own: tuple[Answer, ...] = ()


class Wave(NamedTuple):
    """One time that a question was asked: the points in order, none of them where it is a gap."""

    day: date
    points: tuple[int, ...] = ()

    @property
    def middle(self) -> float | None:
        """The median; below ten answers there is none to speak of (practice 15)."""
        return middle(self.points) if len(self.points) >= FEW else None


@dataclass(frozen=True, slots=True)
class Trend:
    """The newest waves of one question, the oldest first."""

    question: Text
    lens: Lens | None
    ends: Ends
    waves: tuple[Wave, ...]

    @property
    def shown(self) -> tuple[Wave, ...]:
        """The waves that are no gaps."""
        return tuple(wave for wave in self.waves if wave.points)

    @property
    def several(self) -> bool:
        """Whether there is more than one wave to be seen: before that it is no trend."""
        return len(self.shown) > 1


class Since(NamedTuple):
    """How a question stands beside the last time that can be shown."""

    trend: Trend
    before: Wave
    now: Wave


#: The points of a wave, none where there is a gap; None where the question was not asked at all.
_Points = Callable[[Past, Scale], tuple[int, ...] | None]


def on_scales(script: Script) -> list[Scale]:
    """Return the questions of which there can be a trend."""
    every = script.questions.values()
    return [each for each in every if isinstance(each, Scale) and each.for_each is None]


def is_shown(script: Script) -> bool:
    """Tell whether a script has a question of which there can be a trend for everybody."""
    return any(not _unsaid(script, each) for each in on_scales(script))


def of_network(past: Sequence[Past]) -> tuple[Trend, ...]:
    """Return the trends that everybody may see, of rounds in the order in which they were."""
    return _trends(past, _of_all)


def of_one(past: Sequence[Past]) -> tuple[Trend, ...]:
    """Return the trends of what somebody has answered; nobody else gets to see them."""
    return _trends(past, _of_own)


def since_before(trends: Iterable[Trend], day: date) -> Iterator[Since]:
    """Yield what was asked on a day, with the time before, where both can be shown."""
    for trend in trends:
        if trend.several and trend.shown[-1].day == day:
            *_, before, now = trend.shown
            yield Since(trend, before, now)


# --- Which questions -----------------------------------------------------------------------------


def _trends(past: Sequence[Past], told: _Points) -> tuple[Trend, ...]:
    newest = {
        (each.script.id, question.ask): question
        for each in past
        for question in on_scales(each.script)
    }
    found = (
        _trend([each for each in past if each.script.id == id], question, told)
        for (id, _), question in newest.items()
    )
    return tuple(sorted((each for each in found if each.shown), key=_place))


def _trend(past: Iterable[Past], question: Scale, told: _Points) -> Trend:
    waves = []
    for each in past:
        asked = each.script.questions.get(question.ask)
        if isinstance(asked, Scale) and _same(asked.ends(), question.ends()):
            given = told(each, asked)
            waves += [] if given is None else [Wave(each.day, given)]
    return Trend(
        question=question.heading or question.text,
        lens=question.lens,
        ends=question.ends(),
        waves=tuple(waves[-LATEST:]),
    )


def _same(one: Ends, other: Ends) -> bool:
    """Tell whether points on two scales mean the same; if not, nothing can be compared."""
    return (one.lowest, one.highest, one.low, one.high) == (
        other.lowest,
        other.highest,
        other.low,
        other.high,
    )


def _place(trend: Trend) -> int:
    lenses = get_args(Lens)
    return lenses.index(trend.lens) if trend.lens else len(lenses)


# --- What was answered ---------------------------------------------------------------------------


def _of_all(past: Past, question: Scale) -> tuple[int, ...] | None:
    script, closed = past.script, past.closed.get(question.ask)
    if closed is None or _unsaid(script, question):
        return None
    if closed.outcome is Outcome.NOT_ASKED and not question.when:
        return None
    if closed.taken_back:
        return ()
    given = [point for pile in piles(script, question, closed) for point in points(pile.values)]
    return tuple(given) if len(given) >= max(FEWEST, script.threshold) else ()


def _unsaid(script: Script, question: Question) -> bool:
    return script.anonymity_of(question) == "private" or script.for_tandem(question)


def _of_own(past: Past, question: Scale) -> tuple[int, ...] | None:
    values = (each.value for each in past.own if each.question == question.ask)
    return tuple(points(values)) or None
