"""Everything on one page before a round begins: what was filled in, its days, what to look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bot.language import N_, Translator
from bot.levels import LEVELS, level_name
from bot.menu import Do
from bot.message import Message
from bot.outlook import Finding, Found, Outlook
from bot.planned import DECIDES, PURPOSE, TALK, Kind, Planned
from bot.wording.desk.announcing import later_days
from bot.wording.desk.library import PLAN, title_of
from bot.wording.desk.preparing import ALTER, DISCARD, Known, brief, noted

START, GO = "start", "go"


def check(planned: Planned, outlook: Outlook, people: Sequence[Known], t: Translator) -> Message:
    """Return the plan as a whole, with what speaks against it and what would help."""
    blocking = [sentence(each, t) for each in outlook.findings if each.blocks]
    others = [sentence(each, t) for each in outlook.findings if not each.blocks]
    paragraphs = [
        t.gettext("{title} before it begins").format(title=t.quoted(title_of(planned.script, t))),
        *_filled_in(planned, people, t),
        _days(outlook, t),
        _people(outlook, t),
        *_listed(t.gettext("This has to be settled before it can begin:"), blocking),
        *_listed(t.gettext("Please look at this; it can begin all the same:"), others),
    ]
    if not outlook.findings:
        paragraphs.append(t.gettext("Nothing speaks against it."))
    number = str(planned.number)
    begin = ((Do(t.gettext("Start"), START, (number,)),),) if outlook.can_begin else ()
    below = (
        Do(t.gettext("Change"), ALTER, (number,)),
        Do(t.gettext("Discard"), DISCARD, (number,)),
    )
    return Message("\n\n".join(paragraphs), menu=(*begin, below))


def surely(planned: Planned, outlook: Outlook, first: date, t: Translator) -> Message:
    """Return to how many people it goes, before it does; ``first`` is the first later day."""
    words = t.ngettext(
        "This goes to {n} person.", "This goes to {n} people.", outlook.people
    ).format(n=outlook.people)
    hours = t.gettext(
        "The invitations go out in your office hours, from now on. Or the round opens by itself on "
        "a later day; then everybody gets to know it now, and can keep the time free."
    )
    number = str(planned.number)
    menu = (
        (
            Do(t.gettext("Start now"), GO, (number,)),
            Do(t.gettext("Not yet"), PLAN, (number,)),
        ),
        *later_days(number, first, t),
    )
    return Message(f"{words} {hours}", menu=menu)


def started(planned: Planned, outlook: Outlook, t: Translator) -> Message:
    """Return that a round has begun, and what the coordination can do from now on."""
    words = t.ngettext(
        "{title} has begun, with {n} person.", "{title} has begun, with {n} people.", outlook.people
    ).format(title=t.quoted(title_of(planned.script, t)), n=outlook.people)
    lines = [words]
    if outlook.returns is not None:
        promised = t.gettext("The result is promised for {day}.")
        lines.append(promised.format(day=t.day(outlook.returns)))
    lines.append(
        t.gettext("{status} shows how it stands and what you can do.").format(
            status=t.gettext("/status")
        )
    )
    return Message(" ".join(lines))


# --- What was filled in --------------------------------------------------------------------------


def _filled_in(planned: Planned, people: Sequence[Known], t: Translator) -> Iterator[str]:
    ours = (PURPOSE, DECIDES, TALK)
    said = [each for each in planned.points if planned.noted.get(each.name)]
    lines = [
        f"{brief(each, t)}: {noted(planned, each, people, t)}" for each in said if each.name in ours
    ]
    if lines:
        yield "\n".join(lines)
    for each in said:
        if each.name not in ours and each.kind is not Kind.YES:
            yield f"{brief(each, t)}\n{noted(planned, each, people, t)}"


def _days(outlook: Outlook, t: Translator) -> str:
    lines = [
        t.gettext("If it begins today and nothing has to be waited for, the parts end like this:")
    ]
    lines += [
        f"– {title.within(t.language)}: {t.full_day(day)}" for title, day, _ in outlook.stretches
    ]
    if outlook.returns is not None:
        result = t.gettext(
            "– result, with all the time for reading and writing, at the latest: {day}"
        )
        lines.append(result.format(day=t.full_day(outlook.returns)))
    return "\n".join(lines)


def _people(outlook: Outlook, t: Translator) -> str:
    head = t.ngettext("{n} person takes part:", "{n} people take part:", outlook.people)
    lines = [head.format(n=outlook.people)]
    unknown = [each.levels for each in outlook.findings if each.found is Found.NOT_COUNTED]
    none = any(each.found is Found.NONE_COUNTED for each in outlook.findings)
    for level in LEVELS:
        there, invited = outlook.levels.get(level, 0), outlook.invited.get(level, 0)
        if there or invited:
            line = t.gettext("– {level}: {n} of {invited} invited")
            if none or any(level in levels for levels in unknown):
                line = t.gettext("– {level}: {n}")
            lines.append(line.format(level=level_name(level, t), n=there, invited=invited))
    return "\n".join(lines)


def _listed(head: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield "\n".join([head, *(f"– {line}" for line in lines)])


# --- What there is to say ------------------------------------------------------------------------


#: What was found, where no number decides on the words.
_SENTENCES = {
    Found.PAST: N_("{day} is over already. Please change the day."),
    Found.TOO_MANY: N_("The dialog is for {limit} people at most, and {n} are chosen."),
    Found.FEW_LEVELS: N_("It takes people from at least {limit} levels; here it is {n}."),
    Found.PART: N_("{title}: it takes at least {limit}, and {n} of those chosen are there."),
    Found.LEVEL_MISSING: N_("Nobody is invited from: {levels}."),
    Found.OUTSIDE: N_("The dialog is not made for: {levels}. They are invited all the same."),
    Found.NONE_COUNTED: N_(
        "You have not entered yet how many were invited. Until you do with {people}, only those "
        "who are there count."
    ),
    Found.NOT_COUNTED: N_(
        "How many were invited is missing for: {levels}. Until you enter it with {people}, only "
        "those who are there count."
    ),
    Found.NOBODY_ASKED: N_(
        "{title}: none of those who take part is asked in it, so that it is left out. With "
        "{people} you give somebody the role it is for."
    ),
    Found.HIDDEN_LEVELS: N_(
        "Fewer than {limit} people are invited from these levels, so that the level is not shown "
        "with their answers: {levels}."
    ),
    Found.SMALL: N_(
        "It is a small group. Of fewer than {limit} answers nothing is shown, and people may be "
        "recognised by their words."
    ),
    Found.ONE_READER: N_(
        "There is no second reader. Then only figures and your own summary go out, no texts. "
        "{invite} gives you a link for a deputy or a facilitator."
    ),
    Found.NO_DEPUTY: N_(
        "No deputy is named. If you fall ill, nobody can go on. With {people} you name one."
    ),
    Found.HOLIDAYS_NOW: N_(
        "There are school holidays until {later}, and many are away. The round can be announced "
        "for a day after them."
    ),
    Found.HOLIDAYS: N_(
        "School holidays until {later} lie in {title}. It ends on {day}; no part begins or ends in "
        "the holidays."
    ),
    Found.TALK_EARLY: N_(
        "You talk about it on {day}. If everybody takes all the time there is, the result comes "
        "only on {later}."
    ),
    Found.OTHER_ROUND: N_("{title} is still under way for some of the same people."),
}


def sentence(finding: Finding, t: Translator) -> str:
    """Return what was found, and what would help."""
    words = _counted(finding, t) or t.gettext(_SENTENCES[finding.found])
    title = "" if finding.title is None else t.quoted(finding.title.within(t.language))
    return words.format(
        n=finding.n,
        limit=finding.limit,
        # With commas only: the names of levels have an "and" of their own.
        levels=", ".join(level_name(each, t) for each in finding.levels),
        title=title,
        day=_day(finding.day, t),
        later=_day(finding.later, t),
        people=t.gettext("/people"),
        invite=t.gettext("/invite"),
    )


def _counted(finding: Finding, t: Translator) -> str:
    n = finding.n
    match finding.found:
        case Found.MISSING:
            return t.ngettext("{n} question is still open.", "{n} questions are still open.", n)
        case Found.TOO_FEW:
            return t.ngettext(
                "The dialog takes at least {limit} people, and {n} is there. {invite} gives you a "
                "link; {people} shows who waits to be confirmed.",
                "The dialog takes at least {limit} people, and {n} are there. {invite} gives you a "
                "link; {people} shows who waits to be confirmed.",
                n,
            )
        case Found.BUSY:
            return t.ngettext(
                "{n} person takes part in {limit} rounds already. More at a time is too much; "
                "please wait until one of them is over.",
                "{n} people take part in {limit} rounds already. More at a time is too much; "
                "please wait until one of them is over.",
                n,
            )
        case Found.UNCONFIRMED:
            return t.ngettext(
                "{n} person has joined and is not confirmed yet, so that nothing goes there. "
                "{people} shows who it is.",
                "{n} people have joined and are not confirmed yet, so that nothing goes there. "
                "{people} shows who they are.",
                n,
            )
        case _:
            return ""


def _day(day: date | None, t: Translator) -> str:
    return "" if day is None else t.full_day(day)
