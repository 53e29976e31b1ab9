"""How rounds stand, in counts of yesterday."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from bot.documents.page import Page
from bot.documents.participation import participation
from bot.language import N_, Translator
from bot.menu import Do
from bot.message import Message
from bot.wording.scene import Host
from dialogs.effects import Request, Wish
from dialogs.engine.announcing import is_announced
from dialogs.report import Participation
from dialogs.round import Round, Status
from dialogs.script import Script
from dialogs.text import Text

#: What a desk can do with a round, in the order in which it is offered.
OFFERS = {
    "plan": N_("Go on preparing"),
    "read": N_("Read texts"),
    "draft": N_("Supply words"),
    "another-day": N_("Choose another day"),
    "extend": N_("Give more time"),
    "move": N_("Go on now"),
    "back": N_("Open the part before again"),
    "cancel": N_("Cancel the round"),
}


#: Which of them does what a round asks for.
_DOES = {
    Wish.DRAFT: "draft",
    Wish.REVISION: "draft",
    Wish.MIRROR: "draft",
    Wish.READERS: "read",
    Wish.TOO_FEW: "look",
    Wish.STEERING: "look",
}


def leads_to(request: Request, number: int, t: Translator) -> Do | None:
    """Return the button below a request that does what is asked; None where nothing is."""
    verb = _DOES.get(request.wish)
    if verb is None:
        return None
    label = t.gettext(OFFERS[verb]) if verb in OFFERS else t.gettext("Look at the round")
    return Do(label, verb, (str(number),))


def nothing(t: Translator) -> Message:
    """Return what is said where no round is under way."""
    words = t.gettext("No round is under way. {round} begins one.")
    return Message(words.format(round=t.gettext("/round")))


def stands(
    number: int,
    script: Script,
    round: Round,
    yesterday: tuple[date, Participation] | None,
    host: Host,
    offers: Collection[str],
    t: Translator,
) -> Message:
    """Return where a round stands, how many had answered by yesterday, and what can be done."""
    lines = [t.quoted(script.title.within(t.language)), *_course(script, round, host, t)]
    if round.status is Status.OPEN:
        lines.append(_counts(yesterday, t))
    if round.returns_on is not None:
        day = t.day(round.returns_on.astimezone(host.zone).date())
        lines.append(t.gettext("The result is promised for {day}.").format(day=day))
    menu = tuple(
        (Do(t.gettext(label), verb, (str(number),)),)
        for verb, label in OFFERS.items()
        if verb in offers
    )
    return Message("\n".join(lines), menu=menu)


def _course(script: Script, round: Round, host: Host, t: Translator) -> list[str]:
    phases = script.phases_of(round.part)
    if round.opening is not None:
        line = t.gettext("Open: {phase}, until {ends}.")
        ends = t.moment(round.opening.ends.astimezone(host.zone))
        return [line.format(phase=_title(phases[round.opening.index].title, t), ends=ends)]
    if round.waiting is not None and is_announced(round):
        line = t.gettext("Announced. It opens by itself on {moment}.")
        return [line.format(moment=t.moment(round.waiting.opens.astimezone(host.zone)))]
    if round.waiting is not None:
        line = t.gettext("Between two parts. Next: {phase}. It waits until {until} at the latest.")
        until = t.moment(round.waiting.until.astimezone(host.zone))
        return [line.format(phase=_title(phases[round.waiting.index].title, t), until=until)]
    if round.status is Status.RETURNING:
        return [t.gettext("All parts are over. The result is being put together.")]
    return [t.gettext("It has not begun.")]


def _counts(yesterday: tuple[date, Participation] | None, t: Translator) -> str:
    if yesterday is None:
        return t.gettext("How many have answered you will see tomorrow, as of today's end.")
    day, reached = yesterday
    head = t.gettext("As of the end of {day}:").format(day=t.day(day))
    if reached.answered is None:
        few = t.gettext("Fewer than {fewest} people have answered.")
        if reached.fewest <= 1:
            few = t.gettext("Nobody has answered.")
        return f"{head} {few.format(fewest=t.spelled(reached.fewest))}"
    page = Page(t, lambda text: text.within(t.language), {}, {})
    return f"{head} {participation(reached, page)[0]}"


def _title(title: Text, t: Translator) -> str:
    return t.quoted(title.within(t.language))
