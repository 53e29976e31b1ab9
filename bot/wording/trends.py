"""How answers stood over time, in words and for a picture: neither says more than the other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from bot.drawing import Chart, Column
from bot.language import Translator
from bot.lenses import lens_name
from bot.menu import Command, Offer, typed_as
from bot.message import Message
from dialogs.reports.trends import Since, Trend, Wave
from dialogs.text import PLACEHOLDER

#: What stands below a gap.
NOTHING = "–"

#: The longest question that stands in the words below a picture, which may not be long.
_LONGEST = 250


class Shown(NamedTuple):
    """A chart, and the words below it."""

    chart: Chart
    words: str


def own(trend: Trend, t: Translator) -> Shown:
    """Return how somebody's own answers stood."""
    title = t.gettext("Your answers: {question}").format(question=_question(trend, t))
    columns = tuple(
        Column((*_below(trend, n, t),), wave.points) for n, wave in enumerate(trend.waves)
    )
    return Shown(_chart(trend, title, columns, (), t), _said(trend, title, [_chosen(trend, t)], t))


def of_network(trend: Trend, t: Translator) -> Shown:
    """Return how the answers of everybody stood."""
    title = t.gettext("In the network: {question}").format(question=_question(trend, t))
    if trend.lens is not None:
        title = t.gettext("In the network, {lens}: {question}").format(
            lens=lens_name(trend.lens, t), question=_question(trend, t)
        )
    columns = tuple(
        Column(
            (*_below(trend, n, t), str(len(wave.points)) if wave.points else NOTHING),
            wave.points,
            wave.middle,
        )
        for n, wave in enumerate(trend.waves)
    )
    foot = [t.gettext("Below each day: how many answers")]
    if len(trend.shown) < len(trend.waves):
        foot.append(t.gettext("Grey: not shown, so that nobody can be recognised"))
    if any(wave.middle is not None for wave in trend.waves):
        foot.append(t.gettext("Triangles: the middle of the answers"))
    lines = [f"– {_wave(trend, wave, t)}" for wave in trend.waves]
    return Shown(_chart(trend, title, columns, tuple(foot), t), _said(trend, title, lines, t))


def beginning(
    own: Sequence[Trend], everybody: Sequence[Trend], days: int, t: Translator
) -> Message:
    """Return what is to be known before the pictures, or that there are none yet."""
    if not own and not any(trend.several for trend in everybody):
        return Message(_nothing_yet(t))
    paragraphs = [
        t.gettext(
            "This is how answers to check-ins stood over time. Only you get to see your own. "
            "{days} days after a check-in their tie to you is cut; then they stand here no longer. "
            "Where too few have answered, or somebody has taken their answer back, there is a gap."
        ).format(days=days)
    ]
    once = [trend for trend in own if not trend.several]
    if once:
        lines = [f"– {_question(trend, t)} {_chosen(trend, t)}" for trend in once]
        paragraphs.append("\n".join([t.gettext("What you have been asked once so far:"), *lines]))
    return Message("\n\n".join(paragraphs))


def more(left: int, at: int, t: Translator) -> Message:
    """Return that there are more pictures, with the button for the next."""
    words = t.ngettext("There is {n} more picture.", "There are {n} more pictures.", left)
    menu = ((Offer(t.gettext("Show more"), Command.TREND, str(at)),),)
    return Message(words.format(n=left), menu=menu)


def nothing_yet_at_desk(t: Translator) -> Message:
    """Return that a set has not come to anything yet that may be shown over time."""
    return Message(
        t.gettext(
            "There is nothing to show yet. It needs a question on a scale that at least five "
            "people have answered, two times."
        )
    )


def since(found: Sequence[Since], t: Translator) -> list[str]:
    """Return a sentence a question: how it stands, beside the time before."""
    if not found:
        return []
    lines = [f"– {_since(each, t)}" for each in found]
    return ["\n".join([t.gettext("Beside the time before:"), *lines])]


# --- Sentences -----------------------------------------------------------------------------------


