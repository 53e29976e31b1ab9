"""`python -m bot.sandbox` serves a Telegram of its own, until it is stopped."""

from __future__ import annotations

import asyncio
import contextlib
import random
import sys
from datetime import UTC, datetime
from typing import Annotated

import typer

from bot.sandbox.clock import Clock
from bot.sandbox.flood import TELEGRAM
from bot.sandbox.server import Sandbox, serving
from bot.sandbox.world import World


def main(
    port: Annotated[int, typer.Option(help="Where it listens; 0 is any that is free.")] = 8081,
    seed: Annotated[int, typer.Option(help="The token and every id follow from it.")] = 0,
    start: Annotated[datetime | None, typer.Option(help="Civil time at the beginning.")] = None,
    *,
    limits: Annotated[bool, typer.Option(help="Keep Telegram's limits of messages.")] = False,
) -> None:
    """Serve the Bot API on this machine, for one bot and as many people as are invented."""
    begin = datetime.now(UTC) if start is None else start.replace(tzinfo=UTC)  # noqa: TID251
    world = World(Clock(begin), random.Random(seed))  # noqa: S311 - tokens that are worth nothing
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(world, port, limits=limits))


async def _serve(world: World, port: int, *, limits: bool) -> None:
    async with serving(world, port) as sandbox:
        sandbox.api.flood.limits = TELEGRAM if limits else None
        _announce(sandbox)
        await asyncio.Event().wait()


def _announce(sandbox: Sandbox) -> None:
    print(f"REIHUM_API_URL={sandbox.url}", f"REIHUM_TOKEN={sandbox.token}", sep="\n")  # noqa: T201
    sys.stdout.flush()


if __name__ == "__main__":
    typer.run(main)
