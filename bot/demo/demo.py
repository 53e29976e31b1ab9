"""`reihum demo` as a whole: a stage, a page for it, and the course of time, until told to stop."""

from __future__ import annotations

import asyncio
import errno
from collections.abc import Callable
from typing import Final

from bot.demo.page import Page
from bot.demo.stage import Wishes, staged
from bot.language import translator
from bot.serving import Server

#: Where the page is, unless told otherwise, and how many ports after it are tried.
PORT: Final = 8140
TRIED: Final = 50

_HERE: Final = "127.0.0.1"


async def show(
    wishes: Wishes,
    port: int,
    stop: asyncio.Event,
    said: Callable[[str], None],
    ready: Callable[[str], None],
) -> None:
    """Show the network to try until told to stop; ``ready`` hears its address."""
    t = translator(wishes.language)
    async with staged(wishes, said) as stage:
        page = Page(stage, t)
        server = _serving(page, port)
        if server.port != port and port:
            words = t.gettext(
                "Port {taken} is taken by another program; this is the next free one."
            )
            said(words.format(taken=port))
        course = asyncio.create_task(page.course.run())
        listening = asyncio.create_task(server.listen())
        stopping = asyncio.create_task(stop.wait())
        ready(f"http://{_HERE}:{server.port}/")
        try:
            tasks = (course, listening, stopping)
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            page.feed.end()
            server.stop()
            course.cancel()
            stopping.cancel()
            await asyncio.wait(tasks)
        for task in done:
            task.result()


def _serving(page: Page, port: int) -> Server:
    """Return a server for the page at the first free port; raises OSError where there is none."""
    for each in range(port, port + TRIED):
        try:
            return Server(page.app(), _HERE, each)
        except OSError as error:
            if error.errno != errno.EADDRINUSE or each == port + TRIED - 1:
                raise
    raise AssertionError("the last port either serves or raises")
