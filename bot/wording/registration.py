"""What is asked of somebody who joins: one question a message, and what it is for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.fields import FIELDS, field_name
from bot.language import Translator
from bot.levels import LEVELS, level_name
from bot.menu import Command, Offer, typed_as
from bot.message import Message
from bot.operator import Operator
from bot.wording.numbers import table
from bot.wording.scene import Host

#: What a press answers, and what asks for it once more.
LEVEL, FIELD, NAME, BODY, LANGUAGE = "level", "field", "name", "body", "language"
ASK = "ask-"

#: What each language is called, in its own words; languages we have no name for go by their tag.
_LANGUAGES = {"de": "Deutsch", "de-einfach": "Deutsch in Einfacher Sprache", "en": "English"}


class Member(Protocol):
    """Somebody in a network, as they have described themselves."""

    @property
    def level(self) -> str | None:
        """The level they belong to."""

    @property
    def field(self) -> str | None:
        """The field they work in."""

    @property
    def name(self) -> str:
        """The name they want shown with what they say by name."""

    @property
    def body(self) -> str:
        """The body they want shown with it."""


def welcome(t: Translator) -> Message:
    """Return the thanks for agreeing, and what comes now."""
    return Message(
        t.gettext("Thank you. Four short questions about you, then you are in. It takes a minute.")
    )


def which_level(t: Translator) -> Message:
    """Return the question for the level."""
    words = t.gettext(
        "From where do you look at the work? Results say whether all sides were heard; of fewer "
        "than five people of a side they say nothing."
    )
    menu = tuple(
        (Offer(level_name(level, t), Command.CORRECT, f"{LEVEL}={level}"),) for level in LEVELS
    )
    return Message(words, menu=menu)


def which_field(t: Translator) -> Message:
    """Return the question for the field of work."""
    offers = [Offer(field_name(field, t), Command.CORRECT, f"{FIELD}={field}") for field in FIELDS]
    menu = tuple(tuple(offers[n : n + 2]) for n in range(0, len(offers), 2))
    return Message(t.gettext("In which field do you work, or help?"), menu=menu)


def which_name(called: str, t: Translator) -> Message:
    """Return the question for the name; ``called`` is what the device calls the person."""
    words = t.gettext(
        "Under which name may the others read what you say by name, such as a promise? Most "
        "answers carry no name. Please write it, for example “Ute Beispiel”."
    )
    menu = ((Offer(called, Command.CORRECT, NAME),),) if called else ()
    return Message(words, menu=menu)


def which_body(known: Sequence[str], t: Translator) -> Message:
    """Return the question for the body, with those that are known already."""
    words = t.gettext(
        "For which body do you take part? It stands beside your name where you say something by "
        "name. Please write it, or choose it here."
    )
    if not known:
        words = t.gettext(
            "For which body do you take part? It stands beside your name where you say something "
            "by name. Please write it, for example “youth office, district of Musterkreis”."
        )
    return Message(words, menu=tuple((Offer(each, Command.CORRECT, BODY),) for each in known))


def too_long(longest: int, t: Translator) -> Message:
    """Return what is said to a name that nobody can show."""
    words = t.gettext("Please write one to {longest} characters.")
    return Message(words.format(longest=longest))


def complete(member: Member, host: Host, t: Translator, *, coordinates: bool) -> Message:
    """Return what is known of somebody now, and what happens next."""
    words = t.gettext("You are in, as {described}.").format(described=described(member, t))
    rest = t.gettext(
        "You will hear from me when something begins in “{network}”. You can change what you "
        "have told with {correct}; {help} shows what else is possible."
    ).format(
        network=host.network,
        correct=typed_as(Command.CORRECT, t),
        help=typed_as(Command.HELP, t),
    )
    if coordinates:
        return Message(f"{words}\n\n{rest}")
    told = t.gettext("The coordination is told your name and your body.")
    return Message(f"{words}\n\n{told} {rest}")


def described(member: Member, t: Translator) -> str:
    """Return somebody as they have described themselves."""
    level = level_name(member.level or "", t)
    field = field_name(member.field or "", t)
    return f"{member.name}, {member.body} ({level}, {field})"


def numbers_to_keep(operator: Operator, t: Translator) -> Message:
    """Return the message that is pinned: whom to call, for nobody reads this all the time."""
    words = t.gettext(
        "Worried about a person? Please call. Nobody reads this chat all the time, and it is no "
        "way to report anything:"
    )
    return Message("\n".join([words, *table(operator, t)]))


def correcting(member: Member, t: Translator) -> Message:
    """Return what somebody has told about themselves, with a button to change each of it."""
    words = t.gettext("You take part as {described}. What would you like to change?")
    labels = {
        LEVEL: t.gettext("Level"),
        FIELD: t.gettext("Field"),
        NAME: t.gettext("Name"),
        BODY: t.gettext("Body"),
        LANGUAGE: t.gettext("Language"),
    }
    offers = [Offer(label, Command.CORRECT, ASK + what) for what, label in labels.items()]
    return Message(
        words.format(described=described(member, t)),
        menu=(tuple(offers[:2]), tuple(offers[2:4]), tuple(offers[4:])),
    )


def which_language(known: Sequence[str], t: Translator) -> Message:
    """Return the question for the language in which somebody is spoken to."""
    menu = tuple(
        (Offer(_LANGUAGES.get(tag, tag), Command.CORRECT, f"{LANGUAGE}={tag}"),) for tag in known
    )
    return Message(t.gettext("In which language shall I speak with you?"), menu=menu)


def speaks(t: Translator) -> Message:
    """Return the confirmation of a language, in that language."""
    return Message(t.gettext("Good. From now on I speak like this with you."))


def corrected(member: Member, t: Translator) -> Message:
    """Return the confirmation of a change."""
    words = t.gettext("Thank you, changed. You take part as {described}.")
    return Message(words.format(described=described(member, t)))


def desk(t: Translator) -> Message:
    """Return what somebody at the desk of a network can do, shown once at the beginning."""
    return Message(
        t.gettext(
            "You coordinate this network. {invite} gives you a link and a picture to invite with, "
            "{people} shows who has joined, {round} begins a dialog, {status} says how it stands. "
            "{check_ins} shows small rounds that come again, {calendar} what goes out in the "
            "coming weeks."
        ).format(
            invite=t.gettext("/invite"),
            people=t.gettext("/people"),
            round=t.gettext("/round"),
            status=t.gettext("/status"),
            check_ins=t.gettext("/checkins"),
            calendar=t.gettext("/calendar"),
        )
    )
