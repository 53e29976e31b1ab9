"""The whole program as a process of its own: it begins, answers, stops and begins again."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.channels.outgoing import Send, to_bytes
from bot.locking import alone
from bot.sandbox.server import Sandbox
from storage import outbox, people
from storage.keyring import Keys
from storage.outbox import Priority
from tests import databases
from tests.office import MORNING, free_port, telegram

REIHUM = (sys.executable, "-m", "bot")


@dataclass(slots=True)
class House:
    """A folder with an installation in it, and the Telegram that it talks to."""

    home: Path
    sandbox: Sandbox
    url: str

    @property
    def settings(self) -> dict[str, str]:
        return {
            "REIHUM_TOKEN": self.sandbox.token,
            "REIHUM_API_URL": self.sandbox.url,
            "REIHUM_HOME": str(self.home),
            "REIHUM_DATABASE": self.url,
            "REIHUM_LANGUAGE": "en",
        }

    async def start(self, *words: str, **settings: str) -> Process:
        """Type a command."""
        env = {**os.environ, **self.settings, **settings}
        return await asyncio.create_subprocess_exec(
            *REIHUM, *words, env=env, stdout=PIPE, stderr=PIPE
        )

    async def says(self, *words: str, **settings: str) -> tuple[int | None, str]:
        """Type a command, and return how it ended and what it said."""
        process = await self.start(*words, **settings)
        said, complained = await process.communicate()
        return process.returncode, (said + complained).decode()

    @asynccontextmanager
    async def running(self, **settings: str) -> AsyncIterator[Process]:
        """Have it run, and stop it in the end."""
        process = await self.start("run", **settings)
        try:
            assert process.stderr is not None
            async for line in process.stderr:
                if b" running" in line:
                    break
            yield process
        finally:
            if process.returncode is None:
                process.terminate()
            await process.wait()


Play = Callable[[House], Awaitable[None]]


def house(play: Play) -> Callable[[Path, Path], None]:
    """Make a test of what happens in a house."""

    def test(sqlite_file: Path, tmp_path: Path) -> None:
        asyncio.run(_played(play, tmp_path, databases.copied(sqlite_file, tmp_path)))

    return test


def every_house(play: Play) -> Callable[[Path, str], None]:
    """Make a test of what happens in a house, with each kind of database."""

    def test(tmp_path: Path, url: str) -> None:
        asyncio.run(_played(play, tmp_path, url))

    return test


async def _played(play: Play, home: Path, url: str) -> None:
    async with telegram() as (sandbox, _, _):
        await play(House(home, sandbox, url))


@every_house
async def test_it_answers_and_stops_within_seconds_when_told(at: House) -> None:
    anna = at.sandbox.phone("Anna")
    async with at.running() as process:
        anna.start()
        await anna.hear(within=10)
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(5):
            assert await process.wait() == 0


@every_house
async def test_what_was_put_while_it_was_dead_is_sent_when_it_lives_again(at: House) -> None:
    anna = at.sandbox.phone("Anna")
    anna.start()
    async with at.running() as process:
        await anna.hear(within=10)
        process.kill()
        await process.wait()
    database = databases.opened(at.url, at.home)
    with database.writing() as session:
        number = people.add(session, str(anna.person.id), "de", MORNING)
        outbox.put(session, number, to_bytes(Send("Da")), now=MORNING, priority=Priority.PROVOKED)
    database.close()
    async with at.running():
        assert (await anna.hear(within=10)).text == "Da"


@house
async def test_telegram_can_come_by_itself(at: House) -> None:
    anna = at.sandbox.phone("Anna")
    port = free_port()
    settings = {"REIHUM_PUBLIC_URL": f"http://127.0.0.1:{port}", "REIHUM_PORT": str(port)}
    async with at.running(**settings) as process:
        anna.start()
        await anna.hear(within=10)
        process.send_signal(signal.SIGINT)
        async with asyncio.timeout(5):
            assert await process.wait() == 0


@house
async def test_it_presents_itself_in_every_language(at: House) -> None:
    profile = at.sandbox.world.profile
    async with at.running():
        async with asyncio.timeout(10):
            while len(profile.commands) < len(("de", "en", "")):  # noqa: ASYNC110 - it happens in another process
                await asyncio.sleep(0.02)
    menus = {language: commands for (_, language), commands in profile.commands.items()}
    assert [each["command"] for each in menus["de"]][:2] == ["offen", "hilfe"]
    assert [each["command"] for each in menus["en"]][:2] == ["open", "help"]
    assert menus[""] == menus["en"]


@house
async def test_a_second_one_is_refused_and_the_first_goes_on(at: House) -> None:
    async with at.running():
        code, said = await at.says("run")
        assert code == 1
        assert said == "Reihum is running already. A second one would send everything twice.\n"
        assert (await at.says("status"))[0] == 0


@house
async def test_status_tells_whether_it_runs(at: House) -> None:
    async with at.running():
        code, said = await at.says("status")
    assert code == 0
    assert said.splitlines() == [
        "Reihum is running.",
        "No message is waiting to be sent.",
        "Nobody has written to us in the last days.",
        "There is nothing to come.",
    ]
    code, said = await at.says("status")
    assert code == 1
    assert said.startswith("Reihum is not running.\n")


@house
async def test_a_message_that_waits_for_too_long_is_unhealthy(at: House) -> None:
    database = databases.opened(at.url, at.home)
    with database.writing() as session:
        number = people.add(session, "1", "de", MORNING)
        early = MORNING.replace(year=2020)
        outbox.put(session, number, b"", now=early, priority=Priority.PROVOKED)
    database.close()
    with alone(at.home, at.url):
        code, said = await at.says("status")
    assert code == 1
    assert "The oldest message that is still to be sent was written" in said


@house
async def test_a_token_that_telegram_does_not_know_is_told_without_showing_it(at: House) -> None:
    wrong = "123456789:" + "x" * 35
    code, said = await at.says("run", REIHUM_TOKEN=wrong)
    assert code == 1
    assert said.endswith("Telegram does not know this token (REIHUM_TOKEN).\n")
    assert wrong not in said


@house
async def test_keys_that_others_can_read_are_refused(at: House) -> None:
    Keys.in_folder(at.home / "keys")
    (at.home / "keys" / "main.1").chmod(0o644)
    code, said = await at.says("run")
    assert code == 1
    assert said.endswith("main.1 cannot be used: others can read it.\n")


@house
async def test_all_settings_that_are_wrong_are_named(at: House) -> None:
    code, said = await at.says("run", REIHUM_DATABASE="mysql://x", REIHUM_PORT="x", REIHUM_TOKEN="")
    assert code == 1
    named = [line.partition(":")[0] for line in said.splitlines()]
    assert sorted(named) == ["REIHUM_DATABASE", "REIHUM_PORT", "REIHUM_TOKEN"]
