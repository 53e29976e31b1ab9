"""The server as a whole: in the loop of a test, or in a thread of its own."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
import threading
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Final, TypeVar

import aiohttp
import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from bot.sandbox.api import Api
from bot.sandbox.over_http import ABORT, app
from bot.sandbox.phones import Phone
from bot.sandbox.posting import poster
from bot.sandbox.refusal import RefusedError
from bot.sandbox.values import User
from bot.sandbox.world import World

LOOPBACK: Final = "127.0.0.1"
BACKLOG: Final = 1024
CLOSING: Final = RefusedError(502, "Bad Gateway")
LINGER_NOT: Final = struct.pack("ii", 1, 0)

Result = TypeVar("Result")


@dataclass(frozen=True)
class Sandbox:
    """A running server: its address, its world, its limits and what goes wrong in it."""

    api: Api
    url: str

    @property
    def world(self) -> World:
        return self.api.world

    @property
    def token(self) -> str:
        return self.world.token

    @property
    def bot_url(self) -> str:
        """What python-telegram-bot calls `base_url`."""
        return f"{self.url}/bot"

    @property
    def file_url(self) -> str:
        """What python-telegram-bot calls `base_file_url`."""
        return f"{self.url}/file/bot"

    def phone(self, first_name: str, last_name: str = "", *, language: str = "de") -> Phone:
        """The phone of a new person."""
        return self.phone_of(self.world.add_person(first_name, last_name, language))

    def phone_of(self, person: User) -> Phone:
        """A phone of somebody who is there already; it has heard nothing yet."""
        return Phone(self.world, person)


@contextlib.asynccontextmanager
async def serving(world: World, port: int = 0) -> AsyncIterator[Sandbox]:
    """Serve a world on this machine while the block runs; port 0 is any that is free."""
    api = Api(world)
    listening = _listening(port)
    server = _Server(_config(api))
    async with aiohttp.ClientSession() as client:
        world.webhooks.post = poster(client, api.faults)
        running = asyncio.create_task(server.serve(sockets=[listening]))
        try:
            yield Sandbox(api, f"http://{LOOPBACK}:{listening.getsockname()[1]}")
        finally:
            world.webhooks.close()
            world.polling.end(CLOSING)
            server.should_exit = server.force_exit = True
            await running


@dataclass(frozen=True)
class Remote:
    """A server that runs in a thread of its own, for tests that do not run in a loop."""

    sandbox: Sandbox
    loop: asyncio.AbstractEventLoop

    def do(self, deed: Callable[[Sandbox], Result]) -> Result:
        """Do something there and return what came of it."""

        async def done() -> Result:
            return deed(self.sandbox)

        return asyncio.run_coroutine_threadsafe(done(), self.loop).result()

    def wait(self, deed: Callable[[Sandbox], Coroutine[None, None, Result]]) -> Result:
        """Wait there for something, such as `phone.hear()`, and return what came of it."""
        return asyncio.run_coroutine_threadsafe(deed(self.sandbox), self.loop).result()


@contextlib.contextmanager
def in_thread(world: World, port: int = 0) -> Iterator[Remote]:
    """Serve a world in a thread of its own while the block runs."""
    ready: Future[tuple[Remote, asyncio.Event]] = Future()

    async def serve() -> None:
        async with serving(world, port) as sandbox:
            done = asyncio.Event()
            ready.set_result((Remote(sandbox, asyncio.get_running_loop()), done))
            await done.wait()

    def run() -> None:
        try:
            asyncio.run(serve())
        except OSError as error:
            if ready.done():
                raise
            ready.set_exception(error)  # the port is taken

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    remote, done = ready.result()
    try:
        yield remote
    finally:
        remote.loop.call_soon_threadsafe(done.set)
        thread.join()


class _Server(uvicorn.Server):
    """Leaves the signals to the program that it runs in."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class _Protocol(HttpToolsProtocol):
    """Lets a call end with the connection instead of an answer."""

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.scope["extensions"] = {ABORT: {"cut": self._cut}}

    def _cut(self) -> None:
        connection = self.transport.get_extra_info("socket")
        with contextlib.suppress(OSError):  # the other side may be gone already
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER_NOT)
        self.transport.abort()


def _listening(port: int) -> socket.socket:
    # Named as TCP, so that asyncio turns the waiting for more to send off.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((LOOPBACK, port))
    except OSError:
        listening.close()
        raise
    listening.listen(BACKLOG)
    listening.setblocking(False)  # noqa: FBT003 - the socket knows no keyword
    return listening


def _config(api: Api) -> uvicorn.Config:
    return uvicorn.Config(
        app(api),
        http=_Protocol,
        loop="asyncio",
        lifespan="off",
        ws="none",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=75,
    )
