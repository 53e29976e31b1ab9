"""What follows an answer: the record of it, and the thanks at the end."""

from __future__ import annotations

from bot.language import Translator
from bot.message import Button, Listens, Message, Press, Single
from bot.wording.keyboards import Asking, keyboard
from bot.wording.questions import asked, is_one_more, take_back
from bot.wording.scene import Scene
from dialogs.asking import options_of, phase_of, question_of
from dialogs.effects import Finished, Passed, Took
from dialogs.questions import Question
from dialogs.round import AskNumber
from dialogs.said import Promise, Show, Value


def took(effect: Took, scene: Scene, t: Translator) -> Message:
    """Return the record of an answer, with what changes it or takes it back."""
    question = question_of(scene.script, scene.opened, effect.number)
    text = _record(question, effect.value, scene, t)
    above = asked(question, effect.number, scene, t)
    if not effect.kept:
        not_kept = t.gettext("We do not keep it; it stands only here, with you.")
        return Message(f"{text}\n{not_kept}", completes=effect.number, above=above)
    asking = Asking(question, effect.number, effect.answer, effect.value)
    below = ((take_back(effect.number, effect.answer, t),),)
    return Message(
        text,
        keyboard(asking, scene.opened, below, t),
        corrects=Listens("answer", effect.number, effect.answer),
        completes=effect.number,
        above=above,
    )


def passed(effect: Passed, scene: Scene, t: Translator) -> Message:
    """Return the record of a question without an answer, which can still be given."""
    question = question_of(scene.script, scene.opened, effect.number)
    words = t.gettext("No answer. You can still give one while this part is open.")
    if question.wordy:
        words = t.gettext(
            "No answer. While this part is open you can still give one, in reply to this message."
        )
    if is_one_more(question, effect.number):
        words = t.gettext("That is fine. You can still add something while this part is open.")
    return Message(
        words,
        keyboard(Asking(question, effect.number), scene.opened, (), t),
        corrects=Listens("answer", effect.number),
        completes=effect.number,
        above=asked(question, effect.number, scene, t),
    )


def finished(effect: Finished, scene: Scene, t: Translator) -> Message:
    """Return the thanks, or the good-bye for this time, and when the result comes."""
    lines = [_thanks(effect, scene, t)]
    result = scene.result_day(t)
    if result is not None:
        line = t.gettext("You will see what has come together on {day} at the latest.")
        lines.append(line.format(day=result))
    if not effect.declined:
        return Message(" ".join(lines), ends_it=True)
    again = Press(Show(), AskNumber(scene.opened.number, 0, 0))
    back = Button(t.gettext("Take part after all"), again)
    return Message(" ".join(lines), Single(((back,),)), ends_it=True)


def _thanks(effect: Finished, scene: Scene, t: Translator) -> str:
    if effect.declined:
        words = t.gettext("That is fine, this time without you. You can join until {ends}.")
    elif phase_of(scene.script, scene.opened).ends_early:
        words = t.gettext(
            "Thank you, that was all. You can still change your answers while others are "
            "answering, until {ends} at the latest."
        )
    else:
        words = t.gettext(
            "Thank you, that was all. You can still change your answers until {ends}."
        )
    return words.format(ends=t.moment(scene.local(effect.ends)))


def _record(question: Question, value: Value, scene: Scene, t: Translator) -> str:
    if isinstance(value, Promise):
        return _promise(value, t)
    labels = {
        option.key: option.label.within(t.language) for option in options_of(scene.opened, question)
    }
    line = t.gettext("Your answer: {answer}")
    return line.format(answer=_shown(value, labels, t))


def _shown(
    value: str | int | tuple[str, ...] | dict[str, int], labels: dict[str, str], t: Translator
) -> str:
    """Return the value as its button reads; words as they were typed."""
    match value:
        case int():
            return str(value)
        case str():
            return labels.get(value) or t.quoted(value)
        case tuple():
            # No "and", and no comma where labels have their own: "people, children and all".
            said = [labels[key] for key in value]
            return ("; " if any("," in label for label in said) else ", ").join(said)
        case dict():
            return ", ".join(f"{labels[key]} ({points})" for key, points in value.items())


def _promise(promise: Promise, t: Translator) -> str:
    until = t.full_day(promise.until)
    if promise.with_whom:
        line = t.gettext("Your promise: {promise} with {whom}, until {until}")
        return line.format(promise=t.quoted(promise.what), whom=promise.with_whom, until=until)
    line = t.gettext("Your promise: {promise} until {until}")
    return line.format(promise=t.quoted(promise.what), until=until)
