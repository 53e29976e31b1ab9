"""The dialogs that there are: by what they are for, and one in all that matters before a start."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from textwrap import shorten

from bot.language import N_, Translator
from bot.menu import Do
from bot.message import Message
from bot.planned import is_small_circle
from bot.wording.scene import Host
from dialogs.habits import is_check_in
from dialogs.script import FollowUp, Script
from dialogs.text import PLACEHOLDER, Text, filled

SHELF, DIALOG, PREPARE, PLAN, TRY, TRIED = "shelf", "dialog", "prepare", "plan", "try", "tried"

#: Where dialogs stand, in the order in which they are offered.
SHELVES = {
    "aims": N_("Clarify what we want and agree on it"),
    "effect": N_("See what we bring about, and ourselves"),
    "work": N_("Go through procedures and questions together"),
    "share": N_("Pass on what we know"),
    "bodies": N_("Put bodies in order, talk with politics"),
    "own": N_("Other dialogs"),
    "again": N_("Questions that come again"),
}

#: What the dialogs that come along are for.
_FOR = {
    "s01_auftrag": "aims",
    "s04_empfehlungen": "aims",
    "s05_wirkungspfad": "aims",
    "s12_qualitaetswerkstatt": "aims",
    "s02_wirkungsverstaendnis": "effect",
    "s03_fokusgruppe": "effect",
    "s06_selbstreflexion": "effect",
    "s07_fremdreflexion": "effect",
    "s08_interview": "effect",
    "s09_verfahren_8a": "work",
    "s10_aus_fehlern_lernen": "work",
    "s11_kollegiale_beratung": "work",
    "s13_praxisbaustein": "share",
    "s14_anbieten": "share",
    "s14_fragen": "share",
    "s14_wissensstaffel": "share",
    "s15_strukturlandkarte": "bodies",
    "s15_gremiencheck": "bodies",
    "s16_politikdialog": "bodies",
}

#: What becomes of answers, in people's words.
_ANONYMITY = {
    "private": N_("Nobody reads the answers, and nothing of them is kept."),
    "anonymous": N_(
        "Without names: nobody in the network sees who an answer is from, not even you."
    ),
    "role": N_(
        "Without names: nobody in the network sees who an answer is from, not even you. Where at "
        "least five people of a level are invited, the level is shown."
    ),
    "pseudonymous": N_(
        "Without names: nobody in the network sees who an answer is from, not even you. So that "
        "answers can be compared next time, a code remains that only the programme knows."
    ),
    "named": N_("With names: what somebody says is shown with their name and body."),
}

#: What stands in the place of a name in braces that nobody has filled in yet.
_OPEN = "…"

#: What a button has room for.
LONGEST_LABEL = 60


def shelf_of(script: Script) -> str:
    """Return where a dialog stands: what comes again and again stands apart."""
    return "again" if is_check_in(script) else _FOR.get(script.id, "own")


def which_shelf(
    shelves: Iterable[str],
    planned: Sequence[tuple[int, Script]],
    tried: Sequence[tuple[int, Script]],
    t: Translator,
) -> Message:
    """Return what dialogs are for, and what is being prepared or tried already."""
    words = t.gettext("What is the round to be for?")
    rows = []
    if planned:
        words = t.gettext(
            "What is the round to be for? What is being prepared already stands on top."
        )
    for number, script in planned:
        label = t.gettext("Go on: {title}").format(title=title_of(script, t))
        rows.append((Do(label[:LONGEST_LABEL], PLAN, (str(number),)),))
    for number, script in tried:
        label = t.gettext("Trial run: {title}").format(title=title_of(script, t))
        rows.append((Do(label[:LONGEST_LABEL], TRIED, (str(number),)),))
    known = frozenset(shelves)
    rows += [(Do(t.gettext(SHELVES[name]), SHELF, (name,)),) for name in SHELVES if name in known]
    return Message(words, menu=tuple(rows))


def which_dialog(shelf: str, scripts: Mapping[str, Script], t: Translator) -> Message:
    """Return the dialogs that are for the same thing, each with the minutes it takes a person."""
    lines = [t.gettext("{shelf}:").format(shelf=t.gettext(SHELVES[shelf]))]
    rows = []
    for name, script in scripts.items():
        lines.append(f"– {title_of(script, t)} ({_minutes(script, t)})")
        # A title that is too long is cut, and the minutes stay.
        title = shorten(title_of(script, t), LONGEST_LABEL - len(", 100 min"), placeholder=" …")
        label = t.gettext("{title}, {n} min").format(title=title, n=script.minutes)
        rows.append((Do(label, DIALOG, (name,)),))
    rows.append((Do(t.gettext("Back"), SHELF),))
    return Message("\n".join(lines), menu=tuple(rows))


def dialog(name: str, script: Script, host: Host, t: Translator) -> Message:
    """Return all about a dialog that a coordination wants to know before it takes it."""
    say = _writer(script, host, t)
    paragraphs = [
        t.quoted(title_of(script, t)),
        say(script.purpose),
        *([say(script.method)] if script.method else []),
        _takes(script, t),
        _phases(script, say, t),
        _returns(script, say, t),
        _anonymity(script, t),
        *_follow_ups(script, say, t),
        _people(script, say, t),
        _work(script, say, t),
    ]
    if script.channel == "web":
        paragraphs.append(needs_the_web(t))
    another = Do(t.gettext("Another dialog"), SHELF, (shelf_of(script),))
    begin = (
        Do(t.gettext("Trial run"), TRY, (name,)),
        Do(t.gettext("Prepare"), PREPARE, (name,)),
    )
    menu = ((another,),) if script.channel == "web" else (begin, (another,))
    return Message("\n\n".join(paragraphs), menu=menu)


def needs_the_web(t: Translator) -> str:
    """Return why a confidential dialog cannot begin here."""
    return t.gettext(
        "This dialog is confidential. It does not belong into a messenger and needs a web page "
        "of its own, which this installation does not have yet. So it cannot be prepared here."
    )


def web_only(t: Translator) -> Message:
    """Return the refusal of a confidential dialog."""
    return Message(needs_the_web(t))


def gone(t: Translator) -> Message:
    """Return what is said where a dialog is not there any more."""
    words = t.gettext("This dialog is no longer there. {round} shows what there is.")
    return Message(words.format(round=t.gettext("/round")))


def title_of(script: Script, t: Translator) -> str:
    """Return what people read above a dialog."""
    return script.title.within(t.language)


def days(span: timedelta, t: Translator) -> str:
    """Return how long something takes, in days."""
    n = max(1, round(span / timedelta(days=1)))
    return t.ngettext("{n} day", "{n} days", n).format(n=n)


# --- One paragraph after the other ---------------------------------------------------------------


class _Writer:
    """Writes an author's words; what nobody has filled in yet stays open."""

    def __init__(self, fills: Mapping[str, str], t: Translator) -> None:
        self._fills, self._t = fills, t

    def __call__(self, text: Text) -> str:
        words = filled(text.within(self._t.language), self._fills)
        return PLACEHOLDER.sub(_OPEN, words).strip()