def _nothing_yet(t: Translator) -> str:
    words = t.gettext(
        "There is nothing to show yet. Check-ins ask some questions on a scale again and again. "
        "What you have answered stands here when the result is there; how it stood in the network, "
        "as soon as at least five people have answered, two times. {rhythm} settles how often "
        "check-ins come."
    )
    return words.format(rhythm=typed_as(Command.RHYTHM, t))


def _said(trend: Trend, title: str, lines: Sequence[str], t: Translator) -> str:
    scale = t.gettext("The scale goes from {lowest} ({low}) to {highest} ({high}).").format(
        lowest=trend.ends.lowest,
        low=trend.ends.low.within(t.language),
        highest=trend.ends.highest,
        high=trend.ends.high.within(t.language),
    )
    return "\n".join([title, scale, *lines])


def _chosen(trend: Trend, t: Translator) -> str:
    """Return what somebody has chosen, and when."""
    each = t.gettext("{point} on {day}")
    chosen = [
        each.format(point=point, day=_day(wave.day, trend, t))
        for wave in trend.waves
        for point in wave.points
    ]
    return t.gettext("You have chosen {chosen}.").format(chosen=t.listing(chosen))


def _wave(trend: Trend, wave: Wave, t: Translator) -> str:
    day, n = _day(wave.day, trend, t), len(wave.points)
    if not wave.points:
        words = t.gettext("{day}: not shown, so that nobody can be recognised")
        return words.format(day=day)
    if wave.middle is None:
        words = t.ngettext("{day}: {n} answer, {span}", "{day}: {n} answers, {span}", n)
        return words.format(day=day, n=n, span=_span(wave, t))
    words = t.ngettext(
        "{day}: {n} answer, {span}, middle {middle}",
        "{day}: {n} answers, {span}, middle {middle}",
        n,
    )
    return words.format(day=day, n=n, span=_span(wave, t), middle=t.number(wave.middle))


def _span(wave: Wave, t: Translator) -> str:
    least, most = wave.points[0], wave.points[-1]
    if least == most:
        return t.gettext("all at {least}").format(least=least)
    return t.gettext("between {least} and {most}").format(least=least, most=most)


def _since(found: Since, t: Translator) -> str:
    """Return both times alike: their middles if both have one, else from where to where."""
    trend, before, now = found
    about = lens_name(trend.lens, t) if trend.lens else _question(trend, t)
    words = t.gettext(
        "{about}: on {day} the answers lay {before} ({n} answered), this time {now} ({m} answered)."
    )
    both = before.middle is not None and now.middle is not None
    then, here = (_middle(each, t) if both else _span(each, t) for each in (before, now))
    numbers = {"n": len(before.points), "m": len(now.points)}
    return words.format(
        about=about, day=_day(before.day, trend, t), before=then, now=here, **numbers
    )


def _middle(wave: Wave, t: Translator) -> str:
    assert wave.middle is not None
    return t.gettext("in the middle at {middle}").format(middle=t.number(wave.middle))


# --- Parts ---------------------------------------------------------------------------------------


def _chart(
    trend: Trend, title: str, columns: tuple[Column, ...], foot: tuple[str, ...], t: Translator
) -> Chart:
    ends = trend.ends
    low, high = ends.low.within(t.language), ends.high.within(t.language)
    return Chart(title, ends.lowest, ends.highest, low, high, columns, foot)


def _below(trend: Trend, n: int, t: Translator) -> tuple[str, str, str]:
    """Return the day below a column; the year stands where it is another than before."""
    day = trend.waves[n].day
    again = n > 0 and trend.waves[n - 1].day.year == day.year
    return (*t.on_two_lines(day), "" if again else str(day.year))


def _day(day: date, trend: Trend, t: Translator) -> str:
    """Return a day; with its year where not all are of the same."""
    years = {wave.day.year for wave in trend.waves}
    return t.dated(day) if len(years) > 1 else t.day(day)


def _question(trend: Trend, t: Translator) -> str:
    words = PLACEHOLDER.sub("…", trend.question.within(t.language))
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…"
