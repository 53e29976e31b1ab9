"""How well the guard reads: its verdicts beside the labels of a corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dialogs.guard.verdict import BANDS, Band, Verdict


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with the verdict it should get, and why, in a word or two."""

    text: str
    band: Band
    danger: bool = False
    colleague: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """How many were there, how many of these were found, and how many were found in all."""

    there: int
    right: int
    found: int

    @property
    def recall(self) -> float:
        """The share of what is there that was found."""
        return self.right / self.there if self.there else 1.0

    @property
    def precision(self) -> float:
        """The share of what was found that is there."""
        return self.right / self.found if self.found else 1.0


@dataclass(frozen=True, slots=True)
class Measures:
    """The figures of one corpus."""

    counts: Mapping[tuple[Band, Band], int]
    danger: Found
    colleague: Found
    missed: Mapping[tuple[Band, str, Band], int]
    dangers_missed: Mapping[str, int]

    def of(self, labelled: Band) -> int:
        """Return how many texts have this label."""
        return sum(self.counts.get((labelled, given), 0) for given in BANDS)

    def band(self, band: Band) -> Found:
        """Return how well a band was found."""
        found = sum(self.counts.get((label, band), 0) for label in BANDS)
        return Found(self.of(band), self.counts.get((band, band), 0), found)

    def share(self, labelled: Band, *given: Band) -> float:
        """Return which share of the texts with a label were given one of these bands."""
        there = self.of(labelled)
        return sum(self.counts.get((labelled, each), 0) for each in given) / there if there else 0.0


def measure(labelled: Sequence[Labelled], verdicts: Sequence[Verdict]) -> Measures:
    """Compare verdicts with labels."""
    both = list(zip(labelled, verdicts, strict=True))
    return Measures(
        counts=Counter((label.band, verdict.band) for label, verdict in both),
        danger=_found([(label.danger, verdict.danger) for label, verdict in both]),
        colleague=_found([(label.colleague, verdict.colleague) for label, verdict in both]),
        missed=Counter(
            (label.band, label.why, verdict.band)
            for label, verdict in both
            if label.band != verdict.band
        ),
        dangers_missed=Counter(
            label.why for label, verdict in both if label.danger and not verdict.danger
        ),
    )


def _found(pairs: Sequence[tuple[bool, bool]]) -> Found:
    return Found(
        there=sum(there for there, _ in pairs),
        right=sum(there and found for there, found in pairs),
        found=sum(found for _, found in pairs),
    )
