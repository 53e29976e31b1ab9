"""The figures on a closed question and what they allow to say, type by type (domain 10.1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain

from dialogs.questions.choice import Choice, Multi
from dialogs.questions.consent import OBJECTION, VOICES
from dialogs.questions.rank import Rank
from dialogs.questions.scale import SCALES, Ends, Scale
from dialogs.questions.vote import STATUS_QUO, STRONG, resistance
from dialogs.report import (
    FEW,
    Choices,
    Chosen,
    Dots,
    Figures,
    Finding,
    Found,
    Ranking,
    Rated,
    Reacted,
    Resistances,
    Resisted,
    Sentences,
)
from dialogs.reports.measures import Reactions, hinges, many, middle, points, reactions
from dialogs.reports.piles import Pile
from dialogs.round import Item
from dialogs.said import CANNOT_SAY

#: Shares in percent are shown from so many people on.
PERCENT_FROM = 20

#: Quartiles at most so far apart are close together.
CLOSE = 1

#: On some scales the way out means something else, such as "does not concern me".
CANNOT_JUDGE = SCALES["agree6"].cannot_say

#: The figures and what may be said of them.
Measured = tuple[Figures, tuple[Finding, ...]]


def of_scale(question: Scale, pile: Pile) -> Measured:
    """Return the dots; below ten answers nothing but the dots (practice 15)."""
    ends = question.ends()
    given = Counter(pile.values)
    unable = given[CANNOT_SAY]
    dots = Dots(
        lowest=ends.lowest,
        dots=tuple(given[point] for point in range(ends.lowest, ends.highest + 1)),
        low=ends.low,
        high=ends.high,
        cannot_say=ends.cannot_say,
        cannot_say_count=unable,
    )
    findings = _of_points(ends, points(pile.values))
    if len(pile.values) >= FEW and many(unable, of=len(pile.values)):
        lacking_insight = ends.cannot_say == CANNOT_JUDGE
        found = Found.MANY_CANNOT_SAY if lacking_insight else Found.MANY_STAND_ASIDE
        numbers = {"count": unable, "of": len(pile.values)}
        findings = (*findings, Finding(found, numbers, ends.cannot_say))
    return dots, findings


def _of_points(ends: Ends, given: list[int]) -> tuple[Finding, ...]:
    centre, quartiles = middle(given), hinges(given)
    if len(given) < FEW or centre is None or quartiles is None:
        return ()
    low, high = quartiles
    numbers = {"middle": centre, "highest": ends.highest, "low": low, "high": high}
    found = [Finding(Found.MIDDLE, numbers)]
    far = far_apart(ends)
    if far is not None and high - low <= CLOSE:
        found.append(Finding(Found.CLOSE, numbers))
    if far is not None and high - low >= far:
        found.append(Finding(Found.FAR_APART, {"least": given[0], "most": given[-1]}))
    return tuple(found)


def far_apart(ends: Ends) -> int | None:
    """Return from which distance of the quartiles on views differ very much.

    Domain 10.1 says 3 for six points and 4 for eleven. An author's own scale of seven to ten
    points takes the 4; shorter ones than six are too coarse for either sentence.
    """
    length = ends.highest - ends.lowest + 1
    if length < 6:  # noqa: PLR2004 - the shortest scale that the domain speaks of
        return None
    return 3 if length == 6 else 4  # noqa: PLR2004


def of_choice(question: Choice | Multi, listed: tuple[Item, ...], pile: Pile) -> Measured:
    """Return how often each option was chosen; choosing a ``stop`` is not an answer."""
    keys = chain.from_iterable(
        value if isinstance(value, tuple) else (value,) for value in pile.values
    )
    counts = Counter(keys)
    stops = question.stop if isinstance(question, Choice) else {}
    chosen = tuple(
        Chosen(option.words, counts[option.key]) for option in listed if option.key not in stops
    )
    choosers = len(pile.values)
    return Choices(chosen, choosers, percent=choosers >= PERCENT_FROM), ()


def of_rank(question: Rank, listed: tuple[Item, ...], pile: Pile) -> Measured:
    """Return the options by points."""
    given = [value for value in pile.values if isinstance(value, dict)]
    rated = [_rated(question, option, given) for option in listed]
    rated.sort(key=lambda row: -row.points)
    return Ranking(tuple(rated)), ()


def _rated(question: Rank, option: Item, given: Sequence[dict[str, int]]) -> Rated:
    """Return the points of an option, and whether many gave little or few gave much.

    Many are at least half of those who gave points at all. Much is more than half of the points
    that one person has, as the mean of those who gave the option any; little is less than half.
    """
    each = [points[option.key] for points in given if points.get(option.key)]
    many_gave = 2 * len(each) >= len(given)
    half = len(each) * question.points
    gave_much, gave_little = 2 * sum(each) > half, 2 * sum(each) < half
    found = None
    if each and many_gave and gave_little:
        found = Found.MANY_GAVE_LITTLE
    elif each and gave_much and not many_gave:
        found = Found.FEW_GAVE_MUCH
    return Rated(option.words, sum(each), len(each), found)


def of_vote(shown: Sequence[Pile]) -> Measured:
    """Return the resistance to each option; nothing is compared without the status quo."""
    means = {pile.item.key: resistance(pile.values) for pile in shown if pile.item}
    bar = means.get(STATUS_QUO)
    rows = [_resisted(pile.item, pile, bar) for pile in shown if pile.item]
    rows.sort(key=lambda row: (row.mean is None, row.mean))
    return Resistances(tuple(rows)), _of_resistances(rows, bar)


def _resisted(item: Item, pile: Pile, bar: float | None) -> Resisted:
    voted = points(pile.values)
    mean = resistance(voted)
    return Resisted(
        item.words,
        mean,
        voters=len(voted),
        strong=sum(point >= STRONG for point in voted),
        below=None if mean is None or bar is None else bar - mean,
    )


def _of_resistances(rows: list[Resisted], bar: float | None) -> tuple[Finding, ...]:
    """Say which option meets least; equal to the status quo is not below it."""
    if bar is None or not rows:
        return ()
    least = rows[0]
    if not least.below:
        return (Finding(Found.STATUS_QUO_FIRST),)
    numbers = {"mean": least.mean or 0, "strong": least.strong, "below": least.below}
    return (Finding(Found.LEAST_RESISTANCE, numbers, least.label),)


def of_reactions(shown: Sequence[Pile]) -> Measured:
    """Return the sentences by agreement, those on which many passed after the others."""
    counted = [(pile.item.words, reactions(pile.values)) for pile in shown if pile.item]
    counted.sort(key=lambda pair: pair[1].order)
    rows = (Reacted(sentence, *counts, _of_reactions(counts)) for sentence, counts in counted)
    return Sentences(tuple(rows)), ()


def _of_reactions(counts: Reactions) -> Found | None:
    if counts.many_passed:
        return Found.MANY_PASSED
    if counts.agreed:
        return Found.CONSENSUS
    return Found.DIVIDED if counts.divided else None


def of_consent(pile: Pile, *, handed_on: bool) -> Measured:
    """Return the three voices; a single objection is enough, and adoption is provisional."""
    counts = Counter(pile.values)
    chosen = tuple(Chosen(voice.label, counts[voice.key]) for voice in VOICES)
    figures = Choices(chosen, len(pile.values), percent=False)
    if not counts[OBJECTION]:
        return figures, (Finding(Found.ADOPTED, {"count": len(pile.values)}),)
    objected = Finding(Found.OBJECTED, {"count": counts[OBJECTION]})
    return figures, (objected, Finding(Found.HANDED_ON)) if handed_on else (objected,)
