"""What people read who use their rights: what is kept, what was deleted, what rests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import shorten

from bot.language import Translator
from bot.menu import Command, Doors, Offer, typed_as
from bot.message import Message
from bot.wording.registration import Member, described
from bot.wording.scene import Host

#: What is chosen: the file itself, or everything there is.
FILE, EVERYTHING = "file", "everything"

#: The longest title on a button.
_LONGEST = 40


def nothing_open(t: Translator) -> Message:
    """Return what is said when there is nothing to answer."""
    return Message(
        t.gettext("Nothing is open for you. You will hear from me when something begins.")
    )


def which_network(names: Mapping[str, str], command: Command, t: Translator) -> Message:
    """Return the question for one of several networks, by membership."""
    menu = tuple((Offer(name, command, whose=whose),) for whose, name in names.items())
    return Message(about_which(t), menu=menu)


def about_which(t: Translator) -> str:
    """Return the question which network something is about."""
    return t.gettext("Which network is it about?")


def what_is_kept(
    member: Member, language: str, rounds: Sequence[tuple[str, int]], host: Host, t: Translator
) -> Message:
    """Return what is kept about somebody, in a few lines, and offer a file with all of it."""
    lines = [
        t.gettext("What is kept about you in {network}:").format(network=host.network),
        f"– {described(member, t)}",
        t.gettext("– your language ({language}) and the encrypted address of this chat").format(
            language=language
        ),
        t.gettext(
            "– on which day you did something here last, until when you are away, and when you "
            "would like what comes again"
        ),
    ]
    for title, count in rounds:
        line = t.ngettext(
            "– {title}: {n} answer that is linked to you",
            "– {title}: {n} answers that are linked to you",
            count,
        )
        lines.append(line.format(title=t.quoted(title), n=count))
    untied = t.gettext(
        "Answers without a name are linked to nobody: neither you nor we can find out which of "
        "them are yours."
    )
    file = t.gettext("A file has all of it word for word. It comes through this chat.")
    offer = Offer(t.gettext("Give me the file"), Command.ACCESS, FILE)
    return Message("\n\n".join(["\n".join(lines), untied, file]), menu=((offer,),))


def what_to_delete(rounds: Mapping[int, str], t: Translator) -> Message:
    """Return the question what is to be deleted: one round, or everything."""
    words = t.gettext(
        "What shall I delete? In a round, that is every answer which is linked to you; you leave "
        "that round then. Everything means that you leave the network as well. A single answer "
        "you can take back where it stands, as long as its part is open."
    )
    each = (
        (Offer(shorten(title, _LONGEST, placeholder=" …"), Command.ERASE, str(number)),)
        for number, title in rounds.items()
    )
    everything = (Offer(t.gettext("Everything, and leave"), Command.ERASE, EVERYTHING),)
    return Message(words, menu=(*each, everything))


def deleted_in(t: Translator) -> Message:
    """Return the confirmation for one round."""
    return Message(
        t.gettext(
            "Done. What was linked to you in this round is deleted, and you no longer take part in "
            "it. What others have read already nobody can make unread."
        )
    )


def nothing_there(t: Translator) -> Message:
    """Return what is said where nothing is linked to somebody."""
    return Message(t.gettext("There is nothing in this round that is linked to you."))


def restricted(doors: Doors, t: Translator) -> Message:
    """Return the confirmation that somebody's data rest."""
    words = t.gettext(
        "Your data rest from now on: they stay where they are, nobody uses them for anything "
        "new, and you will not hear from me."
    )
    if Command.RESUME in doors.commands:
        ends = t.gettext("{resume} ends this.").format(resume=typed_as(Command.RESUME, t))
        words = f"{words} {ends}"
    return Message(words)
