"""What came together on one question: figures, findings, voices, commitments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bot.documents.figures import lines
from bot.documents.findings import sentence, too_few
from bot.documents.page import Page
from bot.levels import level_name
from dialogs.report import FEW, Choices, Dots, Found, Heard, Pledge, Result, Section, Voice

#: Fewer signed answers than these are counted faster by eye.
SEEN_AT_ONCE = 5
_CHOSEN = ("choice", "multi")


class Once(NamedTuple):
    """The results at which a remark stands in full. Said once, it is understood."""

    #: Where there are too few answers for a middle; further ones just name none.
    without_middle: Result | None
    #: Where there are too few to show anything.
    hidden: Result | None


def said_once(sections: Iterable[Section]) -> Once:
    """Return where in these sections each remark stands in full."""
    results = [result for section in sections for result in section.results]
    return Once(
        next((result for result in results if _has_no_middle(result)), None),
        next((result for result in results if _is_hidden(result)), None),
    )


def answers(section: Section, page: Page, once: Once) -> list[str]:
    """Return the question, how many answered it, and every result."""
    paragraphs = ["\n".join(_head(section, page))]
    for result in section.results:
        figures = None if _is_listed(section, result) else result.figures
        seen = [*(lines(figures, page) if figures else []), *_remarks(result, page, once)]
        paragraphs += _result(result, seen, page, released=section.released)
    return paragraphs


def _head(section: Section, page: Page) -> Iterator[str]:
    yield page.words(section.text)
    if section.n is not None and not _counted_by_eye(section):
        answered = page.t.ngettext("{n} person answered.", "{n} people answered.", section.n)
        yield answered.format(n=section.n)
    if section.kind == "multi" and section.n is not None:
        yield page.t.gettext("Several choices were possible.")


def _counted_by_eye(section: Section) -> bool:
    """Tell whether all answers stand below, signed and few, so that nobody needs their number."""
    signed = {seat for result in section.results for seat in _signatures(result.words)}
    return section.n == len(signed) < SEEN_AT_ONCE and all(
        result.figures is None or _is_listed(section, result) for result in section.results
    )


def _is_listed(section: Section, result: Result) -> bool:
    """Tell whether figures would only repeat the few signed answers that stand below them."""
    signed = _signatures(result.words)
    complete = isinstance(result.figures, Choices) and result.figures.choosers == len(signed)
    return section.kind in _CHOSEN and complete and 0 < len(signed) < SEEN_AT_ONCE


def _signatures(heard: Heard) -> set[int]:
    """Return the seats that stand below words, each once: a reason is no second answer."""
    said: list[Voice | Pledge] = [*heard.voices, *heard.pledges]
    return {each.seat for each in said if each.seat is not None}


def _has_no_middle(result: Result) -> bool:
    return isinstance(result.figures, Dots) and 0 < result.figures.on_the_scale < FEW


def _is_hidden(result: Result) -> bool:
    return any(each.found is Found.TOO_FEW and not each.about for each in result.findings)


def _remarks(result: Result, page: Page, once: Once) -> list[str]:
    """Return what the figures allow to say."""
    if _is_hidden(result) and result is not once.hidden:
        return [too_few(finding, page) for finding in result.findings]
    said = [sentence(finding, page) for finding in result.findings]
    if result is once.without_middle:
        said.append(page.t.gettext("These are too few answers to speak of a middle."))
    return said


def _result(result: Result, seen: list[str], page: Page, *, released: bool) -> list[str]:
    """Return what was seen, then the words, below the item it is about."""
    blocks = [seen, *_words(result.words, page, released=released)]
    blocks = [block for block in blocks if block]
    if result.item is not None and blocks:
        blocks[0].insert(0, page.quoted(result.item))
    return ["\n".join(block) for block in blocks]


def _words(heard: Heard, page: Page, *, released: bool) -> list[list[str]]:
    voices = [f"– {_voice(voice, page)}" for voice in heard.voices]
    pledges = [f"– {_pledge(pledge, page)}" for pledge in heard.pledges]
    if voices:
        quoted = released and all(voice.words for voice in heard.voices)
        heading = page.t.gettext("Voices (released)") if quoted else page.t.gettext("Answers")
        voices.insert(0, heading)
    if pledges:
        pledges.insert(0, page.t.gettext("Commitments. This is not a list of who took part."))
    return [voices, pledges, _unreleased(heard, page)]


def _voice(voice: Voice, page: Page) -> str:
    """Return released words: in quotation marks as written, else as the readers put them."""
    words = page.t.quoted(voice.words)
    if not voice.verbatim:
        words = page.t.gettext("In other words: {words}").format(words=voice.words)
    if voice.about is not None and not voice.words:
        words = page.words(voice.about)
    elif voice.about is not None:
        on = page.t.gettext("On {answer}: {words}")
        words = on.format(answer=page.quoted(voice.about), words=words)
    signed = _signed(voice.seat, page)
    if voice.level is not None:
        signed = level_name(voice.level, page.t)
    return f"{words} ({signed})" if signed else words


def _pledge(pledge: Pledge, page: Page) -> str:
    until = page.t.day(pledge.until)
    if pledge.with_whom:
        line = page.t.gettext("{what}, with {whom}, until {until}")
    else:
        line = page.t.gettext("{what}, until {until}")
    # A sentence goes on behind it, so that it does not end there.
    what = page.t.quoted(pledge.what.removesuffix("."))
    words = line.format(what=what, whom=pledge.with_whom, until=until)
    signed = _signed(pledge.seat, page)
    return f"{words} ({signed})" if signed else words


def _signed(seat: int | None, page: Page) -> str:
    return "" if seat is None else page.names.get(seat, "")


def _unreleased(heard: Heard, page: Page) -> list[str]:
    """Return how many words nobody has released, or that none have been yet."""
    count = heard.unreleased
    if not count:
        return []
    if heard.voices or heard.pledges:
        line = page.t.ngettext(
            "{count} more contribution is not released.",
            "{count} more contributions are not released.",
            count,
        )
    else:
        line = page.t.ngettext(
            "{count} contribution is not released.",
            "{count} contributions are not released.",
            count,
        )
    return [line.format(count=count)]
