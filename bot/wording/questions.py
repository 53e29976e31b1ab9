"""A question as a person reads it, and what belongs to its answer: reason, release, date."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from bot.language import Translator
from bot.message import Button, Listens, Message, Press, Row, Single
from bot.typed import BACK, SKIP
from bot.wording.keyboards import Asking, keyboard
from bot.wording.reading import no_names, who_reads, who_reads_the_reason
from bot.wording.scene import Scene
from dialogs.asking import item_of, question_of
from dialogs.effects import Ask, AskMore
from dialogs.questions import Question
from dialogs.questions.scale import SCALES, Scale
from dialogs.questions.statement import Statement
from dialogs.questions.text import TextQuestion
from dialogs.questions.vote import Vote
from dialogs.round import AskNumber, Item
from dialogs.said import Back, Promise, Reason, Release, Releasing, Skip, Withdraw
from dialogs.text import Text, plain

#: An author has put the item in quotation marks already.
_QUOTED_ITEM = re.compile(r"[„“‚‘«»›‹\"']\{item\}")


def ask(effect: Ask, scene: Scene, t: Translator, before: str | None) -> Message:
    """Return the question with its buttons; ``before`` is the answer that "Zurück" leads to."""
    question = question_of(scene.script, scene.opened, effect.number)
    paragraphs = (
        _place(effect, t),
        asked(question, effect.number, scene, t),
        _ends(question, t),
        _hints(question, effect, scene, t),
        who_reads(question, effect, scene, t),
    )
    asking = Asking(question, effect.number, effect.answer)
    return Message(
        "\n\n".join(paragraph for paragraph in paragraphs if paragraph),
        keyboard(asking, scene.opened, _below(question, effect, before, t), t),
        Listens("answer", effect.number, effect.answer, before=before),
    )


def ask_more(effect: AskMore, scene: Scene, t: Translator) -> Message:
    """Return the question for what an answer still lacks."""
    match effect.more:
        case "reason":
            return _ask_reason(effect, scene, t)
        case "release":
            return _ask_release(effect, scene, t)
        case "until":
            return _ask_date(effect, scene, t)


# --- The words ---------------------------------------------------------------------------------


def _place(effect: Ask, t: Translator) -> str:
    if effect.total == 1 or not effect.place:
        return ""
    line = t.gettext("Question {place} of {total}")
    return line.format(place=effect.place, total=effect.total)


def asked(question: Question, number: AskNumber, scene: Scene, t: Translator) -> str:
    """Return the author's words, with the item they are about in them or below them."""
    if is_one_more(question, number):
        return t.gettext("Would you like to add something? One thought a message.")
    item = item_of(scene.opened, question, number)
    words = _about(question.text, item, scene, t)
    if item is None or "item" in question.text.placeholders():
        return words
    return f"{words}\n\n{t.quoted(item.words.within(t.language))}"


def _about(text: Text, item: Item | None, scene: Scene, t: Translator) -> str:
    """Return an author's words with the item quoted in them, unless the author has done so."""
    if item is None:
        return scene.written(text, t)
    bare = item.words.within(t.language)
    shown = bare if _QUOTED_ITEM.search(text.within(t.language)) else t.quoted(bare)
    return scene.written(text, t, {"item": plain(shown)})


def is_one_more(question: Question, number: AskNumber) -> bool:
    """Tell whether this asks for another contribution to a question already answered."""
    return (
        number.item > 0
        and isinstance(question, TextQuestion | Statement)
        and question.for_each is None
    )


def _ends(question: Question, t: Translator) -> str:
    """Return what the two ends of a scale mean."""
    match question:
        case Scale():
            ends = question.ends()
        case Vote():
            ends = SCALES["resist10"]
        case _:
            return ""
    return t.gettext("{lowest} means: {low}. {highest} means: {high}.").format(
        lowest=ends.lowest,
        low=ends.low.within(t.language),
        highest=ends.highest,
        high=ends.high.within(t.language),
    )


