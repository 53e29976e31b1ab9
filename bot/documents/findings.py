"""The sentence of each finding. It says what the figures show, never what is to be done."""

from __future__ import annotations

from bot.documents.page import Page
from bot.language import N_
from dialogs.report import Finding, Found

#: What is found about the question itself, or about what stands before the sentence.
SENTENCES = {
    Found.TOO_FEW: N_(
        "Fewer than {fewest} answers. So that nobody can be recognised, nothing of it is shown."
    ),
    Found.NO_ANSWERS: N_("Nobody has answered this."),
    Found.NOT_ASKED: N_("This question was not asked."),
    Found.NOT_SHOWN: N_("What was answered to this is not shown here."),
    Found.MIDDLE: N_(
        "Middle {middle} of {highest}; the middle half of the answers lies between {low} and "
        "{high}."
    ),
    Found.CLOSE: N_("On this we are close."),
    Found.FAR_APART: N_("We see this very differently: the answers range from {least} to {most}."),
    Found.MANY_CANNOT_SAY: N_("Many lack insight into this: {count} of {of} say {about}."),
    Found.MANY_STAND_ASIDE: N_("Many say on this: {about} ({count} of {of})."),
    Found.CONSENSUS: N_("On this the group agrees."),
    Found.DIVIDED: N_("On this views differ."),
    Found.MANY_PASSED: N_("Many have no opinion on this."),
    Found.STATUS_QUO_FIRST: N_(
        "At present the group is most likely to agree with things as they are."
    ),
    Found.LEAST_RESISTANCE: N_("{about} meets the least resistance."),
    Found.ADOPTED: N_(
        "No serious objection. The proposal holds provisionally, until a meeting confirms it."
    ),
    Found.HANDED_ON: N_("There is no decision yet. The steering group takes it up."),
    Found.MANY_GAVE_LITTLE: N_("Many gave a little."),
    Found.FEW_GAVE_MUCH: N_("A few gave much."),
}

#: What is found about one of several things, which the sentence has to name.
SENTENCES_ABOUT = {
    Found.TOO_FEW: N_("{about}: fewer than {fewest} answers, so nothing of it is shown."),
    Found.NO_ANSWERS: N_("{about}: nobody has answered this."),
}


def sentence(finding: Finding, page: Page) -> str:
    """Return the sentence of a finding with its numbers."""
    words = _words(finding, page)
    numbers = {name: page.number(n) for name, n in finding.numbers.items()}
    if "fewest" in finding.numbers:
        numbers["fewest"] = page.t.spelled(int(finding.numbers["fewest"]))
    about = page.quoted(finding.about) if finding.about else ""
    return words.format(about=about, **numbers)


def too_few(finding: Finding, page: Page) -> str:
    """Return that there are too few answers, where the reason stands further above."""
    fewest = page.t.spelled(int(finding.numbers["fewest"]))
    return page.t.gettext("Fewer than {fewest} answers.").format(fewest=fewest)


def remark(found: Found | None, page: Page) -> str:
    """Return what is said behind a line of figures, if anything is."""
    return f". {page.t.gettext(SENTENCES[found])}" if found else ""


def _words(finding: Finding, page: Page) -> str:
    """Return the words of a sentence; some depend on its numbers."""
    found, numbers = finding.found, finding.numbers
    if found is Found.OBJECTED:
        return page.t.ngettext(
            "{count} serious objection. The proposal is not adopted.",
            "{count} serious objections. The proposal is not adopted.",
            int(numbers["count"]),
        )
    if found is Found.MIDDLE and numbers["low"] == numbers["high"]:
        return page.t.gettext(
            "Middle {middle} of {highest}; the middle half of the answers lies just there."
        )
    if finding.about and found in SENTENCES_ABOUT:
        return page.t.gettext(SENTENCES_ABOUT[found])
    return page.t.gettext(SENTENCES[found])
