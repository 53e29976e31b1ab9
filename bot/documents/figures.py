"""Figures as lines of text: a number in every line, and dots only beside it."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import assert_never

from bot.documents.findings import remark
from bot.documents.page import Page
from dialogs.questions.scale import SCALES
from dialogs.report import (
    Choices,
    Chosen,
    Dots,
    Figures,
    Ranking,
    Rated,
    Reacted,
    Resistances,
    Resisted,
    Sentences,
)

#: More dots than these do not fit beside each other on a phone.
MOST_DOTS = 20


def lines(figures: Figures, page: Page) -> list[str]:
    """Return the figures line by line."""
    match figures:
        case Dots():
            return list(_dots(figures, page))
        case Choices():
            return [_chosen(row, figures, page) for row in figures.chosen]
        case Ranking():
            return [_rated(row, page) for row in figures.rated]
        case Resistances():
            rows = (_resisted(row, page) for row in figures.resisted)
            return [_what_resistance_means(page), *rows]
        case Sentences():
            return [_reacted(row, page) for row in figures.reacted]
        case _:
            assert_never(figures)


def _dots(dots: Dots, page: Page) -> Iterator[str]:
    """Yield a line a point; where there are very many answers, a dot stands for several."""
    worth = max(ceil(max(dots.dots) / MOST_DOTS), 1)
    ends = {dots.lowest: dots.low, dots.highest: dots.high}
    for point, count in enumerate(dots.dots, dots.lowest):
        label = f"{point} ({page.words(ends[point])})" if point in ends else str(point)
        row = (f"{label}:", "●" * ceil(count / worth), str(count))
        yield " ".join(part for part in row if part)
    if dots.cannot_say_count:
        yield f"{page.words(dots.cannot_say)}: {dots.cannot_say_count}"
    if worth > 1:
        several = page.t.gettext("Each dot stands for up to {count} answers.")
        yield several.format(count=page.t.spelled(worth))


def _chosen(row: Chosen, choices: Choices, page: Page) -> str:
    label = page.words(row.label)
    if not choices.percent:
        return f"{label}: {row.times}"
    line = page.t.gettext("{label}: {times} of {choosers} ({percent} %)")
    percent = round(100 * row.times / choices.choosers)
    return line.format(label=label, times=row.times, choosers=choices.choosers, percent=percent)


def _rated(row: Rated, page: Page) -> str:
    if row.givers == 0:
        line = page.t.gettext("{label}: no points")
    elif row.givers == 1:
        line = page.t.ngettext(
            "{label}: {points} point from one person",
            "{label}: {points} points from one person",
            row.points,
        )
    else:
        line = page.t.gettext("{label}: {points} points from {givers} people")
    numbers = {"points": row.points, "givers": row.givers}
    # What people have written is a sentence; behind its full stop no colon can follow.
    words = page.words(row.label)
    label = page.quoted(row.label) if words.endswith((".", "!", "?", "…")) else words
    return line.format(label=label, **numbers) + remark(row.found, page)


def _what_resistance_means(page: Page) -> str:
    ends = SCALES["resist10"]
    return page.t.gettext(
        "Mean resistance, from {lowest} ({low}) to {highest} ({high}), the least first:"
    ).format(
        lowest=ends.lowest,
        highest=ends.highest,
        low=page.words(ends.low),
        high=page.words(ends.high),
    )


def _resisted(row: Resisted, page: Page) -> str:
    label = page.quoted(row.label)
    if row.mean is None:
        return page.t.gettext("{label}: only abstentions").format(label=label)
    line = page.t.gettext("{label}: {mean}; strong resistance (8 to 10): {strong} of {voters}")
    words = line.format(
        label=label, mean=page.number(row.mean), strong=row.strong, voters=row.voters
    )
    return words + _beside_status_quo(row, page)


def _beside_status_quo(row: Resisted, page: Page) -> str:
    """Say how far an option is from the status quo, if it is not just that."""
    if not row.below:
        return ""
    if row.below > 0:
        line = page.t.gettext("{distance} below the status quo")
    else:
        line = page.t.gettext("{distance} above the status quo")
    return "; " + line.format(distance=page.number(abs(row.below)))


def _reacted(row: Reacted, page: Page) -> str:
    line = page.t.gettext("{sentence} agree {agree}, disagree {disagree}, pass {passed}")
    return line.format(
        sentence=page.quoted(row.sentence),
        agree=row.agree,
        disagree=row.disagree,
        passed=row.passed,
    ) + remark(row.found, page)
