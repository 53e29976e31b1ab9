"""A bot that dies and comes back, a messenger in which things go wrong, and people who go on."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, Process
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from sqlalchemy import create_engine, make_url, text
from sqlalchemy.engine import Engine

from bot.channels import presses
from bot.channels.presses import InRound, Unreadable
from bot.channels.writing import RECORD
from bot.sandbox.faults import Broken, Faults, Rule, Slow, Trouble
from bot.sandbox.phones import Phone
from bot.sandbox.server import Sandbox
from bot.sandbox.values import Change, Json, Message
from dialogs.said import Decline, Picked, Reason, Show, Skip

#: What goes wrong, of which calls, and how often.
TROUBLES: tuple[tuple[Trouble, str | None, float], ...] = (
    (Broken.REDELIVER, "getUpdates", 0.15),
    (Broken.RESET_AFTER, "getUpdates", 0.03),
    (Broken.RESET_AFTER, "sendMessage", 0.03),
    (Broken.RESET_BEFORE, "sendMessage", 0.03),
    (Broken.SERVER_ERROR, "sendMessage", 0.02),
    (Broken.BAD_GATEWAY, "sendMessage", 0.02),
    (Broken.RESET_AFTER, "editMessageText", 0.03),
    (Broken.SERVER_ERROR, "editMessageText", 0.03),
    (Broken.RESET_BEFORE, "answerCallbackQuery", 0.1),
    (Slow(0.2, done=True), "sendMessage", 0.5),
    (Slow(0.1), "editMessageText", 0.2),
)


class Noting(Faults):
    """Notes in which chats an answer got lost of something that had been done, and who calls."""

    def __init__(self, chance: Random) -> None:
        super().__init__(chance)
        self.unheard: Counter[int] = Counter()
        self.polled = asyncio.Event()

    def of(self, method: str, chat: int | str | None) -> Trouble | None:
        """Return what goes wrong with a call."""
        if method == "getUpdates":
            self.polled.set()
        trouble = super().of(method, chat)
        if trouble is Broken.RESET_AFTER and method == "sendMessage" and isinstance(chat, int):
            self.unheard[chat] += 1
        return trouble

    def begin(self) -> None:
        """Let things go wrong."""
        for trouble, method, share in TROUBLES:
            self.add(Rule(trouble, method, count=None, share=share))


@dataclass
class Mortal:
    """The bot as a process that is killed and started again."""

    home: Path
    url: str
    sandbox: Sandbox
    faults: Noting
    #: How often it was killed, and what it was doing then: messages that may have been sent.
    deaths: int = 0
    maybe: Counter[str] = field(default_factory=Counter)
    started: float = 0.0
    _process: Process | None = None

    def __post_init__(self) -> None:
        self._engine = _opened(self.url)

    async def lives(self, seconds: float) -> None:
        """Let it live for so long from its first question for updates on, then kill it."""
        await self.start()
        await asyncio.sleep(seconds)
        await self.kill()

    async def start(self) -> None:
        """Start it, and wait until it asks for updates."""
        ahead = self.sandbox.world.clock.now() - datetime.now(UTC).timestamp()  # noqa: TID251
        loop = asyncio.get_running_loop()
        begun = loop.time()
        self.faults.polled.clear()
        while not self.faults.polled.is_set():
            if self._process is None or self._process.returncode is not None:
                # Also once more: PostgreSQL may not have noticed that the one before is dead.
                self._process = await self._begin(ahead)
            with suppress(TimeoutError):
                await asyncio.wait_for(self.faults.polled.wait(), 0.1)
        self.started = loop.time() - begun

    async def _begin(self, ahead: float) -> Process:
        env = {
            **os.environ,
            "REIHUM_TOKEN": self.sandbox.token,
            "REIHUM_API_URL": self.sandbox.url,
            "REIHUM_HOME": str(self.home),
            "REIHUM_DATABASE": self.url,
        }
        words = (sys.executable, "-m", "tests.http.moved", str(ahead))
        log = (self.home / "log").open("ab")
        with log:
            return await asyncio.create_subprocess_exec(*words, env=env, stdout=DEVNULL, stderr=log)

    async def kill(self) -> None:
        """Kill it, and see what it was doing."""
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        await self._process.wait()
        self.deaths += 1
        with self._engine.connect() as connection:
            rows = connection.execute(text(_TRYING)).scalars().all()
        self.maybe.update(str(row) for row in rows)

    async def stop(self) -> None:
        """Ask it to stop, as an operator would."""
        assert self._process is not None
        self._process.terminate()
        assert await self._process.wait() == 0

    def unsent(self) -> int:
        """Return how many messages are still to be sent."""
        with self._engine.connect() as connection:
            return int(connection.execute(text(_UNSENT)).scalar_one())

    def close(self) -> None:
        """Let go of everything."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
        self._engine.dispose()


