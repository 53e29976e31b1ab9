"""Who takes part, as the desk of a network sees it: names and bodies, never answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from bot.language import Translator
from bot.levels import LEVELS, level_name
from bot.menu import Do
from bot.message import Message
from bot.roles import role_name
from bot.wording.scene import Host
from dialogs.script import Script

ASK, ALL, CONFIRM, REJECT, NAMES, ONE, ROLE, INVITED, REMOVE, SURELY = (
    "ask",
    "all",
    "confirm",
    "reject",
    "names",
    "one",
    "role",
    "invited",
    "remove",
    "surely",
)

SUPERIORS = "superiors"

#: So many who have joined are asked about in one message.
MOST = 20

LET_IN, LEAVE_OUT = "let-in", "leave-out"


class Known(Protocol):
    """Somebody as the desk knows them."""

    @property
    def id(self) -> int:
        """The number of the membership."""

    @property
    def name(self) -> str:
        """The name they show."""

    @property
    def body(self) -> str:
        """The body they show."""

    @property
    def roles(self) -> frozenset[str]:
        """What they are in the network."""


def people(counts: Mapping[str, int], invited: Mapping[str, int], t: Translator) -> Message:
    """Return how many take part, by level. The desk has confirmed each of them, so it may know."""
    lines = [t.gettext("Who takes part, by level:")]
    for level in LEVELS:
        if not counts.get(level) and not invited.get(level):
            continue
        line = t.gettext("– {level}: {n}")
        if level in invited:
            line = t.gettext("– {level}: {n} of {invited} invited")
        lines.append(
            line.format(
                level=level_name(level, t), n=counts.get(level, 0), invited=invited.get(level)
            )
        )
    if len(lines) == 1:
        lines = [
            t.gettext("Nobody takes part yet. {invite} gives you a link.").format(
                invite=t.gettext("/invite")
            )
        ]
    menu = (
        (Do(t.gettext("How many were invited"), INVITED),),
        (Do(t.gettext("Names, roles, deputy"), NAMES),),
        (Do(t.gettext("Page for superiors"), SUPERIORS),),
    )
    return Message("\n".join(lines), menu=menu)


def file_for_superiors(t: Translator) -> str:
    """Return the name of the file with the page for superiors."""
    return t.gettext("who-has-not-taken-part.txt")


def have_joined(new: Sequence[Known], t: Translator) -> Message:
    """Return who has joined: all belong here, or somebody is looked at more closely."""
    if len(new) == 1:
        return has_joined(new[0], t)
    listed = "\n".join(f"– {each.name}, {each.body}" for each in new[:MOST])
    words = t.gettext("{n} people have joined:\n{people}\nDo all of them belong to the network?")
    last = str(max(each.id for each in new[:MOST]))
    rows = [(Do(t.gettext("All of them belong here"), ALL, (last,)),)]
    rows += [(Do(f"{each.name}, {each.body}"[:60], ASK, (str(each.id),)),) for each in new[:MOST]]
    return Message(words.format(n=len(new[:MOST]), people=listed), menu=tuple(rows))


def all_confirmed(n: int, t: Translator) -> Message:
    """Return the confirmation that several people belong here."""
    words = t.ngettext("{n} person takes part from now on.", "{n} people take part from now on.", n)
    return Message(words.format(n=n))


def has_joined(member: Known, t: Translator) -> Message:
    """Return who has joined, and ask whether they belong here."""
    words = t.gettext("New: {name}, {body}. Does this person belong to the network?")
    number = str(member.id)
    menu = (
        (
            Do(t.gettext("Yes"), CONFIRM, (number,)),
            Do(t.gettext("No"), REJECT, (number,)),
        ),
    )
    return Message(words.format(name=member.name, body=member.body), menu=menu)


def confirmed(member: Known, t: Translator) -> Message:
    """Return the confirmation that somebody belongs here."""
    words = t.gettext("{name} takes part from now on.")
    return Message(words.format(name=member.name))


def let_in(round: int, coming: Sequence[Known], script: Script, t: Translator) -> Message:
    """Return the question whether those who have come late take part in a running round."""
    words = t.ngettext(
        "{title} is under way. Shall {names} take part from now on?",
        "{title} is under way. Shall {names} take part from now on?",
        len(coming),
    )
    first, last = min(each.id for each in coming), max(each.id for each in coming)
    to = (str(round), str(first), str(last))
    menu = (
        (
            Do(t.gettext("Yes, take part"), LET_IN, to),
            Do(t.gettext("No, next time"), LEAVE_OUT, to),
        ),
    )
    return Message(words.format(**_coming(coming, script, t)), menu=menu)


def are_in(coming: Sequence[Known], script: Script, t: Translator) -> Message:
    """Return the confirmation that people take part in a running round."""
    words = t.ngettext(
        "{names} takes part in {title} and is invited to what is open.",
        "{names} take part in {title} and are invited to what is open.",
        len(coming),
    )
    return Message(words.format(**_coming(coming, script, t)))


def stay_out(coming: Sequence[Known], script: Script, t: Translator) -> Message:
    """Return the confirmation that people take part from the next round on."""
    words = t.ngettext(
        "{names} does not take part in {title}, and is asked from the next round on.",
        "{names} do not take part in {title}, and are asked from the next round on.",
        len(coming),
    )
    return Message(words.format(**_coming(coming, script, t)))


def _coming(coming: Sequence[Known], script: Script, t: Translator) -> dict[str, str]:
    names = t.listing(each.name for each in coming)
    return {"names": names, "title": t.quoted(script.title.within(t.language))}


def rejected(member: Known, t: Translator) -> Message:
    """Return the confirmation that somebody was turned away."""
    words = t.gettext("{name} has been told, and what was kept about this person is deleted.")
    return Message(words.format(name=member.name))


def settled(t: Translator) -> Message:
    """Return what is said when somebody else was quicker."""
    return Message(t.gettext("This has been settled already."))


def taken_out(host: Host, t: Translator) -> Message:
    """Return what somebody reads who is no longer in a network by decision of its desk."""
    words = t.gettext(
        "You no longer take part in {network}. If that is a mistake, please turn to {coordination}."
    )
    return Message(words.format(network=host.network, coordination=host.coordination))


def names(everybody: Sequence[Known], more: int | None, t: Translator) -> Message:
    """Return everybody by name. It says nothing about who has answered, and nobody knows."""
    words = t.gettext(
        "Whom is it about? This is the list of who belongs to the network. It is no list of who "
        "has answered."
    )
    rows = [(Do(f"{each.name}, {each.body}"[:60], ONE, (str(each.id),)),) for each in everybody]
    if more is not None:
        rows.append((Do(t.gettext("More names"), NAMES, (str(more),)),))
    return Message(words, menu=tuple(rows))


def one(member: Known, given: Collection[str], t: Translator) -> Message:
    """Return somebody with their roles, and buttons to give or take each of them."""
    has = [role_name(role, t) for role in given if role in member.roles]
    roles = t.listing(has) if has else t.gettext("no special role")
    words = t.gettext("{name}, {body}: {roles}").format(
        name=member.name, body=member.body, roles=roles
    )
    rows = [(Do(_change(role, member, t), ROLE, (str(member.id), role)),) for role in given]
    out = Do(t.gettext("Take out of the network"), REMOVE, (str(member.id),))
    return Message(words, menu=(*rows, (out,)))


def _change(role: str, member: Known, t: Translator) -> str:
    words = (
        t.gettext("Take this role: {role}") if role in member.roles else t.gettext("Make: {role}")
    )
    return words.format(role=role_name(role, t))


def new_role(role: str, host: Host, t: Translator, *, given: bool) -> Message:
    """Return what somebody reads whose role has changed."""
    words = t.gettext("In {network} you are no longer: {role}.")
    if given:
        words = t.gettext("In {network} you are now: {role}. {help} shows what is possible.")
    return Message(
        words.format(network=host.network, role=role_name(role, t), help=t.gettext("/help"))
    )


def surely(member: Known, t: Translator) -> Message:
    """Return the question whether somebody shall really be taken out."""
    words = t.gettext(
        "Shall {name} really leave the network? Their contributions stay and are no longer "
        "linked to them. They are told."
    )
    menu = ((Do(t.gettext("Yes, take out"), SURELY, (str(member.id),)),),)
    return Message(words.format(name=member.name), menu=menu)


def removed(member: Known, t: Translator) -> Message:
    """Return the confirmation that somebody was taken out."""
    words = t.gettext("{name} no longer takes part and has been told.")
    return Message(words.format(name=member.name))


def stays(t: Translator) -> Message:
    """Return that this person cannot be taken out from here."""
    return Message(
        t.gettext(
            "You cannot take out yourself or the coordination here. To leave, {stop} is there; a "
            "new coordination is named by the operator."
        ).format(stop=t.gettext("/stop"))
    )


def which_level(invited: Mapping[str, int], t: Translator) -> Message:
    """Return how many were invited from each level, with a button to change each number."""
    words = t.gettext(
        "How many were invited, however it was done: by the link, on paper, by word of mouth? "
        "Without these numbers “9 of 30” would not be true. Choose a level to change its number."
    )
    rows = tuple(
        (
            Do(
                t.gettext("{level}: {n}").format(
                    level=level_name(level, t), n=invited.get(level, "–")
                ),
                INVITED,
                (level,),
            ),
        )
        for level in LEVELS
    )
    return Message(words, menu=rows)


def how_many(level: str, t: Translator) -> Message:
    """Return the question how many people of a level were invited."""
    words = t.gettext("How many people were invited from: {level}? Please send the number.")
    return Message(words.format(level=level_name(level, t)))


def no_number(t: Translator) -> Message:
    """Return what is said to something that is no number."""
    return Message(t.gettext("Please send a number such as 12; 0 if nobody was invited."))
