"""The mirror of results: what everybody who was invited gets back."""

from __future__ import annotations

from dialogs.report import Mirror, Section
from dialogs.reports.sections import is_unspoken, section
from dialogs.reports.taking_part import participation
from dialogs.round import Round, Status
from dialogs.script import Script
from dialogs.sources import named
from dialogs.text import Text, plain

#: The draft in which the tandem writes its words for the mirror.
SUMMARY = "summary"


def mirror(script: Script, round: Round) -> Mirror:
    """Return the result of a round, so far as it went."""
    return Mirror(
        title=_title(script, round.part),
        participation=participation(script, round),
        sections=_sections(script, round),
        summary="\n".join(round.drafts.get(SUMMARY, ())),
        cancelled=round.status is Status.CANCELLED,
        interim=round.status in (Status.OPEN, Status.WAITING),
        fills=_fills(script, round),
    )


def _title(script: Script, part: str | None) -> Text:
    follow_ups = {each.id: each.title for each in script.follow_ups}
    return script.title if part is None else follow_ups[part]


def _fills(script: Script, round: Round) -> dict[str, Text]:
    found = {name: named(script, round, name) for name in (*script.questions, *round.carried)}
    words = {name: items[0].words for name, items in found.items() if items}
    for lists in (round.given, round.drafts):
        words |= {name: plain("\n".join(lines)) for name, lines in lists.items()}
    return words


def _sections(script: Script, round: Round) -> tuple[Section, ...]:
    asked = (
        question.ask
        for phase in script.phases_of(round.part)
        for question in phase.questions.values()
    )
    sections = (
        section(script, round.closed[name], round.queue, round.handed_on)
        for name in asked
        if name in round.closed
    )
    return tuple(each for each in sections if not is_unspoken(each))
