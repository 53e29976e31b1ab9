"""The lines of which digests are made: one thing each, and nothing that may not be told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from textwrap import shorten

from bot.documents.page import Page
from bot.documents.participation import participation
from bot.language import Translator
from bot.levels import level_name
from bot.wording.scene import Host
from dialogs.facts import (
    Coming,
    Commitments,
    Decided,
    Draft,
    Due,
    Meeting,
    Open,
    Returned,
    Running,
    Silent,
    Undecided,
)
from dialogs.text import Text

#: The words of a commitment are cut here, and a quotation that is longer is left out: it would be
#: wrong to show half of what somebody said.
LONGEST = 160


# --- Rounds and results ------------------------------------------------------------------------


def open_round(round: Open, host: Host, t: Translator) -> str:
    """Return a round that is open for the reader."""
    line = t.ngettext(
        "{title}, open until {ends}, about {minutes} minute",
        "{title}, open until {ends}, about {minutes} minutes",
        round.minutes,
    )
    ends = t.moment(round.ends.astimezone(host.zone))
    return line.format(title=titled(round.title, t), ends=ends, minutes=round.minutes)


def coming(coming: Coming, host: Host, t: Translator) -> str:
    """Return a round that opens soon."""
    day = t.day(coming.opens.astimezone(host.zone).date())
    return t.gettext("{title} opens on {day}").format(title=titled(coming.title, t), day=day)


def running(running: Running, host: Host, t: Translator) -> str:
    """Return how a round stood yesterday; too few are never counted."""
    reached = running.participation
    line = t.gettext("{title}, until {ends}.").format(
        title=titled(running.title, t), ends=t.moment(running.ends.astimezone(host.zone))
    )
    if reached.answered is None:
        few = t.gettext("Fewer than {fewest} answers so far.")
        if reached.fewest <= 1:
            few = t.gettext("No answers so far.")
        return f"{line} {few.format(fewest=t.spelled(reached.fewest))}"
    sentences = [line, participation(replace(reached, missing=()), _page(t))[0]]
    if reached.missing:
        levels = ", ".join(level_name(level, t) for level in reached.missing)
        missing = t.gettext("Not reached yet: {levels}. It may help to phone instead of writing.")
        sentences.append(missing.format(levels=levels))
    return " ".join(sentences)


def returned(result: Returned, t: Translator) -> str:
    """Return a result in short, with a voice and what lay furthest apart where they may be told."""
    told = result.told
    sentences = [f"{titled(told.title, t)}:", *participation(told.participation, _page(t))]
    if told.voice is not None and len(told.voice) <= LONGEST:
        voice = t.gettext("One sentence of it: {voice}")
        sentences.append(voice.format(voice=t.quoted(told.voice)))
    if told.apart is not None:
        apart = t.gettext("We were furthest apart on: {question}")
        sentences.append(apart.format(question=titled(told.apart, t)))
    return " ".join(sentences)


def meeting(meeting: Meeting, t: Translator) -> str:
    """Return when people talk next, and about what."""
    line = t.gettext("{day}: about the result of {title}")
    return line.format(day=t.full_day(meeting.day), title=titled(meeting.about, t))


def decided(decided: Decided, t: Translator) -> str:
    """Return what was decided on a result."""
    line = t.gettext("{title}: {words}")
    return line.format(title=titled(decided.title, t), words=t.quoted(_cut(decided.words)))


def quotations(words: tuple[str, ...], t: Translator) -> list[str]:
    """Return released words, each whole or not at all."""
    return [t.quoted(each) for each in words if len(each) <= LONGEST]


# --- Agreements --------------------------------------------------------------------------------


def own_commitment(due: Due, today: date, t: Translator) -> str:
    """Return a commitment to the one who made it."""
    line = t.gettext("Your agreement {what} is due on {day}")
    if due.until < today:
        line = t.gettext("Your agreement {what} was due on {day}")
    return line.format(what=t.quoted(_cut(due.what)), day=t.day(due.until))


def commitment(due: Due, today: date, t: Translator) -> str:
    """Return a commitment without saying whose it is."""
    line = t.gettext("{what}, due on {day}")
    if due.until < today:
        line = t.gettext("{what}, was due on {day}")
    return line.format(what=t.quoted(_cut(due.what)), day=t.day(due.until))


def support(what: str, t: Translator) -> str:
    """Return that somebody has asked for support."""
    return t.gettext("Support was requested for {what}").format(what=t.quoted(_cut(what)))


def commitments(commitments: Commitments, t: Translator) -> str:
    """Return how many commitments have come how far."""
    return t.gettext("done {done}, on the way {going}, stuck {stuck}, overdue {overdue}").format(
        done=commitments.done,
        going=commitments.going,
        stuck=commitments.stuck,
        overdue=commitments.overdue,
    )


def undecided(undecided: Undecided, today: date, t: Translator) -> str:
    """Return a result about which nothing has been decided, and who is to decide."""
    days = undecided.days(today)
    line = t.ngettext(
        "{title}: a result for {days} day, no decision yet. Responsible: {body}",
        "{title}: a result for {days} days, no decision yet. Responsible: {body}",
        days,
    ).format(title=titled(undecided.title, t), days=days, body=_cut(undecided.body))
    if undecided.by is None:
        return line
    return t.gettext("{undecided}, by {day}").format(undecided=line, day=t.day(undecided.by))


def undecided_to_desk(result: Undecided, today: date, t: Translator) -> list[str]:
    """Return the same, and from when on everybody reads it in these words."""
    line = undecided(result, today, t)
    if result.all_read is None:
        return [line]
    words = t.gettext(
        "From {day} on everybody reads the line above in their overview, unless you have noted a "
        "decision by then."
    )
    return [line, words.format(day=t.day(max(result.all_read, today)))]


# --- What waits, and what to be attentive to ---------------------------------------------------


def to_read(count: int, t: Translator) -> str:
    """Return how many texts wait for two readers."""
    return t.ngettext(
        "{count} text awaits release (please read in pairs)",
        "{count} texts await release (please read in pairs)",
        count,
    ).format(count=count)


def draft(draft: Draft, host: Host, t: Translator) -> str:
    """Return a round that needs words, and until when."""
    by = t.moment(draft.by.astimezone(host.zone))
    return t.gettext("{title} needs your words by {by}").format(title=titled(draft.title, t), by=by)


def mirror(mirror: Draft, host: Host, t: Translator) -> str:
    """Return a result that is promised and can still be given words."""
    by = t.day(mirror.by.astimezone(host.zone).date())
    line = t.gettext("The result of {title} is promised for {by}")
    return line.format(title=titled(mirror.title, t), by=by)


def refused(count: int, t: Translator) -> str:
    """Return how many texts the guard did not accept; never what they were about."""
    return t.gettext(
        "Over the last 30 days the guard did not accept {n} texts. Their words were not stored. A "
        "short talk about references to cases may help."
    ).format(n=count)


def unreachable(count: int, t: Translator) -> str:
    """Return how many people cannot be reached; never who."""
    line = t.ngettext("{n} person cannot be reached", "{n} people cannot be reached", count)
    return line.format(n=count)


def silent(silent: Silent, t: Translator) -> str:
    """Return a level from which nothing has come."""
    line = t.ngettext(
        "No answer for {days} day: {level}", "No answer for {days} days: {level}", silent.days
    )
    return line.format(days=silent.days, level=level_name(silent.level, t))


def titled(title: Text, t: Translator) -> str:
    """Return a title or a question in quotation marks."""
    return t.quoted(_cut(title.within(t.language)))


def _cut(words: str) -> str:
    return shorten(words, LONGEST, placeholder=" …")


def _page(t: Translator) -> Page:
    return Page(t, lambda text: text.within(t.language), {}, {})
