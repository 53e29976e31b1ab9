"""What is asked before a round: one question a message, and what was answered so far."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from textwrap import shorten
from typing import Protocol

from bot.language import N_, Translator
from bot.menu import Do
from bot.message import Message
from bot.planned import (
    CIRCLE,
    DECIDES,
    LONGEST,
    LONGEST_LINE,
    MOST_LINES,
    PURPOSE,
    TALK,
    Amiss,
    Kind,
    Planned,
    Point,
)
from bot.wording.desk.library import LONGEST_LABEL, PLAN, PREPARE, title_of

SAME, YES, SEAT, SEATED, ALTER, DISCARD, SURELY, ANEW = (
    "same",
    "affirm",
    "seat",
    "seated",
    "alter",
    "discard",
    "discard-it",
    "anew",
)

#: What stands before somebody who was chosen.
CHOSEN = "✓ "

#: So many names fit under one message.
PAGE = 20

#: The longest words of a question that are shown once more in a list.
_BRIEF = 60

_OURS = {
    PURPOSE: N_("What is this round for? Please write it in one or two sentences."),
    DECIDES: N_("Who decides on the result? A body or an office is enough."),
    TALK: N_(
        "When do you talk about the result? Please send the day, such as 15.3.2027. A result "
        "that nobody talks about makes people wonder what they took part for."
    ),
    CIRCLE: N_("Who takes part? Choose those who have agreed to it."),
}

_SHORT = {
    PURPOSE: N_("What for"),
    DECIDES: N_("Who decides"),
    TALK: N_("When we talk about it"),
    CIRCLE: N_("Who takes part"),
}


class Known(Protocol):
    """Somebody who may be chosen."""

    @property
    def id(self) -> int:
        """The number of the membership."""

    @property
    def name(self) -> str:
        """The name they show."""

    @property
    def body(self) -> str:
        """The body they show."""


def begun(planned: Planned, n: int, t: Translator) -> Message:
    """Return what comes now that a dialog has been chosen."""
    words = t.ngettext(
        "Preparing {title}: one question. Then you see everything once more before it begins. You "
        "can stop at any time; {round} takes you back to it, and your deputy can go on as well.",
        "Preparing {title}: {n} questions. Then you see everything once more before it begins. You "
        "can stop at any time; {round} takes you back to it, and your deputy can go on as well.",
        n,
    )
    title = t.quoted(title_of(planned.script, t))
    return Message(words.format(title=title, n=n, round=t.gettext("/round")))


def to_fill_in(planned: Planned, place: int, t: Translator) -> Message:
    """Return the question for something that is typed."""
    point = planned.points[place]
    paragraphs = [_place(planned, place, t), asked(point, t)]
    match point.kind:
        case Kind.LIST:
            paragraphs.append(t.gettext("Please send them in one message, one a line."))
        case Kind.DAY if point.text is not None:
            paragraphs.append(t.gettext("Please send the day, such as 15.3.2027."))
        case _:
            pass
    return _question(planned, place, paragraphs, (), t)


def to_confirm(planned: Planned, place: int, t: Translator) -> Message:
    """Return something that has to be so before a round begins."""
    point = planned.points[place]
    paragraphs = [
        _place(planned, place, t),
        t.gettext("Before the beginning this has to be so:"),
        asked(point, t),
    ]
    yes = Do(t.gettext("Yes, that is so"), YES, (str(planned.number), str(place)))
    return _question(planned, place, paragraphs, ((yes,),), t)


def to_choose(
    planned: Planned, place: int, people: Sequence[Known], page: int, t: Translator, *, full: bool
) -> Message:
    """Return the people of the network, each to be chosen or not."""
    point, number = planned.points[place], str(planned.number)
    chosen = planned.chosen(point.name)
    here = people[page * PAGE : (page + 1) * PAGE]
    rows = [
        (
            Do(
                f"{CHOSEN if each.id in chosen else ''}{each.name}, {each.body}"[:LONGEST_LABEL],
                SEAT,
                (number, str(place), str(page), str(each.id)),
            ),
        )
        for each in here
    ]
    pages = []
    if page:
        pages.append(Do(t.gettext("Names before"), SEAT, (number, str(place), str(page - 1))))
    if len(people) > (page + 1) * PAGE:
        pages.append(Do(t.gettext("More names"), SEAT, (number, str(place), str(page + 1))))
    done = Do(t.gettext("Done"), SEATED, (number, str(place)))
    paragraphs = [_place(planned, place, t), asked(point, t), how_many(point, len(chosen), t)]
    if full:
        paragraphs.append(t.gettext("There is no room for more: take somebody out first."))
    if not people:
        paragraphs.append(
            t.gettext("There is nobody to choose yet. {people} shows who has to be confirmed.")
            .format(people=t.gettext("/people"))
        )  # fmt: skip
    below = (*rows, *((tuple(pages),) if pages else ()), (done,))
    return _question(planned, place, paragraphs, below, t)


def how_many(point: Point, n: int, t: Translator) -> str:
    """Return how many people are wanted, and how many are chosen."""
    words = t.gettext("Chosen: {n}. It takes {least} to {most}.")
    if point.least == point.most:
        words = t.gettext("Chosen: {n}. It takes {least}.")
    elif point.most >= 1000:  # noqa: PLR2004 - more than any network has
        words = t.gettext("Chosen: {n}. It takes {least} or more.")
    return words.format(n=n, least=point.least, most=point.most)


def amiss(why: Amiss, t: Translator) -> Message:
    """Return why something that was typed cannot be taken, and what would do."""
    words = {
        Amiss.TOO_LONG: t.gettext("Please put it in {longest} characters at most."),
        Amiss.NO_DAY: t.gettext("I cannot read a day in this. Please send it such as 15.3.2027."),
        Amiss.PAST: t.gettext("This day is over already. Please send one that is still to come."),
        Amiss.NO_LIST: t.gettext("Please send at least two entries in one message, one a line."),
        Amiss.LONG_LINE: t.gettext("Please put every line in {line} characters at most."),
        Amiss.MANY_LINES: t.gettext("Please send {lines} entries at most."),
    }[why]
    return Message(words.format(longest=LONGEST, line=LONGEST_LINE, lines=MOST_LINES))


def alter(planned: Planned, t: Translator) -> Message:
    """Return everything that was filled in, each to be changed."""
    number = str(planned.number)
    rows = [
        (Do(shorten(brief(point, t), LONGEST_LABEL, placeholder=" …"), PLAN, (number, str(n))),)
        for n, point in enumerate(planned.points)
    ]
    rows.append((Do(t.gettext("Back"), PLAN, (number,)),))
    return Message(t.gettext("What would you like to change?"), menu=tuple(rows))


def surely(planned: Planned, t: Translator) -> Message:
    """Return the question whether a preparation shall really be thrown away."""
    words = t.gettext("Shall the preparation of {title} be deleted, with all you have filled in?")
    number = str(planned.number)
    menu = (
        (
            Do(t.gettext("Yes, delete"), SURELY, (number,)),
            Do(t.gettext("No, go on"), PLAN, (number,)),
        ),
    )
    return Message(words.format(title=t.quoted(title_of(planned.script, t))), menu=menu)


def discarded(planned: Planned, t: Translator) -> Message:
    """Return the confirmation that a preparation is gone."""
    words = t.gettext("The preparation of {title} is deleted. Nobody was told.")
    return Message(words.format(title=t.quoted(title_of(planned.script, t))))


def over(t: Translator) -> Message:
    """Return what is said to buttons of a preparation that is over."""
    words = t.gettext(
        "This preparation is over: the round has begun, or it was deleted. {round} shows the "
        "dialogs, {status} what is under way."
    )
    return Message(words.format(round=t.gettext("/round"), status=t.gettext("/status")))


def prepared_already(name: str, planned: Planned, t: Translator) -> Message:
    """Return that this dialog is being prepared already, and ask what is meant."""
    words = t.gettext("{title} is being prepared already. Go on with it, or begin another one?")
    menu = (
        (Do(t.gettext("Go on with it"), PLAN, (str(planned.number),)),),
        (Do(t.gettext("Begin another one"), PREPARE, (name, ANEW)),),
    )
    return Message(words.format(title=t.quoted(title_of(planned.script, t))), menu=menu)


def asked(point: Point, t: Translator) -> str:
    """Return the question for a point, or what has to be so."""
    if point.text is None:
        return t.gettext(_OURS[point.name])
    words = point.text.within(t.language)
    return (
        t.gettext("Who takes this part: {part}?").format(part=words) if _is_part(point) else words
    )


def brief(point: Point, t: Translator) -> str:
    """Return what a point is called in a list."""
    if point.text is None:
        return t.gettext(_SHORT[point.name])
    return shorten(point.text.within(t.language), _BRIEF, placeholder=" …")


def noted(planned: Planned, point: Point, people: Sequence[Known], t: Translator) -> str:
    """Return what was filled in, as it is read."""
    value = planned.noted.get(point.name, "")
    match point.kind:
        case Kind.DAY:
            return t.full_day(date.fromisoformat(value))
        case Kind.LIST:
            return "\n".join(f"– {line}" for line in value.splitlines())
        case Kind.PEOPLE:
            chosen = planned.chosen(point.name)
            return t.listing(each.name for each in people if each.id in chosen)
        case _:
            return value


# --- What all of them have in common -------------------------------------------------------------


def _is_part(point: Point) -> bool:
    return point.kind is Kind.PEOPLE


def _place(planned: Planned, place: int, t: Translator) -> str:
    line = t.gettext("{title}: question {place} of {total}")
    title = t.quoted(title_of(planned.script, t))
    return line.format(title=title, place=place + 1, total=len(planned.points))


def _question(
    planned: Planned,
    place: int,
    paragraphs: Sequence[str],
    rows: tuple[tuple[Do, ...], ...],
    t: Translator,
) -> Message:
    """Return a question; what was filled in before can stay, and one can always go back."""
    point, number = planned.points[place], str(planned.number)
    below = []
    typed = point.kind in (Kind.WORDS, Kind.DAY, Kind.LIST)
    if typed and planned.noted.get(point.name):
        now = t.gettext("So far it says:\n{words}")
        paragraphs = [*paragraphs, now.format(words=noted(planned, point, (), t))]
        below.append((Do(t.gettext("Leave it like this"), SAME, (number, str(place))),))
    last = [Do(t.gettext("Back"), PLAN, (number, str(place - 1)))] if place else []
    last.append(Do(t.gettext("Discard"), DISCARD, (number,)))
    return Message("\n\n".join(paragraphs), menu=(*rows, *below, tuple(last)))
