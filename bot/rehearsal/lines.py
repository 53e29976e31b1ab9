"""The lines that people in the room type, and what they do there.

``4`` and ``[Ja]`` press a button of the newest message that has it, ``[Zeit] [Geld]`` and ``1 3``
mark several, ``2 0 1`` gives points in the order of the options. ``@Frage 1: [Ja]`` presses under,
and ``@Frage 1: Mehr Zeit`` replies to, the newest message with these words in it, however old;
words with a colon need quotation marks: ``@"Ihre Antwort: 4": 5``.
``"4"`` is words, not a button. Everything else is words, unless it begins with a stroke: ``/skip``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.language import N_, translator
from bot.rehearsal.keys import by_labels, flat, looks_pressed, pressed
from bot.rehearsal.puzzled import Puzzled
from bot.typed import BACK, DECLINE, SKIP

if TYPE_CHECKING:
    from bot.rehearsal.chat import Received
    from bot.rehearsal.room import Room

#: What can be typed instead of a button, by every word for it; the first is the one in stories.
BUTTONS = {
    ("skip", "überspringen", "ueberspringen", "weiter"): SKIP,
    ("back", "zurück", "zurueck"): BACK,
    ("decline", "diesmalnicht"): DECLINE,
}
OPEN = ("open", "offen")
LEAVE = ("leave", "abmelden")
ERASE = ("erase", "löschen", "loeschen")

#: Every command: its words, what may follow, and what it does.
COMMANDS = (
    *((words, "", label) for words, label in BUTTONS.items()),
    (OPEN, "", N_("show what is open")),
    (LEAVE, f"({ERASE[0]})", N_("leave the round, without a trace if you add the word")),
)

_AT = re.compile(r'@(?:"(?P<exact>[^"]+)"|(?P<words>[^":]+)):\s*(?P<line>.+)', re.DOTALL)


def act(room: Room, name: str, line: str) -> None:
    """Do what somebody's line says; raises Puzzled when it means nothing here."""
    if name not in room.people:
        known = ", ".join(room.people)
        raise Puzzled(N_("{name} is not here. There are: {known}."), name=name, known=known)
    if line.startswith("/"):
        _command(room, name, line[1:])
        return
    target = None
    if found := _AT.fullmatch(line):
        words = found["exact"] or found["words"]
        target, line = _message_with(room, name, words), found["line"]
    if looks_pressed(line) and _pressed(room, name, line, target):
        return
    words = line[1:-1] if len(line) > 1 and line[0] == line[-1] == '"' else line
    if not room.say(name, words, target):
        raise Puzzled(N_("{name} is not asked for words at the moment."), name=name)


def canonical(room: Room, name: str, line: str) -> str:
    """Return a line as stories write it: buttons by label, commands by their English word."""
    if line[0].isdecimal() and looks_pressed(line):
        newest = _with_buttons(room.chats[name].live())[:1]
        return by_labels(line, newest[0].message) if newest else line
    word, *rest = line.removeprefix("/").split() or [""]
    known = next((words for words, _, _ in COMMANDS if word in words), None)
    if known is None or not line.startswith("/"):
        return line
    return " ".join([f"/{known[0]}", *(ERASE[0] if each in ERASE else each for each in rest)])


def is_command(line: str) -> bool:
    """Tell whether a line is one of the commands that people in the room have."""
    words = line.removeprefix("/").split()
    return bool(words) and any(words[0] in names for names, _, _ in COMMANDS)


def _command(room: Room, name: str, command: str) -> None:
    word, *rest = command.split() or [""]
    if word in LEAVE:
        room.leave(name, erase=bool(rest) and rest[0] in ERASE)
        return
    label = next((label for words, label in BUTTONS.items() if word in words), None)
    if label is None and word not in OPEN:
        known = ", ".join(f"/{words[0]}" for words, _, _ in COMMANDS)
        raise Puzzled(N_("There is no /{word} here. There are: {known}."), word=word, known=known)
    typed = label and translator(room.people[name].language).gettext(label)
    if not (typed and room.say(name, typed)) and not room.show(name):
        raise Puzzled(N_("Nothing is open for {name}."), name=name)


def _pressed(room: Room, name: str, line: str, target: Received | None) -> bool:
    """Press what a line names; False when it may as well be words, such as a bare number."""
    within = _with_buttons([target] if target else room.chats[name].live())
    for each in within[:1] if line[0].isdecimal() else within:
        press = pressed(line, each.message)
        if press is not None:
            room.press(name, each, press)
            return True
    if line[0].isdecimal() and room.chats[name].listening():
        return False
    known = " ".join(str(key) for each in within[:1] for key in flat(each.message)) or "–"
    raise Puzzled(
        N_("{name} cannot press {line}. There are: {known}."), name=name, line=line, known=known
    )


def _with_buttons(messages: list[Received]) -> list[Received]:
    return [each for each in messages if flat(each.message)]


def _message_with(room: Room, name: str, words: str) -> Received:
    for each in reversed(room.chats[name].messages):
        if words.casefold() in each.message.text.casefold():
            return each
    raise Puzzled(N_("{name} has no message with “{words}” in it."), name=name, words=words)
