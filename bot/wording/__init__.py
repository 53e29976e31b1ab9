"""How an effect of the engine becomes a message in a person's language, for any channel.

All our own sentences for people in a round stand in this package.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from bot.language import Translator, translator
from bot.message import Message
from bot.wording import answers, coordination, course, questions, refusals
from bot.wording.scene import Host, Scene
from dialogs.effects import (
    Announce,
    Ask,
    AskMore,
    ClearMoment,
    CloseAsks,
    Effect,
    Finished,
    Forget,
    Invite,
    Keep,
    Later,
    Passed,
    Refuse,
    Remind,
    Request,
    Return,
    Reveal,
    Say,
    SetMoment,
    Tell,
    Took,
    Untie,
    Wish,
)

__all__ = ["Host", "Scene", "message", "worded"]


def worded(effects: Sequence[Effect], scene: Scene, language: str) -> list[Message]:
    """Return what one person, or the coordination, is told by these effects, in order.

    The id of the answer that was just kept travels on in the "Zurück" of the next question: an
    untied answer can be found again in no other way. What only the tandem reads is told once for
    all questions of a part.
    """
    said, kept, for_tandem = [], None, False
    for effect in effects:
        if isinstance(effect, Keep):
            kept = effect.answer.id
        if isinstance(effect, Request) and effect.wish is Wish.ANSWERS:
            if for_tandem:
                continue
            for_tandem = True
        words = message(effect, scene, language, before=kept)
        if words is not None:
            said.append(words)
    return said


def message(
    effect: Effect, scene: Scene, language: str, *, before: str | None = None
) -> Message | None:
    """Return an effect in words; None where it is about what is kept and not about people.

    ``before`` is the id of the answer to which "Zurück" leads, where the caller knows it.
    """
    t = translator(language)
    match effect:
        case Request():
            return coordination.request(effect, scene, t)
        case Keep() | Forget() | Untie() | CloseAsks() | SetMoment() | ClearMoment() | Later():
            return None
        case Ask():
            return questions.ask(effect, scene, t, before)
        case _:
            return _to_a_seat(effect, scene, t)


def _to_a_seat(  # noqa: C901, PLR0911, PLR0912 - one line an effect
    effect: (
        Invite
        | Announce
        | Say
        | Reveal
        | AskMore
        | Took
        | Passed
        | Finished
        | Refuse
        | Remind
        | Tell
        | Return
    ),
    scene: Scene,
    t: Translator,
) -> Message:
    match effect:
        case Invite():
            return course.invite(effect, scene, t)
        case Announce():
            return course.announce(effect, scene, t)
        case Say():
            return Message(scene.written(effect.text, t, effect.fills))
        case Reveal():
            return course.reveal(effect, scene, t)
        case AskMore():
            return questions.ask_more(effect, scene, t)
        case Took():
            return answers.took(effect, scene, t)
        case Passed():
            return answers.passed(effect, scene, t)
        case Finished():
            return answers.finished(effect, scene, t)
        case Refuse():
            return refusals.refuse(effect, t)
        case Remind():
            return course.remind(effect, scene, t)
        case Tell():
            return course.tell(effect, scene, t)
        case Return():
            return course.give_back(scene, t)
        case _:
            assert_never(effect)