def _hints(question: Question, effect: Ask, scene: Scene, t: Translator) -> str:
    lines = []
    most = question.up_to if isinstance(question, TextQuestion | Statement) else 1
    if most > 1 and not is_one_more(question, effect.number):
        line = t.gettext("You may write up to {n}, each in a message of its own.")
        lines.append(line.format(n=t.spelled(most)))
    if question.wordy:
        lines.append(no_names(question, scene, t))
    if effect.answer is not None:
        lines.append(t.gettext("Your earlier answer counts until you give another one."))
    return "\n".join(lines)


# --- The buttons below -------------------------------------------------------------------------


def _below(question: Question, effect: Ask, before: str | None, t: Translator) -> tuple[Row, ...]:
    skip = Button(_skip_label(question, effect, t), Press(Skip(), effect.number))
    back = Button(t.gettext(BACK), Press(Back(), effect.number, before))
    row = (skip,) if effect.place == 1 else (back, skip)
    return (row,) if effect.answer is None else (row, (take_back(effect.number, effect.answer, t),))


def _skip_label(question: Question, effect: Ask, t: Translator) -> str:
    if effect.answer is not None:
        return t.gettext("Leave it as it is")
    if is_one_more(question, effect.number):
        return t.gettext("That was all")
    return t.gettext(SKIP)


def take_back(number: AskNumber, answer: str, t: Translator) -> Button:
    """Return the button that withdraws an answer."""
    return Button(t.gettext("Take this answer back"), Press(Withdraw(), number, answer))


# --- What belongs to an answer -----------------------------------------------------------------


def _ask_reason(effect: AskMore, scene: Scene, t: Translator) -> Message:
    question = question_of(scene.script, scene.opened, effect.number)
    because = getattr(question, "because", None)
    assert because is not None, "only a question with a because asks for a reason"
    words = _about(because.text, item_of(scene.opened, question, effect.number), scene, t)
    rather_not = Button(
        t.gettext("I would rather not say"), Press(Reason(""), effect.number, effect.answer)
    )
    back = Button(t.gettext(BACK), Press(Back(), effect.number, effect.answer))
    return Message(
        f"{words}\n\n{no_names(question, scene, t)}\n\n{who_reads_the_reason(question, scene, t)}",
        Single(((back, rather_not),)),
        Listens("reason", effect.number, effect.answer, before=effect.answer),
    )


def _ask_release(effect: AskMore, scene: Scene, t: Translator) -> Message:
    question = question_of(scene.script, scene.opened, effect.number)
    named = scene.script.anonymity_of(question) == "named"
    labels: dict[Release, str] = {
        "verbatim": t.gettext("Verbatim") if named else t.gettext("Verbatim, without a name"),
        "paraphrase": t.gettext("Only in other words"),
        "hide": t.gettext("Do not show it"),
    }
    return Message(
        t.gettext(
            "May we show this sentence in the mirror of results? As long as you choose nothing, "
            "we do not show it."
        ),
        Single(
            tuple(
                (Button(label, Press(Releasing(choice), effect.number, effect.answer)),)
                for choice, label in labels.items()
            )
        ),
    )


def _ask_date(effect: AskMore, scene: Scene, t: Translator) -> Message:
    days = {
        t.gettext("In two weeks: {day}"): scene.working_day(scene.today + timedelta(weeks=2)),
        t.gettext("In four weeks: {day}"): scene.working_day(scene.today + timedelta(weeks=4)),
        t.gettext("In three months: {day}"): scene.working_day(_months_later(scene.today, 3)),
    }
    rows = tuple(
        (
            Button(
                label.format(day=t.day(day)),
                Press(Promise(effect.words, day), effect.number, effect.answer),
            ),
        )
        for label, day in days.items()
    )
    text = t.gettext(
        "{promise}\n"
        "Until when? A promise needs its day. You can also write one, for example {example}."
    )
    example = f"{scene.today + timedelta(weeks=6):%d.%m.%Y}"
    return Message(
        text.format(promise=t.quoted(effect.words), example=example),
        Single(rows),
        Listens("until", effect.number, effect.answer, what=effect.words),
    )


def _months_later(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of that month."""
    years, month = divmod(day.month - 1 + months, 12)
    last = monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))
