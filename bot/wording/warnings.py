"""What is answered to what is no answer: worry, media, what we cannot read, our own mistakes."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.language import Translator
from bot.menu import Command, Doors, typed_as
from bot.message import Message
from bot.operator import Operator
from bot.wording.numbers import reachable
from bot.wording.scene import Host
from dialogs.workdays import Land

#: Whoever gets an answer later than this has to know to which message.
LATE = timedelta(minutes=5)


def worried(
    operator: Operator | None,
    host: Host,
    land: Land | None,
    *,
    sent: datetime,
    now: datetime,
    t: Translator,
) -> Message:
    """Return the answer to words that sound like a person in danger.

    It begins with what matters most: nobody has read this, and who can be called right now. A
    rehearsal has no operator, and names only the numbers that always answer.
    """
    call = t.gettext("Nobody has read this. It is not a report. Please call now:")
    paragraphs = ["\n".join([call, *reachable(operator, host, land, now, t)])]
    if now - sent > LATE:
        late = t.gettext("You sent this on {moment}. It has only arrived here now.")
        paragraphs.append(late.format(moment=t.moment(sent.astimezone(host.zone))))
    paragraphs.append(
        t.gettext(
            "What you wrote is not kept. Nobody reads this chat all the time, and it is no way to "
            "report anything."
        )
    )
    return Message("\n\n".join(paragraphs))


def media(t: Translator, *, voice: bool, removed: bool) -> Message:
    """Return what is said to everything that is not text; ``removed`` if it is gone from here."""
    kept = t.gettext("Nobody has seen or heard it, and I have kept nothing of it.")
    if removed:
        kept = t.gettext(
            "Nobody has seen or heard it. I have kept nothing of it and deleted it from this chat."
        )
    lines = [
        t.gettext(
            "I do not accept pictures, documents, contacts, voice messages or forwarded messages."
        ),
        kept,
        t.gettext("You can dictate: with the microphone key of your keyboard.")
        if voice
        else t.gettext("Please describe it in general words."),
        _in_danger(t),
    ]
    return Message(" ".join(lines))


def changed(t: Translator) -> Message:
    """Return what is said when somebody edits a message after it was answered."""
    return Message(
        t.gettext(
            "You have changed a message. Here that changes nothing: what counts as your answer "
            "stands below its question. You can change it there, with the buttons, or by "
            "replying to it with new words."
        )
    )


def unknown(doors: Doors, t: Translator) -> Message:
    """Return what is said to words that answer nothing. It never answers somebody's worry."""
    words = t.gettext(
        "I did not understand that. I am a programme and cannot hold free conversations."
    )
    if Command.HELP in doors.commands:
        possible = t.gettext("{help} shows what is possible.")
        words = f"{words} {possible.format(help=typed_as(Command.HELP, t))}"
    return Message(words)


def stumbled(t: Translator, *, wrote: bool) -> Message:
    """Return what is said when something of ours has failed; ``wrote`` if it was about words.

    Nobody knows what those words were, so that they may have been about danger.
    """
    words = t.gettext(
        "That did not work just now, and it was not your fault. Your last saved answer is safe. "
        "Please try again in a few minutes."
    )
    if not wrote:
        return Message(words)
    unread = t.gettext("Nobody has read your message.")
    return Message(" ".join([words, unread, _in_danger(t)]))


def about_nobody(t: Translator) -> Message:
    """Return the reminder, once a month, of what this chat is not for."""
    return Message(
        t.gettext(
            "A short reminder: in this chat we talk about cooperation, never about individual "
            "people. Thank you for taking care."
        )
    )


def _in_danger(t: Translator) -> str:
    return t.gettext("In acute danger, please call 110 or 112.")
