"""What stands below a question: who reads the answer, and what must not be written down."""

from __future__ import annotations

from typing import assert_never

from bot.language import Translator
from bot.levels import level_name
from bot.wording.scene import Scene
from dialogs.asking import question_of
from dialogs.effects import Ask
from dialogs.questions import Question
from dialogs.questions.asked import Anonymity
from dialogs.questions.consent import Consent
from dialogs.questions.optin import Optin
from dialogs.questions.statement import Statement


def who_reads(question: Question, effect: Ask, scene: Scene, t: Translator) -> str:
    """Return who reads the answer, where the person has not been told that.

    It is always told where the mode alone would lead to a wrong picture: where only a few read,
    where a choice is kept as a proof, and where a single objection or sentence is shown.
    """
    mode = scene.script.anonymity_of(question)
    lines = []
    if effect.reads is not None or _fewer_read(question, scene):
        lines = [t.gettext("Who reads this?"), *_readers(question, mode, effect, scene, t)]
    if mode in ("anonymous", "role") and _first_words(question, mode, scene):
        lines.append(t.gettext("Your choice of words may give you away."))
    if mode not in ("named", "private") and not scene.script.for_tandem(question):
        lines += _reaches_others(question, effect, t)
    return " ".join(lines)


def _reaches_others(question: Question, effect: Ask, t: Translator) -> list[str]:
    """Say what others get to see of an unnamed answer, where they see more than figures."""
    match question:
        case Consent():
            return [t.gettext("Even a single objection is shown to everybody, without a name.")]
        case Statement() if effect.place:
            return [
                t.gettext("Two people read your sentence before the others see it, without a name.")
            ]
        case _:
            return []


def _fewer_read(question: Question, scene: Scene) -> bool:
    return scene.script.for_tandem(question) or isinstance(question, Optin)


def _first_words(question: Question, mode: Anonymity, scene: Scene) -> bool:
    """Tell whether this is the first question of its mode that is answered in own words."""
    marked = () if scene.seat is None else scene.seat.marks
    before = (question_of(scene.script, scene.opened, number) for number in marked)
    asked = (each for each in before if scene.script.anonymity_of(each) == mode)
    return _takes_words(question) and not any(map(_takes_words, asked))


def _takes_words(question: Question) -> bool:
    return question.wordy or getattr(question, "because", None) is not None


def _readers(
    question: Question, mode: Anonymity, effect: Ask, scene: Scene, t: Translator
) -> list[str]:
    match mode:
        case "private":
            line = t.gettext("Nobody. We do not keep this answer; it stands only here, with you.")
            return [line, *_carried(scene, t)]
        case "anonymous":
            return [_from_whom(question, scene, t), *_carried(scene, t)]
        case "role":
            return [*_level(question, effect, scene, t), *_carried(scene, t)]
        case "pseudonymous":
            line = t.gettext("Nobody in the network sees who has answered what.")
            compare = t.gettext(
                "So that answers can be compared next time, a code remains that only the "
                "programme knows."
            )
            return [line, compare, *_carried(scene, t)]
        case "named":
            return [_named(question, scene, t)]
        case _:
            assert_never(mode)


def _from_whom(question: Question, scene: Scene, t: Translator) -> str:
    if scene.script.for_tandem(question):
        return t.gettext(
            "Only the coordination and the facilitator, and they do not see who it is from."
        )
    return t.gettext("Nobody in the network, not even the coordination, sees who this is from.")


def _carried(scene: Scene, t: Translator) -> list[str]:
    """Say who carries the message, if anybody does."""
    if scene.host.transport is None:
        return []
    return [t.gettext("{transport} carries it.").format(transport=scene.host.transport)]


def _level(question: Question, effect: Ask, scene: Scene, t: Translator) -> list[str]:
    """Say whether the level is shown. It is not where fewer than five of it take part."""
    if not effect.level_shown or scene.seat is None:
        few = t.gettext("Your level is not shown either, so that nobody can be recognised.")
        return [_from_whom(question, scene, t), few]
    if scene.script.for_tandem(question):
        line = t.gettext(
            "Only the coordination and the facilitator. They see your level ({level}), not your "
            "name."
        )
    else:
        line = t.gettext("The others see your level ({level}), not your name.")
    return [line.format(level=level_name(scene.seat.level, t))]


def _named(question: Question, scene: Scene, t: Translator) -> str:
    if isinstance(question, Optin):
        return t.gettext(
            "Only the coordination. Your choice is kept with your name, as a proof of what was "
            "agreed."
        )
    if scene.script.for_tandem(question):
        return t.gettext(
            "Only the coordination and the facilitator, with your name and your body as you have "
            "given them."
        )
    return t.gettext(
        "Everybody who was invited sees this with your name and your body, as you have given them."
    )


def who_reads_the_reason(question: Question, scene: Scene, t: Translator) -> str:
    """Return what becomes of the words that are asked for beside an answer."""
    if scene.script.for_tandem(question):
        return t.gettext("Only the coordination and the facilitator read your reason.")
    if scene.script.anonymity_of(question) == "named":
        return t.gettext("Two people read your reason before the others see it, with your name.")
    return t.gettext("Two people read your reason before the others see it, without a name.")


def no_names(question: Question, scene: Scene, t: Translator) -> str:
    """Return the reminder that stands at every question for free words."""
    match question.guard or scene.script.guard:
        case "normal":
            return t.gettext(
                "Please no names or details of children, families or other recognisable people."
            )
        case "strict":
            return t.gettext(
                "This is about processes, not cases. Write “station A”, “a facility”, “at a "
                "hand-over”. No names, places, dates or diagnoses."
            )
        case "names":
            return t.gettext(
                "You may name colleagues here. Please no names or details of children, families "
                "or other people you work for."
            )
        case guard:
            assert_never(guard)
