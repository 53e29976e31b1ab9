"""What is said in a trial run, beside what the dialog itself says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.language import Translator
from bot.menu import Do
from bot.message import Message
from bot.wording.desk.library import (
    LONGEST_LABEL,
    PREPARE,
    days,
    title_of,
)
from bot.wording.desk.preparing import CHOSEN, PAGE
from dialogs.round import Round
from dialogs.script import Draft, Phase, Script
from dialogs.text import PLACEHOLDER

PLAYER, ASK, PLAY, NEXT, SAMPLE, STOP = "player", "ask-players", "play", "next", "sample", "stop"

#: Begins what a command begins.
BEGIN = "begin"

#: What somebody answers who has been asked to play.
AGREES, DECLINES = "plays", "plays-not"


class Known(Protocol):
    """Somebody who may be asked to play."""

    @property
    def id(self) -> int:
        """The number of the membership."""

    @property
    def name(self) -> str:
        """The name they show."""

    @property
    def body(self) -> str:
        """The body they show."""


# --- Who plays -----------------------------------------------------------------------------------


def who_plays(
    number: int,
    script: Script,
    everybody: Sequence[Known],
    asked: frozenset[int],
    page: int,
    most: int,
    t: Translator,
) -> Message:
    """Return the question with whom to try a dialog."""
    words = t.gettext(
        "Trial run of {title}. Who plays along? You can ask up to {most} people; nobody is in it "
        "who has not said yes. Or play alone."
    )
    here = everybody[page * PAGE : (page + 1) * PAGE]
    rows = [
        (
            Do(
                f"{CHOSEN if each.id in asked else ''}{each.name}, {each.body}"[:LONGEST_LABEL],
                PLAYER,
                (str(number), str(page), str(each.id)),
            ),
        )
        for each in here
    ]
    turns = []
    if page:
        turns.append(Do(t.gettext("Names before"), PLAYER, (str(number), str(page - 1))))
    if len(everybody) > (page + 1) * PAGE:
        turns.append(Do(t.gettext("More names"), PLAYER, (str(number), str(page + 1))))
    alone = Do(t.gettext("Play alone"), PLAY, (str(number),))
    ask = Do(t.gettext("Ask them"), ASK, (str(number),))
    stop = Do(t.gettext("End the trial run"), STOP, (str(number),))
    below = (*((tuple(turns),) if turns else ()), (ask if asked else alone,), (stop,))
    return Message(
        words.format(title=_quoted(script, t), most=t.spelled(most)), menu=(*rows, *below)
    )


def will_you(number: int, script: Script, by: str, t: Translator) -> Message:
    """Return the question whether somebody plays, with what they should know before."""
    words = t.gettext(
        "{name} would like to try the dialog {title} and asks whether you play along, for about "
        "{n} minutes within the next two days. It is only a trial: nothing of it counts, and "
        "everything is deleted afterwards."
    ).format(name=by, title=_quoted(script, t), n=script.minutes)
    menu = (
        (
            Do(t.gettext("I play along"), AGREES, (str(number),)),
            Do(t.gettext("No, thank you"), DECLINES, (str(number),)),
        ),
    )
    return Message(words, menu=menu)


def asked(number: int, names: Sequence[str], later: datetime | None, t: Translator) -> Message:
    """Return that people have been asked, or when they will be; one can begin at any time."""
    words = t.gettext("I have asked: {names}. You can begin as soon as you like.")
    if later is not None:
        words = t.gettext(
            "I ask {names} when your office hours begin: {at}. You can begin as soon as you like."
        )
    at = "" if later is None else t.moment(later)
    return Message(words.format(names=t.listing(names), at=at), menu=(_begin(number, t),))


def thanks(number: int, t: Translator, *, agrees: bool) -> Message:
    """Return the thanks for saying whether one plays; one can think again until it begins."""
    words, again = t.gettext("That is fine. You will hear nothing more of it."), AGREES
    label = t.gettext("I play along after all")
    if agrees:
        words, again = (
            t.gettext("Thank you. The trial run begins soon, here in this chat."),
            DECLINES,
        )
        label = t.gettext("I do not play after all")
    return Message(words, menu=((Do(label, again, (str(number),)),),))


def has_answered(number: int, name: str, t: Translator, *, agrees: bool) -> Message:
    """Return whether somebody plays, for whoever leads."""
    words = t.gettext("{name} does not play along this time.")
    if agrees:
        words = t.gettext("{name} plays along.")
    return Message(words.format(name=name), menu=(_begin(number, t),))


def too_late(t: Translator) -> Message:
    """Return what is said where a trial has begun or is over."""
    return Message(t.gettext("This trial run has begun without you, or is over. That is fine."))


# --- How it goes ---------------------------------------------------------------------------------


def begins(script: Script, t: Translator, *, alone: bool) -> Message:
    """Return the first message of a trial, which says what it is."""
    head = t.gettext("Trial run: {title}").format(title=_quoted(script, t))
    words = t.gettext(
        "Nothing of what you say now counts. All that is kept is deleted at the end, after two "
        "days at the latest; only the messages in this chat stay. Dates are those of a real round."
    )
    if alone:
        return Message(f"{head}\n\n{words}")
    others = t.gettext(
        "Among so few people nobody is anonymous, and texts go on here without the two people who "
        "read them first. So write only what all who play may read."
    )
    return Message(f"{head}\n\n{words} {others}")


def stands(number: int, script: Script, round: Round, t: Translator) -> Message:
    """Return where a trial stands, with what leads on."""
    head = t.gettext("Trial run: {title}").format(title=_quoted(script, t))
    goes_on = Do(t.gettext("Go on"), NEXT, (str(number),))
    if round.opening is not None:
        phase = script.phases[round.opening.index]
        words = t.gettext(
            "Part {n} of {total}, {phase}, is open. In a real round it has {days}. When everybody "
            "is done, or you have seen enough, go on."
        ).format(
            n=round.opening.index + 1,
            total=len(script.phases),
            phase=t.quoted(phase.title.within(t.language)),
            days=days(phase.lasts, t),
        )
    elif round.waiting is not None and round.waiting.drafts:
        words = _waits(script, round, t)
        goes_on = Do(t.gettext("Put in example words"), SAMPLE, (str(number),))
    elif round.waiting is not None:
        phase = script.phases[round.waiting.index]
        words = t.gettext("Next comes {phase}. A real round would make a pause here.").format(
            phase=t.quoted(phase.title.within(t.language))
        )
    else:
        words = t.gettext(
            "All parts are over. In a real round you could add a few words now, and the result "
            "would come on its date."
        )
        goes_on = Do(t.gettext("Show the result"), NEXT, (str(number),))
    stop = Do(t.gettext("End the trial run"), STOP, (str(number),))
    return Message(f"{head}\n\n{words}", menu=((goes_on,), (stop,)))


def would_ask(phase: Phase, t: Translator) -> Message:
    """Return what a part would ask that was left out, for whoever leads."""
    lines = [t.gettext("With more people {phase} would ask:")]
    lines += (
        f"– {PLACEHOLDER.sub('…', each.text.within(t.language))}"
        for each in phase.questions.values()
    )
    head, *rest = lines
    title = t.quoted(phase.title.within(t.language))
    return Message("\n".join([head.format(phase=title), *rest]))


def over(script: Script, t: Translator, *, leads: bool) -> Message:
    """Return that a trial is over and deleted; whoever has led it can go on from there."""
    words = t.gettext(
        "The trial run of {title} is over. What was kept of it is deleted; you can delete the "
        "messages in this chat yourself."
    ).format(title=_quoted(script, t))
    menu = (
        (Do(t.gettext("Prepare"), PREPARE, (script.id,)),),
        (Do(t.gettext("Another dialog"), BEGIN, (t.gettext("/round"),)),),
    )
    return Message(words, menu=menu if leads else ())


def sample(draft: Draft | None, t: Translator) -> tuple[str, ...]:
    """Return words that stand in the place of those which a real round would wait for."""
    if draft is not None and draft.list:
        return samples(t)
    if draft is None:
        return (t.gettext("Example"),)
    words = PLACEHOLDER.sub("…", draft.text.within(t.language))
    return (t.gettext("Example for: {what}").format(what=words)[: draft.longest],)


def samples(t: Translator) -> tuple[str, ...]:
    """Return a list that stands in the place of a real one."""
    example = t.gettext("Example {n}")
    return tuple(example.format(n=n) for n in range(1, 4))


def _waits(script: Script, round: Round, t: Translator) -> str:
    assert round.waiting is not None
    phase = script.phases[round.waiting.index]
    wanted = [
        PLACEHOLDER.sub("…", phase.needs[name].text.within(t.language))
        for name in sorted(round.waiting.drafts)
        if name in phase.needs
    ] or [t.gettext("the proposal in new words")]
    words = t.gettext("Before {phase} a real round needs words of yours:")
    lines = [words.format(phase=t.quoted(phase.title.within(t.language)))]
    return "\n".join([*lines, *(f"– {each}" for each in wanted)])


def _begin(number: int, t: Translator) -> tuple[Do, ...]:
    return (
        Do(t.gettext("Begin now"), PLAY, (str(number),)),
        Do(t.gettext("End the trial run"), STOP, (str(number),)),
    )


def _quoted(script: Script, t: Translator) -> str:
    return t.quoted(title_of(script, t))
