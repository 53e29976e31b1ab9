"""A result in which a body is named: its people read it before all others."""

from __future__ import annotations

from datetime import date

from bot.language import Translator
from bot.menu import Command, Offer
from bot.message import Message
from bot.wording.mirrored import MISSING
from bot.wording.scene import Scene


def beforehand(round: int, body: str, on: date, scene: Scene, t: Translator) -> Message:
    """Return the result, why it comes so early, and how to comment on it."""
    words = t.gettext(
        "On {day} this result goes to everybody who was invited. {body} is named in it, so that "
        "you read it before. You can comment on it: the coordination reads that, with your name, "
        "and can add to the result. Nothing is deleted. Please do not pass it on yet."
    ).format(day=t.full_day(on), body=t.quoted(body))
    comment = Offer(t.gettext("Comment on it"), Command.CONTACT, f"{MISSING}={round}")
    return Message(f"{words}\n\n{scene.returned(t)}", menu=((comment,),))
