"""What follows an answer: the record of it, and the thanks at the end."""

from __future__ import annotations

from bot.language import Translator
from bot.message import Button, Listens, Message, Press, Single
from bot.wording.keyboards import Asking, keyboard
from bot.wording.questions import asked, is_one_more, take_back
from bot.wording.scene import Scene
from dialogs.asking import concerns, options_of, phase_of, question_of
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
    """Return the thanks, or the good-bye for this time, and when the result comes.

    Who has answered the last part reads the author's last words, which say all this in their own
    way. Where there is no result, everybody gets them at the end instead.
    """
    if effect.declined:
        words = t.gettext("That is fine, this time without you. You can join until {ends}.")
        said = words.format(ends=t.moment(scene.local(effect.ends)))
        again = Press(Show(), AskNumber(scene.opened.number, 0, 0))
        back = Single(((Button(t.gettext("Take part after all"), again),),))
        return Message(" ".join([said, *_result(scene, t)]), back, ends_it=True)
    change = _can_change(effect, scene, t)
    if _is_last(scene):
        closing = scene.script.closing
        says_when = "returns_on" in closing.placeholders()
        last = [scene.written(closing, t), *([] if says_when else _result(scene, t))]
        return Message("\n\n".join([" ".join(last), *change]), ends_it=True)
    thanks = t.gettext("Thank you, that was all.")
    return Message(" ".join([thanks, *change, *_result(scene, t)]), ends_it=True)


def _is_last(scene: Scene) -> bool:
    """Tell whether the part that is open is the last one in which this person is asked anything."""
    opening, seat = scene.opened, scene.seat
    if opening.part is not None or scene.returns_on is None or seat is None:
        return False
    later = scene.script.phases[opening.index + 1 :]
    return not any(concerns(each.who, seat) for phase in later for each in phase.questions.values())


def _can_change(effect: Finished, scene: Scene, t: Translator) -> list[str]:
    """Return until when answers can be changed, where any of them was kept."""
    phase = phase_of(scene.script, scene.opened)
    modes = {scene.script.anonymity_of(question) for question in phase.questions.values()}
    if modes <= {"private"}:
        return []
    words = t.gettext("You can still change your answers until {ends}.")
    if phase.ends_early:
        words = t.gettext(
            "You can still change your answers while others are answering, until {ends} at the "
            "latest."
        )
    return [words.format(ends=t.moment(scene.local(effect.ends)))]


def _result(scene: Scene, t: Translator) -> list[str]:
    """Return when the result comes, where there is one."""
    day = scene.result_day(t)
    if day is None:
        return []
    line = t.gettext("You will see what has come together on {day} at the latest.")
    return [line.format(day=day)]


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
