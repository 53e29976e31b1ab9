"""A web server that lives and dies with everything else that runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette

#: Whoever is being answered when we are told to stop has so long, in seconds.
GRACE = 3


class Server(uvicorn.Server):
    """Serves an app until told to stop."""

    def __init__(self, app: Starlette, host: str, port: int) -> None:
        """Serve on this port; 0 is any that is free."""
        super().__init__(
            uvicorn.Config(
                app,
                host,
                port,
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
        port: int = self.servers[0].sockets[0].getsockname()[1]
        return port

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals to the program that it runs in."""
        yield

    def stop(self) -> None:
        """Take no more requests; `serve` ends when the last one has been answered."""
        self.should_exit = True
