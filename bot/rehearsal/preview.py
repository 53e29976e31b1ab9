"""`reihum preview`: an author plays a script in the terminal, everybody in it by turns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from bot.language import N_, Translator
from bot.rehearsal import desk, lines
from bot.rehearsal.chat import Received
from bot.rehearsal.plausible import answers
from bot.rehearsal.play import carry_out
from bot.rehearsal.puzzled import Puzzled
from bot.rehearsal.room import Room, Woke
from bot.rehearsal.screen import Screen
from bot.rehearsal.story import BETWEEN, Input

#: Returns the next line that the author types; None at the end.
Reads = Callable[[str], str | None]


@dataclass(slots=True)
class Preview:
    """One sitting: whose turn it is, what was played, and what everybody has seen."""

    room: Room
    screen: Screen
    t: Translator
    chance: Random
    who: str
    inputs: list[Input] = field(default_factory=list)
    over: bool = False
    _seen: dict[str, int] = field(default_factory=dict)

    def play(self, read: Reads) -> None:
        """Begin the round and carry out what is typed, until the end."""
        self.screen.time(self.room.now)
        hello = self.t.gettext("You are {name}. Type numbers, words, or /help.")
        self.screen.say(hello.format(name=self.who), "dim")
        self._do((desk.COORDINATION,), "start")
        while not self.over:
            line = read(self.screen.name(self.who))
            if line is None:
                return
            try:
                self.take(line.strip())
            except Puzzled as puzzled:
                self.screen.puzzled(puzzled.within(self.t.language))

    def take(self, line: str) -> None:
        """Carry out one line; raises Puzzled."""
        word, _, rest = line.partition(" ")
        command = next((each for each in COMMANDS if word.casefold() in each.words), None)
        if command is not None:
            command.do(self, rest.strip())
        elif line and self._at_desk:
            self._do((self.who,), desk.canonical(line))
        elif line.startswith("/") and not lines.is_command(line):
            if not desk.is_verb(word):
                known = ", ".join(desk.spoken(each.words, self.t.language) for each in COMMANDS)
                raise Puzzled(
                    N_("There is no {word}. There are: {known}. /help explains them."),
                    word=word,
                    known=known,
                )
            self._do((desk.TANDEM,), desk.canonical(line))
        elif line:
            self._do((self.who,), lines.canonical(self.room, self.who, line))

    def become(self, name: str) -> None:
        """Look at another chat, or sit down at the desk."""
        name = next((words[0] for words in desk.SEATS if name in words), name)
        seats = [words[0] for words in desk.SEATS]
        if name not in (*self.room.people, *seats):
            sitting = (desk.spoken(words, self.t.language) for words in desk.SEATS)
            names = ", ".join((*self.room.people, *sitting))
            raise Puzzled(N_("{name} is not here. There are: {known}."), name=name, known=names)
        self.who = name
        if self._at_desk:
            self._do((name,), "status")
            return
        chat = self.room.chats[name]
        unseen = chat.messages[self._seen.get(name, 0) :]
        for received in unseen or chat.live()[:1]:
            self.screen.message(received)
        self._seen[name] = len(chat.messages)

    def wait(self, span: str) -> None:
        """Move the clock."""
        self._do((), span)
        self.screen.time(self.room.now)

    def rest(self, _: str) -> None:
        """Let everybody else answer what is open for them."""
        busy = 0
        for name in self.room.people:
            typed = [] if name == self.who else answers(self.room, name, self.chance)
            if typed:
                busy += 1
                self._record((name,), BETWEEN.join(typed), run=True)
                self._seen[name] = len(self.room.chats[name].messages)
                self.screen.say(f"{name}: {BETWEEN.join(typed)}", "dim")
        news = [each for each in self.room.news() if getattr(each, "to", "") in self._in_full]
        self._show(news)
        if not busy:
            self.screen.say(self.t.gettext("Nothing is open for anybody else."), "dim")

    def help(self, _: str) -> None:
        """Show everything that can be typed."""
        t = self.t
        self.screen.say(t.gettext("What people type"), "bold")
        self.screen.commands(
            [
                ("3", t.gettext("presses that button; [Yes] presses it by its label")),
                ("1 3", t.gettext("marks several; for points, how many each is given")),
                ('"3"', t.gettext("is words and no button; all other words are just typed")),
                (t.gettext("@Question 1: 3"), t.gettext("presses under an earlier message")),
                *_listed("/", lines.COMMANDS, t),
            ]
        )
        self.screen.say(t.gettext("What the preview does"), "bold")
        self.screen.commands(_listed("", [(c.words, c.usage, c.explained) for c in COMMANDS], t))
        self.screen.say(t.gettext("What the coordination does, there or here with /"), "bold")
        self.screen.commands(_listed("", [(v.words, v.usage, v.explained) for v in desk.VERBS], t))

    def end(self, _: str) -> None:
        """Get up and go."""
        self.over = True

    @property
    def _at_desk(self) -> bool:
        return self.who not in self.room.people

    @property
    def _in_full(self) -> set[str]:
        """Whose messages are shown in full: one's own, and what calls for a coordination."""
        return {self.who, *(words[0] for words in desk.SEATS)}

    def _do(self, who: tuple[str, ...], text: str) -> None:
        done = Input(len(self.inputs) + 1, who, text)
        news = carry_out(self.room, done)
        self.inputs.append(done)
        self._show(news)

    def _record(self, who: tuple[str, ...], text: str, *, run: bool) -> None:
        self.inputs.append(Input(len(self.inputs) + 1, who, text, run=run))

    def _show(self, news: Sequence[Received | Woke]) -> None:
        self.screen.happened(news, self._in_full)
        if not self._at_desk:
            self._seen[self.who] = len(self.room.chats[self.who].messages)


@dataclass(frozen=True, slots=True)
class Command:
    """What can be typed to steer the preview itself; stories know the first of its words."""

    words: tuple[str, ...]
    usage: str
    explained: str
    do: Callable[[Preview, str], None]


def _sit_down(name: str) -> Callable[[Preview, str], None]:
    return lambda preview, _: preview.become(name)


COMMANDS = (
    Command(("/as", "/als"), "ben", N_("look at another person's chat"), Preview.become),
    Command(("/rest",), "", N_("everybody else answers something"), Preview.rest),
    Command(("/wait", "/warten"), "2d", N_("move the clock: 30min, 12h, 2d, 1w"), Preview.wait),
    *(
        Command(tuple(f"/{word}" for word in words), "", explained, _sit_down(words[0]))
        for words, explained in zip(desk.SEATS, desk.EXPLAINED, strict=True)
    ),
    Command(("/help", "/hilfe", "/?"), "", N_("show this"), Preview.help),
    Command(("/end", "/ende", "/quit", "/exit"), "", N_("end the preview"), Preview.end),
)


def _listed(
    stroke: str, entries: Iterable[tuple[tuple[str, ...], str, str]], t: Translator
) -> Iterator[tuple[str, str]]:
    """Yield what can be typed, with its other words, and what it does."""
    for words, usage, explained in entries:
        typed = ", ".join(stroke + word for word in words[:2])
        yield f"{typed} {t.gettext(usage) if usage else ''}".rstrip(), t.gettext(explained)
