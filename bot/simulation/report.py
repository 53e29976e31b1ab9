"""What a simulation came to, in a few tables: for the terminal and for a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from statistics import median

from rich.console import Group
from rich.table import Table
from rich.text import Text as Shown

from bot.language import N_, Translator
from bot.levels import level_name
from bot.simulation.account import Account
from bot.simulation.diary import Stretch
from bot.simulation.lints import KINDS, Lint, lints
from bot.simulation.post import Delivery
from dialogs.calm import Kind

#: Spaces between two columns.
_GAP = "  "


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, lines below it, and a table."""

    heading: str
    lines: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def report(account: Account, t: Translator, *, everybody: bool) -> list[Section]:
    """Return the report; with a row for ``everybody``, or without."""
    sections = [
        _summary(account, t),
        _course(account, t),
        *_follow_ups(account, t),
        _messages(account, t),
        _minutes(account, t),
        _results(account, t),
        *([_people(account, t), _days(account, t)] if everybody else []),
        _advice(lints(account, t), t),
    ]
    return [each for each in sections if each.lines or each.rows]


def plain(sections: Sequence[Section]) -> str:
    """Return the report for a file or a pipe."""
    return "\n".join("\n".join(_plain(each)) for each in sections)


def shown(sections: Sequence[Section]) -> Group:
    """Return the report for a terminal."""
    return Group(*(part for each in sections for part in _shown(each)))


# --- What there is to say ------------------------------------------------------------------------


def _summary(account: Account, t: Translator) -> Section:
    setting = account.plan.setting
    title = t.quoted(account.words(setting.script.title, t))
    people = t.ngettext("{n} person", "{n} people", len(account.plan.members))
    line = t.gettext("{people}, seed {seed}, from {start} to {end}").format(
        people=people.format(n=len(account.plan.members)),
        seed=setting.seed,
        start=t.full_day(account.day(setting.start)),
        end=t.full_day(account.day(account.ended)),
    )
    return Section(f"{title} ({setting.script.id})", (line,))


def _course(account: Account, t: Translator) -> Section:
    phases = {phase.id: phase for phase in account.plan.setting.script.phases}
    rows = [
        (
            stretch.opening.at,
            account.words(phases[stretch.phase].title, t),
            *_from_until(account, stretch, t),
            _share(stretch, t),
        )
        for stretch in account.stretches(None)
    ]
    rows += (
        (
            each.at,
            account.words(each.phase, t),
            "–",
            t.moment(account.local(each.at)),
            t.gettext("left out"),
        )
        for each in account.diary.left_out
        if account.rounds[each.round].part is None
    )
    rows.sort(key=lambda row: row[0])
    head = (t.gettext("Phase"), t.gettext("opened"), t.gettext("ended"), t.gettext("took part"))
    lines = () if rows else (t.gettext("Not a single phase opened."),)
    return Section(t.gettext("Course"), lines, head, tuple(row[1:] for row in rows))


def _from_until(account: Account, stretch: Stretch, t: Translator) -> tuple[str, str]:
    opened = t.moment(account.local(stretch.opening.at))
    if stretch.ended is None:
        return opened, "–"
    ended = t.moment(account.local(stretch.ended))
    early = stretch.ended < stretch.planned
    return opened, t.gettext("{moment} (early)").format(moment=ended) if early else ended


def _share(stretch: Stretch, t: Translator) -> str:
    return t.gettext("{n} of {all}").format(n=stretch.took_part, all=stretch.invited)


def _follow_ups(account: Account, t: Translator) -> Iterator[Section]:
    rows = []
    for each in account.plan.setting.script.follow_ups:
        stretches = account.stretches(each.id)
        if stretches:
            took_part = sum(stretch.took_part for stretch in stretches)
            invited = sum(stretch.invited for stretch in stretches)
            first, last = (
                t.full_day(account.day(pick(s.opening.at for s in stretches)))
                for pick in (min, max)
            )
            when = first if first == last else f"{first} – {last}"
            share = t.gettext("{n} of {all}").format(n=took_part, all=invited)
            rows.append((account.words(each.title, t), when, share))
    head = (t.gettext("Follow-up"), t.gettext("opened"), t.gettext("took part"))
    yield Section(t.gettext("Follow-ups"), (), head, tuple(rows))


def _messages(account: Account, t: Translator) -> Section:
    counts = sorted(len(sent) for sent in account.messages.values())
    each = t.gettext("For each person: {least} to {most}, half of them {half} or fewer.").format(
        least=counts[0], most=counts[-1], half=t.number(median(counts))
    )
    at_most = t.gettext("At most: {day} on one day, {week} in one week.").format(
        day=max(map(account.most_a_day, account.names)),
        week=max(map(account.most_a_week, account.names)),
    )
    return Section(t.gettext("Messages that nobody asked for"), (each, at_most))


