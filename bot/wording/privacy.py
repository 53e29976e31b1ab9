"""Data protection on one screen, before anything is stored, and the way to all of it.

The second layer is in ``notice``. Both name only what there is in this installation.
"""

from __future__ import annotations

from bot.language import N_, Translator
from bot.menu import Command, Offer
from bot.message import Message
from bot.wording.arriving import AGREE, DECLINE, without_telegram
from bot.wording.notice import Notice

#: What is withdrawn beside taking part through a messenger, which is leaving.
QUOTES = "quotes"

#: The rights behind ``/privacy``, as somebody asks for them.
_RIGHTS = {
    Command.ACCESS: N_("See my data and take it along"),
    Command.CORRECT: N_("Correct my data"),
    Command.ERASE: N_("Delete my data"),
    Command.RESTRICT: N_("Restrict the use of my data"),
    Command.OBJECT: N_("Object"),
    Command.WITHDRAW: N_("Withdraw my consent"),
    Command.CONTACT: N_("Whom to turn to"),
}


def brief(notice: Notice, t: Translator) -> Message:
    """Return the first layer with the choice whether to take part."""
    menu = [
        (Offer(t.gettext("I agree"), Command.START, AGREE),),
        (_more(t), Offer(t.gettext("No, thank you"), Command.START, DECLINE)),
    ]
    if notice.doors.otherwise is not None and notice.over_telegram:
        menu.append((without_telegram(t),))
    return Message(_brief(notice, t), menu=tuple(menu))


def overview(notice: Notice, t: Translator) -> Message:
    """Return the first layer for somebody who takes part, with a button for every right."""
    rights = (
        (Offer(t.gettext(label), command),)
        for command, label in _RIGHTS.items()
        if command in notice.doors.commands
    )
    return Message(_brief(notice, t), menu=((_more(t),), *rights))


def contacts(notice: Notice, t: Translator) -> Message:
    """Return whom somebody can turn to, from the nearest to the authority."""
    operator = notice.operator
    lines = [
        t.gettext("Coordination: {coordination}").format(coordination=notice.host.coordination),
        t.gettext("Controller: {controller}.").format(controller=operator.controller),
        t.gettext("Contact: {contact}").format(contact=operator.contact),
    ]
    if operator.officer is not None:
        officer = t.gettext("Data protection officer: {officer}")
        lines.append(officer.format(officer=operator.officer))
    lines.append(t.gettext("Complaint: {authority}").format(authority=operator.authority))
    return Message("\n".join(lines))


def consents(notice: Notice, t: Translator) -> Message:
    """Return what can be withdrawn, one by one."""
    words = t.gettext(
        "What you have agreed to, you can withdraw for the future. What was right until then "
        "stays right."
    )
    menu = [(Offer(t.gettext("Quote me no more"), Command.WITHDRAW, QUOTES),)]
    if notice.over_telegram:
        menu.append((Offer(t.gettext("No more through Telegram"), Command.LEAVE),))
    return Message(words, menu=tuple(menu))


def unquoted(t: Translator) -> Message:
    """Return what happens to sentences that were shown until now."""
    return Message(
        t.gettext(
            "Your sentences are shown no more. Where one stands in a result already, it is taken "
            "out. Sentences that are linked to nobody we cannot find, and what others have read "
            "nobody can make unread."
        )
    )


def _more(t: Translator) -> Offer:
    return Offer(t.gettext("Read more"), Command.PRIVACY, "1")


def _brief(notice: Notice, t: Translator) -> str:
    operator, network = notice.operator, notice.host.network
    lines = [
        _controller(notice, t),
        t.gettext("Purpose: developing cooperation in {network} together.").format(network=network),
        t.gettext(
            "What we store: the name and body you give, your level, field and language, and your "
            "answers. No phone number, no contacts."
        ),
        t.gettext(
            "Who reads an answer is stated at the question. Your superiors receive no evaluation "
            "about you."
        ),
        t.gettext(
            "Taking part is voluntary. You can skip any question, pause, delete or stop without "
            "disadvantage."
        ),
        *_telegram(notice, t),
        t.gettext("Please never mention children, families or other people your work is about."),
        t.gettext("Nobody reads this chat all the time, and it is no way to report anything."),
        t.gettext("Questions: {contact}").format(contact=operator.contact),
    ]
    return "\n".join([t.gettext("Data protection in brief"), *(f"– {line}" for line in lines)])


def _controller(notice: Notice, t: Translator) -> str:
    controller = t.gettext("Controller: {controller}.")
    words = controller.format(controller=notice.operator.controller)
    if notice.operator.processor is None:
        return words
    behalf = t.gettext("On its behalf: {processor}.")
    return f"{words} {behalf.format(processor=notice.operator.processor)}"


def _telegram(notice: Notice, t: Translator) -> list[str]:
    """Return what has to be known about Telegram, and what follows from it here."""
    if not notice.over_telegram:
        return []
    lines = [
        t.gettext(
            "Telegram is a separate provider outside the EU. Chats with bots are not end-to-end "
            "encrypted; Telegram is technically able to read them and processes usage data."
        ),
        t.gettext("Confidential rounds therefore run on a website of our own.")
        if notice.doors.web
        else t.gettext("There are therefore no confidential rounds here."),
    ]
    if notice.doors.otherwise is not None:
        without = t.gettext("You can also take part entirely without Telegram: {otherwise}")
        lines.append(without.format(otherwise=notice.doors.otherwise))
    return [" ".join(lines)]
