"""The numbers behind figures, findings and winners, so that these cannot disagree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple

from dialogs.said import Value

#: A sentence is agreed on from this share of those who took a side (domain 10.1).
AGREED = 0.75

#: Between these shares of those who took a side, a sentence divides the group.
DIVIDING = (0.4, 0.6)

#: From this share of passes, or of "can't say", on it is many who say nothing on the matter.
MANY = 0.3


def points(values: Iterable[Value]) -> list[int]:
    """Return the points on a scale, in order, without "can't say" and abstentions."""
    return sorted(value for value in values if isinstance(value, int))


def middle(values: Iterable[Value]) -> float | None:
    """Return the median of the points; None when there is nothing to have a middle."""
    ordered = points(values)
    return median(ordered) if ordered else None


def hinges(values: Iterable[Value]) -> tuple[float, float] | None:
    """Return the lower and the upper quartile as Tukey's hinges.

    The ordered values are cut in two halves, and a middle value belongs to both; the hinges are
    the medians of the halves. Of the many definitions (Hyndman and Fan, 1996, compare nine)
    this one can be checked by hand on the dots and gives only points and half points, as suits
    a scale of few points. J. W. Tukey, Exploratory Data Analysis, 1977; ``fivenum`` in R.
    """
    ordered = points(values)
    if not ordered:
        return None
    half = (len(ordered) + 1) // 2
    return median(ordered[:half]), median(ordered[-half:])


def many(count: int, *, of: int) -> bool:
    """Tell whether so many of the answers say nothing on the matter that this is a finding."""
    return of > 0 and count / of >= MANY


class Reactions(NamedTuple):
    """How many agree, disagree and pass on one sentence."""

    agree: int
    disagree: int
    passed: int

    @property
    def agreement(self) -> float:
        """The share that agrees, of those who took a side; 0 when nobody did.

        Counted among everybody, 75 % of agreement would leave 25 % for the passes, and the
        condition "pass below 30 %" that stands beside it in domain 10.1 would say nothing.
        """
        sides = self.agree + self.disagree
        return self.agree / sides if sides else 0.0

    @property
    def many_passed(self) -> bool:
        """Whether so many passed that nothing is said of the others."""
        return many(self.passed, of=sum(self))

    @property
    def agreed(self) -> bool:
        """Whether the sentence has consensus."""
        return not self.many_passed and self.agreement >= AGREED

    @property
    def divided(self) -> bool:
        """Whether the sentence is a dividing line."""
        low, high = DIVIDING
        return not self.many_passed and low <= self.agreement <= high

    @property
    def order(self) -> tuple[bool, float, int]:
        """The place among other sentences: most agreement first, many passes last."""
        return self.many_passed, -self.agreement, -self.agree


def reactions(values: Sequence[Value]) -> Reactions:
    """Count the reactions to one sentence."""
    agree, disagree = values.count("agree"), values.count("disagree")
    return Reactions(agree, disagree, passed=len(values) - agree - disagree)
