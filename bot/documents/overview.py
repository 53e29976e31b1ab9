"""Where views are close and where they differ, over all questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.documents.page import Page
from dialogs.report import Dots, Found, Result, Section, Sentences


def overview(sections: Sequence[Section], page: Page) -> list[str]:
    """Return a paragraph on what is close and one on what differs, where there is any."""
    results = [(section, result) for section in sections for result in section.results]
    close = [line for each in results for line in _close(*each, page)]
    apart = [line for each in results for line in _apart(*each, page)]
    headed = (
        (page.t.gettext("Where we are close"), close),
        (page.t.gettext("Where we differ"), apart),
    )
    return [page.listed(heading, lines) for heading, lines in headed if lines]


def _close(section: Section, result: Result, page: Page) -> Iterator[str]:
    yield from _sentences(result, Found.CONSENSUS, page)
    found = {finding.found: finding.numbers for finding in result.findings}
    if Found.CLOSE in found:
        numbers = {name: page.number(n) for name, n in found[Found.MIDDLE].items()}
        statement = page.statement(section.text, result.item)
        line = page.t.gettext("{statement} Middle {middle} of {highest}.")
        yield line.format(statement=statement, **numbers)


def _apart(section: Section, result: Result, page: Page) -> Iterator[str]:
    yield from _sentences(result, Found.DIVIDED, page)
    found = {finding.found: finding.numbers for finding in result.findings}
    if Found.FAR_APART not in found or not isinstance(result.figures, Dots):
        return
    line = page.t.gettext("{statement} The answers range from {least} to {most}.")
    statement = page.statement(section.text, result.item)
    words = line.format(statement=statement, **found[Found.FAR_APART])
    if result.figures.cannot_say_count:
        words += f" {unable(result.figures, page)}"
    yield words


def _sentences(result: Result, found: Found, page: Page) -> Iterator[str]:
    if isinstance(result.figures, Sentences):
        rows = (row for row in result.figures.reacted if row.found is found)
        yield from (page.quoted(row.sentence) for row in rows)


def unable(dots: Dots, page: Page) -> str:
    """Return how many took the way out of a scale."""
    line = page.t.ngettext("{count} says {label}.", "{count} say {label}.", dots.cannot_say_count)
    return line.format(count=dots.cannot_say_count, label=page.quoted(dots.cannot_say))
