"""Who was reached, by level, so that no small number can be worked out.

The promise. Take somebody who knows how many were invited from each level, this program, and
everything it shows. Unless the two totals alone give it away, they can never tell for certain

* how many answered on a level where it was one, two, three or four, or
* that nobody answered on a level from which fewer than five were invited.

(Five stands for ``fewest``.) To leave out small numbers is not enough for that: totals minus what
is shown give the rest, and that something was left out tells that it was small. So everything is
found out in steps, and before each step we look at what *every* possible outcome would tell, that
of silence included. What may be told is settled by that, on what was known before; so silence
tells no more than we have looked at. (The idea is called simulatable auditing: Kenthapadi, Mishra
and Nissim, 2005.) A property checks the promise by counting out small networks completely.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dialogs.asking import phase_of
from dialogs.report import Participation, Share
from dialogs.round import Mark, Round
from dialogs.script import LEVELS, Script

#: A level is spoken of from so many people on, also where a script's threshold is lower.
LEVEL_FROM = 5

#: The outside view is welcome in a round, but nobody misses it.
OUTSIDE = "extern"


def participation(script: Script, round: Round) -> Participation:
    """Return who was reached in the phase in which most took part.

    Whoever takes part in another phase only is not counted: to do so we would have to keep who
    took part beyond the end of a phase.
    """
    phases = [counts for counts in round.took_part.values() if sum(counts.values())]
    answered = max(phases, key=lambda counts: sum(counts.values()), default={})
    invited = _invited(round, answered)
    total = sum(answered.values())
    fewest = 1 if _all_named(script, round.part) else script.threshold
    absent = tuple(
        level for level in script.audience if level != OUTSIDE and not invited.get(level)
    )
    nothing = Participation(
        invited=sum(invited.values()),
        answered=None,
        fewest=fewest,
        missing=absent,
        busiest_phase=len(phases) > 1,
    )
    if total < fewest:
        return nothing
    return _by_level(
        replace(nothing, answered=total),
        invited,
        answered,
        fewest=max(script.threshold, LEVEL_FROM),
    )


def so_far(script: Script, round: Round) -> Participation:
    """Return who was reached in the phase that is open, as far as that may be told already."""
    if round.opening is None:
        return participation(script, round)
    phase = phase_of(script, round.opening)
    here = Counter(
        seat.level for seat in round.seats.values() if Mark.ANSWERED in seat.marks.values()
    )
    here.update(round.tally.left)
    return participation(script, replace(round, took_part={phase.id: here}))


def _all_named(script: Script, part: str | None) -> bool:
    """Tell whether everybody who takes part signs every contribution: there is nothing to hide."""
    questions = [each for phase in script.phases_of(part) for each in phase.questions.values()]
    return bool(questions) and all(script.anonymity_of(each) == "named" for each in questions)


def _invited(round: Round, answered: Mapping[str, int]) -> dict[str, int]:
    """Return who was invited: as entered, but never fewer than have joined or answered."""
    joined = Counter(seat.level for seat in round.seats.values())
    counts = {
        level: max(round.invited.get(level, 0), joined[level], answered.get(level, 0))
        for level in _ordered({*round.invited, *joined, *answered})
    }
    return {level: n for level, n in counts.items() if n}


def _by_level(
    total: Participation, invited: dict[str, int], answered: Mapping[str, int], *, fewest: int
) -> Participation:
    truth = {level: answered.get(level, 0) for level in invited}
    known = Known(invited, sum(truth.values()), fewest, {n: (0, invited[n]) for n in invited})
    big = [n for n in sorted(invited, key=lambda n: -invited[n]) if invited[n] >= fewest]
    for cut in (1, fewest):
        for level in big:
            known = known.after_asking(level, cut, truth)
    shown = _shown(known, big, truth)
    missing = [level for level in big if known.ranges[level] == (0, 0)]
    others = [level for level in invited if level not in {*shown, *missing}]
    shares = {level: Share(truth[level], invited[level]) for level in invited}
    return replace(
        total,
        levels={level: shares[level] for level in shown},
        others=_together(shares[level] for level in others) if shown and others else None,
        missing=_ordered({*total.missing, *missing}),
    )


def _shown(known: Known, big: Sequence[str], truth: Mapping[str, int]) -> list[str]:
    """Return the levels to show, biggest first, up to the first that has to stay hidden."""
    shown: list[str] = []
    for level in big:
        if known.possible(level).start < known.fewest:
            continue
        if truth[level] in _unsayable(known, level, shown):
            break
        known = known.learned(level, truth[level], truth[level])
        shown.append(level)
    return shown


def _unsayable(known: Known, level: str, shown: Sequence[str]) -> set[int]:
    """Return the numbers that are not told of a level, beside those that are shown already.

    Not to tell one must not betray it. So harmless numbers, the highest first, are kept silent
    as well until silence can mean enough of them.
    """
    outcomes = {n: known.learned(level, n, n) for n in known.possible(level)}
    silent = {
        n: after
        for n, after in outcomes.items()
        if betrays([after]) or not after.leaves_enough([*shown, level])
    }
    harmless = sorted(outcomes.keys() - silent.keys())
    while silent and harmless and betrays(list(silent.values())):
        n = harmless.pop()
        silent[n] = outcomes[n]
    return set(silent)


@dataclass(frozen=True, slots=True)
class Known:
    """What can be known: how many answered in all, and at least and at most on each level."""

    invited: Mapping[str, int]
    total: int
    fewest: int
    ranges: Mapping[str, tuple[int, int]]

    def possible(self, level: str) -> range:
        """Return the numbers that a level can have, given the total and all the others."""
        low, high = self.ranges[level]
        others = [limits for other, limits in self.ranges.items() if other != level]
        least = self.total - sum(highest for _, highest in others)
        most = self.total - sum(lowest for lowest, _ in others)
        return range(max(low, least), min(high, most) + 1)

    def learned(self, level: str, low: int, high: int) -> Known:
        """Return what is known once a level lies within these limits."""
        return replace(self, ranges={**self.ranges, level: (low, high)})

    def after_asking(self, level: str, cut: int, truth: Mapping[str, int]) -> Known:
        """Return what is known after asking whether a level has ``cut`` answers or more.

        What follows from the rest is known without asking; what might betray is not asked.
        """
        low, high = self.possible(level).start, self.possible(level).stop - 1
        below = self.learned(level, low, min(high, cut - 1))
        above = self.learned(level, max(low, cut), high)
        if high < cut:
            return below
        if low >= cut:
            return above
        if betrays([below]) or betrays([above]):
            return self
        return above if truth[level] >= cut else below

    def leaves_enough(self, shown: Sequence[str]) -> bool:
        """Tell whether what stays hidden beside these levels is nobody, or enough people.

        On the levels that are shown the lower limit is the number itself.
        """
        hidden = [
            level
            for level, limits in self.ranges.items()
            if level not in shown and limits != (0, 0)
        ]
        invited = sum(self.invited[level] for level in hidden)
        answered = self.total - sum(self.ranges[level][0] for level in shown)
        return all(n == 0 or n >= self.fewest for n in (invited, answered))


def betrays(cases: Sequence[Known]) -> bool:
    """Tell whether a level is given away by knowing that one of these cases is the true one."""
    for level, invited in cases[0].invited.items():
        least = min(case.possible(level).start for case in cases)
        most = max(case.possible(level).stop - 1 for case in cases)
        fewest = cases[0].fewest
        if least == most and (0 < least < fewest or (least == 0 and invited < fewest)):
            return True
    return False


def _together(shares: Iterable[Share]) -> Share:
    answered, invited = zip(*shares, strict=True)
    return Share(sum(answered), sum(invited))


def _ordered(levels: Collection[str]) -> tuple[str, ...]:
    """Return levels in the order of the domain, strange ones last."""
    order = [*LEVELS, *sorted({*levels} - {*LEVELS})]
    return tuple(level for level in order if level in {*levels})
