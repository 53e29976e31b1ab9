"""What the whole program takes, over HTTP: replies a second, latency, a broadcast, memory, a start.

A reply is stored for good and the next question has arrived on the phone; beside it stands a bare
python-telegram-bot that only says everything back. People and the Bot API are in this process, the
bot is in one of its own. Run ``python -m tests.bench.bench_door``.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from statistics import quantiles

from bot.sandbox.clock import Clock
from bot.sandbox.faults import Faults, Trouble
from bot.sandbox.flood import TELEGRAM
from bot.sandbox.phones import Phone
from bot.sandbox.server import Sandbox, serving
from bot.sandbox.values import Change, Message
from bot.sandbox.world import World
from tests import crowd, databases
from tests.bench.measuring import table

SCRIPT = (Path(__file__).parent / "door.yaml").read_bytes()

#: A Tuesday morning.
START = datetime(2026, 12, 1, 9, tzinfo=UTC)

#: What is measured with which bot, and where it keeps things.
ECHO = "tests.bench.echo"
REIHUM = "tests.http.moved"
UNLIMITED = "tests.bench.without_limits"

#: Telegram lets so many messages through in a second.
PACE = TELEGRAM.overall.count / TELEGRAM.overall.seconds

#: So long what is measured is left alone after it was made ready, in seconds.
SETTLES = 1.0

GOALS = {"rate": 0.5, "p99": 50.0, "broadcast": 1.1, "others": 1.0, "memory": 120, "start": 2.0}


@dataclass(frozen=True)
class Sizes:
    """How much is measured."""

    people: int = 60
    questions: int = 24
    seconds: float = 8.0
    rate: float = 20.0
    crowd: int = 1000
    idle: float = 10.0


# --- The bot and its people ----------------------------------------------------------------------


class Watching(Faults):
    """Nothing goes wrong; it is seen when the bot first asks for updates."""

    def __init__(self, chance: Random) -> None:
        super().__init__(chance)
        self.polled = asyncio.Event()

    def of(self, method: str, chat: int | str | None) -> Trouble | None:
        """See who calls."""
        if method == "getUpdates":
            self.polled.set()
        return super().of(method, chat)


@dataclass
class Place:
    """A bot that runs, and everybody who talks with it."""

    sandbox: Sandbox
    process: Process
    phones: list[Phone]
    started: float

    def memory(self) -> float:
        """Return how much memory the bot has, in MiB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        line = next(each for each in status.splitlines() if each.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def cpu(self) -> float:
        """Return how many seconds the bot has worked."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").split()
        return (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")


@asynccontextmanager
async def placed(
    module: str, url: str, home: Path, people: int, sizes: Sizes, *, limits: bool = False
) -> AsyncIterator[Place]:
    """Have a bot run, with a round of so many people for it if it is one of ours."""
    world = World(Clock(START), Random(1))
    async with serving(world) as sandbox:
        faults = sandbox.api.faults = Watching(Random(1))
        sandbox.api.flood.limits = TELEGRAM if limits else None
        phones = [sandbox.phone(f"Person{n}") for n in range(people)]
        for phone in phones:
            phone.start()
        world.updates.clear()
        if url:
            _begin(url, home, phones, sizes.questions)
        ahead = world.clock.now() - datetime.now(UTC).timestamp()  # noqa: TID251
        env = {
            **os.environ,
            "REIHUM_TOKEN": sandbox.token,
            "REIHUM_API_URL": sandbox.url,
            "REIHUM_HOME": str(home),
            "REIHUM_DATABASE": url,
        }
        begun = time.perf_counter()
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", module, str(ahead), env=env, stdout=DEVNULL, stderr=DEVNULL
        )
        try:
            await asyncio.wait_for(faults.polled.wait(), 60)
            yield Place(sandbox, process, phones, time.perf_counter() - begun)
        finally:
            if process.returncode is None:
                process.terminate()
            await process.wait()


def _begin(url: str, home: Path, phones: list[Phone], questions: int) -> None:
    database = databases.opened(url, home)
    topics = tuple(f"Thema {n}" for n in range(1, questions + 1))
    with database.writing() as session:
        members = crowd.settle(session, [str(each.person.id) for each in phones], START)
        crowd.begin_round(
            session, SCRIPT, members, START, chance=Random(1), given={"topics": topics}
        )
    database.close()


@dataclass
class Talk:
    """What goes back and forth. ``on`` is called with the phone that has just been asked."""

    place: Place
    on: Callable[[Phone, Message], None] = lambda _, __: None
    #: Replies that have been answered, and how many seconds that took.
    waits: list[float] = field(default_factory=list)
    #: When everybody has replied whose answer has not arrived.
    _since: dict[int, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._phones = {each.person.id: each for each in self.place.phones}
        self.place.sandbox.world.watchers.append(self._see)

    def say(self, phone: Phone, words: str) -> None:
        """Type words, and look at the clock."""
        self._since[phone.person.id] = time.perf_counter()
        phone.say(words)

    def press(self, phone: Phone, message: Message, label: str) -> None:
        """Press a button, and look at the clock."""
        self._since[phone.person.id] = time.perf_counter()
        phone.press(label, message=message)

    def _see(self, change: Change) -> None:
        message = change.message
        if change.kind != "sent" or not message.sender.is_bot:
            return
        since = self._since.pop(message.chat, None)
        if since is not None:
            self.waits.append(time.perf_counter() - since)
        # Not at once: the call that sends the message has not come to its end yet.
        loop = asyncio.get_running_loop()
        loop.call_soon(self.on, self._phones[message.chat], message)


async def until(reached: Callable[[], bool]) -> None:
    """Wait until something is true."""
    while not reached():  # noqa: ASYNC110 - nothing tells of it
        await asyncio.sleep(0.01)


def begins(message: Message) -> bool:
    """Tell whether a message invites to a round."""
    return any("Beginnen" in row for row in message.labels)


# --- What is measured ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Rate:
    """Replies a second, and how much of a second the bot has worked for each, in milliseconds."""

    replies: float
    work: float


async def rate(module: str, url: str, home: Path, sizes: Sizes) -> Rate:
    """Let everybody reply as soon as they are asked, and count."""
    async with placed(module, url, home, sizes.people, sizes) as place:
        talk = Talk(place)

        def go_on(phone: Phone, message: Message) -> None:
            if begins(message):
                talk.press(phone, message, "Beginnen")
            elif message.buttons or not url:
                talk.say(phone, "Das gelingt uns gut.")

        talk.on = go_on
        if not url:
            for phone in place.phones:
                talk.say(phone, "Guten Tag.")
        await until(lambda: len(talk.waits) >= sizes.people * 1.5)
        before, begun, cpu = len(talk.waits), time.perf_counter(), place.cpu()
        most = sizes.people * (sizes.questions - 2)
        ends = begun + sizes.seconds
        await until(lambda: time.perf_counter() >= ends or len(talk.waits) >= most)
        done, took = len(talk.waits) - before, time.perf_counter() - begun
        return Rate(done / took, (place.cpu() - cpu) / max(done, 1) * 1000)


async def latency(url: str, home: Path, sizes: Sizes) -> list[float]:
    """Let somebody reply every so often, and return how long each waits, in milliseconds.

    Everybody has replied once before: the first words after a start wait until the guard has read
    its lists, a quarter of a second.
    """
    async with placed(UNLIMITED, url, home, sizes.people, sizes) as place:
        ready: list[Phone] = []
        talk = Talk(place)

        def wait(phone: Phone, message: Message) -> None:
            if begins(message):
                talk.press(phone, message, "Beginnen")
            elif message.buttons:
                ready.append(phone)

        talk.on = wait
        await until(lambda: len(ready) == sizes.people)
        ready.clear()
        for phone in place.phones:
            talk.say(phone, "Das gelingt uns gut.")
        await until(lambda: len(ready) == sizes.people)
        await asyncio.sleep(SETTLES)
        talk.waits.clear()
        begun = time.perf_counter()
        for n in range(int(sizes.seconds * sizes.rate)):
            await asyncio.sleep(max(0.0, begun + n / sizes.rate - time.perf_counter()))
            if ready:
                talk.say(ready.pop(0), "Das gelingt uns gut.")
        await asyncio.sleep(1)
        return [1000 * each for each in talk.waits]


@dataclass(frozen=True)
class Broadcast:
    """How long it took to write to everybody, beside the least it can take, and what others saw."""

    seconds: float
    least: float
    others: list[float]
    floods: int


async def broadcast(url: str, home: Path, sizes: Sizes) -> Broadcast:
    """Invite everybody, with Telegram's limits, while a few answer."""
    async with placed(REIHUM, url, home, sizes.crowd, sizes, limits=True) as place:
        talk, invited, first = Talk(place), 0, 0.0
        ready: list[tuple[Phone, Message]] = []

        def see(phone: Phone, message: Message) -> None:
            nonlocal invited, first
            first = first or time.perf_counter()
            invited += begins(message)
            if begins(message) or message.buttons:
                ready.append((phone, message))

        talk.on = see
        others = 0
        while invited < sizes.crowd:
            await asyncio.sleep(0.5)
            if ready and first:
                others += 2
                phone, message = ready.pop()
                if begins(message):
                    talk.press(phone, message, "Beginnen")
                else:
                    talk.say(phone, "Das gelingt uns gut.")
        took = time.perf_counter() - first
        await asyncio.sleep(1)
        floods = place.sandbox.api.flood.refusals
        return Broadcast(took, (sizes.crowd + len(talk.waits) * 2) / PACE, talk.waits, floods)


async def idle(url: str, home: Path, sizes: Sizes) -> tuple[float, float]:
    """Return how long it takes from the start to the first question for updates, and the memory."""
    async with placed(REIHUM, url, home, 2, sizes) as place:
        await asyncio.sleep(sizes.idle)
        return place.started, place.memory()


# --- The table -----------------------------------------------------------------------------------


@contextmanager
def homes(postgresql: str) -> Iterator[Callable[[str], tuple[str, Path]]]:
    """Give a new home, and the address of an empty database of either kind in it."""
    with tempfile.TemporaryDirectory() as folder:
        number = 0

        def home(kind: str) -> tuple[str, Path]:
            nonlocal number
            number += 1
            new = Path(folder) / str(number)
            new.mkdir()
            if kind == "sqlite":
                return databases.migrated(f"sqlite:///{new / 'reihum.db'}", new), new
            return databases.emptied(postgresql), new

        yield home


def main(sizes: Sizes = Sizes()) -> None:
    """Measure everything in one run, and compare."""
    with databases.postgresql() as url, tempfile.TemporaryDirectory() as folder:
        databases.migrated(url, Path(folder))
        with homes(url) as home:
            asyncio.run(_measured(sizes, home))


async def _measured(sizes: Sizes, home: Callable[[str], tuple[str, Path]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        echo = await rate(ECHO, "", Path(folder), sizes)
    rows = [("echo, keeps nothing", f"{echo.replies:.0f}", "1.00", f"{echo.work:.1f}")]
    for kind in databases.KINDS:
        ours = await rate(UNLIMITED, *home(kind), sizes)
        share = f"{ours.replies / echo.replies:.2f}"
        rows.append((f"reihum, {kind}", f"{ours.replies:.0f}", share, f"{ours.work:.1f}"))
    table(
        f"Replies without Telegram's limits (goal: {GOALS['rate']} of the echo)",
        ("", "a second", "of the echo", "ms of work each"),
        rows,
    )
    waits = {kind: await latency(*home(kind), sizes) for kind in databases.KINDS}
    table(
        f"How long {sizes.rate:.0f} people a second wait (goal: p99 below {GOALS['p99']:.0f} ms)",
        ("", "p50, ms", "p99, ms", "longest, ms"),
        [
            (kind, *(f"{each:.0f}" for each in (*_p50_and_p99(some), max(some))))
            for kind, some in waits.items()
        ],
    )
    sent = await broadcast(*home("sqlite"), sizes)
    table(
        f"Writing to {sizes.crowd} people with Telegram's limits",
        (
            "seconds",
            "of the least (goal 1.1)",
            "refused (goal 0)",
            "others wait at most, s (goal 1)",
        ),
        [
            (
                f"{sent.seconds:.1f}",
                f"{sent.seconds / sent.least:.3f}",
                str(sent.floods),
                f"{max(sent.others, default=0):.2f}",
            )
        ],
    )
    started, memory = await idle(*home("sqlite"), sizes)
    table(
        "The process",
        ("first question for updates after, s (goal 2)", "idle, MiB (goal 120)"),
        [(f"{started:.2f}", f"{memory:.0f}")],
    )


def _p50_and_p99(waits: list[float]) -> tuple[float, float]:
    cuts = quantiles(waits, n=100)
    return cuts[49], cuts[98]


if __name__ == "__main__":
    main()
