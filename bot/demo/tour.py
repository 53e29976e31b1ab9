"""A tour in eight steps that notices by itself what has been done: from what the chats show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.channels.presses import Chosen, InRound
from bot.channels.writing import RECORD
from bot.demo.pressing import carried
from bot.language import N_, Translator
from bot.menu import Command
from bot.sandbox.chats import Chat
from bot.sandbox.values import Change, Message
from bot.wording.mirrored import RIGHT
from bot.wording.rhythm import OFTEN

JOIN, BEGIN, ANSWER, GUARD, WEEK, TIME, RESULT, BETWEEN = range(8)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do."""

    title: str
    text: str


#: In the order in which they are best done; any other order is noticed as well.
STEPS: Final = (
    Step(
        N_("Join"),
        N_(
            "Jonas Reuter has been sent an invitation. Open it on his phone, read what becomes of "
            "his data, agree, and answer four questions. Then send {people} on the phone of "
            "Sabine Berger, who coordinates, and confirm him."
        ),
    ),
    Step(
        N_("Begin a round"),
        N_(
            "You coordinate on the phone of Sabine Berger: send {round}, choose “{shelf}” and the "
            "first dialog there, press “{prepare}” and answer what is asked. You see "
            "everything before it starts."
        ),
    ),
    Step(
        N_("Answer"),
        N_(
            "Miriam Vogt and Jonas Reuter have been invited. Answer for one of them. Below the "
            "first question stands who reads it. You can change an answer as long as the phase "
            "is open."
        ),
    ),
    Step(
        N_("Write too much"),
        N_(
            "Answer a question with words that give a person away, such as: “{words}” Nothing of "
            "it is kept, and the bot says why."
        ),
    ),
    Step(
        N_("Read the week"),
        N_(
            "Every Thursday at three everybody reads what is open for them, what came back and "
            "what is next, if there is anything to say. Go on to it with the clock, and read it "
            "on the phone of Jonas Reuter."
        ),
    ),
    Step(
        N_("Let time pass"),
        N_(
            "Go to the next event with the clock above, a few times: the others answer, a reminder "
            "comes, and the phase ends. In between, read as Sabine Berger with {read} what has "
            "been written; two people release it before anybody else sees it. The tour goes on "
            "when the next phase opens."
        ),
    ),
    Step(
        N_("Get the result"),
        N_(
            "Go on until the result arrives on everybody's phone. Below it everybody can say "
            "whether it is right, or whether something is missing."
        ),
    ),
    Step(
        N_("Between rounds"),
        N_(
            "Small rounds can come again by themselves, when no other one asks. Send {checkins} as "
            "Sabine Berger and switch on “{weekly}”. Everybody is asked whether they would like "
            "it, and how often."
        ),
    ),
)

#: What else can be tried, in any order.
MORE: Final = (
    N_("Write about a worry that cannot wait, at any time: “{worry}”"),
    N_("Name a colleague in an answer: “{colleague}”"),
    N_("Send a picture or a document: it is turned away."),
    N_("Edit or withdraw an answer that you have given."),
    N_("Take a break with {pause}, and look at your data with {privacy}."),
    N_("Block the bot, let time pass, and come back."),
    N_("Leave with {leave}, and have your contributions deleted as well."),
    N_("See with {calendar} what goes out in the next weeks, and leave something out."),
    N_("Set with {rhythm} how often the week and check-ins come."),
    N_("Try a dialog alone with “{trial}”, which leaves no trace."),
    N_("Begin another dialog: there are many in the library."),
)

#: What the check-in is called that asks everybody who wants it.
WEEKLY: Final = N_("One question for the week")

_GIVES_AWAY = N_("Little Emma from Linden Road 7 has been living with her grandmother since May.")
_WORRY = N_("I think a child is being beaten next door.")
_COLLEAGUE = N_("Ms Krause from the youth office blocks everything.")


class Tour:
    """What has been done of it so far."""

    def __init__(self, coordinates: int, joins: int, t: Translator) -> None:
        """Begin with nothing done; the chats of who coordinates, and of who is still to join."""
        self.done: set[int] = set()
        self._coordinates, self._joins = coordinates, joins
        self._week = t.gettext("Your week in {network} · {day}").partition("{")[0]

    @property
    def next(self) -> int | None:
        """The first step that has not been done."""
        return next((n for n in range(len(STEPS)) if n not in self.done), None)

    def see(self, change: Change, chat: Chat) -> bool:
        """Notice what a change in the chat of somebody who is played means; return if anything."""
        if not change.message.sender.is_bot or self.next is None:
            return False
        if chat.id == self._coordinates:
            return False  # a trial run looks like a round, and is none
        before = len(self.done)
        if change.kind == "pinned" and chat.id == self._joins:
            self.done.add(JOIN)
        if change.message.text.startswith(self._week):
            self.done.add(WEEK)
        self.done |= _shown(change.message, chat)
        return len(self.done) > before


def more(t: Translator) -> list[str]:
    """Return what else can be tried."""
    words = _named(t)
    return [t.gettext(each).format(**words) for each in MORE]


def steps(t: Translator) -> list[tuple[str, str]]:
    """Return title and text of every step."""
    words = _named(t)
    return [(t.gettext(each.title), t.gettext(each.text).format(**words)) for each in STEPS]


def _named(t: Translator) -> dict[str, str]:
    """Return what has a name on the phones, as it is called there."""
    return {
        "people": t.gettext("/people"),
        "round": t.gettext("/round"),
        "read": t.gettext("/read"),
        "pause": t.gettext("/pause"),
        "privacy": t.gettext("/privacy"),
        "leave": t.gettext("/stop"),
        "checkins": t.gettext("/checkins"),
        "calendar": t.gettext("/calendar"),
        "rhythm": t.gettext("/rhythm"),
        "weekly": t.gettext(WEEKLY),
        "shelf": t.gettext("Clarify what we want and agree on it"),
        "prepare": t.gettext("Prepare"),
        "trial": t.gettext("Trial run"),
        "words": t.gettext(_GIVES_AWAY),
        "worry": t.gettext(_WORRY),
        "colleague": t.gettext(_COLLEAGUE),
    }


def _shown(message: Message, chat: Chat) -> set[int]:
    """Return which steps are done once a chat shows this."""
    found = {GUARD} if _replies_to_a_person(message, chat) else set[int]()
    answered = any(line.startswith(RECORD) for line in message.text.splitlines())
    for _, read in carried(message):
        if isinstance(read, InRound):
            found.add(BEGIN)
            found |= {ANSWER} if answered else set()
            later = read.press.number is not None and read.press.number.opening > 1
            found |= {TIME} if later else set()
        elif isinstance(read, Chosen) and read.command is Command.CONTACT:
            found |= {RESULT} if read.detail.startswith(f"{RIGHT}=") else set()
        elif isinstance(read, Chosen) and read.command is Command.RHYTHM:
            found |= {BETWEEN} if read.detail.startswith(f"c{OFTEN}=") else set()
    return found


def _replies_to_a_person(message: Message, chat: Chat) -> bool:
    answered = chat.messages.get(message.draft.reply_to or 0)
    return answered is not None and not answered.sender.is_bot
