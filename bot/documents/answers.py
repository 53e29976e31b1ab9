"""What came together on one question: figures, findings, voices, commitments."""

from __future__ import annotations

from collections.abc import Iterable

from bot.documents.figures import lines
from bot.documents.findings import sentence
from bot.documents.page import Page
from bot.levels import level_name
from dialogs.report import FEW, Choices, Dots, Heard, Pledge, Result, Section, Voice

#: Fewer signed answers than these are counted faster by eye.
SEEN_AT_ONCE = 5
_CHOSEN = ("choice", "multi")


def answers(section: Section, page: Page, without_middle: Result | None) -> list[str]:
    """Return the question, how many answered it, and every result.

    ``without_middle`` is the one result below which it stands why it names no middle.
    """
    head = [page.words(section.text)]
    if section.n is not None:
        answered = page.t.ngettext("{n} person answered.", "{n} people answered.", section.n)
        head.append(answered.format(n=section.n))
    if section.kind == "multi" and section.n is not None:
        head.append(page.t.gettext("Several choices were possible."))
    paragraphs = ["\n".join(head)]
    for result in section.results:
        counted = section.kind in _CHOSEN and _can_be_counted(result)
        seen = _seen(result, page, listed=counted)
        if result is without_middle:
            seen.append(page.t.gettext("These are too few answers to speak of a middle."))
        paragraphs += _result(result, seen, page, released=section.released)
    return paragraphs


def first_without_middle(sections: Iterable[Section]) -> Result | None:
    """Return the first result with too few answers for a middle: said once, it is understood."""
    results = (result for section in sections for result in section.results)
    return next((result for result in results if _has_no_middle(result)), None)


def _has_no_middle(result: Result) -> bool:
    return isinstance(result.figures, Dots) and 0 < result.figures.on_the_scale < FEW


def _seen(result: Result, page: Page, *, listed: bool) -> list[str]:
    """Return the figures with what they allow to say."""
    seen = lines(result.figures, page) if result.figures and not listed else []
    return seen + [sentence(finding, page) for finding in result.findings]


def _result(result: Result, seen: list[str], page: Page, *, released: bool) -> list[str]:
    """Return what was seen, then the words, below the item it is about."""
    blocks = [seen, *_words(result.words, page, released=released)]
    blocks = [block for block in blocks if block]
    if result.item is not None and blocks:
        blocks[0].insert(0, page.quoted(result.item))
    return ["\n".join(block) for block in blocks]


def _can_be_counted(result: Result) -> bool:
    """Tell whether figures would only repeat the few signed answers that stand below them."""
    signed = [voice for voice in result.words.voices if voice.seat is not None]
    complete = isinstance(result.figures, Choices) and result.figures.choosers == len(signed)
    return complete and 0 < len(signed) < SEEN_AT_ONCE


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
