"""Who was reached, in sentences."""

from __future__ import annotations

from bot.documents.page import Page
from bot.levels import level_name
from dialogs.report import Participation, Share


def participation(taken: Participation, page: Page) -> list[str]:
    """Return who took part, from where, who was missing, and how far the result carries."""
    lines = [_answered(taken, page), _levels(taken, page), _missing(taken, page)]
    paragraphs = [" ".join(line for line in lines if line)]
    if taken.only_a_beginning and taken.answered is not None:
        beginning = page.t.ngettext(
            "{count} voice. A beginning, not a picture of the network.",
            "{count} voices. A beginning, not a picture of the network.",
            taken.answered,
        )
        paragraphs.append(beginning.format(count=page.spelled(taken.answered)))
    return paragraphs


def _answered(taken: Participation, page: Page) -> str:
    numbers = {"answered": taken.answered, "invited": taken.invited}
    if taken.answered is None and taken.fewest <= 1:
        return page.t.gettext("Nobody has answered. This is a result too.")
    if taken.answered is None:
        few = page.t.gettext(
            "Fewer than {fewest} of {invited} people answered. So that nobody can be recognised, "
            "nothing that needs more is shown. This is a result too."
        )
        if taken.invited < taken.fewest:
            few = page.t.gettext(
                "Fewer than {fewest} people answered. So that nobody can be recognised, nothing "
                "that needs more is shown. This is a result too."
            )
        return few.format(fewest=page.t.spelled(taken.fewest), **numbers)
    if taken.busiest_phase:
        busiest = page.t.gettext(
            "In the part with the most answers {answered} of {invited} people answered."
        )
        return busiest.format(**numbers)
    return page.t.gettext("{answered} of {invited} people answered.").format(**numbers)


def _levels(taken: Participation, page: Page) -> str:
    if not taken.levels or not (taken.others or len(taken.levels) > 1):
        return ""
    shares = [
        _share(level_name(level, page.t), share, page) for level, share in taken.levels.items()
    ]
    if taken.others:
        shares.append(_share(page.t.gettext("all others together"), taken.others, page))
    return page.t.gettext("By level: {levels}.").format(levels="; ".join(shares))


def _share(name: str, share: Share, page: Page) -> str:
    line = page.t.gettext("{level} {answered} of {invited}")
    return line.format(level=name, answered=share.answered, invited=share.invited)


def _missing(taken: Participation, page: Page) -> str:
    if not taken.missing:
        return ""
    # With commas only: the names of levels have an "and" of their own.
    names = ", ".join(level_name(level, page.t) for level in taken.missing)
    return page.t.gettext("Not represented: {levels}.").format(levels=names)