def _minutes(account: Account, t: Translator) -> Section:
    needed = sorted(minutes for minutes in account.diary.minutes.values() if minutes)
    stated = t.gettext("The script says {n}.").format(n=account.plan.setting.script.minutes)
    if not needed:
        return Section(t.gettext("Minutes"), (stated,))
    line = t.gettext("Those who answered needed {least} to {most}, half of them {half} or less.")
    numbers = (needed[0], needed[-1], median(needed))
    least, most, half = (t.number(round(n, 1)) for n in numbers)
    return Section(
        t.gettext("Minutes"), (f"{line.format(least=least, most=most, half=half)} {stated}",)
    )


def _results(account: Account, t: Translator) -> Section:
    promised = account.diary.begun[0].promised
    lines = []
    if promised is not None:
        day = t.full_day(account.day(promised))
        lines.append(t.gettext("Promised for {day}.").format(day=day))
    for came, n in sorted(account.result_days(0).items()):
        line = t.ngettext("{day}: one person", "{day}: {n} people", n)
        lines.append(line.format(day=t.full_day(came), n=n))
    if not account.rounds[0].closed:
        lines.append(t.gettext("Nothing was kept, so there is no result."))
    return Section(t.gettext("Results delivered"), tuple(lines))


def _people(account: Account, t: Translator) -> Section:
    rows = [
        (
            member.name,
            t.gettext(member.temperament.name),
            level_name(member.person.level, t),
            str(len(account.messages[member.name])),
            str(account.most_a_day(member.name)),
            str(account.most_a_week(member.name)),
            t.number(round(account.diary.minutes.get(member.name, 0), 1)),
            _came_and_went(account, member.name, t),
        )
        for member in account.plan.members
        if member.name in account.messages
    ]
    return Section(t.gettext("Everybody"), (), tuple(map(t.gettext, _COLUMNS)), tuple(rows))


_COLUMNS = (
    N_("name"),
    N_("temperament"),
    N_("level"),
    N_("messages"),
    N_("most a day"),
    N_("most a week"),
    N_("minutes"),
    N_("came or left"),
)


def _days(account: Account, t: Translator) -> Section:
    """Return on which days people were written to, how many, and about what."""
    days: dict[date, list[Delivery]] = {}
    for sent in account.messages.values():
        for each in sent:
            days.setdefault(account.day(each.at), []).append(each)
    rows = []
    for day, sent in sorted(days.items()):
        kinds = {nudge.kind for each in sent for nudge in each.letters}
        about = t.listing(t.gettext(KINDS[kind]) for kind in Kind if kind in kinds)
        rows.append((t.full_day(day), str(len(sent)), about))
    head = (t.gettext("day"), t.gettext("people"), t.gettext("about"))
    return Section(t.gettext("Messages by day"), (), head, tuple(rows))


def _came_and_went(account: Account, name: str, t: Translator) -> str:
    said = []
    if name in account.diary.joined:
        day = t.day(account.day(account.diary.joined[name]))
        said.append(t.gettext("came on {day}").format(day=day))
    if name in account.diary.left:
        day = t.day(account.day(account.diary.left[name]))
        said.append(t.gettext("left on {day}").format(day=day))
    return ", ".join(said)


def _advice(found: Sequence[Lint], t: Translator) -> Section:
    if not found:
        return Section(t.gettext("To look at again"), (t.gettext("Nothing."),))
    numbered = enumerate(found, start=1)
    lines = (line for n, each in numbered for line in (f"{n}. {each.what}", f"   → {each.do}"))
    return Section(t.gettext("To look at again"), tuple(lines))


# --- How it looks --------------------------------------------------------------------------------


def _plain(section: Section) -> Iterator[str]:
    yield section.heading
    yield from (f"{_GAP}{line}" for line in section.lines)
    table = [row for row in (section.head, *section.rows) if section.rows]
    widths = [max(map(len, column)) for column in zip_longest(*table, fillvalue="")]
    for row in table:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield f"{_GAP}{_GAP.join(cells)}".rstrip()
    yield ""


def _shown(section: Section) -> Iterator[Shown | Table]:
    yield Shown(section.heading, style="bold")
    for line in section.lines:
        yield Shown(line)
    if section.rows:
        table = Table(*section.head, box=None, padding=(0, 2, 0, 0), header_style="dim")
        for row in section.rows:
            table.add_row(*map(Shown, row))
        yield table
    yield Shown("")
