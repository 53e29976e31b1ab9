"""HTTP below python-telegram-bot, which tells what was not sent from what may have been sent.

Only that difference makes it possible to repeat a message without doubling it. No exception from
here carries an address: the token is a part of it.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout, FormData, TCPConnector, TraceConfig
from telegram.error import NetworkError, TelegramError
from telegram.request import BaseRequest, RequestData

# python-telegram-bot warns at every flood control unless durations are durations.
os.environ.setdefault("PTB_TIMEDELTA", "true")

DEFAULT: object = BaseRequest.DEFAULT_NONE

#: What opening a connection, waiting for an answer and uploading a file may take, in seconds.
CONNECT, READ, UPLOAD = 5.0, 15.0, 60.0

#: Unused connections close before Telegram closes them: a request on one that just went may have
#: been read or not, and nobody can tell.
KEPT_OPEN = 15.0
CONNECTIONS = 64


class NotSent(NetworkError):  # noqa: N818 - it says what became of the request
    """Nothing has reached the other side: no connection came about."""


class MaybeSent(NetworkError):  # noqa: N818 - as above
    """The request had left when something went wrong: it may have been carried out or not."""


@dataclass(slots=True)
class _Progress:
    """Whether a request has begun to leave."""

    leaving: bool = False


class Request(BaseRequest):
    """One HTTP session for all calls of a bot, uploads and long polls included."""

    def __init__(self, read: float = READ) -> None:
        """Wait so many seconds for an answer where a call does not say otherwise."""
        self._read = read
        self._session: ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return self._read

    async def initialize(self) -> None:
        """Open the session; a second time does nothing, as a bot has two requests that are one."""
        if self._session is None:
            connector = TCPConnector(limit=CONNECTIONS, keepalive_timeout=KEPT_OPEN)
            self._session = ClientSession(connector=connector, trace_configs=[_traced()])

    async def shutdown(self) -> None:
        if self._session is not None:
            session, self._session = self._session, None
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = DEFAULT,
        write_timeout: object = DEFAULT,
        connect_timeout: object = DEFAULT,
        pool_timeout: object = DEFAULT,
    ) -> tuple[int, bytes]:
        """Make one request; raises `NotSent` or `MaybeSent`."""
        assert self._session is not None, "initialize comes first"
        uploads = request_data is not None and request_data.contains_files
        timeout = ClientTimeout(
            connect=_given(pool_timeout, CONNECT) + _given(connect_timeout, CONNECT),
            sock_connect=_given(connect_timeout, CONNECT),
            # aiohttp counts from the beginning of the request, the upload included.
            sock_read=_given(read_timeout, self._read)
            + (_given(write_timeout, UPLOAD) if uploads else 0),
        )
        progress = _Progress()
        try:
            async with self._session.request(
                method,
                url,
                data=_body(request_data),
                timeout=timeout,
                trace_request_ctx=progress,
            ) as response:
                return response.status, await response.read()
        except (ClientError, OSError, TimeoutError) as error:
            verdict = MaybeSent if progress.leaving else NotSent
            raise verdict(type(error).__name__) from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read an answer; unlike what is overridden this logs none of it."""
        try:
            read: dict[str, Any] = json.loads(payload)
        except ValueError:
            raise TelegramError("the answer is no JSON") from None
        return read


def _given(timeout: object, otherwise: float) -> float:
    return timeout if isinstance(timeout, int | float) else otherwise


def _body(given: RequestData | None) -> FormData | dict[str, str] | None:
    if given is None or not given.contains_files:
        return given.json_parameters if given else None
    form = FormData(given.json_parameters)
    for field, (name, content, kind) in given.multipart_data.items():
        form.add_field(field, content, filename=name, content_type=kind)
    return form


def _traced() -> TraceConfig:
    """Have it noted that a request leaves, at the last moment at which surely nothing has left."""
    config = TraceConfig()

    async def leaves(_: ClientSession, context: SimpleNamespace, __: object) -> None:
        context.trace_request_ctx.leaving = True

    config.on_request_headers_sent.append(leaves)
    return config
