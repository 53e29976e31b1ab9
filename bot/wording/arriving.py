"""The first words somebody reads, and what is possible here."""

from __future__ import annotations

from bot.language import Translator
from bot.menu import MENU, Command, Doors, Offer, typed_as
from bot.message import Message
from bot.operator import Operator
from bot.wording.notice import TELEGRAM
from bot.wording.numbers import table
from bot.wording.scene import Host

#: What somebody chooses at the beginning, before anything is stored.
BRIEF, AGREE, DECLINE, OTHERWISE = "brief", "agree", "decline", "otherwise"


def first_contact(host: Host, doors: Doors, t: Translator) -> Message:
    """Return the first message there is, before anything is stored."""
    words = t.gettext(
        "Hello, good to have you here.\n"
        "I am the dialogue companion of {network}, a programme, not a person. I ask questions, "
        "collect your views and bring back what has come together. You find solutions with each "
        "other, not with me.\n"
        "Before we begin, two minutes on data protection."
    )
    menu = [(Offer(t.gettext("Continue"), Command.START, BRIEF),)]
    if doors.otherwise is not None and host.transport == TELEGRAM:
        menu.append((without_telegram(t),))
    return Message(words.format(network=host.network), menu=tuple(menu))


def without_telegram(t: Translator) -> Offer:
    """Return the button of those who would rather not use it."""
    return Offer(t.gettext("Take part without Telegram"), Command.START, OTHERWISE)


def the_other_way(otherwise: str, t: Translator) -> Message:
    """Return how to take part without Telegram."""
    words = t.gettext(
        "You can take part without Telegram, with the same rights and without any disadvantage: "
        "{otherwise}"
    )
    return Message(words.format(otherwise=otherwise))


def declined(t: Translator) -> Message:
    """Return what is said to somebody who does not agree."""
    words = t.gettext(
        "That is fine. Nothing about you has been stored, and you will not hear from me again. If "
        "you change your mind, {start} is enough."
    )
    return Message(words.format(start=typed_as(Command.START, t)))


def declined_another(t: Translator) -> Message:
    """Return what is said to somebody who takes part elsewhere and does not agree here."""
    return Message(t.gettext("That is fine. Nothing has changed."))


def possible(operator: Operator, host: Host, doors: Doors, t: Translator) -> Message:
    """Return what can be done here, and whom to call when it is about a person."""
    what = t.gettext(
        "I am a programme. I ask questions about how people in {network} work together, and bring "
        "back what has come together. To stop, simply stop; you can go on later."
    ).format(network=host.network)
    rhythm = Command.RHYTHM in doors.commands
    commands = [
        f"{typed_as(command, t)}: {t.gettext(does)}"
        for command, does in MENU.items()
        if command in doors.commands
    ]
    often = t.gettext(
        "{rhythm} settles how often check-ins and overviews come. {trend} shows how answers to "
        "check-ins stood over time."
    )
    trend = typed_as(Command.TREND, t)
    turn_to = t.gettext("Questions are answered by {coordination}.")
    worry = t.gettext(
        "If you are worried about a person, please call; nobody reads this all the time:"
    )
    return Message(
        "\n\n".join(
            [
                what,
                *(["\n".join(commands)] if commands else []),
                *(
                    [often.format(rhythm=typed_as(Command.RHYTHM, t), trend=trend)]
                    if rhythm
                    else []
                ),
                turn_to.format(coordination=host.coordination),
                "\n".join([worry, *table(operator, t)]),
            ]
        )
    )