def _writer(script: Script, host: Host, t: Translator) -> _Writer:
    fills = {
        "network": host.network,
        "coordination": host.coordination,
        "title": title_of(script, t),
        "minutes": str(script.minutes),
    }
    return _Writer(fills, t)


def _minutes(script: Script, t: Translator) -> str:
    return t.ngettext("{n} minute", "{n} minutes", script.minutes).format(n=script.minutes)


def _takes(script: Script, t: Translator) -> str:
    where = t.gettext("here in the chat")
    if script.channel == "web":
        where = t.gettext("on a web page")
    words = t.gettext("It takes each person about {minutes}, {where}.")
    return words.format(minutes=_minutes(script, t), where=where)


def _phases(script: Script, say: _Writer, t: Translator) -> str:
    lines = [t.gettext("This is how it goes:")]
    for phase in script.phases:
        line = t.gettext("– {phase}: {days}")
        if phase.opens_after:
            line = t.gettext("– {phase}: {days}, after a pause of {pause}")
        pause = days(phase.opens_after or timedelta(), t)
        lines.append(line.format(phase=say(phase.title), days=days(phase.lasts, t), pause=pause))
    return "\n".join(lines)


def _returns(script: Script, say: _Writer, t: Translator) -> str:
    head = t.gettext("What comes back, {days} after the last part at the latest:")
    return f"{head.format(days=days(script.returns.within, t))}\n{say(script.returns.text)}"


def _anonymity(script: Script, t: Translator) -> str:
    words = t.gettext(_ANONYMITY[script.anonymity])
    modes = {script.anonymity_of(question) for question in script.questions.values()}
    if modes - {script.anonymity}:
        more = t.gettext("With some questions it is different; each question says who reads it.")
        words = f"{words} {more}"
    if modes & {"anonymous", "role", "pseudonymous"}:
        few = t.gettext("Of fewer than {threshold} answers nothing is shown.")
        words = f"{words} {few.format(threshold=t.spelled(script.threshold))}"
    return words


def _follow_ups(script: Script, say: _Writer, t: Translator) -> list[str]:
    if not script.follow_ups:
        return []
    lines = [t.gettext("What is asked later:")]
    lines += [f"– {say(each.title)} ({_when(each, t)})" for each in script.follow_ups]
    return ["\n".join(lines)]


def _when(follow_up: FollowUp, t: Translator) -> str:
    if follow_up.after is None:
        return t.gettext("on the day for which somebody has promised something")
    return t.gettext("{days} after the end").format(days=days(follow_up.after, t))


def _people(script: Script, say: _Writer, t: Translator) -> str:
    wanted = script.people
    words = t.ngettext(
        "It takes at least one person.", "It takes at least {n} people.", wanted.min
    ).format(n=wanted.min)
    if wanted.min == 1 and script.seats:
        words = t.gettext("These parts are taken by people whom you name:")
    elif is_small_circle(wanted):
        words = t.gettext("It is for {min} to {max} people, whom you name.").format(
            min=wanted.min, max=wanted.max
        )
    if wanted.levels > 1:
        levels = t.gettext("They come from at least {n} levels.")
        words = f"{words} {levels.format(n=t.spelled(wanted.levels))}"
    for part in script.seats.values():
        line = t.gettext("– {part}: {min}")
        if part.max > part.min:
            line = t.gettext("– {part}: {min} or more")
        words = f"{words}\n{line.format(part=say(part.title), min=part.min)}"
    return words


def _work(script: Script, say: _Writer, t: Translator) -> str:
    lines = [t.gettext("What it asks of you:")]
    lines += [
        t.gettext("– before “{phase}”: {what}").format(phase=say(phase.title), what=say(draft.text))
        for phase in script.phases
        for draft in phase.needs.values()
    ]
    if any(question.wordy for question in script.questions.values()):
        lines.append(t.gettext("– two people who read all texts before others see them"))
    lines.append(t.gettext("– a few words for the result, if you like"))
    return "\n".join(lines)
