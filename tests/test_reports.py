"""Reports: what may be said of answers is said, word for word, and nothing else is.

Each file in ``reports/`` tells facts and the documents that come of them, in German and English.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot import documents
from dialogs.reports.mirrors import mirror
from dialogs.reports.sections import section
from tests.reporting import Facts, facts

FILES = sorted((Path(__file__).parent / "reports").glob("*.txt"))

LANGUAGES = ("de", "en")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_facts_become_the_document_that_people_read(
    file: Path, expect: Callable[[Path, str], None]
) -> None:
    told = file.read_text(encoding="utf-8").partition("\n==")[0].rstrip()
    came_out = [f"== {language}\n\n{document(facts(told), language)}" for language in LANGUAGES]
    expect(file, "\n\n".join([told, *came_out]) + "\n")


def document(known: Facts, language: str) -> str:
    """Return the mirror where it is told who took part, else what is shared on each question."""
    if known.round.took_part:
        return documents.mirror(mirror(known.script, known.round), language)
    sections = (
        section(known.script, closed, known.round.queue, known.round.handed_on)
        for closed in known.round.closed.values()
    )
    return "\n\n".join(documents.section(each, language) for each in sections)
