"""What authors and coordinations should look at again after a simulation, and what they can do."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from bot.language import N_, Translator
from bot.simulation.account import LATE, Account
from bot.simulation.diary import Stretch
from dialogs.asking import phase_of
from dialogs.calm import Kind
from dialogs.effects import News
from dialogs.engine.at import At
from dialogs.engine.between import promised
from dialogs.round import Outcome
from dialogs.workdays import day_for_results, is_working_day

#: How far the stated minutes may be off, as a share of them.
OFF = 0.5

#: From so many people on, chance does not decide what the most thorough of them needs.
ENOUGH = 5

#: So many messages nobody asked for are about one round at most, to one person.
MOST_MESSAGES = 6


class About(StrEnum):
    """What a lint is about."""

    NO_RESULT = "no-result"
    OVER_BUDGET = "over-budget"
    OUT_OF_HOURS = "out-of-hours"
    TOO_SMALL = "too-small"
    FREE_DAY = "free-day"
    BEFORE_REST = "before-rest"
    RESULT_LATE = "result-late"
    HELD_UP = "held-up"
    MANY_MESSAGES = "many-messages"
    NOT_INVITED = "not-invited"
    LEFT_OUT = "left-out"
    TOO_FEW = "too-few"
    MINUTES = "minutes"


@dataclass(frozen=True, slots=True)
class Lint:
    """Something to look at again, and what can be done about it."""

    about: About
    what: str
    do: str


def lints(account: Account, t: Translator) -> list[Lint]:
    """Return everything that should be looked at, the most serious first."""
    return [lint for rule in _RULES for lint in rule(account, t)]


# --- What must never happen ----------------------------------------------------------------------


def _no_result(account: Account, t: Translator) -> Iterator[Lint]:
    names = account.without_result()
    if names:
        what = t.gettext("No result reached: {names}.").format(names=t.listing(names))
        yield Lint(About.NO_RESULT, what, t.gettext(_REPORT_IT))


def _over_budget(account: Account, t: Translator) -> Iterator[Lint]:
    for each in account.over_budget():
        what = t.gettext("More messages than promised: {name} on {day}.")
        day = t.full_day(account.day(each.at))
        yield Lint(About.OVER_BUDGET, what.format(name=each.to, day=day), t.gettext(_REPORT_IT))


def _out_of_hours(account: Account, t: Translator) -> Iterator[Lint]:
    for each in account.out_of_hours():
        what = t.gettext("A message outside working hours: {name} on {day}.")
        day = t.full_day(account.day(each.at))
        yield Lint(About.OUT_OF_HOURS, what.format(name=each.to, day=day), t.gettext(_REPORT_IT))


_REPORT_IT = N_("This is an error of the program, not of your script. Please report it.")


# --- The group -----------------------------------------------------------------------------------


def _too_small(account: Account, t: Translator) -> Iterator[Lint]:
    script = account.plan.setting.script
    n, least = len(account.plan.members), script.people.min
    if n < least:
        what = t.gettext("The script asks for at least {least} people, and here are {n}.")
        do = t.gettext("With so few, most results stay hidden. Simulate at least {least}.")
        yield Lint(About.TOO_SMALL, what.format(least=least, n=n), do.format(least=least))


# --- Days ----------------------------------------------------------------------------------------


def _free_days(account: Account, t: Translator) -> Iterator[Lint]:
    """Who is at work needs the last day, so that a part that would end on a free day ends later."""
    land = account.plan.calm.land
    # A proposal that meets objections opens its phase again: once is enough to say it.
    first = {stretch.phase: stretch for stretch in reversed(account.stretches(None))}
    for stretch in reversed(first.values()):
        opening = stretch.opening
        written = opening.at + phase_of(account.plan.setting.script, opening).lasts
        day, later = account.day(written), account.day(opening.ends)
        if is_working_day(day, land) or later == day:
            continue
        what = t.gettext(
            "“{phase}” would end on {day}, which is no working day. It lasts until {later}."
        ).format(phase=_title(account, stretch, t), day=t.full_day(day), later=t.full_day(later))
        do = t.gettext("If that is too long, begin the round on another day.")
        yield Lint(About.FREE_DAY, what, do)


def _before_rest(account: Account, t: Translator) -> Iterator[Lint]:
    """A mirror can hurt, so none goes out before days on which nobody can be reached."""
    begun = account.diary.begun[0]
    by_script = promised(At(account.plan.setting.script, begun.at, Random(0)), None)  # noqa: S311
    if begun.promised is None or by_script is None:
        return
    day, later = account.day(by_script), account.day(begun.promised)
    if day_for_results(day, account.plan.calm.land) == day:
        return
    what = t.gettext(
        "By the script the result would fall on {day}. On free days, and before two of them, none "
        "is sent, so people are told {later}."
    ).format(day=t.full_day(day), later=t.full_day(later))
    do = t.gettext("If that is too late, begin the round on another day.")
    yield Lint(About.BEFORE_REST, what, do)


def _result_late(account: Account, t: Translator) -> Iterator[Lint]:
    promised = account.diary.begun[0].promised
    if promised is None:
        return
    day = account.day(promised)
    last = [account.last_result(name, 0) for name in account.names]
    late = [each for each in last if each is not None and each > day]
    if late and max(late) > day_for_results(day, account.plan.calm.land):
        what = t.ngettext(
            "One person had the whole result after the promised {day}, on {last}.",
            "{n} people had the whole result after the promised {day}, the last on {last}.",
            len(late),
        ).format(n=len(late), day=t.full_day(day), last=t.full_day(max(late)))
        yield Lint(About.RESULT_LATE, what, _why_late(account, t))


def _why_late(account: Account, t: Translator) -> str:
    loops = max(stretch.opening.loop for stretch in account.stretches(None))
    if loops:
        return t.ngettext(
            "A proposal met objections and was asked again. Tell people that this can happen.",
            "A proposal met objections and was asked again {n} times. Tell people that this can "
            "happen.",
            loops,
        ).format(n=loops)
    return t.gettext("Promise it for a day in the middle of a week without another phase.")


def _held_up(account: Account, t: Translator) -> Iterator[Lint]:
    counts = Counter(nudge.kind for _, nudge in account.held_up())
    for kind in Kind:
        if counts[kind]:
            what = t.ngettext(
                "One message waited more than {days} working days for room: {kind}.",
                "{n} messages waited more than {days} working days for room: {kind}.",
                counts[kind],
            ).format(n=counts[kind], days=t.spelled(LATE), kind=t.gettext(KINDS[kind]))
            do = t.gettext("Leave more time between phases (opens_after), or join two of them.")
            yield Lint(About.HELD_UP, what, do)


def _many_messages(account: Account, t: Translator) -> Iterator[Lint]:
    counts = {name: account.messages_about(name, 0) for name in account.names}
    many = [n for n in counts.values() if n > MOST_MESSAGES]
    if many and account.plan.setting.script.rhythm != "daily":
        what = t.ngettext(
            "One person had more than {limit} messages about this dialog, {most} of them.",
            "{n} people had more than {limit} messages about this dialog, up to {most}.",
            len(many),
        ).format(n=len(many), limit=t.spelled(MOST_MESSAGES), most=max(many))
        do = t.gettext("Join phases, or let those that need no reminder last less than two days.")
        yield Lint(About.MANY_MESSAGES, what, do)


def _not_invited(account: Account, t: Translator) -> Iterator[Lint]:
    missed: dict[tuple[str | None, int], set[str]] = defaultdict(set)
    for name, invite in account.diary.missed:
        if name in account.present:
            missed[invite.opening.part, invite.opening.index].add(name)
    for (part, index), names in missed.items():
        phase = account.plan.setting.script.phases_of(part)[index]
        what = t.ngettext(
            "“{phase}” was over before one person could be invited.",
            "“{phase}” was over before {n} people could be invited.",
            len(names),
        ).format(phase=account.words(phase.title, t), n=len(names))
        do = t.gettext("Let it last longer: an invitation may have to wait for the next week.")
        yield Lint(About.NOT_INVITED, what, do)


KINDS = {
    Kind.OPENING: N_("opening of a phase"),
    Kind.RESULT: N_("result"),
    Kind.COMMITMENT: N_("question about a promise"),
    Kind.REMINDER: N_("reminder or last words"),
    Kind.DIGEST: N_("digest"),
    Kind.CHECK_IN: N_("check-in"),
}


# --- What came together --------------------------------------------------------------------------


def _left_out(account: Account, t: Translator) -> Iterator[Lint]:
    for out in account.diary.left_out:
        if account.rounds[out.round].part is None:
            why, do = (t.gettext(words) for words in _WHY[out.news])
            what = t.gettext("“{phase}” was left out: {why}").format(
                phase=account.words(out.phase, t), why=why
            )
            yield Lint(About.LEFT_OUT, what, do)


_WHY = {
    News.SKIPPED_TOO_FEW: (
        N_("it builds on fewer answers than the threshold asks for."),
        N_("Invite more people to the phase before, or give it more time."),
    ),
    News.SKIPPED_NO_DRAFT: (
        N_("nobody supplied the words for it in time."),
        N_("Tell the coordination before the start what it has to write; think of a longer waits."),
    ),
    News.SKIPPED_NOTHING: (
        N_("there was nothing to ask."),
        N_("This can be right. Else look at where its items come from."),
    ),
    News.SKIPPED_UNREAD: (
        N_("nothing for it was released by two people in time."),
        N_("Agree with both readers on days for reading; think of a longer waits."),
    ),
}


def _too_few(account: Account, t: Translator) -> Iterator[Lint]:
    """Name the questions to which too few answered, phase by phase."""
    script, dialog = account.plan.setting.script, account.rounds[0]
    for phase in script.phases:
        names = [
            question.ask
            for question in phase.questions.values()
            if question.ask in dialog.closed
            and dialog.closed[question.ask].outcome is Outcome.TOO_FEW
        ]
        if names:
            what = t.gettext(
                "“{phase}”: fewer than {threshold} people answered {questions}; nothing is shown."
            ).format(
                phase=account.words(phase.title, t),
                threshold=t.spelled(script.threshold),
                questions=t.listing(names),
            )
            invited = max(dialog.closed[name].invited for name in names)
            yield Lint(About.TOO_FEW, what, _more_people(invited, script.threshold, t))


def _more_people(invited: int, threshold: int, t: Translator) -> str:
    if invited < threshold:
        return t.ngettext(
            "Only one person was asked. Ask more people, or ask by name (named).",
            "Only {n} people were asked. Ask more people, or ask by name (named).",
            invited,
        ).format(n=invited)
    return t.ngettext(
        "One person was asked. Ask earlier, ask less, or invite more people.",
        "{n} people were asked. Ask earlier, ask less, or invite more people.",
        invited,
    ).format(n=invited)


def _minutes(account: Account, t: Translator) -> Iterator[Lint]:
    """Compare what the most thorough person needed with what everybody is told.

    What only some roles are asked is not in the stated minutes, and of a few answers chance
    decides.
    """
    stated = account.plan.setting.script.minutes
    needed = [account.diary.minutes[name] for name in account.names if account.is_plain(name)]
    answered = [minutes for minutes in needed if minutes]
    if len(answered) < ENOUGH or stated * (1 - OFF) <= max(answered) <= stated * (1 + OFF):
        return
    what = t.gettext("Whoever answered most needed {most} minutes; the script says {stated}.")
    do = t.gettext("Correct minutes, or look at which questions hardly anybody gets to.")
    numbers = {"most": t.number(round(max(answered))), "stated": t.number(stated)}
    yield Lint(About.MINUTES, what.format(**numbers), do)


def _title(account: Account, stretch: Stretch, t: Translator) -> str:
    phases = {phase.id: phase for phase in account.plan.setting.script.phases}
    return account.words(phases[stretch.phase].title, t)


_RULES: tuple[Callable[[Account, Translator], Iterator[Lint]], ...] = (
    _no_result,
    _over_budget,
    _out_of_hours,
    _too_small,
    _free_days,
    _before_rest,
    _result_late,
    _held_up,
    _many_messages,
    _not_invited,
    _left_out,
    _too_few,
    _minutes,
)
