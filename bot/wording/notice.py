"""All that Article 13 GDPR wants people to be told, in short blocks: the second layer.

What it promises is kept elsewhere: the engine unties answers, storage seals and deletes. A change
there is a change here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from babel.units import format_unit

from bot.language import N_, Translator
from bot.menu import Command, Doors, Offer, typed_as
from bot.message import Message
from bot.operator import Operator
from bot.wording.scene import Host
from dialogs.reports.taking_part import LEVEL_FROM

#: What is said of this messenger holds for no other.
TELEGRAM = "Telegram"

#: The rights of Articles 15 to 21 and 7 (3), as one speaks of them.
_RIGHTS = {
    Command.ACCESS: N_("access and portability"),
    Command.CORRECT: N_("rectification"),
    Command.ERASE: N_("erasure"),
    Command.RESTRICT: N_("restriction"),
    Command.OBJECT: N_("objection"),
    Command.WITHDRAW: N_("withdrawal of consent"),
}


@dataclass(frozen=True, slots=True)
class Notice:
    """Who speaks to whom about data protection, and what there is in this installation."""

    operator: Operator
    host: Host
    doors: Doors

    @property
    def over_telegram(self) -> bool:
        """Whether what has to be said about Telegram applies."""
        return self.host.transport == TELEGRAM


_Block = Callable[[Notice, Translator], list[str]]


def blocks(notice: Notice, t: Translator) -> tuple[Message, ...]:
    """Return the second layer block by block, each with a button that leads to the next."""
    written = [write(notice, t) for write in _blocks(notice)]
    last = len(written)
    return tuple(
        Message(
            "\n".join([f"{n}/{last} {heading}", *(f"– {line}" for line in lines)]),
            menu=() if n == last else ((Offer(t.gettext("Next"), Command.PRIVACY, str(n + 1)),),),
        )
        for n, (heading, *lines) in enumerate(written, 1)
    )


def _blocks(notice: Notice) -> list[_Block]:
    telegram = [_telegram] if notice.over_telegram else []
    rest = [_stored, _tied, _while_open, _readers, *telegram, _kept, _rights]
    return [_responsible, _purposes, *rest]


# --- Who, and what for -------------------------------------------------------------------------


def _responsible(notice: Notice, t: Translator) -> list[str]:
    operator = notice.operator
    behalf = t.gettext("Nobody else processes anything on its behalf.")
    if operator.processor is not None:
        behalf = t.gettext("On its behalf, and only as instructed: {processor}.")
        behalf = behalf.format(processor=operator.processor)
    lines = [
        t.gettext("Who is responsible"),
        t.gettext("Controller: {controller}.").format(controller=operator.controller),
        t.gettext("Contact: {contact}").format(contact=operator.contact),
        behalf,
        t.gettext("Location of the server: {location}").format(location=operator.location),
    ]
    if operator.officer is not None:
        officer = t.gettext("Data protection officer: {officer}")
        lines.insert(3, officer.format(officer=operator.officer))
    return lines


def _purposes(notice: Notice, t: Translator) -> list[str]:
    if Command.WITHDRAW in notice.doors.commands:
        withdraw = typed_as(Command.WITHDRAW, t)
    else:
        withdraw = notice.operator.contact
    consent = t.gettext(
        "Your consent, for what is really free: that your sentences are quoted. You can withdraw "
        "it for the future: {withdraw}"
    )
    if notice.over_telegram:
        consent = t.gettext(
            "Your consent, for what is really free: that you take part through Telegram, and that "
            "your sentences are quoted. You can withdraw each of them for the future: {withdraw}"
        )
    return [
        t.gettext("What for, and on which legal basis"),
        t.gettext(
            "Purposes: developing the quality of cooperation; mirroring results; following up "
            "agreements; exchanging experience. No monitoring of performance or behaviour."
        ),
        t.gettext("Legal basis: {basis}.").format(basis=notice.operator.basis),
        consent.format(withdraw=withdraw),
        t.gettext("You have no duty to tell us anything, and nothing follows if you do not."),
        t.gettext("No automated decisions, no profiling, nothing is passed on to AI services."),
    ]


# --- What becomes of answers -------------------------------------------------------------------


def _stored(_notice: Notice, t: Translator) -> list[str]:
    return [
        t.gettext("What is stored"),
        t.gettext("About you: name and body as you give them, level, field, role and language."),
        t.gettext(
            "The address of this chat, encrypted; we find it again by a fingerprint that is of no "
            "use without our key. No phone number, no contacts."
        ),
        t.gettext(
            "Your answers and agreements, encrypted; what is open for you; on which days we wrote "
            "to you."
        ),
        t.gettext(
            "When you would like what comes again, your time zone if it is another one, until when "
            "you are away, and on which day you did something here last."
        ),
        t.gettext("The keys are kept apart from the database. Logs hold no words and no names."),
        t.gettext(
            "The programme reads each free text before it is stored. Where somebody seems to be "
            "recognisable, it is not stored, or only after you have said that nobody is."
        ),
    ]


def _tied(_notice: Notice, t: Translator) -> list[str]:
    level = t.gettext(
        "With your level: as without a name, and beside it only your level; and that only where "
        "at least {fewest} people of it were invited."
    )
    return [
        t.gettext("What an answer is tied to (it is stated at the question)"),
        t.gettext(
            "Only for you: we store nothing but that the question was asked and is done. Your "
            "words stand only in your own chat."
        ),
        t.gettext("Without a name: your words, tied to nothing: no person, time, order or level."),
        level.format(fewest=t.spelled(LEVEL_FROM)),
        t.gettext(
            "With a code: your answers are tied to a code for you and this dialog, so that they "
            "can be compared over time. What links the code to you is kept apart and can be "
            "deleted."
        ),
        t.gettext("With your name: the contribution is shown with the name and body you chose."),
    ]


def _while_open(_notice: Notice, t: Translator) -> list[str]:
    return [
        t.gettext("Answers without a name, also those with your level"),
        t.gettext(
            "They are encrypted with a key for their part of the round alone, which is neither in "
            "the database nor in its backups."
        ),
        t.gettext(
            "While the part is open, whoever holds the running machine could pair answers and "
            "people."
        ),
        t.gettext(
            "You can change them or take them back until then, only with the button in your own "
            "chat: nothing else says which are yours."
        ),
        t.gettext(
            "When the part closes, the answers are shuffled and written anew, fewer than the "
            "threshold are deleted (as a rule five, never below three), and the key is destroyed. "
            "From then on nobody can tell any more, not even with an older backup."
        ),
    ]


def _readers(notice: Notice, t: Translator) -> list[str]:
    lines = [
        t.gettext("Who reads what"),
        t.gettext(
            "Depending on the question nobody, the coordination and the facilitator, or everybody "
            "who was invited; it is stated at the question."
        ),
        t.gettext("Free text reaches others only after two people have released it."),
        t.gettext(
            "Apart from contributions by name, nobody is shown who has answered, and when a part "
            "closes, only counts of it remain. Your superiors receive no evaluation about you."
        ),
        t.gettext("Whoever runs the machine has no mandate to read what is in it."),
    ]
    if notice.operator.public_body:
        lines.append(
            t.gettext(
                "Result papers of public bodies may be accessible under freedom-of-information "
                "law. Names stand in them only with contributions that were made by name."
            )
        )
    return lines


def _telegram(notice: Notice, t: Translator) -> list[str]:
    without = t.gettext(
        "Whoever does not want Telegram has no disadvantage; please turn to {coordination}."
    ).format(coordination=notice.host.coordination)
    if notice.doors.otherwise is not None:
        without = t.gettext("There is an equal way without Telegram: {otherwise}")
        without = without.format(otherwise=notice.doors.otherwise)
    return [
        TELEGRAM,
        t.gettext(
            "Telegram is a controller of its own; we have no contract with it. It processes your "
            "messages and usage data, also in third countries without an adequacy decision."
        ),
        t.gettext(
            "Chats with bots are not end-to-end encrypted. Telegram is technically able to read "
            "them, and may hand over data to authorities."
        ),
        t.gettext(
            "From Telegram we receive the name you show there, your messages and button presses; "
            "no phone number unless you send it yourself. What we delete here may still be with "
            "Telegram."
        ),
        t.gettext(
            "Here in the chat, “without a name” means: towards the network and the coordination, "
            "not towards Telegram."
        ),
        without,
    ]


# --- How long, and your rights -----------------------------------------------------------------


def _kept(notice: Notice, t: Translator) -> list[str]:
    kept = notice.operator.retention

    def span(n: int, unit: str) -> str:
        return format_unit(n, f"duration-{unit}", locale=t.locale)

    return [
        t.gettext("How long"),
        t.gettext("Answers only for you: not at all."),
        t.gettext("Answers without a name: linked to nobody from the close of their part on."),
        t.gettext("What links a code to you: up to {span} after the round.").format(
            span=span(kept.pseudonym_days, "day")
        ),
        t.gettext("Contributions by name, agreements: until done, plus {span}.").format(
            span=span(kept.named_months, "month")
        ),
        t.gettext(
            "What is kept about you as somebody who takes part: until you leave, plus {span}. "
            "After {silence} without a sign of you we ask, and then delete it."
        ).format(
            span=span(kept.membership_days, "day"), silence=span(kept.silence_months, "month")
        ),
        t.gettext("The proof that you agreed: {span} after you have left.").format(
            span=span(kept.proof_years, "year")
        ),
        t.gettext("Logs without words and names: {logs}. Backups: {backups}.").format(
            logs=span(kept.log_days, "day"), backups=span(kept.backup_days, "day")
        ),
        t.gettext("Results: as long as the work goes on and the law on archives demands."),
    ]


def _rights(notice: Notice, t: Translator) -> list[str]:
    operator, commands = notice.operator, notice.doors.commands
    here = [
        f"{t.gettext(right)}: {typed_as(command, t)}"
        for command, right in _RIGHTS.items()
        if command in commands
    ]
    elsewhere = [t.gettext(right) for command, right in _RIGHTS.items() if command not in commands]
    if elsewhere:
        line = t.gettext("{rights}: {contact}")
        here.append(line.format(rights=t.listing(elsewhere), contact=operator.contact))
    return [
        t.gettext("Your rights"),
        *here,
        t.gettext("Complaint: {authority}").format(authority=operator.authority),
        t.gettext("As of {day}. We announce changes, and you can stop then.").format(
            day=t.full_day(operator.as_of)
        ),
    ]
