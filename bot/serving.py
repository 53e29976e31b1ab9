"""A web server that lives and dies with everything else that runs."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette

#: Whoever is being answered when we are told to stop has so long, in seconds.
GRACE = 3


class Server(uvicorn.Server):
    """Serves an app until told to stop."""

    def __init__(self, app: Starlette, host: str, port: int) -> None:
        """Take a port, 0 is any that is free; raises OSError where somebody else has it."""
        self._socket = socket.create_server((host, port))
        super().__init__(
            uvicorn.Config(
                app,
                lifespan="off",
                ws="none",
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=GRACE,
            )
        )

    @property
    def port(self) -> int:
        """The port on which it listens."""
        port: int = self._socket.getsockname()[1]
        return port

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals to the program that it runs in."""
        yield

    async def listen(self) -> None:
        """Serve until told to stop."""
        await self.serve([self._socket])

    def stop(self) -> None:
        """Take no more requests; `listen` ends when the last one has been answered."""
        self.should_exit = True
