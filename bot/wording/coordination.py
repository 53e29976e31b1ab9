"""What a round asks of its coordination."""

from __future__ import annotations

from typing import Literal, assert_never

from bot.language import N_, Translator
from bot.message import Message
from bot.wording.scene import Scene
from dialogs.effects import Request, Wish
from dialogs.text import plain

#: What a coordination can try with a round, and why it does not fit.
_TRIED = {
    "start": N_("The round has begun already."),
    "move": N_("There is no part that could end."),
    "extend": N_("No part is open that could be given this much more time."),
    "step-back": N_("You can only go back before anybody has answered in the new part."),
    "cancel": N_("The round is over already."),
    "supply": N_(
        "These words cannot be taken: nobody waits for them, or a part has begun to work with what "
        "was there. That stays as it is."
    ),
    "read": N_("This text cannot be released now: the round is over, or other words are missing."),
}

_Writing = Literal[Wish.DRAFT, Wish.REVISION, Wish.MIRROR, Wish.TOO_LONG]
_Reading = Literal[Wish.READERS, Wish.ANSWERS, Wish.TOO_FEW, Wish.STEERING]


def request(effect: Request, scene: Scene, t: Translator) -> Message:
    """Return what only people can do, and what happens if they do not."""
    each = {"item": plain("…")}
    about = scene.written(effect.text, t, each) if effect.text else effect.name
    words = _sentence(effect, scene, t).format(
        title=t.quoted(scene.dialog(t)),
        about=t.quoted(about),
        named=_named(effect.name, scene, t),
        threshold=t.spelled(scene.script.threshold),
        until="" if effect.until is None else t.moment(scene.local(effect.until)),
    )
    if effect.wish is Wish.READERS and effect.until is not None:
        by = t.gettext("The next part waits for it until {until}.")
        words = f"{words} {by.format(until=t.moment(scene.local(effect.until)))}"
    found = scene.for_tandem.values() if effect.wish is Wish.ANSWERS else ()
    return Message("\n\n".join([words, *(scene.section(each, t) for each in found)]))


def _sentence(effect: Request, scene: Scene, t: Translator) -> str:
    match effect.wish:
        case Wish.DRAFT | Wish.REVISION | Wish.MIRROR | Wish.TOO_LONG as wish:
            return _to_write(wish, t)
        case Wish.READERS | Wish.ANSWERS | Wish.TOO_FEW | Wish.STEERING as wish:
            return _to_read(wish, t)
        case Wish.NOT_NOW:
            return _not_now(effect.name, scene, t)
        case _:
            assert_never(effect.wish)


def _named(name: str, scene: Scene, t: Translator) -> str:
    """Return under which name words are supplied, where no button leads there."""
    words = t.gettext("(“{name}”)")
    return f" {words.format(name=name)}" if scene.host.transport is None else ""


def _to_write(wish: _Writing, t: Translator) -> str:
    match wish:
        case Wish.DRAFT:
            return t.gettext(
                "{title}: the next part still needs your words.\n"
                "{about}{named}\n"
                "If there are none by {until}, this part is left out, and everybody is told."
            )
        case Wish.REVISION:
            return t.gettext(
                "{title}: there is a serious objection to this proposal.\n"
                "{about}{named}\n"
                "Please word it anew; the reasons are among the texts to read. If there is no new "
                "wording by {until}, it goes to the steering group."
            )
        case Wish.MIRROR:
            return t.gettext(
                "{title}: all parts are over. A few words of yours for the result{named} can "
                "be added until {until}. Without them the figures go out on that day, as promised."
            )
        case Wish.TOO_LONG:
            return t.gettext(
                "The text for {about} is too long. Please copy it, shorten it and send it once "
                "more."
            )
        case _:
            assert_never(wish)


def _to_read(wish: _Reading, t: Translator) -> str:
    match wish:
        case Wish.READERS:
            return t.gettext(
                "{title}: there are new texts from {about}. Two people read each of them before "
                "others do. Of what has not been released, the result gives only the number."
            )
        case Wish.ANSWERS:
            return t.gettext(
                "{title}: there are answers that only coordination and facilitator read."
            )
        case Wish.TOO_FEW:
            return t.gettext(
                "{title}, {about}: there were fewer than {threshold} answers to a question. That "
                "is too few to show anything without making somebody recognisable. This is a "
                "result too. You can open the part again, talk about it at the meeting, or let it "
                "rest. Only you have received this message."
            )
        case Wish.STEERING:
            return t.gettext(
                "{title}: there still is a serious objection to {about}. Please take it to the "
                "steering group first. The others have not been told yet."
            )
        case _:
            assert_never(wish)


def _not_now(name: str, scene: Scene, t: Translator) -> str:
    if name in _TRIED:
        reason = t.gettext(_TRIED[name])
    elif name in scene.script.given:
        reason = t.gettext("Something is missing before it can begin: {about}.")
    elif any(name in phase.needs for phase in scene.script.phases):
        reason = t.gettext(
            "The next part waits for your words ({about}). Please supply them; without them it is "
            "left out when the waiting ends."
        )
    else:
        reason = t.gettext("This does not fit now: {about}.")
    unchanged = t.gettext("Nothing has changed.")
    return f"{reason} {unchanged}"