_TRYING = "SELECT person FROM outbox WHERE trying_since IS NOT NULL AND failed IS NULL"
_UNSENT = "SELECT count(*) FROM outbox WHERE failed IS NULL"


def _opened(url: str) -> Engine:
    address = make_url(url)
    if address.get_backend_name() == "postgresql":
        address = address.set(drivername="postgresql+psycopg")
    return create_engine(address)


# --- People --------------------------------------------------------------------------------------


@dataclass
class Steady:
    """Somebody who does each thing once, when the phone shows it, and then waits for what comes.

    Nothing they do is ever lost on its way: Telegram keeps it until the bot has taken it.
    """

    phone: Phone
    chance: Random
    #: Whoever is lazy does nothing before the day has come.
    idle: bool = False
    #: What they have done about which ask, by its number and what was asked about it.
    done: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def chat(self) -> int:
        """The number of their chat."""
        return self.phone.person.id

    async def live(self, pace: float) -> None:
        """Look at the phone now and then, and do what it asks for."""
        while True:
            await asyncio.sleep(self.chance.uniform(0.5, 1.5) * pace)
            if not self.idle:
                self.act()

    def act(self) -> bool:
        """Do the oldest thing that has not been done yet; return whether there was any."""
        for shown in self.phone.screen():
            if shown.sender.is_bot and shown.buttons and self._does(shown):
                return True
        return False

    def was_told(self, question: str, said: str) -> bool:
        """Tell whether the chat has a record that this was taken.

        It stands below its question, or by itself where nobody knows whether that has arrived.
        """
        for shown in self.phone.screen():
            asked, found, record = shown.text.partition(RECORD)
            if (
                shown.sender.is_bot
                and found
                and said in record
                and (question in asked or not asked)
            ):
                return True
        return False

    def chat_shown(self) -> str:
        """Return what stands on the phone, and what has been done, for whoever looks for a bug."""
        lines = [f"{each.id} {each.text!r} {each.labels}" for each in self.phone.screen()]
        return "\n".join([*lines, repr(self.done)])

    def _does(self, shown: Message) -> bool:
        carried = [(each, read) for each, read in _carried(shown) if read.press.number is not None]
        if not carried or RECORD in shown.text:
            return False
        said = {type(read.press.said): each for each, read in carried}
        number = f"{carried[0][1].round}/{carried[0][1].press.number}"
        offered = [each for each, read in carried if isinstance(read.press.said, Picked)]
        if Show in said and Decline in said:
            # Once a phase: a reminder offers it again, and whoever asks again is shown it again.
            return self._once(number.partition(".")[0], "begin", shown, said[Show])
        if Reason in said:
            return self._once(number, "reason", shown, said[Reason])
        if offered:
            return self._once(number, "answer", shown, self.chance.choice(offered))
        if Skip in said:
            return self._types(number, shown)
        return False

    def _once(self, number: str, what: str, shown: Message, button: Json) -> bool:
        if (number, what) in self.done:
            return False
        self.done[number, what] = button["text"]
        self.phone.press_data(shown, button["callback_data"])
        return True

    def _types(self, number: str, shown: Message) -> bool:
        if (number, "answer") in self.done:
            return False
        words = "".join(self.chance.choices("abcdefghijklmnopqrstuvwxyz", k=8))
        self.done[number, "answer"] = f"Wir sehen wort{words} daran."
        self.phone.say(self.done[number, "answer"], reply_to=shown)
        return True


def _carried(shown: Message) -> Iterator[tuple[Json, InRound]]:
    for row in shown.buttons:
        for each in row:
            try:
                read = presses.read(each.get("callback_data", ""))
            except Unreadable:
                continue
            if isinstance(read, InRound):
                yield each, read


# --- What has been sent --------------------------------------------------------------------------


@dataclass
class Ledger:
    """Every message that has arrived on a phone, as it arrived."""

    sandbox: Sandbox
    arrived: Counter[tuple[int, str, str]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.sandbox.world.watchers.append(self._note)

    def twice(self) -> list[tuple[int, str]]:
        """Return what has arrived more than once: the chat and the words, once a copy too many."""
        return [
            (chat, words)
            for (chat, _, words), times in self.arrived.items()
            for _ in range(times - 1)
        ]

    def _note(self, change: Change) -> None:
        message = change.message
        if change.kind == "sent" and message.sender.is_bot:
            day = f"{datetime.fromtimestamp(message.date, UTC):%j}"
            self.arrived[message.chat, day, message.text] += 1


def move(sandbox: Sandbox, to: datetime) -> None:
    """Move civil time ahead, for the bot at its next start."""
    world = sandbox.world
    assert not world.updates.count(world.clock.now()), "Telegram forgets what is a day old"
    ahead = to - sandbox.world.clock.reading()
    sandbox.world.clock.move(max(ahead, timedelta()))
