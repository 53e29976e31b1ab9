"""What people can ask of the programme beside rounds: commands, and buttons that do the same."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.language import N_, Translator, languages, translator


class Command(StrEnum):
    """A command by its English name."""

    START = "start"
    OPEN = "open"
    HELP = "help"
    PAUSE = "pause"
    RESUME = "resume"
    PRIVACY = "privacy"
    LEAVE = "stop"
    ACCESS = "mydata"
    CORRECT = "correct"
    ERASE = "delete"
    RESTRICT = "restrict"
    OBJECT = "object"
    WITHDRAW = "withdraw"
    CONTACT = "contact"
    RHYTHM = "rhythm"
    TREND = "trend"


#: Messengers allow small letters without umlauts, digits and underscores.
_TYPED = {
    Command.START: N_("/start"),
    Command.OPEN: N_("/open"),
    Command.HELP: N_("/help"),
    Command.PAUSE: N_("/pause"),
    Command.RESUME: N_("/resume"),
    Command.PRIVACY: N_("/privacy"),
    Command.LEAVE: N_("/stop"),
    Command.ACCESS: N_("/mydata"),
    Command.CORRECT: N_("/correct"),
    Command.ERASE: N_("/delete"),
    Command.RESTRICT: N_("/restrict"),
    Command.OBJECT: N_("/object"),
    Command.WITHDRAW: N_("/withdraw"),
    Command.CONTACT: N_("/contact"),
    Command.RHYTHM: N_("/rhythm"),
    Command.TREND: N_("/trend"),
}

#: The menu of a messenger: these five, with what stands beside them. All else is behind them.
MENU = {
    Command.OPEN: N_("What is open for you"),
    Command.HELP: N_("What is possible here, and numbers for emergencies"),
    Command.PAUSE: N_("No messages for a while"),
    Command.PRIVACY: N_("Your data and your rights"),
    Command.LEAVE: N_("Leave"),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A button that does what a command does; ``detail`` is what was chosen under it.

    ``whose`` is the membership it is for, where that differs from button to button.
    """

    label: str
    command: Command
    detail: str = ""
    whose: str = ""


#: The button that does what a command of the desk does; the command is what it does it to.
BEGIN = "begin"


@dataclass(frozen=True, slots=True)
class Do:
    """A button at the desk of a network: what it does, and to what."""

    label: str
    verb: str
    to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Doors:
    """What there is in this installation. Texts name nothing else."""

    commands: frozenset[Command]
    #: How to take part without a messenger, in people's words; None while there is no such way.
    otherwise: str | None
    #: Whether confidential dialogs run on a page of our own.
    web: bool


def typed_as(command: Command, t: Translator) -> str:
    """Return what people type for a command, such as "/datenschutz"."""
    return t.gettext(_TYPED[command])


def command(word: str) -> Command | None:
    """Return the command that somebody typed, in any of our languages."""
    wanted = word.strip().casefold()
    known = {typed_as(each, translator(tag)): each for tag in languages() for each in Command}
    return known.get(wanted)
