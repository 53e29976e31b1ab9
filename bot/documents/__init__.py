"""How a report becomes text for people: whole sentences, in paragraphs, for any channel.

Dots are never alone: the number stands beside them, and a sentence below. Nothing here says more
than the report does; what may be said was settled there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.documents.answers import answers, said_once
from bot.documents.overview import overview
from bot.documents.page import Page
from bot.documents.participation import participation
from bot.language import translator
from dialogs.report import Mirror, Section
from dialogs.text import Text

__all__ = ["mirror", "mirror_paragraphs", "section", "section_paragraphs"]


def section(
    section: Section,
    language: str,
    *,
    written: Callable[[Text], str] | None = None,
    names: Mapping[int, str] | None = None,
) -> str:
    """Return what came together on one question.

    ``written`` fills in what stands in braces in an author's words. ``names`` says by seat how
    named contributions are signed.
    """
    return "\n\n".join(section_paragraphs(section, _page(language, written, names, {})))


def mirror(
    mirror: Mirror,
    language: str,
    *,
    written: Callable[[Text], str] | None = None,
    names: Mapping[int, str] | None = None,
) -> str:
    """Return the result of a round, for everybody who was invited."""
    page = _page(language, written, names, mirror.fills)
    return "\n\n".join(mirror_paragraphs(mirror, page))


def section_paragraphs(section: Section, page: Page) -> list[str]:
    """Return the paragraphs on one question as it is shared while a round goes on."""
    return answers(section, page, said_once([section]))


def mirror_paragraphs(mirror: Mirror, page: Page) -> list[str]:
    """Return the paragraphs of a mirror, the tandem's own words before all figures.

    Where so few took part that nothing can be shown, that is the result, said once.
    """
    title = page.t.quoted(page.words(mirror.title))
    paragraphs = [page.t.gettext("This is what you said: {title}").format(title=title)]
    if mirror.cancelled:
        paragraphs.append(
            page.t.gettext(
                "The round was ended before its time. This is what had come together by then."
            )
        )
    if mirror.interim:
        paragraphs.append(
            page.t.gettext(
                "This was promised for today. The round goes on, and you will have the whole "
                "result when its last part is over."
            )
        )
    paragraphs += participation(mirror.participation, page)
    paragraphs += [mirror.summary] if mirror.summary else []
    paragraphs += overview(mirror.sections, page)
    once = said_once(mirror.sections)
    for each in mirror.sections:
        if each.n is not None or mirror.participation.answered is not None:
            paragraphs += answers(each, page, once)
    return paragraphs


def _page(
    language: str,
    written: Callable[[Text], str] | None,
    names: Mapping[int, str] | None,
    fills: Mapping[str, Text],
) -> Page:
    t = translator(language)
    return Page(t, written or (lambda text: text.within(t.language)), names or {}, fills)
